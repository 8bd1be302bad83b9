import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { deleteAgent } from "@/lib/agents/delete";
import type { Context } from "@/lib/core/context";
import { recordVerdict } from "@/lib/reviews/record";
import { findTask } from "@/lib/tasks/find";
import { claimNext, claimTask } from "@/lib/tasks/queue/claim";
import { upstreamResults } from "@/lib/tasks/read/upstream";
import type { TaskRow } from "@/lib/tasks/row";
import { UpdateTask } from "@/lib/tasks/schema";
import { linkTasks } from "@/lib/tasks/structure/links";
import { updateTicket } from "@/lib/tasks/tickets/ticket-update";
import { agentActor, contextOf, givenTask } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { emptyTables } from "@/lib/testing/empty-tables";
import { countStatements } from "@/lib/testing/statements";
import { completeTask, retryTask } from "./report";
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

type Fields = Parameters<typeof givenTask>[1];
const given = (fields: Fields) => givenTask(ctx, { review_required: false, ...fields });
async function finish(task: Pick<TaskRow, "id">, agent = "iris"): Promise<void> {
  await claimTask(ctx, { ref: task.id, agent });
  await completeTask(ctx, { ref: task.id, resolution: "found it" });
}
const all = () => test.db.task.findMany({ orderBy: { id: "asc" } });
const created = async () =>
  (await all()).filter((task) => task.metadata && (task.metadata as { follows?: string }).follows);
const eventsOf = async (id: number) =>
  (await test.db.event.findMany({ where: { taskId: id }, orderBy: { id: "asc" } })).map(
    ({ type }) => type,
  );

