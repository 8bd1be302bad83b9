import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { heartbeatAnyRun, heartbeatRun } from "@/lib/agents/heartbeat";
import type { Actor } from "@/lib/core/actor";
import type { Context } from "@/lib/core/context";
import { DomainError } from "@/lib/core/errors";
import { MAX_INT } from "@/lib/core/fields";
import { completeInStructure, completeTask } from "@/lib/tasks/change/report";
import { updateTask } from "@/lib/tasks/change/update";
import { addAnyComment, addComment } from "@/lib/tasks/comments/comments";
import { claimTask } from "@/lib/tasks/queue/claim";
import { linkTasks } from "@/lib/tasks/structure/links";
import { agentActor, contextOf, givenTask, keyActor, userActor } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { countStatements } from "@/lib/testing/statements";
import { recordInStructure, recordVerdict } from "./record";

/** The same verbs in two databases: in one as they are, in the other always by the general path. */
const DOORS = [
  { complete: completeTask, judge: recordVerdict, comment: addComment, beat: heartbeatRun },
  {
    complete: completeInStructure,
    judge: recordInStructure,
    comment: addAnyComment,
    beat: heartbeatAnyRun,
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
    weight: 3,
    arbitrary: fc.record({
      verb: fc.constant("claim" as const),
      task,
      agent: fc.constantFrom(...AGENTS),
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
  const id = ids[step.task] as number;
  const row = await test.db.task.findUnique({ where: { id } });
  const wrong: Record<string, number | undefined> = { wrong: 12_345, "too large": 4_000_000_000 };
  const runOf = (wanted: string) =>
    wanted === "right" ? (row?.runId ?? undefined) : wrong[wanted];
  const ctx = (name: string): Context =>
    contextOf(test.db, (ACTORS[name] as (r: number | null) => Actor)(row?.runId ?? null));
  switch (step.verb) {
    case "claim":
      return void (await claimTask(person, { ref: id, agent: step.agent }));
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
      return void (await updateTask(person, id, step.set as never));
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
      fc.array(command, { minLength: 4, maxLength: 14 }),
      async (tasks, steps) => {
        await reset();
        const ids: number[][] = [];
        for (const test of tests) {
          const ctx = contextOf(test.db);
          const epic = await givenTask(ctx, { type: "epic" });
          const made: number[] = [];
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
