import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { heartbeatAnyRun, heartbeatRun } from "@/lib/agents/heartbeat";
import type { Actor } from "@/lib/core/actor";
import type { Context } from "@/lib/core/context";
import { DomainError } from "@/lib/core/errors";
import { MAX_INT } from "@/lib/core/fields";
import { bulkComplete } from "@/lib/tasks/change/bulk";
import { createTasks, createTasksInStructure } from "@/lib/tasks/change/create-many";
import { completeInStructure, completeTask } from "@/lib/tasks/change/report";
import { updateInStructure, updateTask } from "@/lib/tasks/change/update";
import { addAnyComment, addComment } from "@/lib/tasks/comments/comments";
import { findTask } from "@/lib/tasks/find";
import {
  type ClaimedTask,
  claimInStructure,
  claimMore,
  claimNext,
  claimTask,
  type PollInput,
} from "@/lib/tasks/queue/claim";
import { type BulkComplete, CreateTask } from "@/lib/tasks/schema";
import { linkTasks } from "@/lib/tasks/structure/links";
import { agentActor, contextOf, givenTask, keyActor, userActor } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { countStatements } from "@/lib/testing/statements";
import { recordInStructure, recordVerdict } from "./record";

/** What `bulkComplete` does, one by one by the general path. */
async function completeOneByOne(ctx: Context, { tasks }: BulkComplete): Promise<unknown> {
  const results: unknown[] = [];
  for (const { id: ref, run_id: runId, tokens_in: tokensIn, ...work } of tasks) {
    const input = { ref, runId, resolution: work.resolution, usage: { tokensIn } };
    const done = completeInStructure(ctx, input).then((task) => ({ ref, task }));
    results.push(
      await done.catch((error: unknown) => {
        if (error instanceof DomainError) return { ref, refused: error };
        throw error;
      }),
    );
  }
  return results;
}

const pollMany = async (ctx: Context, input: PollInput, most: number): Promise<unknown> =>
  claimMore(ctx, { ...input, most }, await claimNext(ctx, { ...input, most }), most);

async function pollOneByOne(ctx: Context, input: PollInput, most: number): Promise<unknown> {
  const claims: ClaimedTask[] = [];
  while (claims.length < most) {
    const { task, run, feedback, answers, resumes } = await claimNext(ctx, input);
    if (!task || !run || claims.some((claim) => claim.run.id === run.id)) break;
    claims.push({ task, run, feedback, answers, resumes });
  }
  return claims;
}

/** The same verbs in two databases: in one as they are, in the other one by one and always by the general path. */
const DOORS = [
  {
    claim: claimTask,
    poll: pollMany,
    complete: completeTask,
    completeMany: bulkComplete,
    judge: recordVerdict,
    comment: addComment,
    beat: heartbeatRun,
    update: updateTask,
    create: createTasks,
  },
  {
    claim: claimInStructure,
    poll: pollOneByOne,
    complete: completeInStructure,
    completeMany: completeOneByOne,
    judge: recordInStructure,
    comment: addAnyComment,
    beat: heartbeatAnyRun,
    update: updateInStructure,
    create: createTasksInStructure,
  },
];
type Door = (typeof DOORS)[number];

let tests: TestDatabase[];
beforeAll(async () => {
  tests = [await createTestDatabase(), await createTestDatabase()];
  for (const { db } of tests) {
    await db.$executeRawUnsafe(
      "INSERT INTO projects (name, slug, prefix) VALUES ('Other', 'other', 'OTH')",
    );
  }
});
afterAll(async () => {
  for (const test of tests) await test.drop();
});
beforeEach(reset);

async function reset(): Promise<void> {
  for (const { db } of tests) {
    await db.$executeRawUnsafe(
      "TRUNCATE tasks, agents, runs, run_texts, run_chunks, events, comments, quality_reviews, task_count_changes, spend_changes RESTART IDENTITY CASCADE",
    );
    await db.$executeRawUnsafe(
      "SELECT graphile_worker.complete_jobs(array_agg(id)) FROM graphile_worker._private_jobs",
    );
    await db.$executeRawUnsafe(`INSERT INTO agents (name, role, status, last_seen_at) VALUES
      ('scout', 'coder', 'idle', now()), ('iris', 'coder', 'busy', now() - interval '1 minute'), ('vera', 'reviewer', 'idle', now() - interval '20 seconds')`);
    await db.$executeRawUnsafe("SELECT setval('ticket_no_1', 1, false)");
  }
}

