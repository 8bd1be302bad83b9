import { afterAll, beforeAll, expect, it } from "vitest";
import { createContext } from "@/lib/core/context";
import { contextOf, givenTask, keyActor } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { countStatements } from "@/lib/testing/statements";
import { readTimeline } from "./read";
import { TimelineResponse } from "./shapes";

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.drop());

const START = Date.UTC(2026, 0, 1);
const at = (seconds: number) => new Date(START + seconds * 1_000);

/** A run in which a stage was tried twice and reviewed, a gate is open, and a list of items is worked on. */
async function givenRun(): Promise<{ id: number; project: number; questions: number[] }> {
  const ctx = contextOf(test.db);
  const { id: project } = await test.db.project.findFirstOrThrow();
  const workflow = await test.db.workflow.create({
    data: { name: `feature-${Math.random()}`, projectId: project, createdBy: "test" },
  });
  const version = await test.db.workflowVersion.create({
    data: {
      workflowId: workflow.id,
      version: 1,
      source: "",
      format: "yaml",
      hash: "",
      createdBy: "test",
      definition: { stages: [] },
    },
  });
  const run = await test.db.workflowRun.create({
    data: {
      workflowId: workflow.id,
      workflowName: "feature",
      versionId: version.id,
      version: 1,
      projectId: project,
      startedBy: "Ada",
      source: { kind: "person" },
      startedAt: at(0),
    },
  });
  const stage = async (name: string, position: number, more: Record<string, unknown> = {}) => {
    const task = await givenTask(ctx, { title: name });
    const row = await test.db.workflowStage.create({
      data: { runId: run.id, name, position, taskId: task.id, ...more },
    });
    return { stage: row.id, task: task.id };
  };
  const implement = await stage("implement", 0, {
    state: "succeeded",
    activatedAt: at(1.5),
    settledAt: at(60),
    attempts: 2,
  });
  const attempt = { taskId: implement.task, agent: "coder", trigger: "claim" as const };
  await test.db.run.create({
    data: { ...attempt, attempt: 1, startedAt: at(5), finishedAt: at(10), outcome: "failed" },
  });
  const second = await test.db.run.create({
    data: { ...attempt, attempt: 2, startedAt: at(20), finishedAt: at(40), outcome: "succeeded" },
  });
  const asked = await test.db.request.create({
    data: {
      runId: second.id,
      taskId: implement.task,
      agent: "coder",
      kind: "question",
      title: "Which?",
      state: "answered",
      createdAt: at(25),
      closedAt: at(30),
    },
  });
  await test.db.qualityReview.create({
    data: {
      taskId: implement.task,
      reviewer: "Ada",
      reviewerKind: "user",
      status: "approved",
      notes: "Good",
      applied: true,
      createdAt: at(60),
    },
  });
  const publish = await stage("publish", 1, { state: "active", activatedAt: at(61) });
  await test.db.task.update({ where: { id: publish.task }, data: { kind: "approval" } });
  const gate = await test.db.request.create({
    data: {
      taskId: publish.task,
      agent: "workflow",
      kind: "choice",
      title: "Publish?",
      createdAt: at(61),
    },
  });
  const each = await stage("each", 2, { state: "active", activatedAt: at(62) });
  for (const itemIndex of [0, 1]) {
    await stage("each", 2, {
      itemIndex,
      parentId: each.stage,
      state: "active",
      activatedAt: at(63),
    });
  }
  return { id: run.id, project, questions: [asked.id, gate.id] };
}

it("tells how each stage spent its time, attempt by attempt", async () => {
  const { id, questions } = await givenRun();
  const timeline = TimelineResponse.parse(await readTimeline(contextOf(test.db), id));
  const start = START / 1_000;
  expect(timeline).toMatchObject({ started_at: start, finished_at: null });
  const told = timeline.rows.map(({ stage, item, phases }) => ({
    stage,
    item,
    phases: phases.map(({ kind, start: from, end }) => [
      kind,
      from - start,
      end === null ? null : end - start,
    ]),
  }));
  expect(told).toEqual([
    {
      stage: "implement",
      item: null,
      phases: [
        ["inputs", 0, 1.5],
        ["queue", 1.5, 5],
        ["working", 5, 10],
        ["queue", 10, 20],
        ["working", 20, 25],
        ["person", 25, 30],
        ["working", 30, 40],
        ["review", 40, 60],
      ],
    },
    {
      stage: "publish",
      item: null,
      phases: [
        ["inputs", 0, 61],
        ["person", 61, null],
      ],
    },
    {
      stage: "each",
      item: null,
      phases: [
        ["inputs", 0, 62],
        ["working", 62, null],
      ],
    },
  ]);
  expect(
    timeline.rows.flatMap(({ phases }) => phases.flatMap((phase) => phase.request_id ?? [])),
  ).toEqual(questions);
});

it("tells of the items of one stage, and of none of another", async () => {
  const { id } = await givenRun();
  const ctx = contextOf(test.db);
  const { rows } = await readTimeline(ctx, id, "each");
  expect(rows.map(({ stage, item }) => [stage, item])).toEqual([
    ["each", 0],
    ["each", 1],
  ]);
  expect((await readTimeline(ctx, id, "implement")).rows).toEqual([]);
});

it("asks five questions of the database, however many stages there are", async () => {
  const { id } = await givenRun();
  await test.db.$executeRaw`
    INSERT INTO workflow_stages (run_id, name, position) SELECT ${id}, 'stage_' || n, n FROM generate_series(10, 300) n`;
  expect(await countStatements(() => readTimeline(contextOf(test.db), id))).toBe(5);
});

it("is not found by a key that is limited to another project", async () => {
  const { id, project } = await givenRun();
  const limited = { ...keyActor("operator"), projectId: project + 1 };
  await expect(readTimeline(createContext(limited, test.db), id)).rejects.toMatchObject({
    code: "not_found",
  });
});
