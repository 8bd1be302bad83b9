import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Context } from "@/lib/core/context";
import { deleteTask } from "@/lib/tasks/change/delete";
import { cancelTask, completeTask, failTask, retryTask } from "@/lib/tasks/change/report";
import { updateTask } from "@/lib/tasks/change/update";
import { findTask } from "@/lib/tasks/find";
import { STATUSES } from "@/lib/tasks/lifecycle";
import { claimTask } from "@/lib/tasks/queue/claim";
import { waitingOn } from "@/lib/tasks/read/detail";
import type { TaskRow } from "@/lib/tasks/row";
import { contextOf, givenTask } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { emptyTables } from "@/lib/testing/empty-tables";
import { linkTasks, unlinkTasks } from "./links";
import { blocksSuccessors } from "./structure";

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

const step = (parent: TaskRow, order: number) =>
  givenTask(ctx, {
    parent_id: parent.id,
    exec_mode: "seq",
    exec_order: order,
    review_required: false,
  });
const now = (task: TaskRow) => findTask(test.db, task.id);
const ready = async (task: TaskRow) => (await now(task)).ready;
async function finish(task: TaskRow): Promise<void> {
  await claimTask(ctx, { ref: task.id, agent: "a" });
  await completeTask(ctx, { ref: task.id, resolution: "ok" });
}

it("has one rule in the code and in the database for what blocks its successors", async () => {
  const task = await givenTask(ctx);
  const archived = "2026-01-01T00:00:00+00:00";
  for (const status of STATUSES) {
    for (const on_failure of ["block", "continue"] as const) {
      for (const archived_at of [null, archived]) {
        const [row] = await test.db.$queryRaw<{ blocks: boolean }[]>`
          SELECT task_holds(${status}::task_status, ${archived_at}::timestamptz, ${on_failure}::on_failure) AS blocks`;
        const changed = { ...task, status, on_failure, archived_at };
        expect(blocksSuccessors(changed), JSON.stringify(changed)).toBe(row?.blocks);
      }
    }
  }
});

describe("readiness", () => {
  it("opens the steps of a pipeline one after another", async () => {
    const pipe = await givenTask(ctx, { exec_mode: "seq", review_required: false });
    const [one, two, three] = [await step(pipe, 1), await step(pipe, 2), await step(pipe, 3)];
    expect([await ready(one), await ready(two), await ready(three)]).toEqual([true, false, false]);
    await finish(one);
    expect([await ready(two), await ready(three)]).toEqual([true, false]);
    await cancelTask(ctx, { ref: two.id });
    expect(await ready(three)).toBe(true);
    await finish(three);
    expect(await now(pipe)).toMatchObject({ status: "done", children_total: 3, children_done: 2 });
  });

  it("holds a task until its last blocker is finished, also when two finish at once", async () => {
    const [a, b] = [
      await givenTask(ctx, { review_required: false }),
      await givenTask(ctx, { review_required: false }),
    ];
    const c = await givenTask(ctx, { depends_on: [a.ticket_ref, b.id] });
    expect(await ready(c)).toBe(false);
    expect((await waitingOn(test.db, [await now(c)])).get(c.id)?.map((w) => w.ticket_ref)).toEqual([
      a.ticket_ref,
      b.ticket_ref,
    ]);
    await Promise.all([finish(a), finish(b)]);
    expect(await ready(c)).toBe(true);
  });

  it("holds the whole subtree of a later step of an outer sequence", async () => {
    const outer = await givenTask(ctx, { exec_mode: "seq" });
    const [first, second] = [await step(outer, 1), await step(outer, 2)];
    const inner = await givenTask(ctx, { parent_id: second.id });
    expect(await ready(inner)).toBe(false);
    await finish(first);
    expect(await ready(inner)).toBe(true);
  });

  it("wakes a task when its link is removed, its blocker archived or deleted", async () => {
    const blocker = await givenTask(ctx);
    const task = await givenTask(ctx);
    const link = { from: blocker.id, to: task.id, type: "blocks" as const };
    for (const release of [
      () => unlinkTasks(ctx, link),
      () => updateTask(ctx, blocker.id, { archived: true }),
      () => deleteTask(ctx, blocker.id),
    ]) {
      await updateTask(ctx, blocker.id, { archived: false });
      await linkTasks(ctx, link);
      expect(await ready(task)).toBe(false);
      await release();
      expect(await ready(task)).toBe(true);
    }
  });

  it("refuses circles, self links and unknown ends by name", async () => {
    const [a, b, c] = [await givenTask(ctx), await givenTask(ctx), await givenTask(ctx)];
    await linkTasks(ctx, { from: a.id, to: b.id, type: "blocks" });
    await linkTasks(ctx, { from: b.id, to: c.id, type: "blocks" });
    await expect(linkTasks(ctx, { from: c.id, to: a.id, type: "blocks" })).rejects.toMatchObject({
      code: "invalid",
      message: `to: would close a circle: ${[c, a, b, c].map((task) => task.ticket_ref).join(" → ")}`,
    });
    await expect(linkTasks(ctx, { from: a.id, to: a.id, type: "relates" })).rejects.toMatchObject({
      code: "invalid",
    });
    await expect(linkTasks(ctx, { from: a.id, to: 99_999, type: "blocks" })).rejects.toMatchObject({
      code: "invalid",
    });
    const child = await givenTask(ctx, { parent_id: a.id });
    await expect(updateTask(ctx, a.id, { parent_id: child.id })).rejects.toMatchObject({
      code: "invalid",
    });
    await expect(updateTask(ctx, a.id, { parent_id: a.id })).rejects.toMatchObject({
      code: "invalid",
    });
  });
});

