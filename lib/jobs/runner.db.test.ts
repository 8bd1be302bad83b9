import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { Context } from "@/lib/core/context";
import { completeTask } from "@/lib/tasks/change/report";
import { findTask } from "@/lib/tasks/find";
import { claimNext } from "@/lib/tasks/queue/claim";
import type { TaskRow } from "@/lib/tasks/row";
import { contextOf, givenTask } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { emptyTables } from "@/lib/testing/empty-tables";
import { type ModelProvider, startModelProvider } from "@/lib/testing/model-provider";
import { type JobRunner, startJobRunner } from "./runner";

let test: TestDatabase;
let ctx: Context;
let provider: ModelProvider;
let runners: JobRunner[] = [];
beforeAll(async () => {
  test = await createTestDatabase();
  provider = await startModelProvider();
  ctx = contextOf(test.db);
});
afterAll(async () => {
  await provider.close();
  await test.drop();
});
beforeEach(async () => {
  await emptyTables(test.db, "tasks", "agents", "runs", "graphile_worker._private_jobs");
  provider.reset();
  vi.stubEnv("MC_COORDINATOR_AGENT", "");
  vi.stubEnv("ANTHROPIC_BASE_URL", provider.url);
  vi.stubEnv("ANTHROPIC_API_KEY", "sk-test");
  await test.db.agent.create({ data: { name: "aegis", role: "reviewer", runtime: "anthropic" } });
});
afterEach(async () => {
  await Promise.all(runners.map((runner) => runner.stop()));
  runners = [];
  vi.unstubAllEnvs();
});

async function start(): Promise<JobRunner> {
  const runner = await startJobRunner(test.db, test.url);
  runners.push(runner);
  return runner;
}

async function stop(runner: JobRunner): Promise<void> {
  runners = runners.filter((one) => one !== runner);
  await runner.stop();
}

async function inReview(): Promise<TaskRow> {
  const { id } = await givenTask(ctx);
  await claimNext(ctx, { agent: "scout" });
  return completeTask(ctx, { ref: id, resolution: "done" });
}

const becomes = (task: Pick<TaskRow, "id">, expected: Partial<TaskRow>) =>
  vi.waitFor(async () => expect(await findTask(test.db, task.id)).toMatchObject(expected), {
    timeout: 10_000,
    interval: 20,
  });

const jobs = () =>
  test.db.$queryRaw<{ task_identifier: string; locked_at: Date | null }[]>`
    SELECT task_identifier, locked_at FROM graphile_worker.jobs WHERE attempts < max_attempts ORDER BY id`;

describe("the job runner", () => {
  it("reviews work within moments of its commit", async () => {
    await start();
    const task = await inReview();
    await provider.calls(1);
    await becomes(task, { status: "done" });
  });

  it("reviews once with several processes on one database", async () => {
    await Promise.all([start(), start(), start()]);
    const tasks: TaskRow[] = [];
    for (let i = 0; i < 6; i++) tasks.push(await inReview());
    for (const task of tasks) await becomes(task, { status: "done" });
    expect(provider.requests).toHaveLength(6);
    expect(await test.db.qualityReview.count()).toBe(6);
  });

  it("runs every periodic job when it starts", async () => {
    const { id } = await givenTask(ctx, { assigned_to: "scout" });
    await claimNext(ctx, { agent: "scout" });
    await test.db.$executeRaw`UPDATE runs SET lease_expires_at = now() - interval '1 hour'`;
    await test.db
      .$executeRaw`UPDATE agents SET last_seen_at = now() - interval '1 hour' WHERE name = 'scout'`;
    await start();
    await becomes({ id }, { status: "assigned", stale_requeues: 1 });
    await vi.waitFor(async () => {
      const scout = await test.db.agent.findUnique({ where: { name: "scout" } });
      expect(scout?.status).toBe("offline");
    });
  });

  it("is not held up by reviews that take long", async () => {
    let answer = (): void => undefined;
    const until = new Promise<void>((resolve) => (answer = resolve));
    provider.otherwise = () => ({ until });
    await start();
    const thinking: TaskRow[] = [];
    for (let i = 0; i < 8; i++) thinking.push(await inReview());
    await provider.calls(5);
    const inAMoment = Math.floor(Date.now() / 1000) + 1;
    const waiting = await givenTask(ctx, { scheduled_for: inAMoment });
    await becomes(waiting, { ready: true });
    answer();
    for (const task of thinking) await becomes(task, { status: "done" });
    provider.otherwise = () => ({});
  });

  it("stops at once in the middle of a call, and the next process makes it again", async () => {
    provider.script({ hang: "before" });
    const runner = await start();
    const task = await inReview();
    await provider.calls(1);
    // The call never ends by itself.
    await stop(runner);
    const reviews = (await jobs()).filter((job) => job.task_identifier === "reviewTask");
    expect(reviews).toMatchObject([{ locked_at: null }]);
    expect(await findTask(test.db, task.id)).toMatchObject({ status: "review" });
    await start();
    await becomes(task, { status: "done" });
  });

  it("recovers a review whose process was killed in the middle of its call", async () => {
    const task = await inReview();
    // The state a killed process leaves behind: its job locked, its run open.
    await test.db
      .$executeRaw`UPDATE graphile_worker._private_jobs SET locked_at = now(), locked_by = 'dead', attempts = 1`;
    await test.db.run.create({
      data: {
        taskId: task.id,
        agent: "aegis",
        runtime: "anthropic",
        trigger: "review",
        leaseExpiresAt: new Date(Date.now() - 1_000),
        details: { resolution_hash: task.resolution_hash, in_review_since: task.status_changed_at },
      },
    });
    await start();
    await becomes(task, { status: "done" });
    const runs = await test.db.run.findMany({
      where: { trigger: "review" },
      orderBy: { id: "asc" },
    });
    expect(runs.map((run) => run.outcome)).toEqual(["lost", "succeeded"]);
  });
});
