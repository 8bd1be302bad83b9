import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { taskStatsOf } from "@/lib/agents/stats.sql";
import type { Context } from "@/lib/core/context";
import { Prisma } from "@/lib/core/database";
import { taskCounts } from "@/lib/projects/queries";
import { claimNext } from "@/lib/tasks/queue/claim";
import { tasksByStatus } from "@/lib/tasks/read/by-status";
import { listTasks } from "@/lib/tasks/read/list";
import { contextOf } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { rowsRead, statementsOf } from "@/lib/testing/rows-read";
import { STATUSES } from "./lifecycle";
import { ListTasks } from "./schema";
import { foldTaskCounts, sumTaskCounts } from "./task-counts";

let test: TestDatabase;
let ctx: Context;
let projects: number[];
beforeAll(async () => {
  test = await createTestDatabase();
  ctx = contextOf(test.db);
  const other = await test.db.project.create({
    data: { name: "Other", slug: "other", prefix: "OTHER" },
  });
  const first = await test.db.project.findFirstOrThrow({ orderBy: { id: "asc" } });
  projects = [first.id, other.id];
});
afterAll(() => test.drop());

const AGENTS = ["scout", "iris"];
let number = 0;

function given(project: number, count: number): Promise<number> {
  const first = number + 1;
  number += count;
  return test.db.$executeRaw`
    INSERT INTO tasks (project_id, project_ticket_no, ticket_ref, title, created_by, ready)
    SELECT ${projects[project]}::int, n, 'SEED-' || n, 'seeded', 'seed', true
    FROM generate_series(${first}::int, ${number}::int) n`;
}

const project = fc.nat(1);
const step = fc.oneof(
  fc.record({ do: fc.constant("create" as const), project, count: fc.integer({ min: 1, max: 5 }) }),
  fc.record({ do: fc.constant("claim" as const), agent: fc.constantFrom(...AGENTS) }),
  fc.record({
    do: fc.constant("change" as const),
    every: fc.integer({ min: 1, max: 4 }),
    status: fc.constantFrom("inbox", "review", "done", "failed"),
    agent: fc.option(fc.constantFrom(...AGENTS)),
    archive: fc.boolean(),
    project,
  }),
  fc.record({ do: fc.constant("delete" as const), every: fc.integer({ min: 2, max: 5 }) }),
  fc.record({ do: fc.constant("fold" as const) }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

async function take(one: Step): Promise<void> {
  switch (one.do) {
    case "create":
      await given(one.project, one.count);
      return;
    case "claim":
      await claimNext(ctx, { agent: one.agent, maxCapacity: 20 });
      return;
    case "change":
      await test.db.$executeRaw`
        UPDATE tasks SET status = ${one.status}::task_status, assigned_to = ${one.agent}, run_id = NULL, ready = false,
          archived_at = CASE WHEN ${one.archive} THEN now() END, project_id = ${projects[one.project]}::int
        WHERE id % ${one.every}::int = 0`;
      return;
    case "delete":
      await test.db.$executeRaw`DELETE FROM tasks WHERE id % ${one.every}::int = 0`;
      return;
    case "fold":
      await foldTaskCounts(ctx);
  }
}

async function expectExactCounts(): Promise<void> {
  const tasks = await test.db.task.findMany({
    select: { projectId: true, status: true, assignedTo: true, archivedAt: true },
  });
  const total = async (query: Record<string, string>) =>
    (await listTasks(ctx, ListTasks.parse({ limit: "1", ...query }))).total;
  expect(await total({ archived: "all" })).toBe(tasks.length);
  const pool = tasks.filter((task) => task.assignedTo === null && !task.archivedAt);
  expect(await total({ assigned_to: "none" })).toBe(pool.length);
  const ofProjects = await taskCounts(test.db, projects);
  for (const id of projects) {
    const own = tasks.filter((task) => task.projectId === id);
    const live = own.filter((task) => !task.archivedAt);
    expect(ofProjects(id).total).toBe(own.length);
    const columns = await tasksByStatus(ctx, { projectId: id, statuses: STATUSES, limit: 1 });
    for (const status of STATUSES) {
      const expected = live.filter((task) => task.status === status).length;
      expect(columns.find((column) => column.status === status)?.total ?? 0).toBe(expected);
      expect(await total({ project_id: String(id), status })).toBe(expected);
    }
  }
  const stats = await taskStatsOf(test.db, AGENTS);
  for (const name of AGENTS) {
    const own = tasks.filter((task) => task.assignedTo === name);
    expect(stats(name)).toMatchObject({
      total: own.length,
      in_progress: own.filter((task) => task.status === "in_progress").length,
      done: own.filter((task) => task.status === "done").length,
    });
  }
}

it("counts of tasks are exact, whatever was created, claimed, changed, deleted and folded", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 20 }), async (steps) => {
      await test.db.$executeRaw`TRUNCATE tasks, agents, runs, events CASCADE`;
      for (const one of steps) await take(one);
      await expectExactCounts();
      await foldTaskCounts(ctx);
      expect(await test.db.$queryRaw`SELECT id FROM task_count_changes`).toEqual([]);
      await expectExactCounts();
    }),
    { numRuns: 10 },
  );
}, 300_000);

it("claims in one project do not wait for each other's counts", async () => {
  await test.db.$executeRaw`TRUNCATE tasks, agents, runs, events CASCADE`;
  await given(0, 2);
  const [first, second] = await test.db.task.findMany({ orderBy: { id: "asc" } });
  const claim = (tx: Pick<typeof test.db, "$executeRaw">, id: number | undefined) =>
    tx.$executeRaw`UPDATE tasks SET status = 'review', assigned_to = 'scout' WHERE id = ${id}`;
  // The second would wait for the first, which is still open, if both updated one row.
  await test.db.$transaction(async (tx) => {
    await claim(tx, first?.id);
    await claim(test.db, second?.id);
  });
  expect(await sumTaskCounts(test.db, Prisma.sql`c.status = 'review'`)).toBe(2);
});

it("the number of tasks of a project is read from a few rows", async () => {
  await test.db.$executeRaw`TRUNCATE tasks, agents, runs, events CASCADE`;
  await given(0, 20_000);
  await foldTaskCounts(ctx);
  const ids = projects.slice(0, 1);
  const statements = await statementsOf(test.db, (db) => taskCounts(db, ids));
  const read = await Promise.all(statements.map((statement) => rowsRead(test.db, statement)));
  expect(read).toEqual([1]);
  const page = await listTasks(
    ctx,
    ListTasks.parse({ project_id: String(projects[0]), limit: "1" }),
  );
  expect(page.total).toBe(20_000);
});

it("a busy minute is folded before its end, so that a page never reads more than some 512 changes", async () => {
  await test.db.$executeRaw`TRUNCATE tasks, agents, runs, events CASCADE`;
  await given(0, 256);
  await test.db.$executeRaw`DELETE FROM graphile_worker._private_jobs`;
  await test.db.$executeRaw`UPDATE tasks SET status = 'review'`;
  const queued = await test.db.$queryRaw<{ n: number }[]>`
    SELECT count(*)::int AS n FROM graphile_worker.jobs WHERE task_identifier = 'foldTaskCounts'`;
  expect(queued).toEqual([{ n: 1 }]);
});