const AGENTS = ["scout", "iris", "vera"] as const;
const ACTORS: Record<string, (run: number | null) => Actor> = {
  ada: () => userActor(),
  admin: () => keyActor(),
  viewer: () => keyActor("viewer"),
  "admin for scout": () => keyActor("admin", "scout"),
  "operator for aegis": () => keyActor("operator", "aegis"),
  "key of another project": () => ({ ...keyActor("operator"), projectId: 2 }) as Actor,
  scout: () => agentActor("scout", 1),
  iris: () => agentActor("iris", 2),
  vera: () => agentActor("vera", 3),
  "scout's run": (run) => ({ ...agentActor("scout", 1), runId: run ?? 1 }) as Actor,
  "another run": () => ({ ...agentActor("scout", 1), runId: 999 }) as Actor,
};
const as = fc.constantFrom(...Object.keys(ACTORS));
const task = fc.nat(3);
const run = fc.constantFrom("right", "right", "none", "wrong", "too large");
const texts = fc.constantFrom(
  "Done.",
  "",
  "Seen 😀".repeat(80),
  "@scout look",
  "nul \u0001 and `@nobody`",
  "x".repeat(299),
);

const command = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      verb: fc.constant("claim" as const),
      task,
      as: fc.oneof(fc.constant("admin"), as),
      agent: fc.option(fc.constantFrom(...AGENTS, "nova"), { nil: undefined, freq: 6 }),
      capacity: fc.option(fc.constantFrom(1, 2, 5), { nil: undefined, freq: 1 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      verb: fc.constant("poll" as const),
      agent: fc.constantFrom(...AGENTS, "nova"),
      capacity: fc.option(fc.constantFrom(1, 2, 5), { nil: undefined }),
      most: fc.constantFrom(2, 3, 20),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      verb: fc.constant("completeMany" as const),
      as,
      works: fc.array(
        fc.record({ task, run, text: fc.option(texts), tokens: fc.option(fc.nat(9), { freq: 8 }) }),
        { minLength: 1, maxLength: 6 },
      ),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      verb: fc.constant("create" as const),
      as,
      tasks: fc.array(
        fc.constantFrom(
          { title: "One" },
          { title: "Two 😀", labels: ["a", "b"], metadata: { deep: { er: [1, null] } } },
          { title: "Three", assigned_to: "scout", due_on: "2027-01-31", description: "@iris" },
          { title: "Four", type: "epic", priority: "high", resolution: "known" },
          { title: "Five", exec_order: 3, follow_ups: [{ title: "Next" }] },
          { title: "Six", scheduled_for: 4_000_000_000 },
          { title: "Seven", description: "@nobody" },
        ),
        { minLength: 1, maxLength: 5 },
      ),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      verb: fc.constant("edit" as const),
      task,
      as,
      etag: fc.constantFrom("none", "right", "wrong"),
      set: fc.constantFrom(
        { title: "Renamed", priority: "high" },
        { description: "Seen 😀", acceptance_criteria: "all of it" },
        { description: "@nobody" },
        { metadata: { b: 1, a: "x" }, labels: ["x", "y"] },
        { add_labels: ["z"] },
        { resolution: "Said.", outcome: "partial", actual_hours: 2 },
        { due_on: "2027-01-31", estimated_hours: 1.5, retry_count: 2 },
        { feedback_rating: 4, feedback_notes: "good", error_message: "broken" },
        { type: "bug", work_type: "css" },
        { title: "Renamed", status: "done" },
        { title: "Renamed", assigned_to: "iris" },
      ),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      verb: fc.constant("complete" as const),
      task,
      as,
      run,
      text: fc.option(texts),
      outcome: fc.option(fc.constantFrom("success", "partial", "failed")),
      hours: fc.option(fc.constantFrom(0, 1.5)),
      tokens: fc.option(fc.nat(1000), { freq: 8 }),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      verb: fc.constant("judge" as const),
      task,
      as,
      verdict: fc.constantFrom("approved" as const, "rejected" as const),
      text: texts,
      reviewer: fc.option(fc.constantFrom("Ada", "SCOUT ", "vera", "Ångström")),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ verb: fc.constant("comment" as const), task, as, run, text: texts }),
  },
  { weight: 2, arbitrary: fc.record({ verb: fc.constant("beat" as const), task, as, run }) },
  { weight: 1, arbitrary: fc.record({ verb: fc.constant("link" as const), task, to: task }) },
  {
    weight: 1,
    arbitrary: fc.record({
      verb: fc.constant("set" as const),
      task,
      set: fc.constantFrom(
        { archived: true },
        { archived: false },
        { status: "review" },
        { status: "inbox" },
        { scheduled_for: 4_000_000_000 },
        { assigned_to: null },
        { review_required: false },
      ),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      verb: fc.constant("sql" as const),
      sql: fc.constantFrom(
        "UPDATE agents SET status = 'offline' WHERE name = 'scout'",
        "UPDATE agents SET last_seen_at = now() - interval '1 hour' WHERE name IN ('iris', 'vera')",
        "UPDATE agents SET last_seen_at = NULL WHERE name = 'vera'",
        "UPDATE agents SET role = 'coder' WHERE name = 'vera'",
        "UPDATE agents SET role = 'reviewer' WHERE name = 'iris'",
        "INSERT INTO run_chunks (run_id, seq, data, total_length) SELECT id, 1, 'streamed', 8 FROM runs WHERE outcome IS NULL ON CONFLICT DO NOTHING",
        "UPDATE runs SET lease_expires_at = now() - interval '1 minute' WHERE outcome IS NULL",
        "UPDATE agents SET max_capacity = 2, capacity_is_set = true WHERE name = 'scout'",
        `UPDATE tasks SET dispatch_hold = '{"code": "no_model", "message": "none", "since": "2026-01-01", "next_at": null}' WHERE status = 'assigned'`,
        "UPDATE runs SET trigger = 'dispatch' WHERE id = (SELECT max(id) FROM runs WHERE outcome IS NULL)",
      ),
    }),
  },
);
type Command = typeof command extends fc.Arbitrary<infer C> ? C : never;

