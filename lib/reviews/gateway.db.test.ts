import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import type { Context } from "@/lib/core/context";
import { cancelRun } from "@/lib/dispatch/cancel";
import { stopRun } from "@/lib/engine/stop";
import { RunWorker } from "@/lib/engine/worker";
import { recoverRuns } from "@/lib/recovery/runs";
import { closeLinks } from "@/lib/runtimes/openclaw/link";
import { completeTask } from "@/lib/tasks/change/report";
import { findTask } from "@/lib/tasks/find";
import { claimNext } from "@/lib/tasks/queue/claim";
import type { TaskRow } from "@/lib/tasks/row";
import { contextOf, givenTask, userActor } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { emptyTables } from "@/lib/testing/empty-tables";
import { type FakeGateway, startFakeGateway } from "@/lib/testing/openclaw-gateway";
import { reviewTask } from "./aegis";

/** Verdicts of a reviewer at an OpenClaw gateway, which has no agent of its name. */
let db: TestDatabase;
let ctx: Context;
let gateway: FakeGateway;
let worker: RunWorker;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());
beforeEach(async () => {
  await emptyTables(db.db, "tasks", "agents", "runs", "settings", "graphile_worker._private_jobs");
  ctx = contextOf(db.db, userActor());
  gateway = await startFakeGateway();
  vi.stubEnv("BATON_SECRET", "a secret for tests that is long enough");
  vi.stubEnv("OPENCLAW_GATEWAY_URL", gateway.url);
  vi.stubEnv("OPENCLAW_GATEWAY_TOKEN", gateway.options.token);
  worker = new RunWorker(db.db);
  await db.db.agent.create({ data: { name: "aegis", role: "reviewer", runtime: "pull" } });
});
afterEach(async () => {
  await worker.stop();
  closeLinks();
  await gateway.stop();
  vi.unstubAllEnvs();
});

/** A task whose verdict is thought about at the gateway; `answer` lets it be given. */
async function thoughtAbout(): Promise<{ task: TaskRow; answer: () => void }> {
  const { id } = await givenTask(ctx, { assigned_to: "scout" });
  await claimNext(ctx, { agent: "scout" });
  const task = await completeTask(ctx, { ref: id, resolution: "done" });
  let answer = (): void => undefined;
  const until = new Promise<void>((resolve) => (answer = resolve));
  gateway.script({ text: "VERDICT: APPROVED\nNOTES: fine", until });
  const job = { taskId: task.id, resolutionHash: task.resolution_hash };
  expect(await reviewTask(ctx, worker, job)).toBe("begun");
  await gateway.runs.begun(gateway.asks.length + 1);
  return { task, answer };
}

const outcomes = async (): Promise<(string | null)[]> =>
  (await db.db.run.findMany({ where: { trigger: "review" } })).map((run) => run.outcome);
const statusAtGateway = (): (string | null)[] =>
  gateway.asks.map((ask) => gateway.runs.session(ask.sessionKey).status);

test("a verdict whose process died is joined by the next, and asked for once", async () => {
  const { task, answer } = await thoughtAbout();
  const next = new RunWorker(db.db);
  await vi.waitFor(async () => {
    await db.db.$executeRaw`UPDATE runs SET lease_expires_at = now() - interval '1 second'`;
    expect(await recoverRuns(ctx, next)).toEqual({ attached: 1, lost: 0 });
  });
  answer();
  await next.idle();
  await worker.idle();
  expect(await findTask(db.db, task.id)).toMatchObject({ status: "done" });
  expect(await outcomes()).toEqual(["succeeded"]);
  expect(gateway.asks).toHaveLength(1);
  expect(await db.db.qualityReview.count()).toBe(1);
  await next.stop();
});

test("a process that stops in order ends it there, and costs it no attempt", async () => {
  const { task } = await thoughtAbout();
  await worker.stop();
  expect(await outcomes()).toEqual(["cancelled"]);
  await vi.waitFor(() => expect(statusAtGateway()).toEqual(["killed"]));
  expect(await findTask(db.db, task.id)).toMatchObject({ status: "review" });
  const queued = await db.db.$queryRaw<{ key: string }[]>`
    SELECT key FROM graphile_worker.jobs WHERE task_identifier = 'reviewTask'`;
  expect(queued).toEqual([{ key: `review:${task.id}` }]);
});

test("a verdict that is cancelled is stopped at the gateway's own agent", async () => {
  await thoughtAbout();
  const run = await db.db.run.findFirstOrThrow({ where: { trigger: "review" } });
  await cancelRun(ctx, { runId: run.id });
  await stopRun(ctx, run.id);
  await vi.waitFor(() => expect(statusAtGateway()).toEqual(["killed"]));
  await worker.idle();
  expect(await outcomes()).toEqual(["cancelled"]);
});
