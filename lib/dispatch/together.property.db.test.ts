import fc from "fast-check";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { asSystem, type Context } from "@/lib/core/context";
import type { RunRow } from "@/lib/runs/wire";
import type { RuntimeOutcome } from "@/lib/runtimes/runtime";
import { updateTask } from "@/lib/tasks/change/update";
import { findTask } from "@/lib/tasks/find";
import { linkTasks } from "@/lib/tasks/structure/links";
import { contextOf, givenTask } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { countStatements } from "@/lib/testing/statements";
import { type BegunRun, beginRun } from "./begin";
import { beginTogether } from "./begin-together";
import { beginDue } from "./dispatch-agent";
import { finishInTransaction, finishRun } from "./finish";
import { dueWork } from "./queue.sql";

let tests: [TestDatabase, TestDatabase];
beforeAll(async () => {
  tests = [await createTestDatabase(), await createTestDatabase()];
  vi.stubEnv("ANTHROPIC_API_KEY", "sk-test");
});
afterAll(async () => {
  vi.unstubAllEnvs();
  for (const test of tests) await test.drop();
});
beforeEach(reset);

async function reset(): Promise<void> {
  for (const { db } of tests) {
    await db.$executeRawUnsafe(
      "TRUNCATE tasks, agents, runs, run_texts, run_chunks, events, comments, quality_reviews, task_count_changes, spend, spend_changes, settings RESTART IDENTITY CASCADE",
    );
    await db.$executeRawUnsafe("UPDATE projects SET budget_usd = NULL, daily_budget_usd = NULL");
    await db.$executeRawUnsafe(`INSERT INTO agents (name, runtime, max_capacity, soul_content, config) VALUES
      ('iris', 'anthropic', 3, ' You are Iris. ', '{"model": "claude-haiku-x"}')`);
    await db.$executeRawUnsafe("DELETE FROM graphile_worker._private_jobs");
    await db.$executeRawUnsafe("SELECT setval('ticket_no_1', 1, false)");
  }
}

const scheduler = (test: TestDatabase): Context => asSystem(contextOf(test.db), "scheduler");

/** Begins and ends runs in one statement where that is possible. */
async function beginAll(ctx: Context): Promise<BegunRun[]> {
  const begun: BegunRun[] = [];
  await beginDue(ctx, "iris", (one) => begun.push(one));
  return begun;
}

/** The same by the general path alone. */
async function beginOneByOne(ctx: Context): Promise<BegunRun[]> {
  const begun: BegunRun[] = [];
  for (const { id } of (await dueWork(ctx.db, "iris", 20)).due) {
    const one = await beginRun(ctx, id, "iris");
    if (one.kind === "full") break;
    if (one.kind === "begun") begun.push(one);
  }
  return begun;
}

const DOORS = [
  { begin: beginAll, finish: finishRun },
  { begin: beginOneByOne, finish: finishInTransaction },
] as const;

const kind = fc.constantFrom<Record<string, unknown>>(
  {},
  {},
  { review_required: false },
  { review_required: false, priority: "critical", labels: ["a"], metadata: { branch: "x" } },
  { title: "Translate this", description: "Ü 😀 it." },
  { child: true, review_required: false },
  { linked: true, review_required: false },
  { follow_ups: [{ title: "Next" }], review_required: false },
);

