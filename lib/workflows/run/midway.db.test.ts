import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { deleteAgent } from "@/lib/agents/delete";
import type { Context } from "@/lib/core/context";
import { createProject } from "@/lib/projects/create";
import { removeProject } from "@/lib/projects/delete";
import { CreateProject } from "@/lib/projects/schema";
import { completeTask, failTask } from "@/lib/tasks/change/report";
import { claimNext, givenBy } from "@/lib/tasks/queue/claim";
import { whyTask } from "@/lib/tasks/read/why";
import { agentActor, contextOf } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { emptyTables } from "@/lib/testing/empty-tables";
import {
  emptyWorkflows,
  runStatus,
  stageStates,
  stageTask,
  takeTask,
  workOnce,
} from "@/lib/testing/workflow-runs";
import {
  followRuns,
  type GivenStage,
  givenDefinition,
  givenRun,
  givenWorkflow,
} from "@/lib/testing/workflows";
import { readRun } from "./read";
import type { RunRow } from "./rows";
import { startRun } from "./start";
import { cancelRun, retryRun } from "./verbs";

/** What is taken away from a run, or fails by the hundred, in the middle of it: each ends with a sentence, and nothing hangs. */

let test: TestDatabase;
let ctx: Context;
beforeAll(async () => {
  test = await createTestDatabase();
  ctx = contextOf(test.db);
});
afterAll(() => test?.drop());
beforeEach(() => emptyWorkflows(test.db));

const states = (run: RunRow) => stageStates(test.db, run);
const whyOf = async (id: number) => (await whyTask(ctx, id)).reasons[0];
const whyStage = async (run: RunRow, name: string, item: number | null = null) =>
  whyOf((await stageTask(test.db, run, name, item)).id);
const whyRun = (run: RunRow) => whyOf(run.root_task_id as number);
const fail = async (agent = "scout") => {
  const taken = await takeTask(ctx, agent);
  if (!taken) throw new Error("nothing to fail");
  await failTask(taken.own, { ref: taken.task.id, error: "It broke" });
  await followRuns(ctx);
};

const REST: GivenStage = { name: "rest", prompt: undefined, wait: { for: "30m" } };
const GATE: GivenStage = {
  ...{ name: "gate", from: ["first"], prompt: undefined },
  approval: { title: "Go?", choices: [], people: [] },
};

describe("a project", () => {
  let projectId: number;
  beforeEach(async () => {
    await emptyTables(test.db, "projects");
    await test.db.project.create({
      data: { name: "General", slug: "general", prefix: "TASK", isDefault: true },
    });
    const fields = CreateProject.parse({ name: "Shop", ticket_prefix: "SHOP" });
    projectId = (await createProject(ctx, fields)).id;
  });
  const begin = async (...stages: GivenStage[]) => {
    const workflow = await givenWorkflow(ctx, givenDefinition(stages));
    return startRun(ctx, { workflow, inputs: {}, projectId, source: { kind: "api" } });
  };
  const archive = () => removeProject(ctx, projectId, "archive");

  it("is not archived while a run in it waits for a time, a person or another run, or stands still", async () => {
    const nested = await givenWorkflow(ctx, givenDefinition([REST]));
    const runs = [
      await begin(REST, { name: "after", from: ["rest"] }),
      await begin({ name: "sub", prompt: undefined, workflow: nested }),
      await begin({ name: "first" }, GATE),
    ];
    await workOnce(ctx);
    runs.push(await begin({ name: "build" }, { name: "test", from: ["build"] }));
    await fail();
    for (const run of runs) {
      expect(await runStatus(test.db, run)).toBe("running");
      await expect(archive()).rejects.toMatchObject({
        code: "conflict",
        message: `Run ${run.id} of the workflow ${run.workflow_name} in Shop is not over`,
      });
      await cancelRun(ctx, run.id);
    }
    expect(await archive()).toMatchObject({ archivedAt: expect.any(Date) });
  });

  it("that is archived begins no failed run of it again", async () => {
    const run = await begin({ name: "build", on_failure: "fail_run" });
    await fail();
    await archive();
    await expect(retryRun(ctx, run.id, { stage: "build" })).rejects.toMatchObject({
      ...{ code: "conflict", message: "The project Shop is archived" },
    });
    expect(await runStatus(test.db, run)).toBe("failed");
  });
});

describe("why", () => {
  it("says what a stage that nobody is given waits for, and how far its run is", async () => {
    const nested = await givenWorkflow(ctx, givenDefinition([REST]));
    const run = await givenRun(ctx, [
      { name: "first" },
      REST,
      GATE,
      { name: "sub", prompt: undefined, workflow: nested },
      { name: "call", prompt: undefined, wait: { event: "task.completed" } },
      { name: "each", foreach: { list: "[1, 2, 3]" }, concurrency: 1 },
    ]);
    await workOnce(ctx);
    const request = await test.db.request.findFirstOrThrow();
    const [inner] = await test.db.workflowRun.findMany({ where: { parentStageId: { gt: 0 } } });
    const sentences: Record<string, string> = {
      rest: "It waits for its time.",
      gate: "Waits for your answer.",
      sub: `Run ${inner?.id} of ${nested} leads it: 0 of its 1 stages have ended.`,
      call: "It waits for an event task.completed.",
      each: "Its items are worked on: 0 of 3 have ended.",
    };
    for (const [name, sentence] of Object.entries(sentences))
      expect({ name, ...(await whyStage(run, name)) }).toMatchObject({ name, sentence });
    expect(await whyStage(run, "rest")).toMatchObject({ until: expect.any(Number) });
    expect(await whyStage(run, "gate")).toMatchObject({ request_id: request.id });
    expect(await whyStage(run, "each", 2)).toMatchObject({
      sentence: "It begins when fewer items of its stage are worked on.",
    });
    expect(await whyRun(run)).toMatchObject({
      sentence: `Run ${run.id} of ${run.workflow_name} leads it: 1 of its 6 stages have ended.`,
    });
  });
});

