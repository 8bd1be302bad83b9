import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import type { Actor } from "@/lib/core/actor";
import type { Context } from "@/lib/core/context";
import { answerRequest, withdrawRequest } from "@/lib/requests/answer";
import type { AnswerBody } from "@/lib/requests/schema";
import { deleteTask } from "@/lib/tasks/change/delete";
import { completeTask, failTask, releaseTask, retryTask } from "@/lib/tasks/change/report";
import { updateTask } from "@/lib/tasks/change/update";
import { claimTask } from "@/lib/tasks/queue/claim";
import { linkTasks, unlinkTasks } from "@/lib/tasks/structure/links";
import { agentActor, contextOf, givenTask, userActor } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { emptyTables } from "@/lib/testing/empty-tables";
import {
  followRuns,
  type GivenStage,
  givenDefinition,
  givenRun,
  givenWorkflow,
} from "@/lib/testing/workflows";
import { copyRun } from "./copy";
import type { RunRow } from "./rows";
import { startRun } from "./start";
import { cancelRun, retryRun, skipStage } from "./verbs";

let test: TestDatabase;
let ctx: Context;
let scout: Context;
let scoutId: number;
beforeAll(async () => {
  test = await createTestDatabase();
  ctx = contextOf(test.db);
});
afterAll(() => test.drop());
beforeEach(async () => {
  await emptyTables(
    test.db,
    ...["tasks", "agents", "runs", "events", "requests", "profiles", "workflow_runs"],
    ...["workflow_stages", "workflow_versions", "workflows", "graphile_worker._private_jobs"],
  );
  const { id } = await test.db.agent.create({
    data: { name: "scout", config: { workshop_tools: true } },
  });
  scoutId = id;
  scout = contextOf(test.db, agentActor("scout", id));
});

const asAdmin = () =>
  contextOf(test.db, { ...agentActor("scout", scoutId), role: "admin" } as Actor);
const taskOf = (run: RunRow, name: string) =>
  test.db.task.findFirstOrThrow({
    where: { workflowStages: { some: { runId: run.id, name, itemIndex: null } } },
  });
const stateOf = async (run: RunRow, name: string) =>
  (await test.db.workflowStage.findFirst({ where: { runId: run.id, name, itemIndex: null } }))
    ?.state;
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => "ok",
    (error: { code: string }) => error.code,
  );
async function work(run: RunRow, name: string, resolution: string): Promise<number> {
  const { id } = await taskOf(run, name);
  await claimTask(scout, { ref: id, agent: "scout" });
  await completeTask(scout, { ref: id, resolution });
  await followRuns(ctx);
  return id;
}
async function approve(run: RunRow, name: string): Promise<void> {
  const { id } = await taskOf(run, name);
  const asked = await test.db.request.findFirstOrThrow({ where: { taskId: id, state: "open" } });
  await answerRequest(contextOf(test.db, userActor()), {
    id: asked.id,
    body: { option: "approve" } as AnswerBody,
  });
  await followRuns(ctx);
}
const gate = (more: Partial<GivenStage> = {}, people: string[] = []): GivenStage => ({
  name: "gate",
  prompt: undefined,
  approval: { title: "Publish?", choices: [], people },
  ...more,
});
const RELEASE: GivenStage[] = [
  { name: "build", prompt: "Build {{ inputs.tag }}" },
  gate({ from: ["build"] }),
  { name: "publish", from: ["gate"], prompt: "Publish {{ inputs.tag }}" },
];
const TAG = { inputs: { tag: { type: "string", required: true } } } as const;
const release = async () => {
  const workflow = await givenWorkflow(ctx, givenDefinition(RELEASE, TAG));
  const source = { kind: "agent" as const };
  return startRun(scout, { workflow, inputs: { tag: "v1" }, source });
};