/** What may be so beside the tasks; between the begin and the end, or before the begin. */
const STATES = [
  "SELECT 1",
  "SELECT 1",
  "SELECT 1",
  "UPDATE agents SET max_capacity = 1",
  "UPDATE agents SET max_capacity = 9",
  "UPDATE agents SET budget_usd = 5",
  "UPDATE agents SET daily_budget_usd = 0",
  "UPDATE projects SET daily_budget_usd = 7",
  "INSERT INTO settings (key, value, updated_by) VALUES ('budget.daily_usd', '9', 'test') ON CONFLICT DO NOTHING",
  `INSERT INTO settings (key, value, updated_by) VALUES ('model.prices', '[{"model": "claude-*", "input_per_mtok": 2, "output_per_mtok": 3}]', 'test') ON CONFLICT DO NOTHING`,
  `INSERT INTO settings (key, value, updated_by) VALUES ('model.tiers', '{"complex": "claude-tier"}', 'test') ON CONFLICT DO NOTHING`,
  `UPDATE tasks SET dispatch_attempts = 2, error_message = 'boom', next_attempt_at = now() - interval '1 minute'`,
  `UPDATE tasks SET next_attempt_at = now() + interval '1 hour' WHERE id % 2 = 0`,
  `UPDATE tasks SET dispatch_hold = '{"code": "unavailable", "message": "m", "since": "2026-01-01T00:00:00Z", "next_at": "2026-01-01T00:00:00Z"}' WHERE status = 'assigned'`,
  `UPDATE tasks SET dispatch_hold = '{"code": "cancelled", "message": "m", "since": "2026-01-01T00:00:00Z", "next_at": null}' WHERE id % 2 = 1 AND status = 'assigned'`,
  "INSERT INTO run_chunks (run_id, seq, data, total_length) SELECT id, 1, 'streamed', 8 FROM runs WHERE outcome IS NULL ON CONFLICT DO NOTHING",
  "UPDATE runs SET tokens_in = 5 WHERE outcome IS NULL",
  "UPDATE runs SET model = 'claude-other' WHERE outcome IS NULL",
  `WITH q AS (INSERT INTO quality_reviews (task_id, reviewer, reviewer_kind, status, notes, cycle, applied)
     SELECT id, 'vera', 'agent', 'rejected', 'Name the cause.', 1, true FROM tasks RETURNING task_id)
   UPDATE tasks SET review_cycles = 1, resolution = 'An earlier one.' FROM q WHERE q.task_id = tasks.id`,
  `INSERT INTO quality_reviews (task_id, reviewer, reviewer_kind, status, notes, cycle, applied, resolution_hash)
     SELECT id, 'vera', 'agent', 'approved', 'Fine.', 1, true, encode(sha256('The work is done.'), 'hex') FROM tasks`,
  "INSERT INTO agents (name, role, runtime) VALUES ('aegis', 'reviewer', 'anthropic') ON CONFLICT DO NOTHING",
];

const outcome = fc
  .record({
    output: fc.constantFrom("The work is done.", " The work is done.\n", "nul \0 and \ud83d", "  "),
    model: fc.constantFrom(null, "claude-sonnet-x", "unknown"),
    usage: fc.constantFrom(
      { tokensIn: null, tokensOut: null, costUsd: null },
      { tokensIn: 1_000, tokensOut: 100, costUsd: null },
      { tokensIn: 1_000, tokensOut: null, costUsd: null },
      { tokensIn: 10, tokensOut: 20, costUsd: 0.25 },
    ),
  })
  .map((said): RuntimeOutcome => ({ status: "succeeded", stopReason: "end_turn", ...said }));

