import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Context } from "@/lib/core/context";
import { deleteTask } from "@/lib/tasks/change/delete";
import { cancelTask, completeTask, failTask, retryTask } from "@/lib/tasks/change/report";
import { updateTask } from "@/lib/tasks/change/update";
import { claimNext, claimTask } from "@/lib/tasks/queue/claim";
import { workload } from "@/lib/tasks/queue/workload";
import { listTasks } from "@/lib/tasks/read/list";
import { ListTasks } from "@/lib/tasks/schema";
import { agentActor, contextOf, givenTask } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { statementsOf } from "@/lib/testing/statements";
import {
  emptyWorkflows,
  runStatus,
  stageStates,
  stageTask,
  workOnce,
} from "@/lib/testing/workflow-runs";
import {
  followRuns,
  type GivenStage,
  givenDefinition,
  givenRun,
  givenWorkflow,
} from "@/lib/testing/workflows";
import { advanceRun, tendRuns } from "./advance";
import { findRun, type RunRow } from "./rows";
import { startRun } from "./start";
import { cancelRun, retryRun } from "./verbs";
import { meetWaits } from "./waits";

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
const work = (resolution?: string) => workOnce(ctx, "scout", resolution);
const gate: GivenStage = {
  name: "gate",
  prompt: undefined,
  approval: { title: "Good?", choices: [], people: [] },
};