describe("failure", () => {
  it("blocks the whole chain behind it, and a retry lets it go again", async () => {
    const a = await givenTask(ctx);
    const b = await givenTask(ctx, { depends_on: [a.id] });
    const c = await givenTask(ctx, { depends_on: [b.id] });
    await claimTask(ctx, { ref: a.id, agent: "a" });
    await failTask(ctx, { ref: a.id, error: "broken" });
    expect([(await now(b)).status, (await now(c)).status]).toEqual(["blocked", "blocked"]);
    expect((await now(b)).blocked_reason).toBe(`${a.ticket_ref} failed`);
    await retryTask(ctx, { ref: a.id });
    expect([(await now(b)).status, (await now(c)).status]).toEqual(["inbox", "inbox"]);
    expect([await ready(a), await ready(b), await ready(c)]).toEqual([true, false, false]);
  });

  it("lets dependents go on when the failed task says continue", async () => {
    const a = await givenTask(ctx, { on_failure: "continue" });
    const b = await givenTask(ctx, { depends_on: [a.id] });
    await claimTask(ctx, { ref: a.id, agent: "a" });
    await failTask(ctx, { ref: a.id, error: "broken" });
    expect(await now(b)).toMatchObject({ status: "inbox", ready: true });
  });
});

describe("parents", () => {
  it("are never handed out by the queue, count their children, and finish and reopen with them", async () => {
    const epic = await givenTask(ctx, { type: "epic", review_required: false });
    const children = [
      await givenTask(ctx, { parent_id: epic.id, review_required: false }),
      await givenTask(ctx, { parent_id: epic.ticket_ref, review_required: false }),
    ];
    expect(await now(epic)).toMatchObject({ children_total: 2, children_done: 0, status: "inbox" });
    await Promise.all(children.map(finish));
    expect(await now(epic)).toMatchObject({ children_total: 2, children_done: 2, status: "done" });
    await retryTask(ctx, { ref: (children[0] as TaskRow).id });
    expect(await now(epic)).toMatchObject({ children_done: 1, status: "inbox" });
  });

  it("refuse an order that is taken among the living, also for two at once", async () => {
    const pipe = await givenTask(ctx, { exec_mode: "seq" });
    const results = await Promise.allSettled([step(pipe, 1), step(pipe, 1), step(pipe, 1)]);
    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
    for (const result of results) {
      if (result.status === "rejected") {
        expect(result.reason).toMatchObject({
          code: "invalid",
          details: { problems: [{ field: "exec_order" }] },
        });
      }
    }
  });
});