it("has its gate done, failed, put back, deleted or taken out of the way by no agent, whatever its scopes", async () => {
  const run = await givenRun(ctx, [
    { name: "one" },
    gate({ from: ["one"] }),
    { name: "two", from: ["gate"] },
  ]);
  const held = await taskOf(run, "gate");
  const verbs = (own: Context) => [
    () => completeTask(own, { ref: held.id, resolution: "Approved" }),
    () => failTask(own, { ref: held.id, error: "no" }),
    () => releaseTask(own, { ref: held.id }),
    () => deleteTask(own, held.id),
    () => updateTask(own, held.id, { archived: true }),
    () => updateTask(own, held.id, { status: "cancelled" }),
  ];
  for (const own of [scout, asAdmin()])
    for (const verb of verbs(own)) expect(await codeOf(verb())).toBe("forbidden");
  await work(run, "one", "Done");
  for (const own of [scout, asAdmin()])
    for (const verb of verbs(own)) expect(await codeOf(verb())).toBe("forbidden");
  const { id } = await test.db.request.findFirstOrThrow({ where: { state: "open" } });
  expect(await codeOf(withdrawRequest(asAdmin(), { id }))).toBe("forbidden");
  expect([await stateOf(run, "gate"), await stateOf(run, "two")]).toEqual(["active", "waiting"]);
});

it("keeps the link between an approval and what waits for it from agents with any scope", async () => {
  const from = await givenTask(ctx, { title: "Agree" });
  await test.db.task.update({ where: { id: from.id }, data: { kind: "approval" } });
  const to = await givenTask(ctx, { title: "Ship" });
  const link = { from: from.id, to: to.id, type: "blocks" as const };
  await linkTasks(ctx, link);
  expect(await codeOf(unlinkTasks(asAdmin(), link))).toBe("forbidden");
  expect(await codeOf(unlinkTasks(ctx, link))).toBe("ok");
});

it("passes on what people approved: no agent reopens or rewrites a stage that the run has gone on with", async () => {
  const run = await givenRun(ctx, [
    { name: "plan" },
    { name: "slow" },
    gate({ from: ["plan"] }),
    { name: "publish", from: ["plan", "gate", "slow"] },
  ]);
  const plan = await work(run, "plan", "The good plan");
  await approve(run, "gate");
  for (const own of [scout, asAdmin()]) {
    expect(await codeOf(retryTask(own, { ref: plan }))).toBe("forbidden");
    expect(await codeOf(updateTask(own, plan, { status: "assigned" }))).toBe("forbidden");
    expect(["forbidden", "conflict"]).toContain(
      await codeOf(updateTask(own, plan, { resolution: "The evil plan" })),
    );
  }
  await work(run, "slow", "Done");
  expect((await taskOf(run, "publish")).description).toContain("The good plan");
});

it("gives the agent that started it no rights over tasks of its stages as their creator", async () => {
  const run = await release();
  const { id } = await taskOf(run, "build");
  for (const fields of [
    { description: "Else" },
    { archived: true },
    { output_schema: null, title: "x" },
  ])
    expect(await codeOf(updateTask(scout, id, fields))).toBe("forbidden");
});

it("has its gate skipped by no agent that started it", async () => {
  const run = await release();
  expect(await codeOf(skipStage(scout, run.id, "gate"))).toBe("forbidden");
  await work(run, "build", "Done");
  expect(await codeOf(skipStage(scout, run.id, "gate"))).toBe("forbidden");
  expect(await codeOf(skipStage(scout, run.id, "publish"))).toBe("ok");
});