describe("an agent that is deleted", () => {
  it("leaves its stage to the next of its name, and why says so meanwhile", async () => {
    for (const name of ["scout", "other"]) await test.db.agent.create({ data: { name } });
    const run = await givenRun(ctx, [
      { name: "build", agent: "scout" },
      { name: "test", agent: "other", from: ["build"] },
      { name: "more", from: ["build"], context: { resume: "build" } },
    ]);
    const taken = await takeTask(ctx, "scout");
    await deleteAgent(ctx, "scout");
    await followRuns(ctx);
    const ref = taken?.task.id as number;
    await expect(
      completeTask(taken?.own as Context, { ref, resolution: "Late" }),
    ).rejects.toMatchObject({ code: "conflict" });
    expect(await states(run)).toEqual({ build: "active", test: "waiting", more: "waiting" });
    expect(await whyStage(run, "build")).toMatchObject({
      code: "unknown_agent",
      sentence: "The agent scout was deleted, and no other has its name.",
    });
    await workOnce(ctx, "scout");
    expect(await states(run)).toEqual({ build: "succeeded", test: "active", more: "active" });
    await deleteAgent(ctx, "scout");
    await workOnce(ctx, "other");
    expect(await whyStage(run, "more")).toMatchObject({ code: "unknown_agent" });
    await workOnce(ctx, "scout");
    expect(await runStatus(test.db, run)).toBe("succeeded");
  });
});

/** A thousand take half a minute each time: with WORKFLOW_ITEMS=1000. */
const ITEMS = Number(process.env.WORKFLOW_ITEMS ?? 100);

describe("items of which half fail", () => {
  it.each([
    { onFailure: "block", each: "failed", after: "waiting", status: "running" },
    { onFailure: "skip", each: "succeeded", after: "succeeded", status: "succeeded" },
    { onFailure: "continue", each: "succeeded", after: "succeeded", status: "succeeded" },
    { onFailure: "fail_run", each: "failed", after: "cancelled", status: "failed" },
  ] as const)("$onFailure", { timeout: 300_000 }, async ({ onFailure, each, after, status }) => {
    const run = await givenRun(
      ctx,
      [
        { name: "each", foreach: { list: "inputs.list" }, on_failure: onFailure, concurrency: 50 },
        { name: "after", from: ["each"] },
      ],
      {
        inputs: { list: { type: "array", required: true } },
        given: { list: Array.from({ length: ITEMS }, (_, at) => at) },
      },
    );
    const own = ctx.as(agentActor("scout"));
    let done = 0;
    for (;;) {
      const asked = { agent: "scout", maxCapacity: 50, most: 50 };
      const given = givenBy(await claimNext(own, asked));
      if (given.length === 0) break;
      for (const { task } of given) {
        const ref = task.id;
        if (task.workflow?.stage === "each" && done++ % 2 === 0)
          await failTask(own, { ref, error: "It broke" });
        else await completeTask(own, { ref, resolution: "Done" });
      }
      await followRuns(ctx);
    }
    expect(done).toBe(ITEMS);
    const all = await states(run);
    expect(all).toMatchObject({ each, after });
    expect(Object.values(all).filter((state) => state === "failed")).toHaveLength(
      ITEMS / 2 + (each === "failed" ? 1 : 0),
    );
    const { stages, ...wire } = await readRun(ctx, run.id);
    const why = `${ITEMS / 2} of its items failed`;
    expect(wire).toMatchObject({ status, error: status === "succeeded" ? null : why });
    expect(stages[0]).toMatchObject({ reason: why });
    if (onFailure === "fail_run")
      expect(await whyStage(run, "each")).toMatchObject({ sentence: `It failed: ${why}` });
    if (onFailure !== "block") return;
    expect(wire).toMatchObject({ attention: "blocked", failed_stage: "each" });
    const { taskRef } = await test.db.workflowStage.findFirstOrThrow({
      where: { runId: run.id, name: "each", itemIndex: null },
    });
    expect(await whyStage(run, "after")).toMatchObject({
      sentence: `It waits for ${taskRef}, which failed: ${why}.`,
    });
    expect(await whyRun(run)).toMatchObject({
      sentence: `Run ${run.id} of ${run.workflow_name} stands still: each failed: ${why}.`,
      fix: { command: `mc workflows retry ${run.id} each` },
    });
  });
});
