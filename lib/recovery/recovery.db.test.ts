import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { PUSH_RUNTIMES } from "@/lib/agents/row";
import { actorOfKey, createApiKey } from "@/lib/auth/keys/keys";
import type { Context } from "@/lib/core/context";
import { runsOfTask } from "@/lib/runs/queries";
import { completeTask, releaseTask, retryTask } from "@/lib/tasks/change/report";
import { findTask } from "@/lib/tasks/find";
import { claimNext, claimTask } from "@/lib/tasks/queue/claim";
import { renewLease } from "@/lib/tasks/queue/lease";
import type { TaskRow } from "@/lib/tasks/row";
import { contextOf, givenTask } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { emptyTables } from "@/lib/testing/empty-tables";
import { markSilentAgents } from "./silent";
import { requeueStaleTasks } from "./stale";
import { sweep } from "./sweep";

let test: TestDatabase;
let ctx: Context;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.drop());
beforeEach(async () => {
  await emptyTables(
    test.db,
    "tasks",
    "agents",
    "runs",
    "events",
    "settings",
    "idempotency_keys",
    "sessions",
    "users",
    "login_throttles",
    "workers",
  );
  ctx = contextOf(test.db);
});

const now = (task: Pick<TaskRow, "id">): Promise<TaskRow> => findTask(test.db, task.id);

const expireLeases = () =>
  test.db
    .$executeRaw`UPDATE runs SET lease_expires_at = now() - interval '1 second' WHERE outcome IS NULL`;

async function claimedBy(agent: string, assigned = false): Promise<TaskRow> {
  const { id } = await givenTask(ctx, assigned ? { assigned_to: agent } : {});
  return (await claimTask(ctx, { ref: id, agent })).task;
}