it("asks again in a copy or with other inputs where an agent starts that", async () => {
  const run = await release();
  await work(run, "build", "Done");
  await approve(run, "gate");
  const copy = await copyRun(scout, run.id, {
    from: "publish",
    inputs: { tag: "evil" },
    source: { kind: "agent" },
  });
  expect(await stateOf(copy, "gate")).toBe("active");
  expect(await stateOf(copy, "publish")).toBe("waiting");
  await cancelRun(scout, copy.id);
  const byPerson = await copyRun(ctx, run.id, { from: "publish", source: { kind: "api" } });
  expect(await stateOf(byPerson, "publish")).toBe("active");

  const { id } = await taskOf(run, "publish");
  await claimTask(scout, { ref: id, agent: "scout" });
  await failTask(scout, { ref: id, error: "no" });
  await followRuns(ctx);
  await retryRun(scout, run.id, { stage: "publish" });
  expect(await stateOf(run, "publish")).toBe("active");
  await claimTask(scout, { ref: id, agent: "scout" });
  await failTask(scout, { ref: id, error: "no" });
  await followRuns(ctx);
  await retryRun(scout, run.id, { stage: "publish", inputs: { tag: "evil" } });
  expect([await stateOf(run, "gate"), await stateOf(run, "publish")]).toEqual([
    "active",
    "waiting",
  ]);
});

it("is started by agents in the version that counts, and in an older one only of their own", async () => {
  const name = await givenWorkflow(ctx, givenDefinition([{ name: "publish" }]));
  const { id } = await test.db.workflow.findFirstOrThrow({ where: { name } });
  await test.db.workflow.update({ where: { id }, data: { latestVersion: 2 } });
  const gated = givenDefinition([{ name: "build" }, gate({ from: ["build"] })]);
  await test.db.workflowVersion.create({
    data: {
      ...{ workflowId: id, version: 2, source: "", format: "json", hash: "2" },
      definition: JSON.parse(JSON.stringify(gated)),
      createdBy: "test",
    },
  });
  const start = (own: Context, version?: number) =>
    codeOf(startRun(own, { workflow: name, version, source: { kind: "agent" } }));
  expect(await start(scout, 1)).toBe("forbidden");
  expect([await start(scout), await start(scout, 2), await start(ctx, 1)]).toEqual([
    "ok",
    "ok",
    "ok",
  ]);
  await test.db.workflow.update({ where: { id }, data: { creatorAgentId: scoutId } });
  expect(await start(scout, 1)).toBe("ok");
});

it("is answered by no agent that worked in it, and by none at all where an agent wrote it", async () => {
  const stages = [{ name: "build" }, gate({ from: ["build"] }, ["scout", "helper", "ada"])];
  const asked = () => test.db.request.findFirstOrThrow({ orderBy: { id: "desc" } });
  const byPeople = await givenRun(ctx, stages);
  await work(byPeople, "build", "Done");
  expect((await asked()).mayAnswer).toEqual(["helper", "ada"]);
  await test.db.user.create({
    data: { username: "ada", displayName: "Ada", role: "operator", passwordHash: "-" },
  });
  const name = await givenWorkflow(ctx, givenDefinition(stages));
  await test.db.$executeRaw`ALTER TABLE workflow_versions DISABLE TRIGGER USER`;
  await test.db
    .$executeRaw`UPDATE workflow_versions SET creator_agent_id = ${scoutId + 1}, created_by = 'author'`;
  await test.db.$executeRaw`ALTER TABLE workflow_versions ENABLE TRIGGER USER`;
  const run = await startRun(ctx, { workflow: name, source: { kind: "api" } });
  await work(run, "build", "Done");
  const { id, mayAnswer } = await asked();
  expect(mayAnswer).toEqual(["ada"]);
  const namesake = contextOf(test.db, agentActor("ada", scoutId + 2));
  const body = { option: "approve" } as AnswerBody;
  expect(await codeOf(answerRequest(namesake, { id, body }))).toBe("forbidden");
});

it("makes no agents from profiles in a run below one that an agent started", async () => {
  await test.db.profile.create({
    data: { name: "mighty", role: "You may do everything.", createdBy: "test" },
  });
  const below = await givenWorkflow(ctx, givenDefinition([{ name: "work", profile: "mighty" }]));
  const above = await givenWorkflow(
    ctx,
    givenDefinition([{ name: "nest", prompt: undefined, workflow: below }]),
  );
  const run = await startRun(scout, { workflow: above, source: { kind: "agent" } });
  expect(await stateOf(run, "nest")).toBe("failed");
  expect(await test.db.agent.count({ where: { name: "mighty" } })).toBe(0);
  const byPerson = await startRun(ctx, { workflow: above, source: { kind: "api" } });
  expect(await stateOf(byPerson, "nest")).toBe("active");
});