const TABLES = {
  tasks: "SELECT * FROM tasks ORDER BY id",
  runs: "SELECT * FROM runs ORDER BY id",
  texts: "SELECT * FROM run_texts ORDER BY run_id",
  chunks: "SELECT * FROM run_chunks ORDER BY run_id, seq",
  comments: "SELECT * FROM comments ORDER BY id",
  agents: "SELECT * FROM agents ORDER BY id",
  events:
    "SELECT type, category, project_id, task_id, agent, run_id, actor, actor_kind, version, data FROM events ORDER BY id",
  counts:
    "SELECT project_id, status, archived, assigned_to, sum(n) FROM task_count_changes GROUP BY 1, 2, 3, 4 HAVING sum(n) <> 0 ORDER BY 1, 2, 3, 4",
  spend:
    "SELECT day, agent, project_id, model, sum(runs) AS runs, sum(finished) AS finished, sum(spent_usd) AS spent FROM spend_changes GROUP BY 1, 2, 3, 4 HAVING sum(runs) <> 0 ORDER BY 1, 2, 3, 4",
  jobs: `SELECT t.identifier, j.payload, j.key, j.max_attempts, j.run_at > now() + interval '30 minutes' AS later
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
const withoutTimes = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value)
      .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)/g, "a time")
      .replaceAll(/MATERIAL-[\da-f]+/g, "MATERIAL")
      .replaceAll(/in \d+ (?:seconds|minutes), at [\d:]{8} UTC/g, "later")
      .replaceAll(/:1[789]\d{8}(?=[,}\]])/g, ':"a time"')
      .replaceAll(/([[,])1[789]\d{8}(?=[,\]])/g, '$1"a time"'),
  );

async function givenTasks(ctx: Context, kinds: Record<string, unknown>[]): Promise<void> {
  const epic = await givenTask(ctx, { type: "epic", title: "All of it" });
  const first = await givenTask(ctx, { title: "Before", review_required: false });
  await ctx.db.$executeRawUnsafe(
    `UPDATE tasks SET status = 'done', ready = false, resolution = 'Ground.', completed_at = now() WHERE id = ${first.id}`,
  );
  for (const given of kinds) {
    const { child, linked, ...fields } = given;
    const parent = child ? { parent_id: epic.id } : {};
    const { id } = await givenTask(ctx, { assigned_to: "iris", ...fields, ...parent } as never);
    if (linked) await linkTasks(ctx, { from: first.id, to: id, type: "blocks" });
  }
}

it("begins and ends runs in one statement as the general path does", {
  timeout: 240_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(kind, { minLength: 1, maxLength: 5 }),
      fc.array(fc.constantFrom(...STATES), { minLength: 1, maxLength: 3 }),
      fc.constantFrom(...STATES),
      fc.array(outcome, { minLength: 5, maxLength: 5 }),
      async (kinds, before, between, outcomes) => {
        await reset();
        const results: unknown[] = [];
        for (const [at, { begin, finish }] of DOORS.entries()) {
          const test = tests[at] as TestDatabase;
          await givenTasks(contextOf(test.db), kinds);
          for (const sql of before) await test.db.$executeRawUnsafe(sql);
          const ctx = scheduler(test);
          const begun = await begin(ctx);
          const started = await everythingIn(test);
          await test.db.$executeRawUnsafe(between);
          for (const [place, { run }] of begun.entries())
            await finish(ctx, { run }, outcomes[place % 5] as RuntimeOutcome);
          results.push(
            withoutTimes({
              begun: begun.map(({ run }) => run),
              started,
              ended: await everythingIn(test),
            }),
          );
        }
        expect(results[0]).toEqual(results[1]);
      },
    ),
    process.env.FC_RUNS ? { numRuns: Number(process.env.FC_RUNS) } : { numRuns: 12, seed: 141 },
  );
});

const SAID: RuntimeOutcome = {
  status: "succeeded",
  output: "The work is done.",
  model: "claude-haiku-x",
  usage: { tokensIn: 1_000, tokensOut: 100, costUsd: null },
  stopReason: "end_turn",
};

it("begins all that an agent has places for in three statements, and ends each run in two", async () => {
  const ctx = scheduler(tests[0]);
  for (let n = 0; n < 4; n++) await givenTask(ctx, { assigned_to: "iris" });
  const begun: BegunRun[] = [];
  const begin = async (): Promise<void> => void begun.push(...(await beginAll(ctx)));
  expect(await countStatements(begin)).toBe(3);
  expect(begun).toHaveLength(3);
  expect(await countStatements(begin), "while it is full").toBe(2);
  const { run } = begun[0] as BegunRun;
  expect(await countStatements(() => finishRun(ctx, { run }, SAID))).toBe(2);
  expect(await countStatements(begin), "for the place that became free").toBe(3);
  expect(begun).toHaveLength(4);
});

it("ends runs together whose answers come while another one's is handed in, as one by one", async () => {
  const kinds = [{}, { review_required: false }, { priority: "low" }, { labels: ["a"] }, {}];
  const results: unknown[] = [];
  for (const [at, test] of tests.entries()) {
    const ctx = scheduler(test);
    await test.db.$executeRawUnsafe("UPDATE agents SET max_capacity = 9");
    await givenTasks(contextOf(test.db), [...kinds, { follow_ups: [{ title: "Next" }] }]);
    const begun = await beginAll(ctx);
    const [first, second, ...others] = begun
      .map(({ run }): RunRow => run)
      .toSorted((a, b) => Number(a.task_id) - Number(b.task_id));
    if (!first || !second) throw new Error("iris has places");
    await test.db.$executeRawUnsafe(`UPDATE runs SET tokens_in = 5 WHERE id = ${second.id}`);
    if (at === 0) {
      const end = (run: RunRow) => finishRun(ctx, { run }, SAID);
      // One that was reported on, and one with follow-ups, end by the general path.
      const alone = () => Promise.all([end(first), ...others.slice(0, -1).map(end)]);
      expect(await countStatements(alone)).toBe(4);
      await end(others.at(-1) as RunRow);
      await end(second);
    } else
      for (const run of [first, ...others, second]) await finishInTransaction(ctx, { run }, SAID);
    results.push(withoutTimes(await everythingIn(test)));
  }
  expect(results[0]).toEqual(results[1]);
});

it("ends the others when one of those that wait together cannot be ended", async () => {
  const ctx = scheduler(tests[0]);
  for (let n = 0; n < 3; n++) await givenTask(ctx, { assigned_to: "iris", review_required: false });
  const runs = (await beginAll(ctx)).map(({ run }) => run);
  const tooMany = { tokensIn: 2 ** 40, tokensOut: 1, costUsd: null };
  const ends = runs.map((run, place) =>
    finishRun(ctx, { run }, place === 1 ? { ...SAID, usage: tooMany } : SAID),
  );
  const settled = await Promise.allSettled(ends);
  expect(settled.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  const tasks = await tests[0].db.task.findMany({ orderBy: { id: "asc" } });
  expect(tasks.map(({ status }) => status)).toEqual(["done", "in_progress", "done"]);
});

it("waits for nobody's task when it ends runs together", async () => {
  const ctx = scheduler(tests[0]);
  for (let n = 0; n < 3; n++) await givenTask(ctx, { assigned_to: "iris", review_required: false });
  const runs = (await beginAll(ctx)).map(({ run }) => run);
  const client = new pg.Client({ connectionString: tests[0].url });
  await client.connect();
  try {
    await client.query("BEGIN");
    await client.query("SELECT lock_task($1)", [runs[1]?.task_id]);
    const [first, locked, last] = runs.map((run) => finishRun(ctx, { run }, SAID));
    await first;
    await last;
    await client.query("ROLLBACK");
    await locked;
    expect(await tests[0].db.task.count({ where: { status: "done" } })).toBe(3);
  } finally {
    await client.end();
  }
});

it("leaves a task alone that was changed since it was read, and begins the others", async () => {
  const ctx = scheduler(tests[0]);
  const [one, other, last] = [
    await givenTask(ctx, { assigned_to: "iris" }),
    await givenTask(ctx, { assigned_to: "iris" }),
    await givenTask(ctx, { assigned_to: "iris" }),
  ];
  const { agent, due } = await dueWork(ctx.db, "iris", 20);
  if (!agent) throw new Error("iris has places");
  await updateTask(contextOf(tests[0].db), one.id, { title: "Something else" });
  const client = new pg.Client({ connectionString: tests[0].url });
  await client.connect();
  await client.query("BEGIN");
  await client.query("SELECT lock_task($1)", [last.id]);
  const { begun } = await beginTogether(ctx, agent, due);
  expect(begun.map(({ run }) => run.task_id)).toEqual([other.id]);
  await client.query("ROLLBACK");
  await client.end();
  await beginAll(ctx);
  expect(await tests[0].db.run.count({ where: { outcome: null } })).toBe(3);
});

it("begins nothing with an agent that was changed since it was read", async () => {
  const ctx = scheduler(tests[0]);
  await givenTask(ctx, { assigned_to: "iris" });
  const { agent, due } = await dueWork(ctx.db, "iris", 20);
  if (!agent) throw new Error("iris has places");
  for (const change of ["soul_content = 'You are Vera.'", "budget_usd = 1", "runtime = 'pull'"]) {
    await ctx.db.$executeRawUnsafe(`UPDATE agents SET ${change}`);
    expect(await beginTogether(ctx, agent, due)).toEqual({ begun: [], placesLeft: null });
  }
});

/** The dispatches that wait in the queue. */
const queued = async (): Promise<string[]> =>
  (
    await tests[0].db.$queryRaw<{ key: string }[]>`
      SELECT key FROM graphile_worker.jobs WHERE task_identifier = 'dispatchAgent' ORDER BY key`
  ).map(({ key }) => key);

it("asks for a dispatch when a place becomes free only if work waits for it", async () => {
  const ctx = scheduler(tests[0]);
  await ctx.db.$executeRawUnsafe("UPDATE agents SET max_capacity = 1");
  const one = await givenTask(ctx, { assigned_to: "iris", review_required: false });
  const other = await givenTask(ctx, { assigned_to: "iris", review_required: false });
  for (const [task, keys] of [
    [one, ["dispatch-agent:iris"]],
    [other, []],
  ] as const) {
    const [begun] = await beginAll(ctx);
    expect(begun?.run.task_id).toBe(task.id);
    await ctx.db.$executeRawUnsafe("DELETE FROM graphile_worker._private_jobs");
    await finishRun(ctx, { run: (begun as BegunRun).run }, SAID);
    expect(await queued()).toEqual(keys);
  }
});

it("dispatches work that is given to a full agent at the moment its place becomes free", async () => {
  const ctx = scheduler(tests[0]);
  await ctx.db.$executeRawUnsafe("UPDATE agents SET max_capacity = 1");
  const first = await givenTask(ctx, { assigned_to: "iris" });
  await beginAll(ctx);
  const client = new pg.Client({ connectionString: tests[0].url });
  await client.connect();
  try {
    // The end of its work has looked for more, and is not committed.
    await client.query("BEGIN");
    await client.query("UPDATE tasks SET status = 'review', run_id = NULL WHERE id = $1", [
      first.id,
    ]);
    await ctx.db.$executeRawUnsafe("DELETE FROM graphile_worker._private_jobs");
    const second = await givenTask(ctx, { assigned_to: "iris" });
    const begun = beginAll(ctx);
    await vi.waitFor(async () => {
      const waiting = await ctx.db.$queryRaw<unknown[]>`
        SELECT 1 AS waits FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
      expect(waiting).toHaveLength(1);
    });
    await client.query("COMMIT");
    expect((await begun).map(({ run }) => run.task_id)).toEqual([second.id]);
    expect(await queued()).toEqual([`dispatch:${second.id}`]);
    expect(await findTask(ctx.db, second.id)).toMatchObject({ status: "in_progress" });
  } finally {
    await client.end();
  }
});
