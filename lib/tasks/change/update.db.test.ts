import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Context } from "@/lib/core/context";
import { addComment, listComments } from "@/lib/tasks/comments/comments";
import { findTask } from "@/lib/tasks/find";
import { claimNext } from "@/lib/tasks/queue/claim";
import { IdPage } from "@/lib/tasks/schema";
import { etagOf, taskToWire } from "@/lib/tasks/wire";
import { agentActor, contextOf, givenTask, keyActor } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { emptyTables } from "@/lib/testing/empty-tables";
import { bulkUpdate } from "./bulk";
import { updateTask } from "./update";

let test: TestDatabase;
let ctx: Context;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.drop());
beforeEach(async () => {
  await emptyTables(test.db, "tasks", "agents", "runs", "events", "comments");
  ctx = contextOf(test.db);
});

describe("updating a task", () => {
  it("accepts one of two writers with the same etag, and the etag grows with every change", async () => {
    const task = await givenTask(ctx);
    const etag = etagOf(task);
    const results = await Promise.allSettled([
      updateTask(ctx, task.id, { title: "one", etag }),
      updateTask(ctx, task.id, { title: "two", etag }),
    ]);
    expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
    expect(results.find((result) => result.status === "rejected")).toMatchObject({
      reason: { code: "stale_etag", message: `etag mismatch for ${task.ticket_ref}` },
    });
    let last = etagOf(await findTask(test.db, task.id));
    for (let i = 0; i < 20; i++) {
      const next = etagOf((await updateTask(ctx, task.id, { title: `title ${i}` })).task);
      expect(next > last).toBe(true);
      last = next;
    }
  });

  it("says nothing changed when nothing did, and keeps the etag", async () => {
    const task = await givenTask(ctx, { labels: ["a"] });
    const same = await updateTask(ctx, task.id, { title: task.title, labels: ["a"] });
    expect(same).toMatchObject({ unchanged: true });
    expect(etagOf(same.task)).toBe(etagOf(task));
  });

  it("adds and removes labels beside what others changed, without an etag", async () => {
    const task = await givenTask(ctx, { labels: ["a", "b"] });
    await Promise.all([
      updateTask(ctx, task.id, { add_labels: ["c"] }),
      updateTask(ctx, task.id, { remove_labels: ["a"], add_labels: ["d", "b"] }),
      bulkUpdate(ctx, { tasks: [{ id: task.id, add_labels: ["e"] }] }),
    ]);
    const { labels } = await findTask(test.db, task.id);
    expect(labels.toSorted()).toEqual(["b", "c", "d", "e"]);
    const same = await updateTask(ctx, task.id, { add_labels: ["b"], remove_labels: ["z"] });
    expect(same).toMatchObject({ unchanged: true });
  });

  it("refuses a list of labels beside additions, and more labels than a task may have", async () => {
    const task = await givenTask(ctx, { labels: Array.from({ length: 50 }, (_, n) => `l${n}`) });
    await expect(updateTask(ctx, task.id, { labels: [], add_labels: ["a"] })).rejects.toMatchObject(
      {
        code: "invalid",
        details: { problems: [{ field: "labels" }] },
      },
    );
    await expect(updateTask(ctx, task.id, { add_labels: ["one too many"] })).rejects.toMatchObject({
      code: "invalid",
      details: { problems: [{ field: "add_labels" }] },
    });
    const swapped = { add_labels: ["new"], remove_labels: ["l0"] };
    expect((await updateTask(ctx, task.id, swapped)).task.labels).toHaveLength(50);
  });

  it("lets an agent add labels where it may change labels, and nowhere else", async () => {
    const task = await givenTask(ctx, { assigned_to: "scout" });
    const scout = contextOf(test.db, agentActor("scout"));
    expect((await updateTask(scout, task.id, { add_labels: ["a"] })).task.labels).toEqual(["a"]);
    const stranger = contextOf(test.db, agentActor("other"));
    await expect(updateTask(stranger, task.id, { add_labels: ["b"] })).rejects.toMatchObject({
      code: "forbidden",
    });
  });

  it("clears with null", async () => {
    const task = await givenTask(ctx, {
      description: "d",
      due_date: 1_900_000_000,
      assigned_to: "scout",
    });
    const { task: after } = await updateTask(ctx, task.id, {
      description: null,
      due_date: null,
      assigned_to: null,
    });
    expect(after).toMatchObject({
      description: null,
      due_at: null,
      assigned_to: null,
      status: "inbox",
    });
  });

  it("takes a due day, which reads back as that day, beside the second of existing clients", async () => {
    const task = await givenTask(ctx, { due_on: "2026-11-24" });
    expect(taskToWire(task)).toMatchObject({ due_on: "2026-11-24", due_date: 1_795_564_799 });
    const { task: moved } = await updateTask(ctx, task.id, { due_date: 1_795_600_000 });
    expect(taskToWire(moved)).toMatchObject({ due_on: "2026-11-25", due_date: 1_795_600_000 });
    const same = await updateTask(ctx, task.id, { due_on: null });
    expect(same.task.due_at).toBeNull();
  });

  it("gates done behind a verdict for everybody, and names Aegis", async () => {
    const task = await givenTask(ctx, { assigned_to: "scout" });
    await expect(updateTask(ctx, task.id, { status: "done" })).rejects.toMatchObject({
      code: "review_required",
      message: "Aegis approval is required to move task to done.",
    });
    const free = await givenTask(ctx, { review_required: false });
    expect((await updateTask(ctx, free.id, { status: "done" })).task.status).toBe("done");
  });

  it("lets people override, marks it in the event, and opens and closes the run with it", async () => {
    const task = await givenTask(ctx, { assigned_to: "scout" });
    const { task: started } = await updateTask(ctx, task.id, { status: "in_progress" });
    expect(started.run_id).not.toBeNull();
    await updateTask(ctx, task.id, { status: "inbox" });
    expect(await test.db.run.findFirst({ where: { taskId: task.id } })).toMatchObject({
      outcome: "cancelled",
    });
    const { task: reviewed } = await updateTask(ctx, task.id, {
      status: "review",
      resolution: "r",
    });
    const events = await test.db.event.findMany({
      where: { taskId: reviewed.id, type: "task.status_changed" },
    });
    expect(events.at(-1)?.data).toMatchObject({ override: true, previous_status: "inbox" });
  });

  it("holds an agent's key to the table and to its own tasks", async () => {
    const task = await givenTask(ctx, { assigned_to: "scout" });
    const scout = contextOf(test.db, agentActor("scout"));
    const iris = contextOf(test.db, agentActor("iris", 2));
    await expect(updateTask(scout, task.id, { status: "review" })).rejects.toMatchObject({
      code: "conflict",
      details: { allowed: ["in_progress", "inbox", "blocked", "cancelled"] },
    });
    await expect(updateTask(iris, task.id, { title: "x" })).rejects.toMatchObject({
      code: "forbidden",
    });
    await claimNext(scout, { agent: "scout" });
    expect(
      (await updateTask(scout, task.id, { status: "review", resolution: "r" })).task.status,
    ).toBe("review");
  });

  it("moves a task to another project under a new number", async () => {
    const other = await test.db.project.create({
      data: { name: "Web", slug: "web", prefix: "WEB" },
    });
    const task = await givenTask(ctx);
    const { task: moved } = await updateTask(ctx, task.id, { project_id: other.id });
    expect(moved).toMatchObject({ ticket_ref: "WEB-001", project_name: "Web", id: task.id });
    await expect(updateTask(ctx, task.id, { project_id: 9999 })).rejects.toMatchObject({
      code: "invalid",
    });
  });

  it("changes all of a bulk or nothing", async () => {
    const a = await givenTask(ctx, { review_required: false });
    const b = await givenTask(ctx);
    await expect(
      bulkUpdate(ctx, {
        tasks: [
          { id: a.id, status: "done" },
          { id: b.id, status: "done" },
        ],
      }),
    ).rejects.toMatchObject({
      code: "review_required",
      message: `Aegis approval required for task ${b.id}`,
    });
    expect((await findTask(test.db, a.id)).status).toBe("inbox");
    const done = await bulkUpdate(ctx, {
      tasks: [
        { id: b.id, priority: "high" },
        { id: a.id, status: "done" },
      ],
    });
    expect(done).toHaveLength(2);
  });
});

