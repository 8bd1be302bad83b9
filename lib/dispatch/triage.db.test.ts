import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Context } from "@/lib/core/context";
import { completeTask } from "@/lib/tasks/change/report";
import { updateTask } from "@/lib/tasks/change/update";
import { findTask } from "@/lib/tasks/find";
import { claimTask } from "@/lib/tasks/queue/claim";
import type { TaskRow } from "@/lib/tasks/row";
import { UpdateTask } from "@/lib/tasks/schema";
import { contextOf, givenTask } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { emptyTables } from "@/lib/testing/empty-tables";
import { routeInboxTask, routeInboxTasks } from "./triage";

let test: TestDatabase;
let ctx: Context;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.drop());
beforeEach(async () => {
  await emptyTables(test.db, "tasks", "agents", "runs", "events", "graphile_worker._private_jobs");
  ctx = contextOf(test.db);
  await test.db.project.updateMany({ data: { autoTriage: true } });
  await agent("scout", "researcher");
  await agent("iris", "developer", ["react"]);
  await agent("aegis", "reviewer");
  await jobs();
});

const agent = (name: string, role: string, capabilities: string[] = []) =>
  test.db.agent.create({ data: { name, role, capabilities, runtime: "anthropic" } });
const now = (task: Pick<TaskRow, "id">) => findTask(test.db, task.id);
const route = (task: Pick<TaskRow, "id">) => routeInboxTask(ctx, { taskId: task.id });
/** The jobs that wait, as `name` or `name id`; they are done with once they were read. */
async function jobs(): Promise<string[]> {
  const rows = await test.db.$queryRaw<{ task_identifier: string; key: string }[]>`
    SELECT task_identifier, key FROM graphile_worker.jobs WHERE task_identifier LIKE 'route%' ORDER BY id`;
  await emptyTables(test.db, "graphile_worker._private_jobs");
  return rows.map(({ key }) => key);
}
const change = (task: Pick<TaskRow, "id">, fields: object) =>
  updateTask(ctx, task.id, UpdateTask.parse(fields));

/** More of the same: tasks like the given one, with its note. */
const createThatFitNobody = ({ id }: TaskRow, count: number) =>
  test.db.$executeRaw`
    INSERT INTO tasks (project_id, project_ticket_no, ticket_ref, title, description, status, priority, metadata, ready, created_by)
    SELECT project_id, 10000 + n, 'MORE-' || n, title, description, status, priority, metadata, ready, created_by
    FROM tasks, generate_series(1, ${count}::int) n WHERE id = ${id}`;

