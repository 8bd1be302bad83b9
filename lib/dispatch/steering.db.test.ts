import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { Context } from "@/lib/core/context";
import type { Database } from "@/lib/core/database";
import { noteToolTurn } from "@/lib/engine/conversation.sql";
import { steerRun } from "@/lib/engine/steering";
import { RunWorker } from "@/lib/engine/worker";
import { type JobRunner, startJobRunner } from "@/lib/jobs/runner";
import { answerRequest } from "@/lib/requests/answer";
import { runsOfTask } from "@/lib/runs/queries";
import { messagesOf } from "@/lib/steering/find";
import { claimTask } from "@/lib/tasks/queue/claim";
import type { TaskRow } from "@/lib/tasks/row";
import { callModelsAt, givenModelAgent, taskBecomes } from "@/lib/testing/called-models";
import { contextOf, givenTask, userActor } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { emptyTables } from "@/lib/testing/empty-tables";
import { type ModelProvider, startModelProvider } from "@/lib/testing/model-provider";
import { dispatchAgent } from "./dispatch-agent";

let test: TestDatabase;
let ctx: Context;
let ada: Context;
let provider: ModelProvider;
let runner: JobRunner | null;
beforeAll(async () => {
  test = await createTestDatabase();
  provider = await startModelProvider();
  ctx = contextOf(test.db);
  ada = contextOf(test.db, userActor("Ada"));
});
afterAll(async () => {
  await provider.close();
  await test.drop();
});
beforeEach(async () => {
  await emptyTables(
    test.db,
    "tasks",
    "agents",
    "runs",
    "settings",
    "graphile_worker._private_jobs",
  );
  provider.reset();
  callModelsAt(provider);
  runner = await startJobRunner(test.db, test.url);
});
afterEach(async () => {
  await runner?.stop();
  runner = null;
  vi.unstubAllEnvs();
});

const becomes = (task: Pick<TaskRow, "id">, expected: Record<string, unknown>) =>
  taskBecomes(test.db, task, expected);
const given = (runtime: string) => givenModelAgent(ctx, runtime);

describe.each(["anthropic", "openai"])("a model of %s", (runtime) => {
  it("takes one more turn for what people said meanwhile, and its last answer is the result", async () => {
    await given(runtime);
    let release = (): void => undefined;
    const until = new Promise<void>((resolve) => (release = resolve));
    provider.script(
      { text: "With spaces.", usage: { tokensIn: 100, tokensOut: 10 }, until },
      { text: "With tabs.", usage: { tokensIn: 200, tokensOut: 20 } },
    );
    const task = await givenTask(ctx, { assigned_to: "iris", review_required: false });
    await provider.calls(1);
    const { run_id: runId } = await becomes(task, { status: "in_progress" });
    const id = runId as number;
    await expect(steerRun(ada, { runId: id, text: "Now", when: "now" })).rejects.toThrow(
      "A model hears messages only after its turn",
    );
    await steerRun(ada, { runId: id, text: "Use tabs" });
    release();
    await becomes(task, { status: "done", resolution: "With tabs." });
    const [run] = await runsOfTask(test.db, task.id);
    expect(run).toMatchObject({ outcome: "succeeded", tokens_in: 300, tokens_out: 30 });
    expect(await messagesOf(test.db, id)).toMatchObject([{ state: "delivered" }]);
    const said = provider.requests[1]?.body.messages as { role: string; content: unknown }[];
    expect(said.map(({ role }) => role)).toEqual(["user", "assistant", "user"]);
    expect(JSON.stringify(said[1])).toContain("With spaces.");
    expect(JSON.stringify(said[2])).toContain("Ada says to you, while you work:\\n\\nUse tabs");
  });

  it("hears it with the answer to its question, if it waited for one", async () => {
    await given(runtime);
    const asks = { id: "call_1", name: "ask_person", input: { title: "Which port?" } };
    provider.script({ text: "I have to ask.", calls: [asks] }, { text: "It is 443, in tabs." });
    const task = await givenTask(ctx, { assigned_to: "iris", review_required: false });
    const { request_id, run_id } = await becomes(task, { request_id: expect.any(Number) });
    await steerRun(ada, { runId: run_id as number, text: "Use tabs" });
    await answerRequest(ada, { id: request_id as number, body: { text: "443" } });
    await becomes(task, { status: "done", resolution: "It is 443, in tabs." });
    expect(provider.requests).toHaveLength(2);
    const said = JSON.stringify(provider.requests[1]?.body.messages);
    expect(said.indexOf("Ada answered: 443")).toBeLessThan(said.indexOf("Use tabs"));
    expect(await messagesOf(test.db, run_id as number)).toMatchObject([{ state: "delivered" }]);
  });
});