describe("a stage", () => {
  it("runs a workflow of its own below its task, and has what that gives", async () => {
    const inner = await givenWorkflow(
      ctx,
      givenDefinition([{ name: "greet", from: [{ input: "name" }] }], {
        inputs: { name: { type: "string", required: true } },
        outputs: { text: "stages.greet.result" },
      }),
    );
    const run = await givenRun(ctx, [
      { name: "sub", prompt: undefined, workflow: inner, inputs: { name: "Ada" } },
      { name: "after", from: ["sub"], prompt: "Use {{stages.sub.output.text}}" },
    ]);
    expect(await states(run)).toEqual({ sub: "active", after: "waiting" });
    expect(await work("Hello Ada")).toBe("greet");
    expect(await states(run)).toEqual({ sub: "succeeded", after: "active" });
    expect((await taskOf(run, "after")).description).toContain("Use `Hello Ada`");
    await work();
    expect(await status(run)).toBe("succeeded");
  });

  it("fails with the reason where its workflow cannot start", async () => {
    const run = await givenRun(ctx, [
      { name: "sub", prompt: undefined, workflow: "nobody-wrote-it" },
    ]);
    expect(await status(run)).toBe("failed");
    expect((await findRun(test.db, run.id))?.error).toContain("Workflow nobody-wrote-it not found");
  });

  it("starts its workflow again when it is retried, and that one is not retried alone", async () => {
    const inner = await givenWorkflow(
      ctx,
      givenDefinition([{ name: "try", on_failure: "fail_run" }]),
    );
    const run = await givenRun(ctx, [
      { name: "sub", prompt: undefined, workflow: inner },
      { name: "after", from: ["sub"] },
    ]);
    const own = contextOf(test.db, agentActor("scout"));
    const { task } = await claimNext(own, { agent: "scout" });
    await failTask(own, { ref: task?.id ?? 0, error: "It broke" });
    await followRuns(ctx);
    expect(await states(run)).toEqual({ sub: "failed", after: "waiting" });
    const [child] = await test.db.workflowRun.findMany({ where: { parentStageId: { not: null } } });
    await expect(retryRun(ctx, child?.id ?? 0, { stage: "try" })).rejects.toMatchObject({
      code: "conflict",
    });
    await retryRun(ctx, run.id, { stage: "sub" });
    await work();
    expect(await states(run)).toEqual({ sub: "succeeded", after: "active" });
  });

  it("is done again until its condition holds, and no oftener", async () => {
    const run = await givenRun(ctx, [
      { name: "polish", loop: { until: "stages.polish.result.contains('good')", max: 5 } },
      { name: "after", from: ["polish"] },
    ]);
    await work("bad");
    await work("good now");
    expect(await states(run)).toMatchObject({
      polish: "succeeded",
      "polish#0": "succeeded",
      "polish#1": "succeeded",
      "polish#2": "cancelled",
      after: "active",
    });
    expect((await taskOf(run, "after")).description).toContain("good now");
  });

  it("waits for another task, for an event and for a time", async () => {
    const other = await givenTask(ctx, { title: "Elsewhere", review_required: false });
    const run = await givenRun(ctx, [
      { name: "task", prompt: undefined, wait: { task: other.id } },
      {
        name: "event",
        prompt: undefined,
        wait: { event: "task.completed", where: "event.title == 'Elsewhere'" },
      },
      { name: "time", prompt: undefined, wait: { for: "1h" } },
    ]);
    await givenTask(ctx, { title: "Another", status: "done" });
    expect(await meetWaits(ctx)).toEqual({ met: 0, more: false });
    await updateTask(ctx, other.id, { status: "done", resolution: "It is there" });
    expect(await meetWaits(ctx)).toEqual({ met: 2, more: false });
    await followRuns(ctx);
    expect(await states(run)).toEqual({ task: "succeeded", event: "succeeded", time: "active" });
    expect((await taskOf(run, "task")).resolution).toBe("It is there");
    await test.db
      .$executeRaw`UPDATE workflow_stages SET due_at = now() - interval '1 second' WHERE due_at IS NOT NULL`;
    expect(await tendRuns(ctx)).toEqual({ runs: 1 });
    await followRuns(ctx);
    expect(await status(run)).toBe("succeeded");
  });

  it("fails when it takes longer than it may, and what runs is stopped", async () => {
    const run = await givenRun(ctx, [{ name: "slow", timeout: "30m" }]);
    const own = contextOf(test.db, agentActor("scout"));
    const { task } = await claimNext(own, { agent: "scout" });
    await test.db.$executeRaw`UPDATE workflow_stages SET due_at = now() - interval '1 second'`;
    await tendRuns(ctx);
    await followRuns(ctx);
    expect(await status(run)).toBe("failed");
    expect((await findRun(test.db, run.id))?.error).toBe("took longer than 30m");
    await expect(completeTask(own, { ref: task?.id ?? 0 })).rejects.toMatchObject({
      code: "conflict",
    });
  });

  it("follows what people do to its task: done, cancelled, reopened, deleted", async () => {
    const run = await givenRun(ctx, [
      { name: "one" },
      { name: "two", from: ["one"] },
      { name: "three", from: ["two"], join: "settled" },
      { name: "four", from: ["two"], join: "settled" },
    ]);
    await updateTask(ctx, (await taskOf(run, "one")).id, { status: "done", resolution: "By hand" });
    await followRuns(ctx);
    expect((await taskOf(run, "two")).description).toContain("By hand");
    await cancelTask(ctx, { ref: (await taskOf(run, "two")).id });
    await followRuns(ctx);
    expect(await states(run)).toEqual({
      one: "succeeded",
      two: "cancelled",
      three: "active",
      four: "active",
    });
    await retryTask(ctx, { ref: (await taskOf(run, "two")).id });
    await followRuns(ctx);
    expect(await states(run)).toMatchObject({ two: "active" });
    await deleteTask(ctx, (await taskOf(run, "four")).id);
    await followRuns(ctx);
    expect(await states(run)).toMatchObject({ four: "cancelled" });
  });
});

describe("what a run holds", () => {
  it("is nothing that anybody has to do: in no list, no count and no queue", async () => {
    const run = await givenRun(ctx, [gate, { name: "build", from: ["gate"] }]);
    const list = await listTasks(ctx, ListTasks.parse({ status: "inbox" }));
    expect([list.tasks, list.total]).toEqual([[], 0]);
    expect((await workload(ctx)).byStatus.inbox).toBe(0);
    const below = await listTasks(ctx, ListTasks.parse({ parent_id: run.root_ref }));
    expect(below.total).toBe(2);
    const held = await taskOf(run, "build");
    const own = contextOf(test.db, agentActor("scout"));
    await expect(claimTask(own, { ref: held.id, agent: "scout" })).rejects.toMatchObject({
      code: "blocked",
    });
  });

  it("is not done by an agent around its inputs, nor is a gate or the root", async () => {
    const run = await givenRun(ctx, [gate, { name: "build", from: ["gate"] }]);
    const own = contextOf(test.db, agentActor("scout"));
    const root = { id: run.root_task_id ?? 0 };
    for (const task of [await taskOf(run, "gate"), await taskOf(run, "build"), root]) {
      await expect(updateTask(own, task.id, { status: "done" })).rejects.toMatchObject({
        code: "forbidden",
      });
    }
    await updateTask(ctx, (await taskOf(run, "gate")).id, { status: "done" });
    await followRuns(ctx);
    expect(await states(run)).toEqual({ gate: "succeeded", build: "active" });
    const [event] = await test.db.$queryRaw<{ data: { override?: boolean } }[]>`
      SELECT data FROM events WHERE type = 'task.completed' ORDER BY id LIMIT 1`;
    expect(event?.data.override).toBe(true);
    expect(await test.db.request.count({ where: { state: "open" } })).toBe(0);
  });

  it("ends with its root when a person cancels that", async () => {
    const run = await givenRun(ctx, [{ name: "build" }]);
    await cancelTask(ctx, { ref: run.root_task_id ?? 0 });
    await followRuns(ctx);
    expect(await status(run)).toBe("cancelled");
    expect(await states(run)).toEqual({ build: "cancelled" });
  });
});

