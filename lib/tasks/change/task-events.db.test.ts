import { afterAll, beforeAll, expect, it } from "vitest";
import { EventShape } from "@/lib/api/event-payloads";
import { readEvents } from "@/lib/events/replay";
import { eventToWire } from "@/lib/events/wire";
import { claimNext } from "@/lib/tasks/queue/claim";
import { TASK_JSON, type TaskRow } from "@/lib/tasks/row";
import { TaskEventShape } from "@/lib/tasks/shapes";
import { contextOf, givenTask } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { updateTask } from "./update";

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.drop());

/** The events of a task as readers are sent them, each as the API describes it. */
async function eventsOf(taskId: number) {
  const events = await readEvents(test.db, 0n, 1_000, { taskId });
  return events.map((event) => EventShape.parse(eventToWire(event)));
}

const isTask = (type: string): boolean => type.startsWith("task.") && type !== "task.commented";

it("carries a task without its long texts: 200 KB of resolution make an event below 4 KB", async () => {
  const ctx = contextOf(test.db);
  const task = await givenTask(ctx, { title: "t".repeat(200), description: "d".repeat(50_000) });
  const long = {
    resolution: "r".repeat(200_000),
    acceptance_criteria: "a".repeat(20_000),
    error_message: "e".repeat(5_000),
    metadata: { much: "m".repeat(5_000) },
  };
  await updateTask(ctx, task.id, long);
  await claimNext(ctx, { agent: "iris" });
  const events = await eventsOf(task.id);
  expect(events.map(({ type }) => type)).toEqual(
    expect.arrayContaining(["task.created", "task.updated", "task.claimed"]),
  );
  for (const event of events) expect(JSON.stringify(event).length).toBeLessThan(4_096);
  const stored = await test.db.$queryRaw<{ size: number; version: number }[]>`
    SELECT length(data::text) AS size, version FROM events WHERE task_id = ${task.id}`;
  for (const { size, version } of stored) {
    expect(size).toBeLessThan(4_096);
    expect(version).toBe(1);
  }
  const updated = events.find(({ type }) => type === "task.updated");
  expect(updated?.data).toMatchObject({
    changed: {
      resolution: true,
      acceptance_criteria: true,
      error_message: true,
      metadata: true,
    },
  });
});

it("says what changed, with the value before and after", async () => {
  const ctx = contextOf(test.db);
  const task = await givenTask(ctx, { title: "Before" });
  const due = 1_900_000_000;
  await updateTask(ctx, task.id, { title: "After", due_date: due, labels: ["a"] });
  const changed = async (type: string) =>
    (await eventsOf(task.id)).find((event) => event.type === type)?.data as
      | { changed: Record<string, unknown> }
      | undefined;
  expect(await changed("task.updated")).toMatchObject({
    id: task.id,
    previous_status: "inbox",
    title: "After",
    changed: { title: ["Before", "After"], due_date: [null, due], labels: [[], ["a"]] },
  });
  expect(Object.keys((await changed("task.updated"))?.changed ?? {})).toHaveLength(3);
  await claimNext(ctx, { agent: "hermes" });
  expect(await changed("task.claimed")).toMatchObject({
    changed: { status: ["inbox", "in_progress"], assigned_to: [null, "hermes"] },
  });
});

it("carries the same of a task as the API shows, whichever statement wrote the event", async () => {
  const ctx = contextOf(test.db);
  await givenTask(ctx, { title: "Compare", labels: ["x"], metadata: { small: 1 } });
  await claimNext(ctx, { agent: "iris" });
  for (const event of await readEvents(test.db, 0n, 1_000)) {
    if (!isTask(event.type)) continue;
    const { changed, previous_status, agent, reason, change, ...task } = event.data;
    expect(TaskEventShape.safeParse(task).error).toBeUndefined();
  }
});

it("reads what was written before versions, a whole row of a task, in the form of today", async () => {
  const ctx = contextOf(test.db);
  const task = await givenTask(ctx, { title: "Old", description: "d".repeat(9_000) });
  const [row] = await test.db.$queryRaw<{ task: TaskRow }[]>`
    SELECT ${TASK_JSON} AS task FROM tasks t JOIN projects p ON p.id = t.project_id WHERE t.id = ${task.id}`;
  const data = { task: row?.task, previous_status: "inbox", reason: "released" };
  await test.db.$executeRaw`
    INSERT INTO events (id, type, category, task_id, actor, actor_kind, data)
    VALUES (event_id(7), 'task.updated', 'task', ${task.id}, 'old', 'system', ${JSON.stringify(data)}::jsonb)`;
  const [created, old] = await eventsOf(task.id);
  const carried = created?.data;
  expect(old).toMatchObject({ version: 1, actor: { name: "old" } });
  expect(old?.data).toEqual({ ...carried, previous_status: "inbox", reason: "released" });
});
