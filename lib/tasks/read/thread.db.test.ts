import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import * as taskRoute from "@/app/api/tasks/[id]/route";
import * as threadRoute from "@/app/api/tasks/[id]/thread/route";
import * as tasksRoute from "@/app/api/tasks/route";
import type { Context } from "@/lib/core/context";
import { completeTask } from "@/lib/tasks/change/report";
import { claimTask } from "@/lib/tasks/queue/claim";
import { linkTasks } from "@/lib/tasks/structure/links";
import { contextOf, givenTask } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { emptyTables } from "@/lib/testing/empty-tables";
import { type Call, caller } from "@/lib/testing/http";

let test: TestDatabase;
let ctx: Context;
let call: Call;
beforeAll(async () => {
  test = await createTestDatabase();
  call = caller(test.db, {
    "/api/tasks": tasksRoute,
    "/api/tasks/[id]": taskRoute,
    "/api/tasks/[id]/thread": threadRoute,
  });
});
afterAll(() => test.drop());
beforeEach(async () => {
  await emptyTables(test.db, "tasks", "agents", "runs", "events");
  ctx = contextOf(test.db);
});

const finish = async (ref: number, resolution: string) => {
  await claimTask(ctx, { ref, agent: "iris" });
  await completeTask(ctx, { ref, resolution });
};

describe("a thread of hand-overs", () => {
  it("is one from whichever of its tasks it is read, and leaves out what is only related", async () => {
    const made = await call("POST", "/api/tasks", {
      title: "Research",
      review_required: false,
      follow_ups: [{ title: "Build", review_required: false, follow_ups: [{ title: "Review" }] }],
    });
    expect(made.status).toBe(201);
    expect(made.body.task.follow_ups).toMatchObject([{ title: "Build", created: false }]);
    await finish(made.body.task.id, "x".repeat(5_000));
    const [build] = (await call("GET", `/api/tasks/${made.body.task.id}`)).body.task
      .follow_ups_created;
    expect(build).toMatchObject({ title: "Build", status: "inbox", agent: null });
    await finish(build.id, "built");
    const { predecessors, follow_ups_created } = (await call("GET", `/api/tasks/${build.id}`)).body
      .task;
    expect(predecessors).toMatchObject([{ title: "Research", status: "done", agent: "iris" }]);
    const other = await givenTask(ctx);
    await linkTasks(ctx, { from: other.id, to: build.id, type: "relates" });

    const shown = async (id: number) =>
      (await call("GET", `/api/tasks/${id}/thread`)).body.thread.map(
        (task: { title: string; distance: number }) => `${task.distance} ${task.title}`,
      );
    expect(await shown(build.id)).toEqual(["-1 Research", "0 Build", "1 Review"]);
    expect(await shown(follow_ups_created[0].id)).toEqual(["-2 Research", "-1 Build", "0 Review"]);
    expect(await shown(other.id)).toEqual(["0 A task"]);
    const { thread } = (await call("GET", `/api/tasks/${build.id}/thread`)).body;
    expect(thread[0]).toMatchObject({ agent: "iris", resolution_length: 5_000 });
    expect(thread[0].resolution).toHaveLength(4_000);
  });

  it("is refused with the field and the rule when follow-ups are wrong", async () => {
    const answer = await call("POST", "/api/tasks", { title: "a", follow_ups: [{ title: "" }] });
    expect(answer.status).toBe(400);
    expect(answer.body.problems).toEqual([
      { field: "follow_ups.0.title", rule: "Title is required" },
    ]);
  });
});
