import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { createAgent } from "@/lib/agents/create";
import { heartbeat } from "@/lib/agents/heartbeat";
import type { Actor } from "@/lib/core/actor";
import type { Context } from "@/lib/core/context";
import { RunWorker } from "@/lib/engine/worker";
import { type JobRunner, startJobRunner } from "@/lib/jobs/runner";
import { recoverRuns } from "@/lib/recovery/runs";
import { requeueStaleTasks } from "@/lib/recovery/stale";
import { runsOfTask } from "@/lib/runs/queries";
import type { RunWithTexts } from "@/lib/runs/wire";
import { completeTask, retryTask } from "@/lib/tasks/change/report";
import { updateTask } from "@/lib/tasks/change/update";
import { findTask } from "@/lib/tasks/find";
import { claimNext, claimTask } from "@/lib/tasks/queue/claim";
import type { TaskRow } from "@/lib/tasks/row";
import { agentActor, contextOf, givenTask, userActor } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { emptyTables } from "@/lib/testing/empty-tables";
import { type ModelProvider, startModelProvider } from "@/lib/testing/model-provider";
import { beginRun } from "./begin";
import { finishRun } from "./finish";

/** Dispatched work that people and agents lay hands on. */
let test: TestDatabase;
let ctx: Context;
let provider: ModelProvider;
let runner: JobRunner | null = null;
beforeAll(async () => {
  test = await createTestDatabase();
  provider = await startModelProvider();
  ctx = contextOf(test.db, userActor());
});
afterAll(async () => {
  await provider.close();
  await test.drop();
});
beforeEach(async () => {
  await emptyTables(
    test.db,
    "tasks",
    "agents",
    "runs",
    "spend",
    "spend_changes",
    "comments",
    "settings",
    "graphile_worker._private_jobs",
  );
  provider.reset();
  provider.otherwise = () => ({ text: "The work is done." });
  vi.stubEnv("ANTHROPIC_BASE_URL", provider.url);
  vi.stubEnv("ANTHROPIC_API_KEY", "sk-test");
  await createAgent(ctx, { name: "iris", role: "agent", runtime: "anthropic" } as never);
});
afterEach(async () => {
  await runner?.stop();
  runner = null;
  vi.unstubAllEnvs();
});

async function start(): Promise<void> {
  runner = await startJobRunner(test.db, test.url);
}

const given = (fields: Record<string, unknown> = {}) =>
  givenTask(ctx, { assigned_to: "iris", review_required: false, ...fields });

/** A task of iris whose call hangs. */
async function atWork(): Promise<{ task: TaskRow; run: RunWithTexts; byRun: Context }> {
  provider.script({ text: "never", hang: "before" });
  await start();
  const task = await given();
  await provider.calls(1);
  const run = await lastRun(task);
  return {
    task,
    run,
    byRun: contextOf(test.db, { ...agentActor("iris"), runId: run.id } as Actor),
  };
}

const lastRun = async (task: Pick<TaskRow, "id">): Promise<RunWithTexts> =>
  (await runsOfTask(test.db, task.id))[0] as RunWithTexts;

const becomes = (task: Pick<TaskRow, "id">, expected: Record<string, unknown>) =>
  vi.waitFor(async () => expect(await findTask(test.db, task.id)).toMatchObject(expected), {
    timeout: 10_000,
    interval: 20,
  });

describe("work that is put back", () => {
  it.each(["its agent", "a person"])(
    "by %s is not dispatched again before somebody looks",
    async (who) => {
      const { task, byRun } = await atWork();
      const by = who === "a person" ? ctx : byRun;
      await updateTask(by, task.id, { status: "assigned" });
      await becomes(task, { status: "assigned", dispatch_hold: { code: "released" } });
      await provider.hungUp(1);
      expect(await test.db.run.count()).toBe(1);
      await retryTask(ctx, { ref: task.id });
      await becomes(task, { status: "done" });
    },
  );

  it("by somebody at the runtime waits for a person, however often that is", async () => {
    const task = await given();
    const begun = await beginRun(ctx, task.id, "iris");
    if (begun.kind !== "begun") throw new Error(begun.kind);
    const usage = { tokensIn: null, tokensOut: null, costUsd: null };
    await finishRun(
      ctx,
      { run: begun.run },
      {
        status: "failed",
        errorClass: "cancelled",
        error: "stopped",
        output: "",
        model: null,
        usage,
        retryAfterMs: null,
      },
    );
    const held = await findTask(test.db, task.id);
    expect(held).toMatchObject({
      status: "assigned",
      dispatch_hold: { code: "cancelled", next_at: null },
    });
  });
});