describe("following", () => {
  it("does nothing twice, and finds what a lost job left", async () => {
    const run = await givenRun(ctx, [{ name: "one" }, { name: "two", from: ["one"] }]);
    const own = contextOf(test.db, agentActor("scout"));
    const { task } = await claimNext(own, { agent: "scout" });
    await completeTask(own, { ref: task?.id ?? 0, resolution: "Done" });
    await test.db.$executeRaw`DELETE FROM graphile_worker._private_jobs`;
    expect(await tendRuns(ctx)).toEqual({ runs: 1 });
    await Promise.all([
      advanceRun(ctx, { run: run.id }),
      advanceRun(ctx, { run: run.id }),
      advanceRun(ctx, { run: run.id }),
    ]);
    expect(await states(run)).toEqual({ one: "succeeded", two: "active" });
    expect(await test.db.workflowStage.findFirst({ where: { name: "two" } })).toMatchObject({
      attempts: 1,
    });
    expect(await tendRuns(ctx)).toEqual({ runs: 0 });
  });

  it("costs the same for a stage of three and for an item of two hundred", async () => {
    const cost = async (items: number): Promise<string[]> => {
      const list = Array.from({ length: items }, (_, at) => at);
      const run = await givenRun(ctx, [{ name: "each", foreach: { list: "inputs.list" } }], {
        inputs: { list: { type: "array", required: true } },
        given: { list },
      });
      const own = contextOf(test.db, agentActor("scout"));
      const { task } = await claimNext(own, { agent: "scout" });
      const sent = await statementsOf(async () => {
        await completeTask(own, { ref: task?.id ?? 0, resolution: "Done" });
        await followRuns(ctx);
      });
      await cancelRun(ctx, run.id);
      return sent;
    };
    expect((await cost(200)).length).toBe((await cost(3)).length);
  });

  it("starts a thousand stages with as many statements as ten, once for a key", async () => {
    const chain = (size: number) =>
      givenWorkflow(
        ctx,
        givenDefinition(
          Array.from({ length: size }, (_, at) => ({
            name: `s${at}`,
            from: at === 0 ? [] : [`s${at - 1}`],
          })),
        ),
      );
    const [short, long] = [await chain(10), await chain(1_000)];
    const start = (workflow: string) =>
      statementsOf(() => startRun(ctx, { workflow, source: { kind: "api" }, key: workflow }));
    const sent = await start(long);
    expect(sent).toEqual(await start(short));
    expect(await test.db.workflowRun.count()).toBe(2);
    await startRun(ctx, { workflow: long, source: { kind: "api" }, key: long });
    expect(await test.db.workflowRun.count()).toBe(2);
  });
});

describe("a stage that a person blocks before its turn", () => {
  it("waits for that person, too", async () => {
    const run = await givenRun(ctx, [{ name: "one" }, { name: "two", from: ["one"] }]);
    const held = await taskOf(run, "two");
    await updateTask(ctx, held.id, { status: "blocked", blocked_reason: "Not before Monday" });
    await work();
    expect(await states(run)).toEqual({ one: "succeeded", two: "waiting" });
    await updateTask(ctx, held.id, { status: "inbox" });
    await followRuns(ctx);
    expect(await states(run)).toEqual({ one: "succeeded", two: "active" });
  });
});
