import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { registerAgent } from "@/lib/agents/register";
import { updateAgent } from "@/lib/agents/update";
import type { Context } from "@/lib/core/context";
import { completeTask } from "@/lib/tasks/change/report";
import { findTask } from "@/lib/tasks/find";
import { claimTask } from "@/lib/tasks/queue/claim";
import { linkTasks } from "@/lib/tasks/structure/links";
import { contextOf, givenTask } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { unattendedReviews } from "./round";

let test: TestDatabase;
let ctx: Context;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.drop());
beforeEach(async () => {
  await test.db.$executeRawUnsafe("TRUNCATE tasks, agents, runs, events CASCADE");
  await test.db.$executeRawUnsafe("DELETE FROM graphile_worker._private_jobs");
  ctx = contextOf(test.db);
});

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

  it("queues its review when a reviewer is there", async () => {
    await registerAgent(ctx, { name: "vera", role: "reviewer" });
    await test.db.$executeRawUnsafe("DELETE FROM graphile_worker._private_jobs");
    await completeTask(ctx, { ref: await claimed(), resolution: "Done." });
    expect(await jobs()).toEqual(["reviewTask"]);
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
      await registerAgent(tx, { name: "vera", role: "reviewer" });
      handIn = completeTask(ctx, { ref: id, resolution: "Done." });
      await someoneWaits();
    });
    await handIn;
    expect(await jobs()).toEqual(["reviewTask", "runAegisReviews"]);
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