const kinds = fc.array(
  fc.constantFrom(
    {},
    {},
    { assigned_to: "scout" },
    { review_required: false },
    { assigned_to: "scout", review_required: false },
    { child: true },
    { child: true, assigned_to: "scout" },
    { child: true, assigned_to: "scout", review_required: false },
    { child: true, review_required: false, exec_mode: "seq" },
    { follow_ups: [{ title: "Next" }] },
  ),
  { minLength: 4, maxLength: 4 },
);

async function perform(
  test: TestDatabase,
  door: Door,
  step: Command,
  ids: number[],
): Promise<unknown> {
  const person = contextOf(test.db);
  if (step.verb === "sql") return void (await test.db.$executeRawUnsafe(step.sql));
  if (step.verb === "poll") {
    return door.poll(person, { agent: step.agent, maxCapacity: step.capacity }, step.most);
  }
  if (step.verb === "create") {
    const actor = (ACTORS[step.as] as (r: null) => Actor)(null);
    const tasks = step.tasks.map((fields, at) => ({
      key: `#${at}`,
      fields: CreateTask.parse(fields),
    }));
    return door.create(contextOf(test.db, actor), { tasks }, "api");
  }
  if (step.verb === "completeMany") {
    const rows = await test.db.task.findMany({ where: { id: { in: ids } } });
    const held = rows.find(({ runId }) => runId !== null)?.runId ?? null;
    const actor = (ACTORS[step.as] as (r: number | null) => Actor)(held);
    const tasks = step.works.map((work) => {
      const id = ids[work.task] as number;
      const right = rows.find((row) => row.id === id)?.runId;
      const runs: Record<string, number | null | undefined> = { right, wrong: 12_345 };
      return {
        id,
        run_id: runs[work.run] ?? undefined,
        resolution: work.text ?? undefined,
        tokens_in: work.tokens ?? undefined,
      };
    });
    return door.completeMany(contextOf(test.db, actor), { tasks });
  }
  const id = ids[step.task] as number;
  const row = await test.db.task.findUnique({ where: { id } });
  const wrong: Record<string, number | undefined> = { wrong: 12_345, "too large": 4_000_000_000 };
  const runOf = (wanted: string) =>
    wanted === "right" ? (row?.runId ?? undefined) : wrong[wanted];
  const ctx = (name: string): Context =>
    contextOf(test.db, (ACTORS[name] as (r: number | null) => Actor)(row?.runId ?? null));
  switch (step.verb) {
    case "claim":
      return door.claim(ctx(step.as), { ref: id, agent: step.agent, maxCapacity: step.capacity });
    case "complete":
      return door.complete(ctx(step.as), {
        ref: step.task === 0 ? (row?.ticketRef as string) : id,
        runId: runOf(step.run),
        resolution: step.text ?? undefined,
        outcome: step.outcome ?? undefined,
        actualHours: step.hours ?? undefined,
        usage: step.tokens === null ? undefined : { tokensIn: step.tokens },
      });
    case "judge":
      return door.judge(ctx(step.as), {
        ref: id,
        verdict: step.verdict,
        notes: step.text,
        reviewer: step.reviewer ?? undefined,
      });
    case "comment":
      return door.comment(ctx(step.as), id, { content: step.text, run_id: runOf(step.run) });
    case "beat":
      return door.beat(ctx(step.as), Math.min(runOf(step.run) ?? 1, MAX_INT), {});
    case "link":
      return linkTasks(person, { from: id, to: ids[step.to] as number, type: "blocks" });
    case "set":
      return door.update(person, id, step.set as never);
    case "edit": {
      const etags: Record<string, string | undefined> = {
        right: row?.updatedAt.toISOString(),
        wrong: "2020-01-01T00:00:00.000Z",
      };
      return door.update(ctx(step.as), id, { ...step.set, etag: etags[step.etag] } as never);
    }
  }
}