describe("comments", () => {
  it("keep the etag, are told apart by author, and form a tree", async () => {
    const task = await givenTask(ctx);
    const first = await addComment(ctx, task.id, { content: "first" });
    await addComment(contextOf(test.db, keyActor("operator", "scout")), task.id, {
      content: "reply",
      parent_id: first.comment.id,
    });
    const { comments, total } = await listComments(ctx, task.id, IdPage.parse({}));
    expect(total).toBe(2);
    expect(comments).toMatchObject([
      { author: "API Access", replies: [{ author: "scout", author_kind: "agent" }] },
    ]);
    const after = await findTask(test.db, task.id);
    expect(etagOf(after)).toBe(etagOf(task));
    expect(after.comment_count).toBe(2);
  });

  it("give an unassigned task to the first agent they mention", async () => {
    const task = await givenTask(ctx);
    await test.db.agent.create({ data: { name: "iris" } });
    const { autoAssignedTo, comment } = await addComment(ctx, task.id, {
      content: "Please look, @iris.",
    });
    expect(autoAssignedTo).toBe("iris");
    expect(comment.mentions).toEqual(["iris"]);
    expect(await findTask(test.db, task.id)).toMatchObject({
      status: "assigned",
      assigned_to: "iris",
    });
  });

  it("refuse a mention of nobody, but not code and package scopes", async () => {
    const task = await givenTask(ctx);
    await expect(addComment(ctx, task.id, { content: "hello @nobody_here" })).rejects.toMatchObject(
      {
        code: "invalid",
        message: "Unknown mentions: @nobody_here",
        details: { missing_mentions: ["nobody_here"] },
      },
    );
    await addComment(ctx, task.id, {
      content: "npm i @scope/pkg, `@media print` and mail a@b.example",
    });
  });
});
