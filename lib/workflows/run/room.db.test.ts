import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import type { Context } from "@/lib/core/context";
import { updateTask } from "@/lib/tasks/change/update";
import { contextOf } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { followRuns, givenDefinition, givenRun, givenWorkflow } from "@/lib/testing/workflows";
import { ROOM } from "./room";
import { findRun } from "./rows";

let test: TestDatabase;
let ctx: Context;
beforeAll(async () => {
  test = await createTestDatabase();
  ctx = contextOf(test.db);
});
afterAll(() => test.drop());
const { tasks } = ROOM;
afterEach(() => {
  ROOM.tasks = tasks;
});

it("fails a list or a nested run for which there is no room among all the tasks below the run", async () => {
  ROOM.tasks = 4;
  const below = await givenWorkflow(ctx, givenDefinition([{ name: "work" }]));
  const run = await givenRun(
    ctx,
    [
      { name: "first" },
      { name: "each", from: ["first"], foreach: { list: "inputs.list" } },
      { name: "nest", from: ["first"], prompt: undefined, workflow: below },
    ],
    { inputs: { list: { type: "array", required: true } }, given: { list: [1, 2, 3] } },
  );
  const first = await test.db.task.findFirstOrThrow({
    where: { workflowStages: { some: { runId: run.id, name: "first" } } },
  });
  await updateTask(ctx, first.id, { status: "done", resolution: "Done" });
  await followRuns(ctx);
  const stages = await test.db.workflowStage.findMany({ where: { runId: run.id } });
  const of = (name: string) => {
    const { state, reason } = stages.find((each) => each.name === name) ?? {};
    return { state, reason };
  };
  const reason = "the run would have more than 4 tasks";
  expect(of("each")).toEqual({ state: "failed", reason });
  expect(of("nest")).toEqual({ state: "failed", reason });
  expect((await findRun(test.db, run.id))?.status).toBe("failed");
});
