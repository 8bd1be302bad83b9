import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Context } from "@/lib/core/context";
import {
  cancelTask,
  completeTask,
  failTask,
  releaseTask,
  retryTask,
} from "@/lib/tasks/change/report";
import { updateTask } from "@/lib/tasks/change/update";
import { findTask } from "@/lib/tasks/find";
import { claimTask } from "@/lib/tasks/queue/claim";
import type { TaskRow } from "@/lib/tasks/row";
import { contextOf, givenTask } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { emptyTables } from "@/lib/testing/empty-tables";
import { linkTasks, unlinkTasks } from "./links";

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

const top = (exec_mode: "par" | "seq") => givenTask(ctx, { exec_mode, review_required: false });
const child = (parent: TaskRow, order?: number) =>
  givenTask(ctx, {
    parent_id: parent.id,
    review_required: false,
    ...(order === undefined ? {} : { exec_mode: "seq" as const, exec_order: order }),
  });
const now = (task: TaskRow) => findTask(test.db, task.id);
const ready = async (...tasks: TaskRow[]) =>
  Promise.all(tasks.map(async (task) => (await now(task)).ready));
const status = async (...tasks: TaskRow[]) =>
  Promise.all(tasks.map(async (task) => (await now(task)).status));
async function finish(...tasks: TaskRow[]): Promise<void> {
  for (const task of tasks) {
    await claimTask(ctx, { ref: task.id, agent: "a" });
    await completeTask(ctx, { ref: task.id, resolution: "ok" });
  }
}
async function fail(task: TaskRow): Promise<void> {
  await claimTask(ctx, { ref: task.id, agent: "a" });
  await failTask(ctx, { ref: task.id, error: "broken" });
}

describe("three levels", () => {
  it("outer par, inner seq, par within: pipelines run side by side, each in its order", async () => {
    const outer = await top("par");
    const [left, right] = [await child(outer), await child(outer)];
    const [left1, left2] = [await child(left, 1), await child(left, 2)];
    const [right1, right2] = [await child(right, 1), await child(right, 2)];
    const [a, b] = [await child(left2), await child(left2)];
    expect(await ready(left1, right1, left2, right2, a, b)).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
    await expect(claimTask(ctx, { ref: a.id, agent: "a" })).rejects.toMatchObject({
      code: "seq_blocked",
      message: `${left2.ticket_ref} blocked: ord=1 not done`,
    });
    await finish(left1);
    expect(await ready(a, b, right2)).toEqual([true, true, false]);
    await finish(a, b);
    expect(await status(left2, left, outer)).toEqual(["done", "done", "inbox"]);
    await finish(right1, right2);
    expect(await status(right, outer)).toEqual(["done", "done"]);
    expect(await now(outer)).toMatchObject({ children_done: 2, children_total: 2 });
  });

  it("outer seq, inner par, seq within: a later step's whole subtree waits for the earlier one's", async () => {
    const outer = await top("seq");
    const [first, second] = [await child(outer, 1), await child(outer, 2)];
    const [a, b] = [await child(first), await child(first)];
    const c = await child(second);
    const [c1, c2] = [await child(c, 1), await child(c, 2)];
    expect(await ready(a, b, c, c1, c2)).toEqual([true, true, false, false, false]);
    await finish(a);
    expect(await ready(c1)).toEqual([false]);
    await finish(b);
    expect(await status(first)).toEqual(["done"]);
    expect(await ready(c1, c2)).toEqual([true, false]);
    await finish(c1, c2);
    expect(await status(c, second, outer)).toEqual(["done", "done", "done"]);
    await retryTask(ctx, { ref: a.id });
    expect(await status(first, outer)).toEqual(["inbox", "inbox"]);
    await finish(a);
    expect(await status(first, outer)).toEqual(["done", "done"]);
  });
});

