import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { Actor } from "@/lib/core/actor";
import type { Context } from "@/lib/core/context";
import { completeTask, retryTask } from "@/lib/tasks/change/report";
import { updateTask } from "@/lib/tasks/change/update";
import { findTask } from "@/lib/tasks/find";
import { claimNext } from "@/lib/tasks/queue/claim";
import type { TaskRow } from "@/lib/tasks/row";
import { taskToWire } from "@/lib/tasks/wire";
import { agentActor, contextOf, givenTask, keyActor, userActor } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { emptyTables } from "@/lib/testing/empty-tables";
import { latestVerdicts, reviewQueue, reviewsOfTask, verdictHistory } from "./queries";
import { recordVerdict, type VerdictInput } from "./record";

let test: TestDatabase;
let ctx: Context;
let person: Context;
beforeAll(async () => {
  test = await createTestDatabase();
  vi.stubEnv("MC_COORDINATOR_AGENT", "");
});
afterAll(() => test.drop());
beforeEach(async () => {
  await emptyTables(test.db, "tasks", "agents", "runs", "events");
  ctx = contextOf(test.db);
  person = contextOf(test.db, userActor());
});

/** A task that scout has worked on and sent to review. */
async function inReview(resolution = "fixed"): Promise<TaskRow> {
  const { id } = await givenTask(ctx, { assigned_to: "scout" });
  return workAgain(id, resolution);
}

async function workAgain(id: number, resolution: string): Promise<TaskRow> {
  const poll = await claimNext(ctx, { agent: "scout" });
  expect(poll.task?.id).toBe(id);
  return completeTask(ctx, { ref: id, resolution });
}

const judge = (as: Context, task: TaskRow, input: Partial<VerdictInput>) =>
  recordVerdict(as, { ref: task.id, verdict: "approved", notes: "good", ...input });

const reject = (task: TaskRow, notes: string, as = ctx) =>
  judge(as, task, { verdict: "rejected", notes });

async function eventsOf(task: TaskRow): Promise<string[]> {
  const rows = await test.db.event.findMany({ where: { taskId: task.id }, orderBy: { id: "asc" } });
  return rows.map((row) => row.type);
}

async function givenAgent(name: string, role: string): Promise<Actor> {
  const { id } = await test.db.agent.create({ data: { name, role } });
  return agentActor(name, id);
}