const outcomeOf = (work: Promise<unknown>): Promise<unknown> =>
  work.catch((error: unknown) => {
    if (!(error instanceof DomainError)) throw error;
    return { code: error.code, message: error.message, details: { ...error.details } };
  });

const TABLES = {
  tasks: "SELECT * FROM tasks ORDER BY id",
  runs: "SELECT * FROM runs ORDER BY id",
  texts: "SELECT * FROM run_texts ORDER BY run_id",
  chunks: "SELECT * FROM run_chunks ORDER BY run_id, seq",
  comments: "SELECT * FROM comments ORDER BY id",
  verdicts: "SELECT * FROM quality_reviews ORDER BY id",
  agents: "SELECT * FROM agents ORDER BY id",
  keys: "SELECT * FROM api_keys ORDER BY id",
  events:
    "SELECT type, category, project_id, task_id, agent, run_id, actor, actor_kind, version, data FROM events ORDER BY id",
  counts:
    "SELECT project_id, status, archived, assigned_to, sum(n) FROM task_count_changes GROUP BY 1, 2, 3, 4 HAVING sum(n) <> 0 ORDER BY 1, 2, 3, 4",
  spend:
    "SELECT day, agent, project_id, model, sum(runs) AS runs, sum(finished) AS finished, sum(spent_usd) AS spent FROM spend_changes GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4",
  jobs: `SELECT t.identifier, j.payload, j.key, j.max_attempts, j.attempts, j.priority, j.run_at > now() + interval '1 hour' AS later
    FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id ORDER BY j.key, t.identifier`,
};

async function everythingIn({ db }: TestDatabase): Promise<Record<string, unknown>> {
  const all: Record<string, unknown> = {};
  for (const [name, sql] of Object.entries(TABLES)) {
    const rows = await db.$queryRawUnsafe<{ row: unknown }[]>(
      `SELECT to_jsonb(x) AS row FROM (${sql}) x`,
    );
    all[name] = rows.map(({ row }) => row);
  }
  return all;
}

/** Times differ between the two databases; whether there is one does not. */
function withoutTimes(value: unknown): unknown {
  const text =
    JSON.stringify(value, (_, part: unknown) => (typeof part === "bigint" ? Number(part) : part)) ??
    "null";
  return JSON.parse(
    text
      .replaceAll(/"\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)"/g, '"a time"')
      .replaceAll(/:1[789]\d{8}(?=[,}\]])/g, ':"a time"')
      .replaceAll(/([[,])1[789]\d{8}(?=[,\]])/g, '$1"a time"'),
  );
}

it("does in one statement what the general path does", { timeout: 240_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(
      kinds,
      fc.nat(2),
      fc.array(command, { minLength: 4, maxLength: 14 }),
      async (tasks, siblings, steps) => {
        await reset();
        const ids: number[][] = [];
        for (const test of tests) {
          const ctx = contextOf(test.db);
          const epic = await givenTask(ctx, { type: "epic" });
          const made: number[] = [];
          for (let at = 0; at < siblings; at++) await givenTask(ctx, { parent_id: epic.id });
          for (const kind of tasks) {
            const { child, ...fields } = { child: false, ...kind };
            made.push(
              (
                await givenTask(ctx, {
                  ...fields,
                  ...(child ? { parent_id: epic.id } : {}),
                } as never)
              ).id,
            );
          }
          ids.push(made);
        }
        for (const step of steps) {
          const [one, other] = [
            await outcomeOf(
              perform(tests[0] as TestDatabase, DOORS[0] as Door, step, ids[0] as number[]),
            ),
            await outcomeOf(
              perform(tests[1] as TestDatabase, DOORS[1] as Door, step, ids[1] as number[]),
            ),
          ];
          expect(withoutTimes(one)).toEqual(withoutTimes(other));
        }
        const [one, other] = [
          await everythingIn(tests[0] as TestDatabase),
          await everythingIn(tests[1] as TestDatabase),
        ];
        expect(withoutTimes(one)).toEqual(withoutTimes(other));
      },
    ),
    { numRuns: Number(process.env.FC_RUNS ?? 15) },
  );
});