async function answer(run: RunRow, name: string, option: string): Promise<void> {
  const { id } = await taskOf(run, name);
  const asked = await test.db.request.findFirstOrThrow({ where: { taskId: id, state: "open" } });
  const body = { option } as AnswerBody;
  await answerRequest(contextOf(test.db, userActor()), { id: asked.id, body });
  await followRuns(ctx);
}
const statesOf = async (run: RunRow) =>
  Object.fromEntries(
    (
      await test.db.workflowStage.findMany({
        where: { runId: run.id },
        orderBy: { position: "asc" },
      })
    ).map(({ name, state }) => [name, state]),
  );
const opened = (state: "open" | "answered" | "withdrawn") =>
  test.db.request.count({ where: { state } });

it("lets nothing after it begin once it was rejected, also in a version that says continue", async () => {
  const run = await givenRun(ctx, [
    { name: "build" },
    gate({ from: ["build"], on_failure: "continue" }),
    { name: "publish", from: ["gate"] },
    { name: "tell", from: ["gate"], join: "settled" },
  ]);
  await work(run, "build", "Done");
  await answer(run, "gate", "reject");
  expect(await statesOf(run)).toEqual({
    ...{ build: "succeeded", gate: "failed", publish: "waiting", tell: "active" },
  });
});

it("asks again when a person reopens what it approved, after what proves that was done again", async () => {
  const run = await givenRun(ctx, [
    { name: "build" },
    { name: "check", from: ["build"] },
    { name: "slow" },
    gate({ from: ["check"] }),
    { name: "begun", from: ["gate"] },
    { name: "publish", from: ["gate", "slow"] },
  ]);
  await work(run, "build", "One");
  await work(run, "check", "Good");
  await answer(run, "gate", "approve");
  const { id } = await taskOf(run, "build");
  await retryTask(ctx, { ref: id });
  await followRuns(ctx);
  expect(await statesOf(run)).toEqual({
    ...{ build: "active", check: "waiting", slow: "active", gate: "waiting" },
    ...{ begun: "active", publish: "waiting" },
  });
  await work(run, "slow", "Done");
  expect(await stateOf(run, "publish")).toBe("waiting");
  await work(run, "build", "Two");
  expect([await stateOf(run, "check"), await stateOf(run, "gate")]).toEqual(["active", "waiting"]);
  expect((await taskOf(run, "check")).description).toContain("Two");
  await work(run, "check", "Good again");
  expect([await opened("open"), await stateOf(run, "publish")]).toEqual([1, "waiting"]);
  await answer(run, "gate", "approve");
  expect([await stateOf(run, "gate"), await stateOf(run, "publish")]).toEqual([
    "succeeded",
    "active",
  ]);
});

it("takes its question back when what it asks about is reopened, whichever of its inputs would do", async () => {
  const run = await givenRun(ctx, [
    { name: "build" },
    { name: "other" },
    gate({ from: ["build", "other"], join: "any" }),
    { name: "publish", from: ["gate"] },
  ]);
  await work(run, "build", "One");
  await work(run, "other", "Else");
  expect(await opened("open")).toBe(1);
  await retryTask(ctx, { ref: (await taskOf(run, "build")).id });
  await followRuns(ctx);
  expect([await opened("open"), await opened("withdrawn")]).toEqual([0, 1]);
  expect(await stateOf(run, "gate")).toBe("waiting");
  await work(run, "build", "Two");
  expect(await opened("open")).toBe(1);
  const { body } = await test.db.request.findFirstOrThrow({ where: { state: "open" } });
  expect(body).toContain("Two");
});