describe("auto-triage", () => {
  it("gives an inbox task to who fits, with the reason on the task and in the event", async () => {
    const task = await givenTask(ctx, { title: "Fix the React tree" });
    expect(await jobs()).toEqual([`triage:${task.id}`]);
    expect(await route(task)).toBe("assigned");
    const why = "knows react (title), developer for “fix” (title); nothing in hand";
    expect(await now(task)).toMatchObject({
      status: "assigned",
      assigned_to: "iris",
      metadata: { triage: { agent: "iris", reason: why, score: 6, passed_over: [] } },
    });
    const event = await test.db.event.findFirst({
      where: { taskId: task.id, type: "task.status_changed" },
    });
    expect(event).toMatchObject({
      actor: "triage",
      data: { reason: "auto_triage", agent: "iris", why },
    });
    expect(await route(task)).toBe("not_due");
    expect(await jobs()).toEqual([]);
  });

  it("leaves what fits nobody in the inbox, and says why once", async () => {
    const task = await givenTask(ctx, { title: "Call mum" });
    expect(await route(task)).toBe("nobody");
    const { updated_at, metadata } = await now(task);
    expect(metadata.triage).toMatchObject({
      agent: null,
      reason: expect.stringMatching(/^no agent/),
    });
    expect(await route(task)).toBe("nobody");
    expect(await routeInboxTasks(ctx)).toEqual({ assigned: 0, left: 1 });
    expect((await now(task)).updated_at).toBe(updated_at);
    await jobs();
    await agent("zoe", "assistant");
    expect(await routeInboxTasks(ctx)).toEqual({ assigned: 1, left: 0 });
    expect(await now(task)).toMatchObject({ assigned_to: "zoe" });
  });

  it("reads a thousand tasks that fit nobody once, and again only what has changed", async () => {
    const first = await givenTask(ctx, { title: "Call mum 0" });
    expect(await route(first)).toBe("nobody");
    await createThatFitNobody(first, 999);
    expect(await routeInboxTasks(ctx)).toEqual({ assigned: 0, left: 1_000 });
    const seen = await test.db.triageMiss.findMany({ orderBy: { taskId: "asc" } });
    expect(seen).toHaveLength(1_000);
    expect(await routeInboxTasks(ctx)).toEqual({ assigned: 0, left: 0 });
    expect(await test.db.triageMiss.findMany({ orderBy: { taskId: "asc" } })).toEqual(seen);

    await change(first, { description: "Tell her of the garden." });
    expect(await routeInboxTasks(ctx)).toEqual({ assigned: 0, left: 1 });
    await test.db.agent.updateMany({ where: { name: "scout" }, data: { maxCapacity: 9 } });
    expect(await routeInboxTasks(ctx)).toEqual({ assigned: 0, left: 0 });
    await test.db.agent.updateMany({
      where: { name: "scout" },
      data: { capabilities: ["garden"] },
    });
    expect(await routeInboxTasks(ctx)).toEqual({ assigned: 1, left: 999 });
    expect(await now(first)).toMatchObject({ assigned_to: "scout" });
    expect(await test.db.triageMiss.count()).toBe(999);
  });

  it("reads no more than its bound at once, and comes to every task in turn", async () => {
    const first = await givenTask(ctx, { title: "Call mum", description: "x".repeat(50_000) });
    await route(first);
    await createThatFitNobody(first, 499);
    const looks: number[] = [];
    for (let left = -1; left !== 0; looks.push(left)) ({ left } = await routeInboxTasks(ctx));
    expect(Math.max(...looks)).toBeLessThanOrEqual(100);
    expect(await test.db.triageMiss.count()).toBe(500);
  });

  it("looks when a task becomes ready or says something else, not while it waits or is a parent or an epic", async () => {
    const first = await givenTask(ctx, { assigned_to: "scout", review_required: false });
    const task = await givenTask(ctx, { title: "Research more", depends_on: [first.id] });
    expect(await jobs()).toEqual([]);
    expect(await route(task)).toBe("not_due");
    await claimTask(ctx, { ref: first.id, agent: "scout" });
    await completeTask(ctx, { ref: first.id, resolution: "ok" });
    expect(await jobs()).toEqual([`triage:${task.id}`]);
    await change(task, { priority: "high" });
    expect(await jobs()).toEqual([]);
    await change(task, { title: "Implement more" });
    expect(await jobs()).toEqual([`triage:${task.id}`]);
    await givenTask(ctx, { parent_id: task.id });
    expect(await route(task)).toBe("not_due");
    expect(await route(await givenTask(ctx, { title: "Research", type: "epic" }))).toBe("not_due");
  });

  it("does nothing where the project does not ask for it, and everything once it does", async () => {
    const project = await test.db.project.update({
      where: { id: (await givenTask(ctx)).project_id },
      data: { autoTriage: false },
    });
    await jobs();
    const task = await givenTask(ctx, { title: "Research" });
    expect(await jobs()).toEqual([]);
    expect(await route(task)).toBe("not_due");
    await test.db.project.update({ where: { id: project.id }, data: { autoTriage: true } });
    expect(await jobs()).toEqual(["triage-all"]);
    expect(await routeInboxTasks(ctx)).toEqual({ assigned: 1, left: 1 });
  });

  it("does not ask an agent again from whom the task came back", async () => {
    await agent("sid", "researcher");
    const task = await givenTask(ctx, { title: "Research" });
    await route(task);
    await change(task, { assigned_to: null });
    expect(await now(task)).toMatchObject({ status: "inbox" });
    await route(task);
    expect(await now(task)).toMatchObject({
      assigned_to: "sid",
      metadata: { triage: { passed_over: ["scout"] } },
    });
    await change(task, { assigned_to: null });
    await route(task);
    expect(await now(task)).toMatchObject({
      status: "inbox",
      metadata: { triage: { agent: null, passed_over: ["scout", "sid"] } },
    });
  });

  it("spreads work over equal agents, counts what waits, and never gives work to its judge", async () => {
    await agent("sid", "researcher");
    const tasks: TaskRow[] = [];
    for (let i = 0; i < 4; i++) tasks.push(await givenTask(ctx, { title: `Research ${i}` }));
    tasks.push(await givenTask(ctx, { title: "Review" }));
    expect(await routeInboxTasks(ctx)).toEqual({ assigned: 4, left: 1 });
    const names = await Promise.all(tasks.map(async (task) => (await now(task)).assigned_to));
    expect(names).toEqual(["scout", "sid", "scout", "sid", null]);
  });

  it("passes over who fell silent, and gives way to who takes the task first", async () => {
    await test.db.agent.updateMany({ data: { runtime: "pull", lastSeenAt: new Date(0) } });
    const task = await givenTask(ctx, { title: "Research" });
    expect(await route(task)).toBe("nobody");
    await test.db.agent.updateMany({ where: { name: "scout" }, data: { lastSeenAt: new Date() } });
    const results = await Promise.allSettled([
      route(task),
      route(task),
      claimTask(ctx, { ref: task.id, agent: "other" }),
    ]);
    expect(results.filter(({ status }) => status === "rejected").length).toBeLessThan(2);
    expect(["scout", "other"]).toContain((await now(task)).assigned_to);
  });
});