describe("what no longer holds", () => {
  it("is a cancelled, archived or deleted step, and a failed one that says continue", async () => {
    const pipe = await top("seq");
    const [one, two, three, four] = [
      await child(pipe, 1),
      await child(pipe, 2),
      await child(pipe, 3),
      await child(pipe, 4),
    ];
    await cancelTask(ctx, { ref: one.id });
    expect(await ready(two, three)).toEqual([true, false]);
    await updateTask(ctx, two.id, { archived: true });
    expect(await ready(three)).toEqual([true]);
    await updateTask(ctx, three.id, { on_failure: "continue" });
    await fail(three);
    expect(await now(four)).toMatchObject({ status: "inbox", ready: true });
    await updateTask(ctx, three.id, { on_failure: "block" });
    expect(await now(four)).toMatchObject({
      status: "blocked",
      blocked_reason: `${three.ticket_ref} failed`,
    });
    await updateTask(ctx, two.id, { archived: false });
    await cancelTask(ctx, { ref: two.id });
    await retryTask(ctx, { ref: three.id });
    expect(await now(four)).toMatchObject({ status: "inbox", ready: false, blocked_reason: null });
  });
});

describe("the chain behind a failure", () => {
  it("goes through steps, links and diamonds, names its reason, and only lets go with the last of them", async () => {
    const pipe = await top("seq");
    const [one, two] = [await child(pipe, 1), await child(pipe, 2)];
    const [outside, end] = [await top("par"), await top("par")];
    for (const [from, to] of [
      [two, outside],
      [two, end],
      [outside, end],
    ] as const) {
      await linkTasks(ctx, { from: from.id, to: to.id, type: "blocks" });
    }
    await fail(one);
    expect(await status(two, outside, end)).toEqual(["blocked", "blocked", "blocked"]);
    expect(await now(end)).toMatchObject({ blocked_by_id: one.id });
    const other = await top("par");
    await linkTasks(ctx, { from: other.id, to: end.id, type: "blocks" });
    await fail(other);
    await retryTask(ctx, { ref: one.id });
    expect(await now(end)).toMatchObject({
      status: "blocked",
      blocked_by_id: other.id,
      blocked_reason: `${other.ticket_ref} failed`,
    });
    expect(await status(two, outside)).toEqual(["inbox", "inbox"]);
    await updateTask(ctx, other.id, { archived: true });
    expect(await status(end)).toEqual(["inbox"]);
  });

  it("takes in what comes to stand behind it: linked, created, moved, released", async () => {
    const failed = await top("par");
    await fail(failed);
    const linked = await top("par");
    await linkTasks(ctx, { from: failed.id, to: linked.id, type: "blocks" });
    expect(await status(linked)).toEqual(["blocked"]);
    const created = await givenTask(ctx, { depends_on: [failed.id] });
    expect(created.status).toBe("blocked");
    await unlinkTasks(ctx, { from: failed.id, to: linked.id, type: "blocks" });
    expect(await status(linked)).toEqual(["inbox"]);

    const pipe = await top("seq");
    await updateTask(ctx, failed.id, { parent_id: pipe.id, exec_mode: "seq", exec_order: 1 });
    await updateTask(ctx, linked.id, { parent_id: pipe.id, exec_mode: "seq", exec_order: 2 });
    expect(await status(linked)).toEqual(["blocked"]);
    await updateTask(ctx, linked.id, { exec_order: null });
    expect(await status(linked)).toEqual(["inbox"]);
    await claimTask(ctx, { ref: linked.id, agent: "a" });
    await updateTask(ctx, linked.id, { exec_order: 2 });
    expect(await status(linked)).toEqual(["in_progress"]);
    expect(await releaseTask(ctx, { ref: linked.id })).toMatchObject({ status: "blocked" });
  });

  it("cannot be cut by unblocking a link of it: the failed one is named", async () => {
    const failed = await top("par");
    const waits = await givenTask(ctx, { depends_on: [failed.id] });
    await fail(failed);
    await expect(updateTask(ctx, waits.id, { status: "inbox" })).rejects.toMatchObject({
      code: "blocked",
      message: `${waits.ticket_ref} blocked: ${failed.ticket_ref} failed`,
      details: { blocker: failed.ticket_ref },
    });
    await cancelTask(ctx, { ref: waits.id });
    expect(await status(waits)).toEqual(["cancelled"]);
  });
});