describe("what follows a task", () => {
  it("is created when it is done, filled in, ready, and linked to it", async () => {
    const task = await given({
      title: "Research caching",
      priority: "high",
      follow_ups: [
        {
          title: "Implement: {{title}}",
          description: "As {{ticket_ref}} found.",
          assigned_to: "builder",
          labels: ["perf"],
          review_required: false,
          follow_ups: [{ title: "Review {{ticket_ref}}", priority: "low" }],
        },
        { title: "Tell the team" },
      ],
    });
    await finish(task);
    const [build, tell] = await created();
    expect(build).toMatchObject({
      title: "Implement: Research caching",
      description: `As ${task.ticket_ref} found.`,
      status: "assigned",
      assignedTo: "builder",
      priority: "high",
      labels: ["perf"],
      reviewRequired: false,
      ready: true,
      metadata: { follows: task.ticket_ref },
    });
    expect(tell).toMatchObject({
      status: "inbox",
      ready: true,
      reviewRequired: true,
      priority: "high",
    });
    expect(
      await test.db.taskLink.findMany({ select: { fromId: true, toId: true, type: true } }),
    ).toEqual([
      { fromId: task.id, toId: build?.id, type: "blocks" },
      { fromId: task.id, toId: tell?.id, type: "blocks" },
    ]);
    expect((await findTask(test.db, task.id)).follow_ups).toMatchObject([
      { created: true },
      { created: true },
    ]);
    expect(await eventsOf(build?.id as number)).toEqual(["task.created"]);
    expect((await eventsOf(task.id)).filter((type) => type === "task.linked")).toHaveLength(2);

    const poll = await claimNext(ctx, { agent: "builder" });
    expect(await upstreamResults(test.db, poll.task as TaskRow)).toMatchObject([
      { ticket_ref: task.ticket_ref, agent: "iris", resolution: "found it" },
    ]);
    await completeTask(ctx, { ref: build?.id as number, resolution: "built" });
    expect((await created()).at(-1)).toMatchObject({
      title: `Review ${build?.ticketRef}`,
      priority: "low",
      metadata: { follows: build?.ticketRef },
    });
  });

  it("comes after the verdict when there is one", async () => {
    const task = await given({ review_required: true, follow_ups: [{ title: "next" }] });
    await finish(task);
    expect(await created()).toHaveLength(0);
    await recordVerdict(ctx, {
      ref: task.id,
      reviewer: "aegis",
      verdict: "approved",
      notes: "good",
    });
    expect(await created()).toHaveLength(1);
  });

  it("is created once, however often the task is done; what is added later comes then", async () => {
    const task = await given({ follow_ups: [{ title: "next" }] });
    await finish(task);
    await retryTask(ctx, { ref: task.id });
    const [next] = await created();
    expect(next).toMatchObject({ ready: false });
    await finish(task);
    expect(await created()).toMatchObject([{ title: "next", ready: true }]);
    await retryTask(ctx, { ref: task.id });
    await updateTask(
      ctx,
      task.id,
      UpdateTask.parse({ follow_ups: [{ title: "next" }, { title: "more" }] }),
    );
    await finish(task);
    expect((await created()).map(({ title }) => title)).toEqual(["next", "more"]);
  });

  it("may be given with the very change that finishes the task, or with a task that is done already", async () => {
    const task = await given({});
    await updateTask(
      ctx,
      task.id,
      UpdateTask.parse({ status: "done", follow_ups: [{ title: "a" }] }),
    );
    await given({ status: "done", follow_ups: [{ title: "b" }] });
    expect((await created()).map(({ title, ready }) => [title, ready])).toEqual([
      ["a", true],
      ["b", true],
    ]);
  });

  it("keeps a parent open that would have been done, and follows a parent that is rolled up", async () => {
    const epic = await given({ type: "epic", follow_ups: [{ title: "Ship {{title}}" }] });
    const child = await given({
      parent_id: epic.id,
      follow_ups: [{ title: "second", review_required: false }],
    });
    await finish(child);
    const [second] = await created();
    expect(second).toMatchObject({ title: "second", parentId: epic.id, ready: true });
    expect(await findTask(test.db, epic.id)).toMatchObject({
      status: "inbox",
      children_total: 2,
      children_done: 1,
    });
    await finish(second as { id: number });
    expect(await findTask(test.db, epic.id)).toMatchObject({ status: "done" });
    expect((await created()).at(-1)).toMatchObject({
      title: "Ship A task",
      parentId: null,
      ready: true,
    });
  });

  it("waits in the inbox with a comment when its agent was deleted, and stays with one that never came", async () => {
    await test.db.agent.create({ data: { name: "builder" } });
    const task = await given({
      follow_ups: [
        { title: "a", assigned_to: "builder" },
        { title: "b", assigned_to: "newcomer" },
      ],
    });
    await deleteAgent(ctx, "builder");
    // As after their retention.
    await test.db.$executeRaw`DELETE FROM events`;
    await finish(task);
    const [a, b] = await created();
    expect(a).toMatchObject({ status: "inbox", assignedTo: null, commentCount: 1 });
    expect(b).toMatchObject({ status: "assigned", assignedTo: "newcomer", commentCount: 0 });
    expect(await test.db.comment.findMany()).toMatchObject([
      {
        taskId: a?.id,
        author: "handoff",
        content: expect.stringContaining("builder, which was deleted"),
      },
    ]);
  });

  it("is not created in an archived project: the task is done, a comment says so", async () => {
    const task = await given({ follow_ups: [{ title: "next" }] });
    await claimTask(ctx, { ref: task.id, agent: "iris" });
    await test.db.project.update({
      where: { id: task.project_id },
      data: { archivedAt: new Date() },
    });
    await completeTask(ctx, { ref: task.id, resolution: "ok" });
    await test.db.project.update({ where: { id: task.project_id }, data: { archivedAt: null } });
    expect(await created()).toHaveLength(0);
    expect(await findTask(test.db, task.id)).toMatchObject({
      status: "done",
      comment_count: 1,
      follow_ups: [{ title: "next", created: false }],
    });
  });

  it("follows a ticket that is done by its tool as well, and nothing follows one without", async () => {
    const task = await given({ follow_ups: [{ title: "next" }] });
    const plain = await given({});
    const iris = contextOf(test.db, agentActor("iris"));
    for (const { id } of [task, plain]) await updateTicket(iris, id, { status: "done" }, "iris");
    expect(await created()).toHaveLength(1);
  });

  it("takes as many statements for 200 follow-ups as for 2", async () => {
    await test.db.agent.create({ data: { name: "builder" } });
    const epic = await given({ type: "epic" });
    const followUps = (count: number) =>
      Array.from({ length: count }, (_, i) => ({ title: `next ${i}`, assigned_to: "builder" }));
    const tasks = [];
    for (const count of [2, 200]) {
      const task = await given({ parent_id: epic.id, follow_ups: [{ title: "one" }] });
      // More than a request may contain.
      const stored = followUps(count).map((each) => ({ ...each, created: false }));
      await test.db.task.update({ where: { id: task.id }, data: { followUps: stored } });
      await claimTask(ctx, { ref: task.id, agent: "iris" });
      tasks.push(task);
    }
    await deleteAgent(ctx, "builder");
    const statements: number[] = [];
    for (const { id } of tasks) {
      statements.push(
        await countStatements(() => completeTask(ctx, { ref: id, resolution: "found it" })),
      );
    }
    expect(statements[1]).toBe(statements[0]);
    expect(await created()).toHaveLength(202);
    expect(await test.db.comment.count({ where: { author: "handoff" } })).toBe(202);
    expect(await findTask(test.db, epic.id)).toMatchObject({
      children_total: 204,
      children_done: 2,
    });
  });

  it("is created once each while others link and finish around it", async () => {
    const tasks = await Promise.all(
      Array.from({ length: 8 }, (_, i) => given({ follow_ups: [{ title: `after ${i}` }] })),
    );
    const last = await given({ title: "last" });
    await Promise.all(
      tasks.flatMap((task) => [
        finish(task, `agent-${task.id}`),
        linkTasks(ctx, { from: task.id, to: last.id, type: "blocks" }),
      ]),
    );
    expect((await created()).map(({ title }) => title).sort()).toEqual(
      tasks.map((_, i) => `after ${i}`),
    );
    expect((await created()).every(({ ready }) => ready)).toBe(true);
    expect((await findTask(test.db, last.id)).ready).toBe(true);
  });
});