describe("a verdict on a task in review", () => {
  it("finishes it when it approves", async () => {
    const task = await inReview();
    const { review, task: after } = await judge(ctx, task, {});
    expect(after).toMatchObject({ status: "done", outcome: "success", error_message: null });
    expect(review).toMatchObject({
      reviewer: "API Access",
      reviewerKind: "key",
      applied: true,
      cycle: 1,
    });
    expect(review.resolutionHash).toBe(task.resolution_hash);
    expect((await eventsOf(task)).slice(-2)).toEqual(["review.recorded", "task.completed"]);
  });

  it("approves a step of something larger without a word, and says none for the reviewer", async () => {
    const epic = await givenTask(ctx, { type: "epic" });
    const { id } = await givenTask(ctx, { assigned_to: "scout", parent_id: epic.id });
    const { review } = await judge(person, await workAgain(id, "fixed"), { notes: "" });
    expect(review).toMatchObject({ applied: true, notes: "" });
  });

  it("sends it back with the feedback when it rejects, to be approved the second time", async () => {
    const task = await inReview();
    const { task: back } = await reject(task, "no tests\nand no docs");
    expect(back).toMatchObject({
      status: "assigned",
      assigned_to: "scout",
      review_cycles: 1,
      ready: true,
      error_message: "Quality review rejected by API Access: no tests\nand no docs",
      comment_count: 1,
    });
    const [comment] = await test.db.comment.findMany({ where: { taskId: task.id } });
    expect(comment).toMatchObject({
      author: "API Access",
      content: "Quality Review Rejected (attempt 1/3):\nno tests\nand no docs",
    });
    const poll = await claimNext(ctx, { agent: "scout" });
    expect(poll.feedback).toMatchObject([
      { reviewer: "API Access", notes: "no tests\nand no docs", cycle: 1 },
    ]);
    const again = await completeTask(ctx, { ref: task.id, resolution: "fixed, with tests" });
    const { task: done, review } = await judge(ctx, again, {});
    expect(done).toMatchObject({ status: "done", error_message: null });
    expect(review.cycle).toBe(2);
  });

  it("fails it with everything that was said at the third rejection", async () => {
    let task = await inReview("first");
    await reject(task, "no tests");
    task = await workAgain(task.id, "second");
    await reject(task, "still no tests", person);
    task = await workAgain(task.id, "third");
    const { task: failed } = await reject(task, "enough");
    expect(failed).toMatchObject({ status: "failed", review_cycles: 3, outcome: "failed" });
    expect(failed.error_message).toBe(
      "Quality review rejected 3 times.\n1. API Access: no tests\n2. Ada: still no tests\n3. API Access: enough",
    );
    expect((await eventsOf(task)).slice(-2)).toEqual(["task.status_changed", "task.escalated"]);
    expect(failed).toMatchObject({ stale_requeues: 0, dispatch_attempts: 0 });
  });

  it("does not count rejections from before a retry", async () => {
    let task = await inReview("first");
    for (const [resolution, notes] of [
      ["second", "a"],
      ["third", "b"],
      ["", "c"],
    ] as const) {
      await reject(task, notes);
      if (resolution) task = await workAgain(task.id, resolution);
    }
    await retryTask(ctx, { ref: task.id });
    task = await workAgain(task.id, "afresh");
    const { task: back } = await reject(task, "d");
    expect(back).toMatchObject({ status: "assigned", review_cycles: 1 });
    expect((await claimNext(ctx, { agent: "scout" })).feedback.map((entry) => entry.notes)).toEqual(
      ["d"],
    );
  });

  it("goes to the pool when nobody is assigned", async () => {
    const { id } = await givenTask(ctx);
    const task = (await updateTask(ctx, id, { status: "review" })).task;
    expect((await reject(task, "no")).task).toMatchObject({
      status: "assigned",
      assigned_to: null,
      ready: true,
    });
  });

  it("keeps a verdict for work that has changed since, and moves nothing", async () => {
    const task = await inReview("first");
    await updateTask(ctx, task.id, { resolution: "second" });
    const { review, task: after } = await judge(ctx, task, {
      resolutionHash: task.resolution_hash,
      ifLate: "record",
    });
    expect(review).toMatchObject({ applied: false, resolutionHash: task.resolution_hash });
    expect(after.status).toBe("review");
    expect((await findTask(test.db, task.id)).status).toBe("review");
  });

  it("applies one of two that come at once and keeps the other", async () => {
    for (let round = 0; round < 5; round++) {
      const task = await inReview();
      const both = await Promise.all([
        judge(ctx, task, { ifLate: "record" }),
        judge(person, task, { verdict: "rejected", notes: "no", ifLate: "record" }),
      ]);
      expect(both.filter(({ review }) => review.applied)).toHaveLength(1);
      const after = await findTask(test.db, task.id);
      const applied = both.find(({ review }) => review.applied)?.review;
      expect(after.status).toBe(applied?.status === "approved" ? "done" : "assigned");
      if (after.status === "assigned") await judge(person, task, { overrideReason: "to go on" });
    }
  });

  it("refuses a stale etag and records nothing", async () => {
    const task = await inReview();
    const expectedEtag = "2020-01-01T00:00:00.000Z";
    await expect(judge(ctx, task, { expectedEtag })).rejects.toMatchObject({ code: "stale_etag" });
    expect(await reviewsOfTask(ctx, task.id)).toEqual([]);
  });
});

