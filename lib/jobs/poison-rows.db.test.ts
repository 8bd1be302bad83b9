import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import type { Context } from "@/lib/core/context";
import { RowsFailedError } from "@/lib/core/isolated";
import { logger } from "@/lib/core/logger";
import { dispatchAgent } from "@/lib/dispatch/dispatch-agent";
import { routeInboxTasks } from "@/lib/dispatch/triage";
import { RunWorker } from "@/lib/engine/worker";
import { recoverRuns } from "@/lib/recovery/runs";
import { requeueStaleTasks } from "@/lib/recovery/stale";
import { runAegisReviews } from "@/lib/reviews/aegis";
import { completeTask } from "@/lib/tasks/change/report";
import { findTask } from "@/lib/tasks/find";
import { claimTask } from "@/lib/tasks/queue/claim";
import { wakeOverdueTasks } from "@/lib/tasks/queue/scheduled";
import { contextOf, givenTask } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { emptyTables } from "@/lib/testing/empty-tables";
import { type ModelProvider, startModelProvider } from "@/lib/testing/model-provider";

// In every loop the first row can never be changed; the rows behind it are processed all the same.
let test: TestDatabase;
let ctx: Context;
let provider: ModelProvider;
let worker: RunWorker;
beforeAll(async () => {
  test = await createTestDatabase();
  provider = await startModelProvider();
  ctx = contextOf(test.db);
  await test.db.$executeRawUnsafe(`
    CREATE FUNCTION refuse_poison() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'poison'; END $$`);
});
afterAll(async () => {
  await provider.close();
  await test.drop();
});
beforeEach(async () => {
  await emptyTables(test.db, "tasks", "agents", "runs", "events", "graphile_worker._private_jobs");
  vi.spyOn(logger, "error").mockImplementation(() => undefined);
  vi.stubEnv("ANTHROPIC_BASE_URL", provider.url);
  vi.stubEnv("ANTHROPIC_API_KEY", "sk-test");
  vi.stubEnv("MC_COORDINATOR_AGENT", "");
  worker = new RunWorker(test.db);
});
afterEach(async () => {
  await worker.stop();
  await test.db.$executeRawUnsafe("DROP TRIGGER IF EXISTS poison ON tasks");
  await test.db.$executeRawUnsafe("DROP TRIGGER IF EXISTS poison ON runs");
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

/** Makes every change of that task fail from now on. */
const poisonTask = (id: number) =>
  test.db.$executeRawUnsafe(
    `CREATE TRIGGER poison BEFORE UPDATE ON tasks FOR EACH ROW WHEN (OLD.id = ${id}) EXECUTE FUNCTION refuse_poison()`,
  );
/** Makes closing any run of that task fail from now on. */
const poisonRunsOf = (taskId: number) =>
  test.db.$executeRawUnsafe(
    `CREATE TRIGGER poison BEFORE UPDATE ON runs FOR EACH ROW
     WHEN (OLD.task_id = ${taskId} AND NEW.outcome IS NOT NULL) EXECUTE FUNCTION refuse_poison()`,
  );

const agent = (name: string, fields: object = {}) =>
  test.db.agent.create({ data: { name, role: "developer", runtime: "anthropic", ...fields } });

/** Expects the loop to fail at its end and to name the row. */
async function failsFor(id: number, work: Promise<unknown>): Promise<void> {
  const error = await work.catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(RowsFailedError);
  expect((error as RowsFailedError).failures.map((failure) => failure.id)).toEqual([id]);
  expect(logger.error).toHaveBeenCalledWith(
    expect.objectContaining({ id, err: expect.stringContaining("poison") }),
    "row failed, going on",
  );
}

it("takes back the stale tasks behind one that cannot be taken back", async () => {
  const tasks: number[] = [];
  for (const name of ["one", "two"]) {
    const { id } = await givenTask(ctx);
    await claimTask(ctx, { ref: id, agent: name });
    tasks.push(id);
  }
  const [poison = 0, behind = 0] = tasks;
  await test.db.$executeRaw`
    UPDATE runs SET lease_expires_at = now() - CASE WHEN task_id = ${poison} THEN interval '2 hours' ELSE interval '1 hour' END`;
  await test.db.$executeRaw`UPDATE agents SET last_seen_at = now() - interval '1 hour'`;
  await poisonTask(poison);
  await failsFor(poison, requeueStaleTasks(ctx));
  expect(await findTask(test.db, behind)).toMatchObject({ stale_requeues: 1 });
});

it("wakes the tasks behind one that cannot be woken", async () => {
  const tasks: number[] = [];
  for (let i = 0; i < 2; i++) {
    const inAnHour = Math.floor(Date.now() / 1000) + 3_600;
    tasks.push((await givenTask(ctx, { scheduled_for: inAnHour })).id);
  }
  const [poison = 0, behind = 0] = tasks;
  await test.db.$executeRaw`
    UPDATE tasks SET scheduled_for = now() - CASE WHEN id = ${poison} THEN interval '2 hours' ELSE interval '1 hour' END`;
  await poisonTask(poison);
  await failsFor(poison, wakeOverdueTasks(ctx));
  expect(await findTask(test.db, behind)).toMatchObject({ ready: true });
});

it("recovers the lost reviews behind one that cannot be closed, and queues the others", async () => {
  await agent("aegis", { role: "reviewer" });
  const tasks: number[] = [];
  for (let i = 0; i < 3; i++) {
    const { id } = await givenTask(ctx);
    await claimTask(ctx, { ref: id, agent: "scout" });
    await completeTask(ctx, { ref: id, resolution: "done" });
    tasks.push(id);
  }
  const [poison = 0, behind = 0, waiting = 0] = tasks;
  await emptyTables(test.db, "graphile_worker._private_jobs");
  for (const [taskId, hours] of [
    [poison, 2],
    [behind, 1],
  ] as const) {
    const task = await findTask(test.db, taskId);
    await test.db.run.create({
      data: {
        taskId,
        agent: "aegis",
        runtime: "anthropic",
        trigger: "review",
        leaseExpiresAt: new Date(Date.now() - hours * 3_600_000),
        details: { resolution_hash: task.resolution_hash, in_review_since: task.status_changed_at },
      },
    });
  }
  await poisonRunsOf(poison);
  const error = await recoverRuns(ctx, worker).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(RowsFailedError);
  await runAegisReviews(ctx);
  const open = await test.db.run.findMany({ where: { trigger: "review", outcome: null } });
  expect(open.map(({ taskId }) => taskId)).toEqual([poison]);
  const queued = await test.db.$queryRaw<{ key: string }[]>`
    SELECT key FROM graphile_worker.jobs WHERE task_identifier = 'reviewTask' ORDER BY key`;
  expect(queued.map(({ key }) => key)).toEqual([`review:${behind}`, `review:${waiting}`]);
});

it("routes the inbox tasks behind one that cannot be routed", async () => {
  await test.db.project.updateMany({ data: { autoTriage: true } });
  await agent("scout");
  const poison = await givenTask(ctx, { title: "Fix the login" });
  const behind = await givenTask(ctx, { title: "Fix the logout" });
  await poisonTask(poison.id);
  await failsFor(poison.id, routeInboxTasks(ctx));
  expect(await findTask(test.db, behind.id)).toMatchObject({ assigned_to: "scout" });
});

it("takes over the runs behind one that cannot be closed", async () => {
  await agent("scout", { maxCapacity: 2 });
  const tasks: number[] = [];
  for (let i = 0; i < 2; i++) {
    tasks.push((await givenTask(ctx, { assigned_to: "scout" })).id);
  }
  provider.otherwise = () => ({ hang: "before" });
  await dispatchAgent(ctx, worker, "scout");
  await provider.calls(2);
  const [poison = 0, behind = 0] = tasks;
  const open = await test.db.run.findMany({ where: { outcome: null } });
  await test.db.$executeRaw`
    UPDATE runs SET lease_expires_at = now() - CASE WHEN task_id = ${poison} THEN interval '2 hours' ELSE interval '1 hour' END`;
  await poisonRunsOf(poison);
  // Stands for another process, which works on none of them.
  const other = new RunWorker(test.db);
  await failsFor(open.find(({ taskId }) => taskId === poison)?.id ?? 0, recoverRuns(ctx, other));
  const closed = await test.db.run.findMany({ where: { outcome: "lost" } });
  expect(closed.map(({ taskId }) => taskId)).toEqual([behind]);
  await other.stop();
  await test.db.$executeRawUnsafe("DROP TRIGGER poison ON runs");
  provider.otherwise = () => ({});
});

it("begins the due tasks behind one that cannot be begun", async () => {
  await agent("scout", { maxCapacity: 2 });
  const poison = await givenTask(ctx, { assigned_to: "scout", priority: "high" });
  const behind = await givenTask(ctx, { assigned_to: "scout" });
  await poisonTask(poison.id);
  await failsFor(poison.id, dispatchAgent(ctx, worker, "scout"));
  await worker.idle();
  const runs = await test.db.run.findMany({ where: { trigger: "dispatch" } });
  expect(runs.map(({ taskId }) => taskId)).toEqual([behind.id]);
});
