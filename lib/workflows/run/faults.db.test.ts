import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Context } from "@/lib/core/context";
import { deleteTask } from "@/lib/tasks/change/delete";
import { cancelTask, completeTask } from "@/lib/tasks/change/report";
import { updateTask } from "@/lib/tasks/change/update";
import { claimNext } from "@/lib/tasks/queue/claim";
import { agentActor, contextOf, givenTask } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { countStatements } from "@/lib/testing/statements";
import {
  emptyWorkflows,
  runStatus,
  stageStates,
  stageTask,
  workOnce,
} from "@/lib/testing/workflow-runs";
import { followRuns, givenDefinition, givenRun, givenWorkflow } from "@/lib/testing/workflows";
import { advanceRun, tendRuns } from "./advance";
import type { RunRow } from "./rows";
import { cancelRun } from "./verbs";

/** What people, clocks and broken connections do to a run at a bad moment. */

let test: TestDatabase;
let ctx: Context;
beforeAll(async () => {
  test = await createTestDatabase();
  ctx = contextOf(test.db);
});
afterAll(() => test.drop());
beforeEach(() => emptyWorkflows(test.db));

const states = (run: RunRow) => stageStates(test.db, run);
const status = (run: RunRow) => runStatus(test.db, run);
const taskOf = (run: RunRow, name: string) => stageTask(test.db, run, name);
const statusOfTask = async (id: number) =>
  (await test.db.task.findUniqueOrThrow({ where: { id } })).status;
const work = (resolution?: string) => workOnce(ctx, "scout", resolution);
const inner = () =>
  givenWorkflow(ctx, givenDefinition([{ name: "greet" }, { name: "part", from: ["greet"] }]));
const nestedIn = (run: RunRow) =>
  test.db.workflowRun.findMany({
    where: { parentStage: { runId: run.id } },
    orderBy: { id: "asc" },
  });
const overdue = async (run: RunRow) => {
  await test.db
    .$executeRaw`UPDATE workflow_stages SET due_at = now() - interval '1 second' WHERE run_id = ${run.id} AND due_at IS NOT NULL`;
  await tendRuns(ctx);
  await followRuns(ctx);
};

describe("items", () => {
  it("that cannot begin, several at once, fail and so does their stage", async () => {
    const run = await givenRun(ctx, [
      { name: "each", prompt: "Do {{item.nothing}}", foreach: { list: "[1, 2, 3]" } },
      { name: "after", from: ["each"] },
    ]);
    expect(await states(run)).toMatchObject({ each: "failed", after: "waiting" });
  });
  it("that cannot begin take as many statements however many they are", async () => {
    const given = (length: number) =>
      givenRun(
        ctx,
        [{ name: "each", prompt: "Do {{item.nothing}}", foreach: { list: "inputs.list" } }],
        {
          inputs: { list: { type: "array", required: true } },
          given: { list: Array.from({ length }, (_, at) => at) },
        },
      );
    await given(2);
    const few = await countStatements(() => given(3));
    const run: { made?: RunRow } = {};
    const many = await countStatements(async () => {
      run.made = await given(100);
    });
    expect(run.made?.status).toBe("failed");
    expect(many).toBe(few);
  });

  it("that cannot begin, where only some can, go on", async () => {
    const run = await givenRun(ctx, [
      {
        name: "each",
        prompt: "Do {{item.a}}",
        foreach: { list: "[{'a': 'x'}, {'b': 1}, {'b': 2}, {'a': 'y'}]" },
        concurrency: 2,
        on_failure: "continue",
      },
      { name: "after", from: ["each"] },
    ]);
    await work();
    await work();
    expect(await states(run)).toMatchObject({ each: "succeeded", after: "active" });
  });
});