describe("who may judge", () => {
  it("refuses an agent its own work, whatever its role", async () => {
    const task = await inReview();
    const scout = await test.db.agent.update({
      where: { name: "scout" },
      data: { role: "reviewer" },
    });
    const own = contextOf(test.db, agentActor("scout", scout.id));
    for (const verdict of ["approved", "rejected"] as const) {
      await expect(judge(own, task, { verdict })).rejects.toMatchObject({ code: "forbidden" });
    }
    const named = contextOf(test.db, keyActor("admin", "scout"));
    await expect(judge(named, task, {})).rejects.toMatchObject({ code: "forbidden" });
    await expect(judge(ctx, task, { reviewer: "Scout" })).rejects.toMatchObject({
      code: "forbidden",
    });
    expect((await findTask(test.db, task.id)).status).toBe("review");
  });

  it("keeps a general key's verdict under the key's own name, or that of the agent it reports for", async () => {
    const names = async (as: Context, input: Partial<VerdictInput>) => {
      const { review } = await judge(as, await inReview(), input);
      await emptyTables(test.db, "tasks");
      return [review.reviewer, review.reviewerKind];
    };
    expect(await names(ctx, {})).toEqual(["API Access", "key"]);
    expect(await names(ctx, { reviewer: "aegis" })).toEqual(["API Access", "key"]);
    const reporting = (agent: string) => contextOf(test.db, keyActor("operator", agent));
    expect(await names(reporting("judge"), { reviewer: "aegis" })).toEqual(["judge", "key"]);
    expect(await names(reporting("Aegis"), {})).toEqual(["API Access", "key"]);
  });

  it("refuses the agent that did the work even after the task was given to another", async () => {
    const task = await inReview();
    await updateTask(ctx, task.id, { assigned_to: "iris" });
    const scout = await test.db.agent.update({
      where: { name: "scout" },
      data: { role: "reviewer" },
    });
    const own = contextOf(test.db, agentActor("scout", scout.id));
    await expect(judge(own, task, {})).rejects.toMatchObject({ code: "forbidden" });
  });

  it("refuses agents that are no reviewers, and takes reviewers and the coordinator under their own names", async () => {
    const developer = contextOf(test.db, await givenAgent("iris", "developer"));
    const reviewer = contextOf(test.db, await givenAgent("judge", "reviewer"));
    const aegis = contextOf(test.db, await givenAgent("aegis", "agent"));
    await expect(judge(developer, await inReview(), {})).rejects.toMatchObject({
      code: "forbidden",
    });
    await emptyTables(test.db, "tasks");
    const first = await judge(reviewer, await inReview(), { reviewer: "somebody" });
    expect(first.review).toMatchObject({ reviewer: "judge", reviewerKind: "agent", applied: true });
    const second = await judge(aegis, await inReview(), {});
    expect(second.review).toMatchObject({ reviewer: "aegis", applied: true });
  });

  it("refuses viewers, keys of other projects and keys of a single run", async () => {
    const task = await inReview();
    const viewer = contextOf(test.db, keyActor("viewer"));
    await expect(judge(viewer, task, {})).rejects.toMatchObject({ code: "forbidden" });
    const foreign = contextOf(test.db, { ...keyActor(), projectId: 999 } as Actor);
    await expect(judge(foreign, task, {})).rejects.toMatchObject({ code: "not_found" });
    const reviewer = await givenAgent("judge", "reviewer");
    const run = contextOf(test.db, { ...reviewer, runId: 7 } as Actor);
    await expect(judge(run, task, {})).rejects.toMatchObject({ code: "forbidden" });
  });

  it("lets a person decide, under the person's name", async () => {
    const { review } = await judge(person, await inReview(), { reviewer: "aegis" });
    expect(review).toMatchObject({ reviewer: "Ada", reviewerKind: "user", applied: true });
  });
});

describe("a verdict on a task that is not in review", () => {
  it("is refused, says why, and leaves no trace", async () => {
    const judged = await inReview();
    await reject(judged, "no tests", person);
    await expect(judge(ctx, judged, {})).rejects.toMatchObject({
      code: "conflict",
      message: `Ada rejected ${judged.ticket_ref} a moment ago`,
    });
    const task = await givenTask(ctx);
    await expect(judge(ctx, task, {})).rejects.toMatchObject({
      code: "conflict",
      message: `${task.ticket_ref} is inbox, not in review`,
    });
    expect(await test.db.qualityReview.count({ where: { applied: false } })).toBe(0);
  });

  it("is refused for work that was handed in again since it was read", async () => {
    const task = await inReview();
    const seenAt = (taskToWire(task).status_changed_at ?? 0) - 60;
    await expect(judge(person, task, { seenAt })).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("handed in again"),
    });
  });

  it("is recorded without effect for callers who ask for that, as existing clients do", async () => {
    const task = await givenTask(ctx);
    for (const verdict of ["approved", "rejected"] as const) {
      const { review, task: after } = await judge(ctx, task, { verdict, ifLate: "record" });
      expect(review).toMatchObject({ applied: false, status: verdict });
      expect(after).toMatchObject({ status: "inbox", review_cycles: 0, error_message: null });
    }
  });

  it("never revives or ends a finished task", async () => {
    const task = await inReview();
    await judge(ctx, task, {});
    for (const who of [ctx, person]) {
      const late = { verdict: "rejected", notes: "late", ifLate: "record" } as const;
      expect((await judge(who, task, late)).task.status).toBe("done");
    }
  });
});