/** The same database, whose connection breaks once, right after the commit of a transaction with such a result. */
function breakingAfter(db: Database, isIt: (result: unknown) => boolean): Database {
  let isBroken = false;
  return new Proxy(db, {
    get(target, name) {
      const value = Reflect.get(target, name);
      if (name !== "$transaction") return value;
      return async (...args: unknown[]) => {
        const result = await Reflect.apply(value, target, args);
        if (isBroken || !isIt(result)) return result;
        isBroken = true;
        throw new Error("the connection was closed");
      };
    },
  });
}

it("a message is heard, and its turn counts once, if the connection breaks as it is taken", async () => {
  await runner?.stop();
  runner = null;
  const db = breakingAfter(test.db, (run) => (run as { tokens_in?: unknown })?.tokens_in === 100);
  const worker = new RunWorker(db);
  await given("anthropic");
  let release = (): void => undefined;
  const until = new Promise<void>((resolve) => (release = resolve));
  provider.script(
    { text: "With spaces.", usage: { tokensIn: 100, tokensOut: 10 }, until },
    { text: "With tabs.", usage: { tokensIn: 200, tokensOut: 20 } },
  );
  const task = await givenTask(ctx, { assigned_to: "iris", review_required: false });
  await dispatchAgent(ctx, worker, "iris");
  await provider.calls(1);
  const { run_id: runId } = await becomes(task, { status: "in_progress" });
  await steerRun(ada, { runId: runId as number, text: "Use tabs" });
  release();
  await worker.idle();
  await becomes(task, { status: "done", resolution: "With tabs." });
  const [run] = await runsOfTask(test.db, task.id);
  expect(run).toMatchObject({ outcome: "succeeded", tokens_in: 300, tokens_out: 30 });
});

it("a question is asked once, and its run waits, if the connection breaks as it is asked", async () => {
  await runner?.stop();
  runner = null;
  const db = breakingAfter(test.db, (result) => result === undefined);
  const worker = new RunWorker(db);
  await given("anthropic");
  const asks = { id: "call_1", name: "ask_person", input: { title: "Which port?" } };
  provider.script({
    text: "I have to ask.",
    calls: [asks],
    usage: { tokensIn: 100, tokensOut: 10 },
  });
  const task = await givenTask(ctx, { assigned_to: "iris", review_required: false });
  await dispatchAgent(ctx, worker, "iris");
  await worker.idle();
  expect(await test.db.request.findMany()).toMatchObject([{ state: "open" }]);
  expect(await runsOfTask(test.db, task.id)).toMatchObject([
    { outcome: null, state: "waiting", tokens_in: 100, tokens_out: 10 },
  ]);
  const [run] = await test.db.run.findMany();
  expect(run?.details).not.toHaveProperty("session_ended");
});

it("a turn in which tools were called counts once, if the connection breaks as it is counted", async () => {
  await given("anthropic");
  const task = await givenTask(ctx, {});
  const { run } = await claimTask(ctx, { ref: task.id, agent: "iris" });
  const usage = { tokensIn: 100, tokensOut: 10, costUsd: null };
  const turn = { model: "model-a", usage, calls: [{ id: "1", name: "board", input: {} }] };
  for (const _ of ["written, and its answer lost", "tried again"])
    await noteToolTurn(ctx, run, turn, 0);
  const [counted] = await runsOfTask(test.db, task.id);
  expect(counted).toMatchObject({ tokens_in: 100, tokens_out: 10 });
  await noteToolTurn(ctx, run, turn, 1);
  expect((await runsOfTask(test.db, task.id))[0]).toMatchObject({ tokens_in: 200 });
});

it("a message to a run that failed is in the prompt of the next attempt", async () => {
  await given("openai");
  let release = (): void => undefined;
  const until = new Promise<void>((resolve) => (release = resolve));
  provider.script({ status: 500, message: "trouble", until }, { text: "With tabs." });
  const task = await givenTask(ctx, { assigned_to: "iris", review_required: false });
  await provider.calls(1);
  const { run_id } = await becomes(task, { status: "in_progress" });
  await steerRun(ada, { runId: run_id as number, text: "Use tabs" });
  release();
  await becomes(task, { dispatch_attempts: 1 });
  await test.db.task.update({ where: { id: task.id }, data: { nextAttemptAt: null } });
  await becomes(task, { status: "done", resolution: "With tabs." });
  expect(provider.requests[1]?.prompt).toContain("Ada: Use tabs");
  const [message] = await messagesOf(test.db, run_id as number);
  expect(message).toMatchObject({ state: "undelivered", carried_to: expect.any(Number) });
});
