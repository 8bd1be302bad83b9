import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import type { Context } from "@/lib/core/context";
import { retryTask } from "@/lib/tasks/change/report";
import { updateTask } from "@/lib/tasks/change/update";
import { findTask } from "@/lib/tasks/find";
import { claimNext, claimTask } from "@/lib/tasks/queue/claim";
import { wakeOverdueTasks } from "@/lib/tasks/queue/scheduled";
import { whyTask } from "@/lib/tasks/read/why";
import type { TaskRow } from "@/lib/tasks/row";
import { contextOf, givenTask } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { endClaimed } from "./end-claimed";

/** What follows a failed attempt of a worker. */

let test: TestDatabase;
let ctx: Context;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.drop());
beforeEach(async () => {
  await test.db.$executeRawUnsafe("TRUNCATE tasks, agents, runs, events CASCADE");
  ctx = contextOf(test.db);
});

const poll = (agent = "scout") => claimNext(ctx, { agent, commands: true });
const end = (task: Pick<TaskRow, "run_id">, error_class: "agent" | "timeout" | "lost" = "agent") =>
  endClaimed(ctx, task.run_id as number, { error_class, error: "It broke" });
/** Claims the task, and fails. */
async function failed(fields: object = {}): Promise<TaskRow> {
  const { id } = await givenTask(ctx, fields);
  const { task } = await claimTask(ctx, { ref: id, agent: "scout", commands: true });
  return end(task);
}
const over = (id: number) =>
  test.db
    .$executeRaw`UPDATE tasks SET next_attempt_at = clock_timestamp() - interval '1 minute' WHERE id = ${id}`;
const jobs = (id: number) => test.db.$queryRaw<{ run_at: Date }[]>`
  SELECT run_at FROM graphile_worker.jobs WHERE key = ${`try:${id}`}`;

it("waits longer after each failed attempt before it is handed out again", async () => {
  let task = await failed();
  const pauses: number[] = [];
  for (let attempt = 1; ; attempt++) {
    const { next_attempt_at: next, updated_at } = task;
    pauses.push(Date.parse(next as string) - Date.parse(updated_at));
    expect(task).toMatchObject({ status: "inbox", ready: false, claimable: false });
    expect((await poll()).reason).toBe("no_tasks_available");
    const [job] = await jobs(task.id);
    expect(Number(job?.run_at)).toBe(Date.parse(next as string));
    if (attempt === 3) break;
    await over(task.id);
    expect(await wakeOverdueTasks(ctx)).toBe(1);
    task = await end((await poll()).task as TaskRow);
  }
  for (const [at, seconds] of [10, 30, 90].entries()) {
    expect(pauses[at]).toBeGreaterThan(seconds * 700);
    expect(pauses[at]).toBeLessThan(seconds * 1300);
  }
  expect((await whyTask(ctx, task.id)).reasons[0]).toMatchObject({ code: "retry" });
  await expect(claimTask(ctx, { ref: task.id, agent: "scout" })).rejects.toMatchObject({
    code: "blocked",
    message: expect.stringContaining("is tried again at"),
  });
});

it("waits for nothing when a person tries it now or gives it to another, nor after a worker that died", async () => {
  const one = await failed({ assigned_to: "scout" });
  await retryTask(ctx, { ref: one.id });
  expect((await poll()).task).toMatchObject({ id: one.id, dispatch_attempts: 1 });
  const other = await failed();
  await updateTask(ctx, other.id, { assigned_to: "iris" });
  expect((await poll("iris")).task?.id).toBe(other.id);
  const { task } = await claimTask(ctx, { ref: (await givenTask(ctx)).id, agent: "ada" });
  expect(await end(task, "lost")).toMatchObject({ claimable: true, next_attempt_at: null });
});

it("fails a command that failed at once, unless it may be tried more often, and not because its worker died", async () => {
  expect(await failed({ command: { run: "false" } })).toMatchObject({
    status: "failed",
    error_message: "It broke",
  });
  const twice = await failed({ command: { run: "false", attempts: 2 } });
  expect(twice).toMatchObject({ status: "inbox", command_ready: false });
  await over(twice.id);
  await wakeOverdueTasks(ctx);
  const again = (await poll()).task as TaskRow;
  await end(again, "timeout");
  expect(await findTask(test.db, twice.id)).toMatchObject({ status: "failed" });
  const third = await givenTask(ctx, { command: { run: "true" } });
  const { task } = await claimTask(ctx, { ref: third.id, agent: "scout", commands: true });
  expect(await end(task, "lost")).toMatchObject({ status: "inbox", command_ready: true });
});
