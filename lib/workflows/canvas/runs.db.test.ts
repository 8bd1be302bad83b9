import { afterAll, beforeAll, expect, it } from "vitest";
import { contextOf, givenTask } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { runsAround } from "./runs.sql";
import { GraphResponse } from "./shapes";

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.drop());

it("says of shown tasks which stages they are, with what the definition says of those", async () => {
  const ctx = contextOf(test.db);
  const root = await givenTask(ctx, { title: "feature" });
  const plan = await givenTask(ctx, { title: "Plan", parent_id: root.id });
  const build = await givenTask(ctx, { title: "Build", parent_id: root.id });
  const item = await givenTask(ctx, { title: "Build 1/2", parent_id: build.id });
  const loose = await givenTask(ctx, { title: "Something else" });
  const { id: workflowId } = await test.db.workflow.create({
    data: { name: "feature", projectId: root.project_id, createdBy: "ada" },
  });
  const definition = {
    stages: [
      { name: "plan", prompt: "Plan it", join: "all", on_failure: "block", limit: 1000, from: [] },
      {
        name: "build",
        command: "make",
        from: [{ stage: "plan" }, { input: "spec" }],
        foreach: { stage: "plan" },
        context: { resume: "plan" },
        join: "any",
        when: "inputs.size > 3",
        retry: { attempts: 3 },
      },
    ],
  };
  const version = await test.db.workflowVersion.create({
    data: {
      workflowId,
      version: 2,
      source: "",
      format: "yaml",
      hash: "h",
      createdBy: "ada",
      definition,
    },
  });
  const run = await test.db.workflowRun.create({
    data: {
      workflowId,
      workflowName: "feature",
      versionId: version.id,
      version: 2,
      projectId: root.project_id,
      rootTaskId: root.id,
      startedBy: "Ada",
      source: { kind: "person" },
    },
  });
  const stage = (name: string, position: number, taskId: number, more = {}) =>
    test.db.workflowStage.create({ data: { runId: run.id, name, position, taskId, ...more } });
  await stage("plan", 0, plan.id, { state: "succeeded", attempts: 1 });
  const parent = await stage("build", 1, build.id, {
    state: "active",
    attempts: 2,
    reason: "It failed",
  });
  await stage("build", 1, item.id, { itemIndex: 0, parentId: parent.id });
  await test.db.run.create({
    data: {
      agent: "scout",
      trigger: "claim",
      taskId: plan.id,
      costUsd: 0.25,
      outcome: "succeeded",
    },
  });
  await test.db.task.updateMany({
    where: { id: { in: [root.id, plan.id, build.id, item.id] } },
    data: { workflowRunId: run.id },
  });
  const tasks = [root, plan, build, item].map(({ id }) => ({ id, workflow_run_id: run.id }));
  const shown = [...tasks, { id: loose.id, workflow_run_id: null }];
  const found = await runsAround(test.db, shown);
  GraphResponse.shape.workflow_runs.parse(found);
  const built = {
    kind: "command",
    max_attempts: 3,
    from: ["plan"],
    join: "any",
    when: "inputs.size > 3",
  };
  expect(found).toMatchObject([
    {
      id: run.id,
      workflow: "feature",
      version: 2,
      status: "running",
      root_task_id: root.id,
      cost_usd: 0.25,
      stages: [
        { name: "plan", task_id: plan.id, kind: "agent", state: "succeeded", from: [], when: null },
        { name: "build", item: 0, task_id: item.id, state: "waiting", ...built },
        { name: "build", item: null, state: "active", reason: "It failed", attempts: 2, ...built },
      ],
    },
  ]);
  const few = await runsAround(test.db, [{ id: plan.id, workflow_run_id: run.id }]);
  expect(few[0]?.stages.map(({ task_id }) => task_id)).toEqual([plan.id]);
  expect(await runsAround(test.db, [{ id: loose.id, workflow_run_id: null }])).toEqual([]);
});
