import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Context } from "@/lib/core/context";
import { completeTask } from "@/lib/tasks/change/report";
import { updateTask } from "@/lib/tasks/change/update";
import { addComment } from "@/lib/tasks/comments/comments";
import { claimTask } from "@/lib/tasks/queue/claim";
import { linkTasks } from "@/lib/tasks/structure/links";
import { agentActor, contextOf, givenTask } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { emptyTables } from "@/lib/testing/empty-tables";
import { findTask } from "./find";
import { lockTask } from "./locks";
import type { TaskRow } from "./row";

let test: TestDatabase;
let ctx: Context;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.drop());
beforeEach(async () => {
  await emptyTables(test.db, "tasks", "agents", "runs", "events");
  ctx = contextOf(test.db);
});

const now = (task: { id: number }) => findTask(test.db, task.id);
const work = (parent?: TaskRow) =>
  givenTask(ctx, { parent_id: parent?.id ?? null, review_required: false });
async function finish(task: TaskRow, agent = "scout"): Promise<void> {
  await claimTask(ctx, { ref: task.id, agent });
  await completeTask(ctx, { ref: task.id, resolution: "ok" });
}
async function deadlocks(): Promise<number> {
  await test.db.$executeRawUnsafe("SELECT pg_stat_force_next_flush()");
  const [row] = await test.db.$queryRaw<{ n: number }[]>`
    SELECT deadlocks::int AS n FROM pg_stat_database WHERE datname = current_database()`;
  return row?.n ?? 0;
}

describe("while one structure of a project is locked", () => {
  it("work of another one is finished, created and counted", async () => {
    const [one, other] = [await work(), await work()];
    const [a, b] = [await work(one), await work(other)];
    await ctx.transaction(async (tx) => {
      await lockTask(tx, a.id);
      await finish(b);
      await work(other);
    });
    expect(await now(other)).toMatchObject({ children_total: 2, children_done: 1 });
  });

  it("comments are written in it", async () => {
    const parent = await work();
    const [a, b] = [await work(parent), await work(parent)];
    await ctx.transaction(async (tx) => {
      await lockTask(tx, a.id);
      await addComment(ctx, b.id, { content: "Half done." });
    });
    expect((await now(b)).comment_count).toBe(1);
  });
});

describe("two changes at once", () => {
  it("both count, when the last two blockers of a task are in different structures", async () => {
    for (let round = 0; round < 5; round++) {
      const [left, right] = [await work(), await work()];
      const [a, b] = [await work(left), await work(right)];
      const waits = await work();
      await linkTasks(ctx, { from: a.id, to: waits.id, type: "blocks" });
      await linkTasks(ctx, { from: b.id, to: waits.id, type: "blocks" });
      await Promise.all([finish(a, "ada"), finish(b, "bo")]);
      expect(await now(waits)).toMatchObject({ ready: true, claimable: true });
    }
  });

  it("never close a circle together, each with a link of its own", async () => {
    const tasks = [await work(), await work(), await work(), await work()];
    const links = tasks.map((from, i) =>
      linkTasks(ctx, { from: from.id, to: (tasks[(i + 1) % 4] as TaskRow).id, type: "blocks" }),
    );
    const results = await Promise.allSettled(links);
    expect(results.filter(({ status }) => status === "rejected")).toHaveLength(1);
  });

  it("never close a circle together, moving each task below the other", async () => {
    const [a, b] = [await work(), await work()];
    const results = await Promise.allSettled([
      updateTask(ctx, a.id, { parent_id: b.id }),
      updateTask(ctx, b.id, { parent_id: a.id }),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  it("find the new root when the task moves while they wait", async () => {
    const [from, to] = [await work(), await work()];
    const [child, sibling] = [await work(from), await work(from)];
    await claimTask(ctx, { ref: child.id, agent: "scout" });
    let completing: Promise<unknown> | undefined;
    await ctx.transaction(async (tx) => {
      await updateTask(tx, child.id, { parent_id: to.id });
      completing = completeTask(ctx, { ref: child.id, resolution: "ok" });
      await untilSomebodyWaits();
    });
    await completing;
    expect(await now(to)).toMatchObject({ status: "done", children_done: 1, children_total: 1 });
    expect(await now(from)).toMatchObject({ children_done: 0, children_total: 1 });
    expect((await now(sibling)).ready).toBe(true);
  });

  it("never wait in a ring: comments of two agents that mention each other", async () => {
    await test.db.agent.createMany({ data: [{ name: "ada" }, { name: "bo" }] });
    const [ada, bo] = [agentActor("ada", 1), agentActor("bo", 2)].map((actor) =>
      contextOf(test.db, actor),
    ) as [Context, Context];
    const [one, two] = [await work(), await work()];
    for (const task of [one, two]) await updateTask(ctx, task.id, { assigned_to: "cy" });
    const before = await deadlocks();
    for (let round = 0; round < 15; round++) {
      await Promise.all([
        addComment(ada, one.id, { content: "@bo please look" }),
        addComment(bo, two.id, { content: "@ada please look" }),
      ]);
    }
    expect(await deadlocks()).toBe(before);
  });

  it("never wait in a ring: an agent that finishes a child and claims its parent", async () => {
    const before = await deadlocks();
    for (let round = 0; round < 10; round++) {
      const parent = await work();
      const [child] = [await work(parent), await work(parent)];
      await claimTask(ctx, { ref: child.id, agent: "scout" });
      await Promise.all([
        completeTask(ctx, { ref: child.id, resolution: "ok" }),
        claimTask(ctx, { ref: parent.id, agent: "scout" }),
      ]);
      expect(await now(parent)).toMatchObject({ status: "in_progress", children_done: 1 });
    }
    expect(await deadlocks()).toBe(before);
  });
});

async function untilSomebodyWaits(): Promise<void> {
  for (;;) {
    const waiting = await test.db.$queryRaw<unknown[]>`
      SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    if (waiting.length > 0) return;
  }
}
