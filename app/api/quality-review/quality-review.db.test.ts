import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Context } from "@/lib/core/context";
import { ReviewRecorded, ReviewsResponse } from "@/lib/reviews/schema";
import { completeTask } from "@/lib/tasks/change/report";
import { findTask } from "@/lib/tasks/find";
import { claimNext } from "@/lib/tasks/queue/claim";
import type { TaskRow } from "@/lib/tasks/row";
import { contextOf, givenTask } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { emptyTables } from "@/lib/testing/empty-tables";
import { type Call, caller } from "@/lib/testing/http";
import * as route from "./route";

let test: TestDatabase;
let ctx: Context;
let call: Call;
beforeAll(async () => {
  test = await createTestDatabase();
  call = caller(test.db, { "/api/quality-review": route });
  ctx = contextOf(test.db);
});
afterAll(() => test.drop());
beforeEach(async () => {
  await emptyTables(test.db, "tasks", "agents", "runs", "events");
});

async function inReview(): Promise<TaskRow> {
  const { id } = await givenTask(ctx, { assigned_to: "scout" });
  await claimNext(ctx, { agent: "scout" });
  return completeTask(ctx, { ref: id, resolution: "fixed" });
}

const post = (body: unknown) => call("POST", "/api/quality-review", body);
const get = (query: string) => call("GET", `/api/quality-review${query}`);

describe("POST /api/quality-review", () => {
  it("answers as existing clients expect and moves a task in review", async () => {
    const task = await inReview();
    const rejected = await post({
      taskId: task.id,
      reviewer: "aegis",
      status: "rejected",
      notes: "not yet",
    });
    expect(rejected).toMatchObject({
      status: 200,
      body: { success: true, id: expect.any(Number) },
    });
    expect(ReviewRecorded.parse(rejected.body)).toEqual(rejected.body);
    expect(await findTask(test.db, task.id)).toMatchObject({
      status: "assigned",
      error_message: "Quality review rejected by API Access: not yet",
    });
  });

  it("takes a ticket_ref, and keeps the verdict under the name of the key that gave it", async () => {
    const task = await inReview();
    expect(
      (await post({ taskId: task.ticket_ref, status: "approved", notes: "good" })).status,
    ).toBe(200);
    const { body } = await get(`?taskId=${task.ticket_ref}`);
    expect(body.reviews).toMatchObject([
      { reviewer: "API Access", reviewer_kind: "key", status: "approved", applied: true },
    ]);
    expect(await findTask(test.db, task.id)).toMatchObject({ status: "done" });
  });

  it("answers 200 on a task that is not in review, and moves nothing", async () => {
    const { id } = await givenTask(ctx);
    expect(await post({ taskId: id, status: "approved", notes: "x" })).toMatchObject({
      status: 200,
      body: { success: true },
    });
    expect(await findTask(test.db, id)).toMatchObject({ status: "inbox" });
  });

  it.each([
    [{ status: "approved" }, "notes"],
    [{ status: "approved", notes: "  " }, "notes"],
    [{ status: "maybe", notes: "x" }, "status"],
    [{ status: "approved", notes: "x", reviewer: "" }, "reviewer"],
    [{ status: "approved", notes: "x", applied: true }, "applied"],
    [{ status: "approved", notes: "x".repeat(20_001) }, "notes"],
    [{ taskId: "1; DROP TABLE", status: "approved", notes: "x" }, "taskId"],
  ])("refuses bad input by field: %j", async (body, field) => {
    const { id } = await givenTask(ctx);
    const answer = await post({ taskId: id, ...body });
    expect(answer.status).toBe(400);
    expect(answer.body.problems).toMatchObject([{ field }]);
    expect(await test.db.qualityReview.count()).toBe(0);
  });

  it("answers 404 for a task that does not exist and 403 for an approval in the worker's name", async () => {
    const missing = await post({ taskId: 99_999, status: "approved", notes: "x" });
    expect(missing).toMatchObject({ status: 404, body: { error: "Task 99999 not found" } });
    const task = await inReview();
    const own = await post({ taskId: task.id, reviewer: "scout", status: "approved", notes: "x" });
    expect(own).toMatchObject({ status: 403, body: { code: "forbidden" } });
  });
});

describe("GET /api/quality-review", () => {
  it("lists at most ten verdicts of a task, the newest first", async () => {
    const { id } = await givenTask(ctx);
    for (let i = 0; i < 12; i++) await post({ taskId: id, status: "rejected", notes: `no ${i}` });
    const { body } = await get(`?taskId=${id}`);
    expect(ReviewsResponse.parse(body)).toEqual(body);
    expect(body.reviews.map((review: { notes: string }) => review.notes)).toEqual(
      Array.from({ length: 10 }, (_, i) => `no ${11 - i}`),
    );
  });

  it("tells the latest verdict of several tasks", async () => {
    const { id } = await givenTask(ctx);
    await post({ taskId: id, status: "rejected", notes: "no" });
    await post({ taskId: id, status: "approved", notes: "yes", reviewer: "judge" });
    const { body } = await get(`?taskIds=${id},${id + 1}`);
    expect(ReviewsResponse.parse(body)).toEqual(body);
    expect(body.latest).toEqual({
      [id]: { status: "approved", reviewer: "API Access", created_at: expect.any(Number) },
      [id + 1]: null,
    });
  });

  it("refuses a request that names no task, or none that can be one", async () => {
    expect(await get("")).toMatchObject({ status: 400, body: { error: "taskId is required" } });
    for (const query of ["?taskId=x", "?taskIds=1,x", "?taskIds=", "?taskId=1&other=2"]) {
      expect((await get(query)).status).toBe(400);
    }
    expect((await get("?taskId=99999")).status).toBe(404);
  });
});