it("hands in, judges, comments and renews a run in one statement where nothing hangs on the task", async () => {
  const [test] = tests as [TestDatabase];
  const ctx = contextOf(test.db, keyActor("operator"));
  const vera = contextOf(test.db, agentActor("vera", 3));
  for (const verdict of ["approved", "rejected"] as const) {
    const { id } = await givenTask(ctx, { assigned_to: "scout" });
    const { run } = await claimTask(ctx, { ref: id, agent: "scout" });
    const scout = contextOf(test.db, { ...agentActor("scout", 1), runId: run.id } as Actor);
    const verbs = {
      comment: () => addComment(scout, id, { content: "On it." }),
      beat: () => heartbeatRun(scout, run.id, {}),
      complete: () => completeTask(scout, { ref: id, runId: run.id, resolution: "Done." }),
      judge: () => recordVerdict(vera, { ref: id, verdict, notes: "As agreed." }),
    };
    for (const [name, verb] of Object.entries(verbs)) {
      expect(await countStatements(verb), `${name}, ${verdict}`).toBe(1);
    }
  }
});

it("hands in a child in one statement, unless its parent or a sibling moves on with it", async () => {
  const [test] = tests as [TestDatabase];
  const ctx = contextOf(test.db, keyActor("operator"));
  const epic = await givenTask(ctx, { type: "epic" });
  const fields = { parent_id: epic.id, assigned_to: "scout", review_required: false };
  const children = [
    await givenTask(ctx, { ...fields, exec_mode: "seq" }),
    await givenTask(ctx, fields),
    await givenTask(ctx, { ...fields, review_required: true }),
    await givenTask(ctx, fields),
  ];
  const costs: number[] = [];
  for (const { id } of children) {
    const { run } = await claimTask(ctx, { ref: id, agent: "scout" });
    const complete = () => completeTask(ctx, { ref: id, runId: run.id, resolution: "Done." });
    costs.push(await countStatements(complete));
    const { status } = await findTask(test.db, id);
    if (status === "review")
      await recordVerdict(ctx, { ref: id, verdict: "approved", notes: "Good." });
  }
  expect([costs[1], costs[2]]).toEqual([1, 1]);
  for (const at of [0, 3]) expect(costs[at]).toBeGreaterThan(1);
  expect(await test.db.task.findUnique({ where: { id: epic.id } })).toMatchObject({
    childrenTotal: 4,
    childrenDone: 4,
    childrenFinished: 4,
    status: "review",
  });
});

it("claims by name in one statement, and changes fields from which nothing follows in two", async () => {
  const [test] = tests as [TestDatabase];
  const ctx = contextOf(test.db, keyActor("operator"));
  const { id } = await givenTask(ctx, { follow_ups: [{ title: "Next" }] });
  expect(await countStatements(() => claimTask(ctx, { ref: id, agent: "scout" }))).toBe(1);
  const rename = () => updateTask(ctx, id, { title: "Renamed", labels: ["a"] });
  expect(await countStatements(rename)).toBe(2);
  expect(await countStatements(rename), "what is so already").toBe(1);
});

it("creates, claims and hands in many tasks in one statement each", async () => {
  const [test] = tests as [TestDatabase];
  const ctx = contextOf(test.db, keyActor("operator"));
  await givenTask(ctx, { assigned_to: "iris" });
  const planned = Array.from({ length: 20 }, (_, at) => ({
    key: `${at}`,
    fields: CreateTask.parse({ title: `Task ${at}` }),
  }));
  expect(await countStatements(() => createTasks(ctx, { tasks: planned }, "api"))).toBe(1);
  const input = { agent: "scout", maxCapacity: 20, most: 20 };
  let claims: Awaited<ReturnType<typeof claimMore>> = [];
  const claim = async () => {
    claims = await claimMore(ctx, input, await claimNext(ctx, input), 20);
  };
  expect(await countStatements(claim)).toBe(1);
  expect(claims.map(({ task }) => task.title)).toEqual(planned.map(({ fields }) => fields.title));
  const tasks = claims.map(({ task, run }) => ({
    id: task.id,
    run_id: run.id,
    resolution: "Done.",
  }));
  expect(await countStatements(() => bulkComplete(ctx, { tasks }))).toBe(1);
  expect(await test.db.task.count({ where: { status: "review" } })).toBe(20);
});
