import { afterAll, beforeAll, expect, it } from "vitest";
import { createContext } from "@/lib/core/context";
import { readEvents } from "@/lib/events/replay";
import { clearDispatchBlocks } from "@/lib/runs/dispatch-blocks";
import { mayBeDone } from "@/lib/tasks/change/gate";
import { completeTask, retryTask } from "@/lib/tasks/change/report";
import { addComment } from "@/lib/tasks/comments/comments";
import { claimNext } from "@/lib/tasks/queue/claim";
import { listTasks } from "@/lib/tasks/read/list";
import { AddComment, ListTasks } from "@/lib/tasks/schema";
import { contextOf, givenTask, userActor } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { recordVerdict } from "./record";

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.drop());

const MINUTES = 60_000;
/** A server whose clock is so many minutes away from the database's. */
const server = (minutes: number) =>
  createContext(userActor(), test.db, { now: () => new Date(Date.now() + minutes * MINUTES) });

it.each([
  { ahead: 5, behind: -5 },
  { ahead: -5, behind: 5 },
])("an approval does not survive a reopening, whatever the servers' clocks say", async (clocks) => {
  const [one, other] = [server(clocks.ahead), server(clocks.behind)];
  const { id } = await givenTask(one, { assigned_to: "scout" });
  await claimNext(one, { agent: "scout" });
  await completeTask(one, { ref: id, resolution: "the same words" });
  const approved = await recordVerdict(one, { ref: id, verdict: "approved", notes: "good" });
  expect(approved.task.status).toBe("done");
  const reopened = await retryTask(other, { ref: id });
  expect(await mayBeDone(test.db, reopened, approved.task.resolution_hash)).toBe(false);
  await claimNext(other, { agent: "scout" });
  const again = await completeTask(other, { ref: id, resolution: "the same words" });
  expect(again.status).toBe("review");
  const anew = await recordVerdict(other, { ref: id, verdict: "approved", notes: "good" });
  expect(anew.task.status).toBe("done");
});

it("comments, verdicts and events are in the order in which they happened, on servers that disagree by ten minutes", async () => {
  const [ahead, behind] = [server(5), server(-5)];
  const { id } = await givenTask(ahead, { assigned_to: "scout" });
  const before = (await test.db.$queryRaw<{ now: Date }[]>`SELECT clock_timestamp() AS now`)[0]
    ?.now;
  for (const [ctx, content] of [
    [ahead, "first"],
    [behind, "second"],
    [ahead, "third"],
  ] as const)
    await addComment(ctx, id, AddComment.parse({ content }));
  const comments = await test.db.comment.findMany({
    where: { taskId: id },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
  });
  expect(comments.map(({ content }) => content)).toEqual(["first", "second", "third"]);
  await claimNext(behind, { agent: "scout" });
  const done = await completeTask(ahead, { ref: id, resolution: "x" });
  expect(Date.parse(done.status_changed_at)).toBeGreaterThanOrEqual(Number(before));
  const { task } = await recordVerdict(behind, { ref: id, verdict: "approved", notes: "good" });
  expect(Date.parse(String(task.completed_at))).toBeGreaterThanOrEqual(
    Date.parse(done.status_changed_at),
  );
  const events = await readEvents(test.db, 0n, 1_000, { taskId: id });
  const times = events.map(({ created_at }) => created_at.getTime());
  expect(times).toEqual([...times].sort((a, b) => a - b));
});

it("a lease that ran out shows in the count as in the list, without any event", async () => {
  const ctx = contextOf(test.db);
  const { id } = await givenTask(ctx, { assigned_to: "silent" });
  await claimNext(ctx, { agent: "silent" });
  const stale = () => listTasks(ctx, ListTasks.parse({ stale: "true", assigned_to: "silent" }));
  expect(await stale()).toMatchObject({ total: 0, tasks: [] });
  await test.db
    .$executeRaw`UPDATE runs SET lease_expires_at = now() - interval '1 minute' WHERE task_id = ${id}`;
  expect(await stale()).toMatchObject({ total: 1, tasks: [{ id }] });
});

it("what no longer holds a task back is told of the task", async () => {
  const ctx = contextOf(test.db);
  const { id } = await givenTask(ctx, { assigned_to: "held" });
  await test.db.$executeRaw`
    UPDATE tasks SET dispatch_hold = '{"code": "no_model", "message": "none", "since": "2026-01-01T00:00:00Z", "next_at": null}'
    WHERE id = ${id}`;
  await ctx.transaction((tx) => clearDispatchBlocks(tx, "held"));
  const events = await readEvents(test.db, 0n, 1_000, { taskId: id });
  expect(events.at(-1)).toMatchObject({
    type: "task.updated",
    data: { id, change: "hold", dispatch_hold: null },
  });
});