describe("a thousand steps", () => {
  it("are blocked behind the first one when it fails, and let go together when it is tried again", async () => {
    const pipe = await top("seq");
    await test.db.$executeRaw`
      INSERT INTO tasks (project_id, project_ticket_no, ticket_ref, title, created_by, parent_id, exec_mode, exec_order, ready, review_required)
      SELECT ${pipe.project_id}, 10000 + n, 'STEP-' || n, 'Step ' || n, 'test', ${pipe.id}, 'seq', n, n = 1, false
      FROM generate_series(1, 1000) n`;
    await test.db.$executeRaw`UPDATE tasks SET children_total = 1000 WHERE id = ${pipe.id}`;
    const blocked = () => test.db.task.count({ where: { parentId: pipe.id, status: "blocked" } });
    const first = await findTask(test.db, "STEP-1");
    await fail(first);
    expect(await blocked()).toBe(999);
    await retryTask(ctx, { ref: first.id });
    expect(await blocked()).toBe(0);
    await finish(first);
    expect(
      await test.db.task.findMany({
        where: { parentId: pipe.id, ready: true },
        select: { ticketRef: true },
      }),
    ).toEqual([{ ticketRef: "STEP-2" }]);
  });
});

describe("parents", () => {
  it("reopen when a child is added, moved in, reopened or brought back, and finish when the last open one leaves", async () => {
    const epic = await top("par");
    const only = await child(epic);
    await finish(only);
    const open = [await status(epic)];
    const added = await child(epic);
    open.push(await status(epic));
    await updateTask(ctx, added.id, { parent_id: null });
    open.push(await status(epic));
    await updateTask(ctx, added.id, { parent_id: epic.id });
    open.push(await status(epic));
    await updateTask(ctx, added.id, { archived: true });
    open.push(await status(epic));
    await updateTask(ctx, added.id, { archived: false });
    open.push(await status(epic));
    expect(open.flat()).toEqual(["done", "inbox", "done", "inbox", "done", "inbox"]);
  });

  it("keep what a person decided: cancelled stays, done early stays until a child opens", async () => {
    const epic = await top("par");
    const [a, b] = [await child(epic), await child(epic)];
    await updateTask(ctx, epic.id, { status: "done" });
    await claimTask(ctx, { ref: a.id, agent: "a" });
    expect(await status(epic)).toEqual(["done"]);
    await completeTask(ctx, { ref: a.id, resolution: "ok" });
    expect(await status(epic)).toEqual(["done"]);
    await retryTask(ctx, { ref: a.id });
    expect(await status(epic)).toEqual(["inbox"]);
    await cancelTask(ctx, { ref: epic.id });
    await cancelTask(ctx, { ref: a.id });
    await cancelTask(ctx, { ref: b.id });
    expect(await status(epic)).toEqual(["cancelled"]);
  });
});

describe("an order", () => {
  it("is free when its owner is archived, and the owner cannot come back into it when taken", async () => {
    const pipe = await top("seq");
    const one = await child(pipe, 1);
    const taken = {
      code: "invalid",
      details: { problems: [{ field: "exec_order" }] },
    };
    await expect(child(pipe, 1)).rejects.toMatchObject(taken);
    await updateTask(ctx, one.id, { archived: true });
    const next = await child(pipe, 1);
    await expect(updateTask(ctx, one.id, { archived: false })).rejects.toMatchObject({
      ...taken,
      message: `exec_order: must be unique within parent: ${next.ticket_ref} has 1`,
    });
    await updateTask(ctx, one.id, { archived: false, exec_order: 2 });
    await expect(updateTask(ctx, one.id, { exec_order: 1 })).rejects.toMatchObject(taken);
    const elsewhere = await top("seq");
    const theirs = await child(elsewhere, 1);
    await expect(updateTask(ctx, theirs.id, { parent_id: pipe.id })).rejects.toMatchObject(taken);
  });

  it("keeps a task with parent, children or links in its project", async () => {
    const project = await test.db.project.create({
      data: { name: "Other", slug: "other", prefix: "OTHER" },
    });
    const [a, b] = [await top("par"), await top("par")];
    await linkTasks(ctx, { from: a.id, to: b.id, type: "relates" });
    await expect(updateTask(ctx, a.id, { project_id: project.id })).rejects.toMatchObject({
      code: "invalid",
      details: { problems: [{ field: "project_id" }] },
    });
  });
});