describe("a nested run", () => {
  it("ends with its stage when that takes too long", async () => {
    const run = await givenRun(ctx, [
      {
        name: "sub",
        prompt: undefined,
        workflow: await inner(),
        timeout: "30m",
        on_failure: "continue",
      },
      { name: "after", from: ["sub"] },
    ]);
    await overdue(run);
    expect(await states(run)).toMatchObject({ sub: "failed", after: "active" });
    const [nested] = await nestedIn(run);
    expect(nested?.status).toBe("cancelled");
    expect(
      await test.db.task.count({
        where: {
          workflowRunId: nested?.id ?? 0,
          status: { in: ["inbox", "assigned", "in_progress"] },
        },
      }),
    ).toBe(0);
  });
  it("ends before its stage is tried again", async () => {
    const run = await givenRun(ctx, [
      {
        name: "sub",
        prompt: undefined,
        workflow: await inner(),
        timeout: "30m",
        retry: { attempts: 2 },
      },
    ]);
    await overdue(run);
    const nested = await nestedIn(run);
    expect(nested.map((each) => each.status)).toEqual(["cancelled", "running"]);
    expect(await states(run)).toEqual({ sub: "active" });
  });
  it("ends when its stage's task is cancelled, done or archived by hand", async () => {
    for (const deed of ["cancel", "done", "archive"] as const) {
      const run = await givenRun(ctx, [
        { name: "sub", prompt: undefined, workflow: await inner() },
        { name: "after", from: ["sub"], join: "settled" },
      ]);
      const task = await taskOf(run, "sub");
      if (deed === "cancel") await cancelTask(ctx, { ref: task.id });
      else if (deed === "done") await updateTask(ctx, task.id, { status: "done" });
      else await updateTask(ctx, task.id, { archived: true } as never);
      await followRuns(ctx);
      const [nested] = await nestedIn(run);
      expect
        .soft([deed, nested?.status, (await states(run)).after])
        .toEqual([deed, "cancelled", "active"]);
    }
  });
  it("ends when the list that it is an item of is cut off", async () => {
    const run = await givenRun(ctx, [
      {
        name: "sub",
        prompt: undefined,
        workflow: await inner(),
        foreach: { list: "[1, 2]" },
        timeout: "30m",
        on_failure: "continue",
      },
      { name: "after", from: ["sub"] },
    ]);
    await cancelTask(ctx, { ref: (await taskOf(run, "sub")).id });
    await followRuns(ctx);
    expect((await nestedIn(run)).map((each) => each.status)).toEqual(["cancelled", "cancelled"]);
    expect(await status(run)).toBe("succeeded");
  });
  it("cancelled by itself cancels its stage", async () => {
    const run = await givenRun(ctx, [
      { name: "sub", prompt: undefined, workflow: await inner() },
      { name: "after", from: ["sub"], join: "settled" },
    ]);
    const [nested] = await nestedIn(run);
    await cancelRun(ctx, nested?.id ?? 0);
    await followRuns(ctx);
    expect(await states(run)).toEqual({ sub: "cancelled", after: "active" });
  });
});

describe("a root", () => {
  for (const deed of ["cancel", "done", "failed", "archive"] as const)
    it(`that a person makes ${deed} ends its run that way`, async () => {
      const run = await givenRun(ctx, [
        { name: "a" },
        { name: "b" },
        { name: "c", from: ["a", "b"] },
      ]);
      const ref = run.root_task_id ?? 0;
      if (deed === "cancel") await cancelTask(ctx, { ref });
      else if (deed === "archive") await updateTask(ctx, ref, { archived: true } as never);
      else await updateTask(ctx, ref, { status: deed });
      // The jobs of the stages come first.
      for (const { id } of await test.db.workflowStage.findMany({ where: { runId: run.id } }))
        await advanceRun(ctx, { stage: id });
      await followRuns(ctx);
      expect(await status(run)).toBe(
        deed === "done" ? "succeeded" : deed === "failed" ? "failed" : "cancelled",
      );
      expect(
        await test.db.task.count({
          where: { workflowRunId: run.id, status: { in: ["inbox", "assigned", "in_progress"] } },
        }),
      ).toBe(0);
    });
});

