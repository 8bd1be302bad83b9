import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { registerAgent } from "@/lib/agents/register";
import { updateAgent } from "@/lib/agents/update";
import type { Context } from "@/lib/core/context";
import { releaseBlockedWork } from "@/lib/runtimes/release";
import { bulkComplete } from "@/lib/tasks/change/bulk";
import { completeTask } from "@/lib/tasks/change/report";
import { findTask } from "@/lib/tasks/find";
import { claimTask } from "@/lib/tasks/queue/claim";
import { linkTasks } from "@/lib/tasks/structure/links";
import { contextOf, givenTask } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { emptyTables } from "@/lib/testing/empty-tables";
import { unattendedReviews } from "./round";

let test: TestDatabase;
let ctx: Context;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.drop());
beforeEach(async () => {
  await emptyTables(test.db, "tasks", "agents", "runs", "events");
  await test.db.$executeRawUnsafe("DELETE FROM graphile_worker._private_jobs");
  await test.db.$executeRawUnsafe("DELETE FROM settings");
  ctx = contextOf(test.db);
  for (const name of [
    "ANTHROPIC_API_KEY",
    "OPENAI_API_KEY",
    "OPENCLAW_GATEWAY_URL",
    "OPENCLAW_GATEWAY_TOKEN",
    "MC_COORDINATOR_AGENT",
  ])
    vi.stubEnv(name, "");
});
afterEach(() => vi.unstubAllEnvs());

const forgetJobs = () => test.db.$executeRawUnsafe("DELETE FROM graphile_worker._private_jobs");

/** A reviewer that asks for work by itself, as every agent that registers. */
async function givenPollingReviewer(): Promise<void> {
  await registerAgent(ctx, { name: "vera", role: "reviewer" });
  await forgetJobs();
}

async function claimed(fields = {}) {
  const { id } = await givenTask(ctx, fields);
  await claimTask(ctx, { ref: id, agent: "scout" });
  return id;
}

async function jobs(): Promise<string[]> {
  const rows = await test.db.$queryRaw<{ job: string }[]>`
    SELECT task_identifier AS job FROM graphile_worker.jobs ORDER BY task_identifier`;
  return rows.map(({ job }) => job);
}