describe("a person with a reason", () => {
  it("approves what was rejected", async () => {
    const task = await inReview();
    await reject(task, "no tests");
    const { review, task: done } = await judge(person, task, {
      overrideReason: "a prototype needs none",
    });
    expect(done).toMatchObject({ status: "done", error_message: null, ready: false });
    expect(review).toMatchObject({ applied: true, overrideReason: "a prototype needs none" });
  });

  it("rejects what was approved: it is reopened, and the agent hears why", async () => {
    const task = await inReview();
    await judge(ctx, task, {});
    const { task: back } = await judge(person, task, {
      verdict: "rejected",
      notes: "it breaks on phones",
      overrideReason: "seen on mine",
    });
    expect(back).toMatchObject({
      status: "assigned",
      assigned_to: "scout",
      review_cycles: 1,
      outcome: null,
    });
    const poll = await claimNext(ctx, { agent: "scout" });
    expect(poll.feedback).toMatchObject([{ reviewer: "Ada", notes: "it breaks on phones" }]);
    const again = await completeTask(ctx, { ref: task.id, resolution: "fixed on phones" });
    expect(again.status).toBe("review");
  });

  it("keeps the reason with a verdict in review", async () => {
    const task = await inReview();
    const { review } = await judge(person, task, { overrideReason: "no time for aegis" });
    expect(review).toMatchObject({ applied: true, overrideReason: "no time for aegis" });
  });

  it("turns nothing around where there is no opposite verdict on this work", async () => {
    const fresh = await givenTask(ctx, { priority: "low" });
    await expect(judge(person, fresh, { overrideReason: "x" })).rejects.toMatchObject({
      code: "conflict",
    });
    const task = await inReview();
    await judge(ctx, task, {});
    await expect(judge(person, task, { overrideReason: "x" })).rejects.toMatchObject({
      code: "conflict",
    });
    expect(await reviewsOfTask(ctx, fresh.id)).toEqual([]);
  });

  it("is a person: no key and no agent overrides", async () => {
    const task = await inReview();
    await reject(task, "no");
    await expect(judge(ctx, task, { overrideReason: "x" })).rejects.toMatchObject({
      code: "forbidden",
    });
  });
});

describe("what reviewers see", () => {
  it("lists tasks in review, the longest waiting first, with their history", async () => {
    const first = await inReview("first");
    await reject(first, "no");
    await workAgain(first.id, "again");
    const second = await inReview("other");
    const queue = await reviewQueue(person);
    expect(queue.map(({ task }) => task.id)).toEqual([first.id, second.id]);
    expect(queue[0]?.reviews.map((review) => review.notes)).toEqual(["no"]);
    expect(queue[1]).toMatchObject({ reviews: [], run: null });
  });

  it("tells the latest verdict of several tasks and the history of all", async () => {
    const first = await inReview();
    await reject(first, "no");
    await judge(person, first, { overrideReason: "yes" });
    const second = await givenTask(ctx);
    expect(await latestVerdicts(ctx, [first.id, second.id])).toMatchObject({
      [first.id]: { status: "approved", reviewer: "Ada" },
      [second.id]: null,
    });
    const history = await verdictHistory(ctx, { limit: 1 });
    expect(history).toMatchObject([{ review: { status: "approved" }, task: { id: first.id } }]);
    const older = await verdictHistory(ctx, { before: history[0]?.review.id });
    expect(older.map(({ review }) => review.notes)).toEqual(["no"]);
    const foreign = contextOf(test.db, { ...keyActor(), projectId: 999 } as Actor);
    expect(await verdictHistory(foreign)).toEqual([]);
    expect(await latestVerdicts(foreign, [first.id])).toEqual({ [first.id]: null });
  });
});