describe("tasks of stages", () => {
  it("that were moved elsewhere end with their run", async () => {
    const run = await givenRun(ctx, [{ name: "a" }, { name: "b", from: ["a"] }]);
    const other = await givenTask(ctx, { title: "Elsewhere" });
    const a = await taskOf(run, "a");
    const b = await taskOf(run, "b");
    await updateTask(ctx, a.id, { parent_id: other.id });
    await updateTask(ctx, b.id, { parent_id: null });
    await cancelRun(ctx, run.id);
    expect([await statusOfTask(a.id), await statusOfTask(b.id)]).toEqual([
      "cancelled",
      "cancelled",
    ]);
  });
  it("deleted before and after they began are skipped and cancelled", async () => {
    const run = await givenRun(ctx, [
      { name: "a" },
      { name: "b", from: ["a"], join: "settled" },
      { name: "c", from: ["b"], join: "settled" },
    ]);
    await deleteTask(ctx, (await taskOf(run, "b")).id);
    await followRuns(ctx);
    expect(await states(run)).toEqual({ a: "active", b: "skipped", c: "active" });
    await deleteTask(ctx, (await taskOf(run, "a")).id);
    await followRuns(ctx);
    await work();
    expect(await status(run)).toBe("succeeded");
  });
});

describe("a loop", () => {
  it("whose condition fails to evaluate fails, and nothing of it goes on", async () => {
    const run = await givenRun(ctx, [
      { name: "again", loop: { until: "stages.again.output.nothing.more == 1", max: 3 } },
    ]);
    await work();
    expect(await status(run)).toBe("failed");
    expect(await states(run)).toEqual({
      again: "failed",
      "again#0": "succeeded",
      "again#1": "cancelled",
      "again#2": "cancelled",
    });
  });
});

/** Stops an advance of the run before it locks tasks, does the deed, and lets it go on. */
describe("at the same moment", () => {
  it("a person's cancel of a stage that begins is not undone", async () => {
    const run = await givenRun(ctx, [{ name: "a" }, { name: "b", from: ["a"] }]);
    const b = await taskOf(run, "b");
    const own = contextOf(test.db, agentActor("scout"));
    const { task } = await claimNext(own, { agent: "scout" });
    await completeTask(own, { ref: task?.id ?? 0, resolution: "Done" });
    // Someone holds b's row: their cancel commits after the advance has read b and before it writes it.
    let read: Promise<void> = Promise.resolve();
    await ctx.transaction(async (tx) => {
      await cancelTask(tx, { ref: b.id });
      read = followRuns(ctx);
      await waitedFor();
    });
    await read;
    await followRuns(ctx);
    expect(await statusOfTask(b.id)).toBe("cancelled");
    expect(await status(run)).toBe("succeeded");
  });
  it("what a person hands in for a stage that begins is not lost", async () => {
    const run = await givenRun(ctx, [{ name: "a" }, { name: "b", from: ["a"] }]);
    const b = await taskOf(run, "b");
    const own = contextOf(test.db, agentActor("scout"));
    const { task } = await claimNext(own, { agent: "scout" });
    await completeTask(own, { ref: task?.id ?? 0, resolution: "Done" });
    let read: Promise<void> = Promise.resolve();
    await ctx.transaction(async (tx) => {
      await updateTask(tx, b.id, { status: "done", resolution: "By hand" });
      read = followRuns(ctx);
      await waitedFor();
    });
    await read;
    await followRuns(ctx);
    expect(await test.db.task.findUniqueOrThrow({ where: { id: b.id } })).toMatchObject({
      status: "done",
      resolution: "By hand",
    });
    expect(await status(run)).toBe("succeeded");
  });
});

/** Until a connection waits for the lock of another. */
async function waitedFor(): Promise<void> {
  for (let n = 0; n < 2_000; n++) {
    const [row] = await test.db.$queryRaw<{ n: number }[]>`
      SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
    if ((row?.n ?? 0) > 0) return;
  }
  throw new Error("nobody waits");
}