/** Waits until a session of this database waits for a lock. */
const someoneWaits = () =>
  vi.waitFor(async () => {
    const waiting = await test.db.$queryRaw<unknown[]>`
      SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    expect(waiting).toHaveLength(1);
  });

describe("work that is handed in", () => {
  it("queues no review while nobody could be asked", async () => {
    const id = await claimed();
    expect(await completeTask(ctx, { ref: id, resolution: "Done." })).toMatchObject({
      status: "review",
    });
    expect(await jobs()).toEqual([]);
  });

  it("queues its review when Baton can call a reviewer", async () => {
    await test.db.agent.create({
      data: { name: "vera", role: "reviewer", runtime: "anthropic" },
    });
    await forgetJobs();
    await completeTask(ctx, { ref: await claimed(), resolution: "Done." });
    expect(await jobs()).toEqual(["reviewTask"]);
  });

  it("queues no review for a reviewer that polls or connects by itself, singly or in a batch", async () => {
    await givenPollingReviewer();
    await test.db.agent.create({ data: { name: "nell", role: "reviewer", runtime: "worker" } });
    await forgetJobs();
    await completeTask(ctx, { ref: await claimed(), resolution: "Done." });
    const tasks = [await claimed(), await claimed()].map((id) => ({ id, resolution: "Done." }));
    expect(await bulkComplete(ctx, { tasks })).toHaveLength(2);
    expect(await jobs()).toEqual([]);
  });

  it("queues its review for a reviewer that polls, if the installation has a runtime to call it through", async () => {
    await givenPollingReviewer();
    vi.stubEnv("ANTHROPIC_API_KEY", "sk-test");
    await completeTask(ctx, { ref: await claimed(), resolution: "Done." });
    expect(await jobs()).toEqual(["reviewTask"]);
    vi.stubEnv("ANTHROPIC_API_KEY", "");
    await forgetJobs();
    await test.db.$executeRawUnsafe(
      `INSERT INTO settings (key, value, updated_by) VALUES ('runtime.openai', '{"api_key": "sealed"}', 'Ada')`,
    );
    const tasks = [await claimed(), await claimed()].map((id) => ({ id, resolution: "Done." }));
    await bulkComplete(ctx, { tasks });
    expect(await jobs()).toEqual(["reviewTask", "reviewTask"]);
  });

  it("is found when its reviewer gets a runtime that Baton calls", async () => {
    await givenPollingReviewer();
    await completeTask(ctx, { ref: await claimed(), resolution: "Done." });
    await updateAgent(ctx, "vera", { runtime: "anthropic" });
    expect(await jobs()).toContain("runAegisReviews");
  });

  it("is seen by settings of a runtime that arrive before the hand-in commits", async () => {
    await givenPollingReviewer();
    const id = await claimed();
    let settings: Promise<unknown> | undefined;
    await ctx.transaction(async (tx) => {
      await completeTask(tx, { ref: id, resolution: "Done." });
      settings = ctx.transaction((other) => releaseBlockedWork(other, "anthropic"));
      await someoneWaits();
      expect(await jobs()).toEqual([]);
    });
    await settings;
    expect(await jobs()).toEqual(["runAegisReviews"]);
  });

  it("is found by a reviewer that comes later, by registration or by a new role", async () => {
    await completeTask(ctx, { ref: await claimed(), resolution: "Done." });
    await registerAgent(ctx, { name: "vera", role: "reviewer" });
    expect(await jobs()).toEqual(["runAegisReviews"]);
    await test.db.$executeRawUnsafe("DELETE FROM graphile_worker._private_jobs");
    await registerAgent(ctx, { name: "nell", role: "coder" });
    expect(await jobs()).toEqual([]);
    await updateAgent(ctx, "nell", { role: "reviewer" });
    expect(await jobs()).toEqual(["runAegisReviews"]);
  });

  it("is seen by a reviewer that arrives before the hand-in commits", async () => {
    const id = await claimed();
    let arrival: Promise<unknown> | undefined;
    await ctx.transaction(async (tx) => {
      await completeTask(tx, { ref: id, resolution: "Done." });
      arrival = registerAgent(ctx, { name: "vera", role: "reviewer" });
      await someoneWaits();
      expect(await jobs()).toEqual([]);
    });
    await arrival;
    expect(await jobs()).toEqual(["runAegisReviews"]);
    expect(await unattendedReviews(test.db, 10)).toMatchObject([{ id }]);
  });

  it("sees a reviewer whose arrival commits while it waits for it", async () => {
    const id = await claimed();
    let handIn: Promise<unknown> | undefined;
    await ctx.transaction(async (tx) => {
      await tx.db.agent.create({ data: { name: "vera", role: "reviewer", runtime: "anthropic" } });
      handIn = completeTask(ctx, { ref: id, resolution: "Done." });
      await someoneWaits();
    });
    await handIn;
    expect(await jobs()).toEqual(["dispatchAgent", "reviewTask", "runAegisReviews"]);
  });

  it("lets a task follow that was linked behind it while it waited", async () => {
    const id = await claimed({ review_required: false });
    const next = await givenTask(ctx);
    let handIn: Promise<unknown> | undefined;
    await ctx.transaction(async (tx) => {
      await linkTasks(tx, { from: id, to: next.id, type: "blocks" });
      handIn = completeTask(ctx, { ref: id, resolution: "Done." });
      await someoneWaits();
    });
    await handIn;
    expect(await findTask(test.db, id)).toMatchObject({ status: "done" });
    expect(await findTask(test.db, next.id)).toMatchObject({ ready: true, claimable: true });
  });

  it("is handed in once by two at the same time", async () => {
    const id = await claimed();
    const both = await Promise.allSettled([
      completeTask(ctx, { ref: id, resolution: "One." }),
      completeTask(ctx, { ref: id, resolution: "Two." }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    const events = await test.db.$queryRaw<unknown[]>`
      SELECT 1 FROM events WHERE task_id = ${id} AND type IN ('task.status_changed', 'run.completed')`;
    expect(events).toHaveLength(2);
  });
});