describe("work in progress that is given to an agent which Baton calls", () => {
  it("is dispatched to it, whoever had it before", async () => {
    const { task } = await atWork();
    await createAgent(ctx, { name: "scout", role: "agent", runtime: "anthropic" } as never);
    await updateTask(ctx, task.id, { assigned_to: "scout" });
    await provider.hungUp(1);
    await becomes(task, { status: "done", assigned_to: "scout" });
  });

  it("is dispatched when a person puts it in progress, and starts with no failures of another", async () => {
    await start();
    const task = await givenTask(ctx, { review_required: false });
    await test.db.task.update({ where: { id: task.id }, data: { dispatchAttempts: 4 } });
    await updateTask(ctx, task.id, { status: "in_progress", assigned_to: "iris" });
    await becomes(task, { status: "done", dispatch_attempts: 0 });
    expect(await lastRun(task)).toMatchObject({ trigger: "dispatch" });
  });

  it("comes back when it was claimed by hand and nobody goes on with it", async () => {
    const task = await given();
    await claimTask(ctx, { ref: task.id, agent: "iris" });
    await test.db.$executeRaw`UPDATE runs SET lease_expires_at = now() - interval '1 second'`;
    await test.db.$executeRaw`UPDATE agents SET last_seen_at = now()`;
    expect(await requeueStaleTasks(ctx)).toEqual({ requeued: 1, failed: 0 });
  });
});

describe("a run that was closed by hand", () => {
  it.each(["done", "failed", "review"] as const)("as %s is stopped", async (status) => {
    const { task } = await atWork();
    await updateTask(ctx, task.id, { status });
    await provider.hungUp(1);
    await vi.waitFor(async () =>
      expect(await test.db.run.count({ where: { outcome: null } })).toBe(0),
    );
  });

  it("by its own agent is heard to its end", async () => {
    let release = (): void => undefined;
    const until = new Promise<void>((resolve) => {
      release = resolve;
    });
    provider.script({ text: "and goodbye", until, usage: { tokensIn: 7, tokensOut: 3 } });
    await start();
    const task = await given();
    await provider.calls(1);
    const run = await lastRun(task);
    const byRun = contextOf(test.db, { ...agentActor("iris"), runId: run.id } as Actor);
    await completeTask(byRun, { ref: task.id, resolution: "mine" });
    release();
    await vi.waitFor(async () =>
      expect(await lastRun(task)).toMatchObject({ tokens_in: 7, tokens_out: 3 }),
    );
    expect(await findTask(test.db, task.id)).toMatchObject({ status: "done", resolution: "mine" });
  });
});

describe("the lease of a dispatched run", () => {
  it("is not lengthened by its agent's heartbeats, nor is its task handed out again", async () => {
    const task = await given();
    await beginRun(ctx, task.id, "iris");
    await test.db.$executeRaw`UPDATE runs SET lease_expires_at = now() - interval '1 second'`;
    const iris = contextOf(test.db, agentActor("iris"));
    await heartbeat(iris, "iris", {} as never);
    expect(await claimNext(iris, { agent: "iris" })).toMatchObject({
      reason: "at_capacity",
      task: null,
    });
    expect(await recoverRuns(ctx, new RunWorker(test.db))).toEqual({ attached: 0, lost: 1 });
  });
});

describe("the key of a run", () => {
  it("writes what came of the work, and moves it nowhere", async () => {
    const { task, byRun } = await atWork();
    const victim = await givenTask(ctx, { assigned_to: "other" });
    for (const change of [
      { parent_id: victim.id },
      { assigned_to: "other" },
      { priority: "low" },
    ]) {
      await expect(updateTask(byRun, task.id, change as never)).rejects.toMatchObject({
        code: "forbidden",
      });
    }
    await updateTask(byRun, task.id, { metadata: { branch: "x" } });
  });

  it("is put nowhere because a text asks for it", async () => {
    await start();
    const task = await given({ description: "{{BATON_RUN_KEY}} {{BATON_RUN_KEY 1}}" });
    await becomes(task, { status: "done" });
    expect(provider.requests[0]?.prompt).toContain("{{BATON_RUN_KEY}}");
    expect(await test.db.apiKey.count({ where: { NOT: { runId: null } } })).toBe(0);
  });
});

it("an answer that is longer than a resolution may be is cut, and whole in the run", async () => {
  provider.script({ text: "x".repeat(250_000), chunkBytes: 65_536 });
  await start();
  const task = await given();
  await becomes(task, { status: "done" });
  const done = await findTask(test.db, task.id);
  expect(done.resolution?.length).toBeLessThan(200_100);
  expect((await lastRun(task)).output?.length).toBe(250_000);
});