/** Resolves once another connection waits for a row that this test holds. */
const someoneWaits = () =>
  vi.waitFor(async () => {
    const waiting = await test.db.$queryRaw<unknown[]>`
      SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    expect(waiting).toHaveLength(1);
  });

const commentsOf = async (task: TaskRow): Promise<string[]> =>
  (await test.db.comment.findMany({ where: { taskId: task.id }, orderBy: { id: "asc" } })).map(
    (row) => row.content,
  );

describe("work whose lease ran out", () => {
  it("waits for that agent when it was assigned to it by name", async () => {
    const task = await claimedBy("scout", true);
    await expireLeases();
    expect(await requeueStaleTasks(ctx)).toEqual({ requeued: 1, failed: 0 });
    expect(await now(task)).toMatchObject({
      status: "assigned",
      assigned_to: "scout",
      ready: true,
      stale_requeues: 1,
      run_id: null,
      lease_expires_at: null,
    });
    expect(await commentsOf(task)).toEqual([
      "Task requeued (attempt 1/5): scout did not renew its lease for 10 minutes. Now it waits for scout.",
    ]);
    expect((await runsOfTask(test.db, task.id))[0]).toMatchObject({
      outcome: "lost",
      error_class: "lost",
    });
    expect(await test.db.agent.findUnique({ where: { name: "scout" } })).toMatchObject({
      inProgress: 0,
    });
    expect((await claimNext(ctx, { agent: "iris" })).task).toBeNull();
    expect((await claimNext(ctx, { agent: "scout" })).task?.id).toBe(task.id);
  });

  it.each(["poll", "claim", "release"] as const)(
    "is anybody's again when it came from the pool by %s",
    async (way) => {
      const { id } = await givenTask(ctx);
      if (way === "release") {
        await claimTask(ctx, { ref: id, agent: "iris" });
        await expireLeases();
        await requeueStaleTasks(ctx);
      }
      if (way === "claim") await claimTask(ctx, { ref: id, agent: "scout" });
      else await claimNext(ctx, { agent: "scout" });
      await expireLeases();
      await requeueStaleTasks(ctx);
      expect(await now({ id })).toMatchObject({
        status: "inbox",
        assigned_to: null,
        ready: true,
      });
      expect((await commentsOf(await now({ id }))).at(-1)).toMatch(/Now any agent can take it/);
      expect((await claimNext(ctx, { agent: "other" })).task?.id).toBe(id);
    },
  );

  it("stays with an agent that put it back itself: it is that agent's by then", async () => {
    const task = await claimedBy("scout");
    await releaseTask(ctx, { ref: task.id });
    await claimNext(ctx, { agent: "scout" });
    await expireLeases();
    await requeueStaleTasks(ctx);
    expect(await now(task)).toMatchObject({ status: "assigned", assigned_to: "scout" });
  });

  it("fails at the fifth stall, with what happened, and counts anew after a retry", async () => {
    const task = await claimedBy("scout", true);
    for (let stall = 1; stall <= 5; stall++) {
      if (stall > 1) await claimNext(ctx, { agent: "scout" });
      await expireLeases();
      expect(await requeueStaleTasks(ctx)).toEqual(
        stall < 5 ? { requeued: 1, failed: 0 } : { requeued: 0, failed: 1 },
      );
    }
    const failed = await now(task);
    expect(failed).toMatchObject({
      status: "failed",
      stale_requeues: 5,
      review_cycles: 0,
      dispatch_attempts: 0,
    });
    expect(failed.error_message).toMatch(/attempt 5\/5.*scout/);
    expect(await commentsOf(task)).toHaveLength(5);
    const escalations = await test.db.event.count({
      where: { taskId: task.id, type: "task.escalated" },
    });
    expect(escalations).toBe(1);
    await retryTask(ctx, { ref: task.id });
    await claimNext(ctx, { agent: "scout" });
    await expireLeases();
    await requeueStaleTasks(ctx);
    expect(await now(task)).toMatchObject({ status: "assigned", stale_requeues: 1 });
  });

  it("is taken back however often other processes of its agent show themselves, and not before its lease ends", async () => {
    const task = await claimedBy("scout");
    await test.db.$executeRaw`UPDATE agents SET last_seen_at = now() - interval '1 day'`;
    expect(await requeueStaleTasks(ctx)).toEqual({ requeued: 0, failed: 0 });
    expect(await now(task)).toMatchObject({ status: "in_progress", run_id: task.run_id });
    await expireLeases();
    await test.db.$executeRaw`UPDATE agents SET last_seen_at = now()`;
    expect(await requeueStaleTasks(ctx)).toEqual({ requeued: 1, failed: 0 });
  });

  it("lies among the triaged tasks of nobody when it was claimed from there", async () => {
    const { id } = await givenTask(ctx, { status: "assigned" });
    expect(await now({ id })).toMatchObject({ status: "assigned", assigned_to: null });
    await claimNext(ctx, { agent: "scout" });
    await expireLeases();
    await requeueStaleTasks(ctx);
    expect(await now({ id })).toMatchObject({ status: "assigned", assigned_to: null, ready: true });
  });

  it("goes back to the pool however long ago its events were pruned", async () => {
    const { id } = await givenTask(ctx);
    await claimNext(ctx, { agent: "scout" });
    await test.db.$executeRaw`DELETE FROM events`;
    await expireLeases();
    await requeueStaleTasks(ctx);
    expect(await now({ id })).toMatchObject({ status: "inbox", assigned_to: null });
  });

  it("is seen by auto-triage again when it came from the inbox", async () => {
    await test.db.$executeRaw`UPDATE projects SET auto_triage = true`;
    const { id } = await givenTask(ctx);
    await claimNext(ctx, { agent: "scout" });
    await test.db.$executeRaw`DELETE FROM graphile_worker._private_jobs`;
    await expireLeases();
    await requeueStaleTasks(ctx);
    const [job] = await test.db.$queryRaw<{ key: string }[]>`
      SELECT key FROM graphile_worker.jobs WHERE task_identifier = 'routeInboxTask'`;
    expect(job?.key).toBe(`triage:${id}`);
    await test.db.$executeRaw`UPDATE projects SET auto_triage = false`;
  });

  it("stays with the run that is handed back while recovery waits for it", async () => {
    const task = await claimedBy("scout");
    await expireLeases();
    let recovery: ReturnType<typeof requeueStaleTasks> | undefined;
    await ctx.transaction(async (tx) => {
      await renewLease(tx.db, task.id, task.run_id as number);
      recovery = requeueStaleTasks(ctx);
      await someoneWaits();
    });
    expect(await recovery).toEqual({ requeued: 0, failed: 0 });
    expect(await now(task)).toMatchObject({ status: "in_progress", run_id: task.run_id });
  });

  it("revokes the key that its run was given", async () => {
    const task = await claimedBy("scout");
    const { key } = await createApiKey(ctx, {
      name: "run",
      kind: "run",
      role: "operator",
      scopes: [],
      runId: task.run_id as number,
    });
    expect(await actorOfKey(test.db, key, null)).toMatchObject({ kind: "key" });
    await expireLeases();
    await requeueStaleTasks(ctx);
    await expect(actorOfKey(test.db, key, null)).rejects.toThrow("revoked");
  });

  it("is taken back from an agent that has no row", async () => {
    const task = await claimedBy("ghost");
    await expireLeases();
    await test.db.agent.delete({ where: { name: "ghost" } });
    expect(await requeueStaleTasks(ctx)).toEqual({ requeued: 1, failed: 0 });
    expect(await now(task)).toMatchObject({ status: "inbox" });
  });

  it("is requeued once however many processes look", async () => {
    const tasks = await Promise.all(["a", "b", "c", "d"].map((agent) => claimedBy(agent)));
    await expireLeases();
    const all = await Promise.all([1, 2, 3].map(() => requeueStaleTasks(ctx)));
    expect(all.reduce((sum, one) => sum + one.requeued, 0)).toBe(4);
    for (const task of tasks) expect(await now(task)).toMatchObject({ stale_requeues: 1 });
  });

  it("cannot be reported by the run that was lost", async () => {
    const task = await claimedBy("scout", true);
    await expireLeases();
    await requeueStaleTasks(ctx);
    const late = completeTask(ctx, { ref: task.id, runId: task.run_id ?? 0, resolution: "late" });
    await expect(late).rejects.toMatchObject({ code: "stale_run" });
  });
});

describe("silent agents", () => {
  it("go offline after ten minutes, said once; others stay", async () => {
    await test.db.agent.createMany({
      data: [
        { name: "gone", status: "busy", lastSeenAt: new Date(Date.now() - 11 * 60_000) },
        { name: "here", status: "idle", lastSeenAt: new Date(Date.now() - 9 * 60_000) },
        { name: "never", status: "idle" },
      ],
    });
    expect(await markSilentAgents(ctx)).toBe(1);
    expect(await markSilentAgents(ctx)).toBe(0);
    const agents = await test.db.agent.findMany({ orderBy: { name: "asc" } });
    expect(agents.map((agent) => [agent.name, agent.status])).toEqual([
      ["gone", "offline"],
      ["here", "idle"],
      ["never", "idle"],
    ]);
    const events = await test.db.event.findMany({ where: { type: "agent.status_changed" } });
    expect(events).toMatchObject([{ agent: "gone", data: { status: "offline" } }]);
  });

  it("are told of in one statement, however many fall silent at once", async () => {
    await test.db.$executeRaw`
      INSERT INTO agents (name, status, last_seen_at)
      SELECT 'silent-' || n, 'idle', now() - interval '11 minutes' FROM generate_series(1, 50) n`;
    await test.db.$executeRaw`CREATE SEQUENCE event_statements`;
    await test.db.$executeRawUnsafe(`
      CREATE FUNCTION count_event_statements() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN PERFORM nextval('event_statements'); RETURN NULL; END $$`);
    await test.db.$executeRaw`
      CREATE TRIGGER count_statements AFTER INSERT ON events FOR EACH STATEMENT EXECUTE FUNCTION count_event_statements()`;
    try {
      expect(await markSilentAgents(ctx)).toBe(50);
      expect(await test.db.event.count({ where: { type: "agent.status_changed" } })).toBe(50);
      const [statements] = await test.db.$queryRaw<
        { n: number }[]
      >`SELECT nextval('event_statements')::int - 1 AS n`;
      expect(statements?.n).toBe(1);
    } finally {
      await test.db.$executeRaw`DROP TRIGGER count_statements ON events`;
      await test.db.$executeRaw`DROP FUNCTION count_event_statements()`;
      await test.db.$executeRaw`DROP SEQUENCE event_statements`;
    }
  });

  it("are never those that Baton calls, for the database as for the code", async () => {
    const rows = await test.db.$queryRaw<{ runtime: string; pushed: boolean }[]>`
      SELECT r::text AS runtime, is_pushed(r) AS pushed FROM unnest(enum_range(NULL::runtime)) r`;
    expect(rows.filter(({ pushed }) => pushed).map(({ runtime }) => runtime)).toEqual([
      ...PUSH_RUNTIMES,
    ]);
  });
});

describe("the sweep", () => {
  const hoursAgo = (hours: number): Date => new Date(Date.now() - hours * 3_600_000);

  it("removes what has served its time and keeps the rest", async () => {
    const key = (name: string, createdAt: Date) => ({
      key: name,
      caller: "key:0",
      method: "POST",
      path: "/",
      requestHash: "x",
      createdAt,
    });
    await test.db.idempotencyKey.createMany({
      data: [key("old", hoursAgo(25)), key("young", hoursAgo(23))],
    });
    const user = await test.db.user.create({ data: { username: "ada", displayName: "Ada" } });
    await test.db.session.createMany({
      data: [
        { id: "over", userId: user.id, provider: "password", expiresAt: hoursAgo(1) },
        { id: "live", userId: user.id, provider: "password", expiresAt: hoursAgo(-1) },
      ],
    });
    await test.db.loginThrottle.createMany({
      data: [
        { key: "over", resetsAt: hoursAgo(1) },
        { key: "live", resetsAt: hoursAgo(-1) },
      ],
    });
    await givenTask(ctx);
    await givenTask(ctx);
    const run = await test.db.run.create({
      data: { agent: "iris", trigger: "dispatch", outcome: "succeeded" },
    });
    const runKey = (keyHash: string, expiresAt: Date) => ({
      name: "run",
      kind: "run",
      keyHash,
      keyPrefix: "mca_",
      createdBy: "scheduler",
      runId: run.id,
      expiresAt,
    });
    await test.db.apiKey.createMany({
      data: [runKey("over", hoursAgo(25)), runKey("live", hoursAgo(23))],
    });
    const longAgo = hoursAgo(24 * 400);
    const fan = { prompt: "Which colour?", askedBy: "Ada" };
    await test.db.fan.createMany({ data: [fan, { ...fan, createdAt: longAgo }] });
    await test.db.conversation.createMany({
      data: [{ agent: "iris" }, { agent: "iris", endedAt: longAgo }],
    });
    expect(await sweep(ctx)).toEqual({
      idempotencyKeys: 1,
      sessions: 1,
      throttles: 1,
      runKeys: 1,
      runChunks: 0,
      runTexts: 0,
      runs: 0,
      requests: 0,
      workers: 0,
      fans: 1,
      conversations: 1,
    });
    expect(await sweep(ctx)).toEqual({
      idempotencyKeys: 0,
      sessions: 0,
      throttles: 0,
      runKeys: 0,
      runChunks: 0,
      runTexts: 0,
      runs: 0,
      requests: 0,
      workers: 0,
      fans: 0,
      conversations: 0,
    });
  });

  it("forgets workers that were not heard of for a month, and keeps their runs", async () => {
    const agent = "scout";
    const worker = (host: string, lastSeenAt: Date) =>
      test.db.worker.create({ data: { agent, host, lastSeenAt } });
    const gone = await worker("gone", hoursAgo(31 * 24));
    await worker("here", hoursAgo(29 * 24));
    await test.db.run.create({ data: { agent, trigger: "direct", workerId: gone.id } });
    expect(await sweep(ctx)).toMatchObject({ workers: 1 });
    expect(await test.db.worker.findMany({ select: { host: true } })).toEqual([{ host: "here" }]);
    expect(await test.db.run.findMany({ select: { workerId: true } })).toEqual([
      { workerId: null },
    ]);
  });

  it("closes runs that no task holds, and leaves those that one does", async () => {
    const task = await claimedBy("scout");
    await test.db.run.create({
      data: { agent: "scout", trigger: "claim", leaseExpiresAt: hoursAgo(1) },
    });
    await test.db.run.update({
      where: { id: task.run_id ?? 0 },
      data: { leaseExpiresAt: hoursAgo(1) },
    });
    expect((await sweep(ctx)).runs).toBe(1);
    const open = await test.db.run.findMany({ where: { outcome: null } });
    expect(open.map((run) => run.id)).toEqual([task.run_id]);
  });
});
