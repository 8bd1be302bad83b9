import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { createAgent } from "@/lib/agents/create";
import { deleteAgent } from "@/lib/agents/delete";
import type { Context } from "@/lib/core/context";
import { beginClaimed } from "@/lib/dispatch/begin-claimed";
import { cancelRun } from "@/lib/dispatch/cancel";
import { RunWorker } from "@/lib/engine/worker";
import { type JobRunner, startJobRunner } from "@/lib/jobs/runner";
import { recoverRuns } from "@/lib/recovery/runs";
import { sweep } from "@/lib/recovery/sweep";
import { answerRequest } from "@/lib/requests/answer";
import { ask } from "@/lib/requests/ask";
import { setDailyBudget } from "@/lib/runs/money";
import { readRun } from "@/lib/runs/queries";
import type { RunWithTexts } from "@/lib/runs/wire";
import { claimNext } from "@/lib/tasks/queue/claim";
import { claimTurn } from "@/lib/tasks/queue/claim-turn";
import { renewNamed } from "@/lib/tasks/queue/lease";
import { agentActor, contextOf, givenTask, userActor } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { emptyTables } from "@/lib/testing/empty-tables";
import { type ModelProvider, startModelProvider } from "@/lib/testing/model-provider";
import { askAgent, type Question } from "./ask";
import { beginTurns, tendTurns } from "./begin";
import { historyOf } from "./history";
import { setTurnLimits } from "./limits";
import { pipeRun } from "./pipe";
import { completeTurn, failTurn } from "./report";
import { resetAgent } from "./reset";
import { resultOfAgent } from "./result";
import { turnsOf } from "./status";
import { treeOf } from "./tree";

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
    "conversations",
    "fans",
    "requests",
    "settings",
    "spend",
    "spend_changes",
    "turn_totals",
    "graphile_worker._private_jobs",
  );
  provider.reset();
  vi.stubEnv("ANTHROPIC_BASE_URL", provider.url);
  vi.stubEnv("ANTHROPIC_API_KEY", "sk-test");
});
afterEach(async () => {
  await runner?.stop();
  runner = null;
  vi.unstubAllEnvs();
});

const start = async () => {
  runner = await startJobRunner(test.db, test.url);
};
const model = (name: string, more: Record<string, unknown> = {}) =>
  createAgent(ctx, {
    name,
    role: "agent",
    runtime: "anthropic",
    config: { model: "model-a" },
    ...more,
  } as never);
const puller = (name: string, more: Record<string, unknown> = {}) =>
  createAgent(ctx, { name, role: "agent", ...more } as never);
const asks = (agent: string, prompt: string, more: Partial<Question> = {}) =>
  askAgent(ada, { agent, prompt, ...more }).then(({ run }) => run);
const becomes = (run: Pick<RunWithTexts, "id">, expected: Record<string, unknown>) =>
  vi.waitFor(
    async () => {
      const found = await readRun(ctx, run.id);
      expect(found).toMatchObject(expected);
      return found;
    },
    { timeout: 10_000, interval: 20 },
  );
const inProgress = async (name: string) =>
  (await test.db.agent.findUniqueOrThrow({ where: { name } })).inProgress;

describe("a model that is asked", () => {
  it("answers, is told the conversation with the next turn, and forgets it after a reset", async () => {
    await start();
    await model("iris");
    provider.script({ text: "Blue.", usage: { tokensIn: 10, tokensOut: 2 } });
    const first = await asks("iris", "Which colour?");
    expect(first).toMatchObject({ state: "queued", asked_by: "Ada", trigger: "direct", depth: 0 });
    await becomes(first, { outcome: "succeeded", output: "Blue.", tokens_in: 10 });

    provider.script({ text: "Because of the sky." });
    await becomes(await asks("iris", "Why?"), { outcome: "succeeded" });
    expect(provider.requests[1]?.body.messages).toEqual([
      { role: "user", content: "Which colour?" },
      { role: "assistant", content: "Blue." },
      { role: "user", content: "Why?" },
    ]);

    provider.script({ text: "Red." });
    await becomes(await asks("iris", "Which colour?", { fresh: true }), { outcome: "succeeded" });
    expect(provider.requests[2]?.body.messages).toHaveLength(1);

    const { agent } = await resetAgent(ada, "iris", { cancel: false });
    expect(agent).toMatchObject({ conversation: null, turns: 3, state: "idle" });
    provider.script({ text: "Green." });
    await becomes(await asks("iris", "And now?"), { outcome: "succeeded" });
    expect(provider.requests[3]?.body.messages).toEqual([{ role: "user", content: "And now?" }]);
    expect((await historyOf(ada, "iris", { limit: 10 })).turns.map(({ prompt }) => prompt)).toEqual(
      ["And now?", "Which colour?", "Why?", "Which colour?"],
    );
    expect(await inProgress("iris")).toBe(0);
  });

  it("does one turn of its conversation after the other, and others beside it as far as it has places", async () => {
    await start();
    await model("iris", { max_capacity: 2 });
    let finish: (value?: unknown) => void = () => undefined;
    const until = new Promise((resolve) => {
      finish = resolve;
    });
    provider.script({ text: "one", until }, { text: "aside" }, { text: "two" });
    const one = await asks("iris", "One");
    await becomes(one, { state: "running" });
    const two = await asks("iris", "Two");
    const aside = await asks("iris", "Aside", { fresh: true });
    await becomes(aside, { outcome: "succeeded", output: "aside" });
    expect(await readRun(ctx, two.id)).toMatchObject({ state: "queued", outcome: null });
    finish();
    await becomes(two, { outcome: "succeeded", output: "two" });
    expect(await readRun(ctx, one.id)).toMatchObject({ outcome: "succeeded" });
  });

  it("shares its places with its tasks", async () => {
    await start();
    await model("iris");
    let finish: (value?: unknown) => void = () => undefined;
    const until = new Promise((resolve) => {
      finish = resolve;
    });
    provider.script({ text: "done", until }, { text: "answer" });
    await givenTask(ctx, { assigned_to: "iris", review_required: false });
    await provider.calls(1);
    const turn = await asks("iris", "Meanwhile?");
    expect(await readRun(ctx, turn.id)).toMatchObject({ state: "queued" });
    finish();
    await becomes(turn, { outcome: "succeeded", output: "answer" });
  });

  it("fails with a classified error, and no earlier answer stands in for it", async () => {
    await start();
    await model("iris");
    provider.script({ text: "Blue." }, { status: 400, message: "too odd" });
    await becomes(await asks("iris", "Which colour?"), { outcome: "succeeded" });
    const failed = await asks("iris", "Odd?");
    await becomes(failed, { outcome: "failed", error_class: "invalid_request" });
    expect(await resultOfAgent(ada, "iris")).toMatchObject({
      run: { id: failed.id },
      text: null,
      problem: expect.stringContaining(`Run ${failed.id} of iris failed: `),
    });
    await expect(pipeRun(ada, { runId: failed.id, to: "iris" })).rejects.toMatchObject({
      code: "conflict",
      details: { reason: "no_result" },
    });
    // The failed turn is no part of the conversation.
    provider.script({ text: "Still blue." });
    await becomes(await asks("iris", "And?"), { outcome: "succeeded" });
    expect(provider.requests.at(-1)?.body.messages).toHaveLength(3);
  });

  it("fails at once if its runtime is not set up", async () => {
    await start();
    vi.stubEnv("ANTHROPIC_API_KEY", "");
    await model("iris");
    await becomes(await asks("iris", "Hello"), {
      outcome: "failed",
      error_class: "configuration",
      error: expect.stringContaining("iris cannot be asked: "),
    });
  });

  it("asks a person, and goes on with the answer in the same turn", async () => {
    await start();
    await model("iris");
    provider.script({
      calls: [{ id: "call_1", name: "ask_person", input: { title: "Which port?" } }],
    });
    const turn = await asks("iris", "Set it up");
    await becomes(turn, { state: "waiting" });
    expect(await inProgress("iris")).toBe(0);
    provider.script({ text: "It is 443." });
    const [request] = await test.db.request.findMany();
    await answerRequest(ada, { id: request?.id as number, body: { text: "443" } });
    await becomes(turn, { outcome: "succeeded", output: "It is 443." });
  });

  it("is begun by one of several servers, and never beyond its places", async () => {
    await model("iris", { max_capacity: 2 });
    let finish: (value?: unknown) => void = () => undefined;
    const until = new Promise((resolve) => {
      finish = resolve;
    });
    provider.otherwise = () => ({ text: "Blue.", until, usage: null });
    for (let asked = 0; asked < 6; asked++) await asks("iris", "Which colour?", { fresh: true });
    const workers = Array.from({ length: 4 }, () => new RunWorker(test.db));
    const beginAll = () => Promise.all(workers.map((worker) => beginTurns(ctx, worker, "iris")));
    const begun = (await beginAll()).reduce((sum, one) => sum + one.begun, 0);
    expect([begun, await inProgress("iris")]).toEqual([2, 2]);
    finish();
    for (let round = 0; round < 3; round++) {
      await Promise.all(workers.map((worker) => worker.idle()));
      await beginAll();
    }
    expect(provider.requests).toHaveLength(6);
    expect(await test.db.run.count({ where: { outcome: "succeeded" } })).toBe(6);
    expect(await turnsOf(ada, { agents: ["iris"] })).toMatchObject([{ turns: 6, cost_unknown: 6 }]);
    await Promise.all(workers.map((worker) => worker.stop()));
  });

  it("is stopped by a cancel, also in the queue, and the next turn begins", async () => {
    await start();
    await model("iris");
    provider.script({ text: "never", hang: "after" }, { text: "third" });
    const first = await asks("iris", "First");
    const second = await asks("iris", "Second");
    const third = await asks("iris", "Third");
    await becomes(first, { state: "running" });
    await provider.calls(1);
    await cancelRun(ada, { runId: second.id });
    await cancelRun(ada, { runId: first.id, reason: "enough" });
    await provider.hungUp(1);
    await becomes(third, { outcome: "succeeded", output: "third" });
    expect(await readRun(ctx, second.id)).toMatchObject({ outcome: "cancelled", state: "running" });
  });

  it("is put back once when its process dies, and is lost the second time", async () => {
    await start();
    await model("iris");
    provider.script({ text: "never", hang: "before" });
    const turn = await asks("iris", "Hello");
    await becomes(turn, { state: "running" });
    await runner?.stop();
    runner = null;
    // A stop puts it back without counting.
    expect(await readRun(ctx, turn.id)).toMatchObject({ state: "queued", outcome: null });
    for (const expected of [{ state: "queued", outcome: null }, { outcome: "lost" }]) {
      await test.db.$executeRaw`
        UPDATE runs SET state = 'running', lease_expires_at = clock_timestamp() - interval '1 second',
          details = details || '{"agent_id": "iris", "session_key": "s", "fingerprint": "f"}' WHERE id = ${turn.id}`;
      const worker = new RunWorker(test.db);
      await recoverRuns(ctx, worker);
      await worker.stop();
      expect(await readRun(ctx, turn.id)).toMatchObject(expected);
    }
    expect(await inProgress("iris")).toBe(0);
  });
});

/** Resolves when somebody waits for a lock. */
const isBlocked = () =>
  vi.waitFor(
    async () => {
      const rows = await test.db.$queryRaw<unknown[]>`
        SELECT 1 FROM pg_locks l JOIN pg_stat_activity a USING (pid) WHERE NOT l.granted AND a.datname = current_database()`;
      expect(rows).not.toHaveLength(0);
    },
    { timeout: 10_000, interval: 10 },
  );

describe("a process that seemed dead and was not", () => {
  it("does not end with its failure the turn that another process does again, and its answer counts", async () => {
    await model("iris");
    let release = (): void => undefined;
    const until = new Promise<void>((resolve) => (release = resolve));
    provider.script({ status: 500, message: "trouble", until }, { text: "Blue.", until });
    const turn = await asks("iris", "Which colour?");
    const [slow, other] = [new RunWorker(test.db), new RunWorker(test.db)];
    await beginTurns(ctx, slow, "iris");
    await provider.calls(1);
    await test.db.$executeRaw`
      UPDATE runs SET lease_expires_at = clock_timestamp() - interval '1 second' WHERE id = ${turn.id}`;
    await recoverRuns(ctx, other);
    await beginTurns(ctx, other, "iris");
    await provider.calls(2);
    release();
    await Promise.all([slow.idle(), other.idle()]);
    expect(await readRun(ctx, turn.id)).toMatchObject({ outcome: "succeeded", output: "Blue." });
    expect(await inProgress("iris")).toBe(0);
  });
});

describe("the queue", () => {
  it("takes nothing for an agent that is deleted at that moment", async () => {
    await puller("bob");
    const asked = await ctx.transaction(async (tx) => {
      await deleteAgent(tx, "bob");
      const asking = Promise.allSettled([asks("bob", "Hello")]);
      await isBlocked();
      return () => asking;
    });
    expect(await asked()).toMatchObject([{ status: "rejected", reason: { code: "not_found" } }]);
    expect(await test.db.run.count({ where: { outcome: null } })).toBe(0);
  });

  it("is bounded, and says how many wait", async () => {
    await puller("bob");
    await setTurnLimits(ada, { queue_limit: 2 });
    await asks("bob", "One");
    const { queue } = await askAgent(ada, { agent: "bob", prompt: "Two" });
    expect(queue).toEqual({ waiting: 2, limit: 2 });
    await expect(asks("bob", "Three")).rejects.toMatchObject({
      code: "at_capacity",
      message: "2 turns wait for bob already, which is as many as may",
      details: { reason: "queue_full", waiting: 2, limit: 2 },
    });
    expect(await turnsOf(ada, {})).toMatchObject([
      { agent: "bob", state: "queued", queued: 2, running: 0, queue_limit: 2 },
    ]);
  });

  it("takes the same question with the same key once, and refuses another with it", async () => {
    await puller("bob");
    const both = await Promise.all([
      asks("bob", "One", { key: "k" }),
      asks("bob", "One", { key: "k" }),
    ]);
    expect(both[0].id).toBe(both[1].id);
    await expect(asks("bob", "Two", { key: "k" })).rejects.toMatchObject({ code: "conflict" });
    expect((await askAgent(ctx, { agent: "bob", prompt: "Two", key: "k" })).run.id).not.toBe(
      both[0].id,
    );
  });

  it("refuses what no budget has room for, and ends with its agent", async () => {
    await puller("bob");
    await expect(asks("nobody", "Hello")).rejects.toMatchObject({ code: "not_found" });
    const open = await asks("bob", "Hello");
    await setDailyBudget(ada, { daily_usd: 0 });
    await expect(asks("bob", "Hello")).rejects.toMatchObject({ code: "budget_exceeded" });
    expect(await deleteAgent(ctx, "bob")).toMatchObject({ cancelled: 1 });
    expect(await readRun(ctx, open.id)).toMatchObject({
      outcome: "cancelled",
      error: "agent bob was deleted",
    });
  });

  it("frees what a turn reserved when it is cancelled before it began", async () => {
    await model("iris", { config: { model: "claude-sonnet-4-5" } });
    await setDailyBudget(ada, { daily_usd: 0.2 });
    const first = await asks("iris", "One");
    await expect(asks("iris", "Two")).rejects.toMatchObject({ code: "budget_exceeded" });
    await cancelRun(ada, { runId: first.id });
    expect(await asks("iris", "Two")).toMatchObject({ state: "queued" });
  });

  it("gives up what nobody begins for a day", async () => {
    await puller("bob");
    const turn = await asks("bob", "Hello");
    await tendTurns(ctx);
    expect(await readRun(ctx, turn.id)).toMatchObject({ outcome: null });
    await test.db
      .$executeRaw`UPDATE runs SET queued_at = queued_at - interval '25 hours' WHERE id = ${turn.id}`;
    await tendTurns(ctx);
    expect(await readRun(ctx, turn.id)).toMatchObject({
      outcome: "timed_out",
      error_class: "timeout",
    });
  });
});

describe("an agent that takes its turns itself", () => {
  const poll = (claimId?: string) =>
    claimTurn(contextOf(test.db, agentActor("bob")), { agent: "bob", claimId });

  it("gets them before tasks, with the conversation, and answers", async () => {
    await puller("bob");
    const { id } = await asks("bob", "One");
    const two = await asks("bob", "Two");
    const claim = await poll("c1");
    expect(claim).toMatchObject({ reason: "assigned", task: null, run: { id }, turn: { id } });
    expect(await poll("c1")).toMatchObject({ run: { id } });
    expect(await inProgress("bob")).toBe(1);
    expect(await poll("c2")).toBeNull();
    expect(await claimNext(ctx, { agent: "bob" })).toMatchObject({ reason: "at_capacity" });

    const begun = await beginClaimed(contextOf(test.db, agentActor("bob")), id);
    expect(begun).toMatchObject({ prompt: "One", history: [], conversation: { turn: 1 } });
    const { renewed } = await renewNamed(test.db, "bob", [id, two.id], null, null);
    expect(renewed).toEqual([id]);
    await completeTurn(ctx, id, { output: "Done.", tokens_in: 5, tokens_out: 1, model: "m" });
    expect(await readRun(ctx, id)).toMatchObject({ outcome: "succeeded", output: "Done." });
    expect(await poll("c1")).toMatchObject({ reason: "claim_ended" });
    expect(await resultOfAgent(ada, "bob")).toMatchObject({ text: null, run: { id: two.id } });
    expect(await resultOfAgent(ada, "bob", id)).toMatchObject({ text: "Done.", problem: null });

    expect(await poll("c2")).toMatchObject({ run: { id: two.id } });
    const next = await beginClaimed(contextOf(test.db, agentActor("bob")), two.id);
    expect(next.history).toEqual([{ prompt: "One", output: "Done." }]);
    expect(next.conversation).toMatchObject({ turn: 2 });
    await expect(completeTurn(ctx, id, { output: "Again" })).rejects.toMatchObject({
      code: "stale_run",
    });
  });

  it("goes on in the next process that asks with the same claim id", async () => {
    await puller("bob");
    const { id } = await asks("bob", "One");
    const [before, after] = [1, 2].map((pid) => ({ host: "build-1", pid }));
    const asked = { agent: "bob", claimId: "c1" };
    expect(await claimTurn(ctx, { ...asked, worker: before })).toMatchObject({ run: { id } });
    expect(await claimTurn(ctx, { ...asked, worker: after })).toMatchObject({ run: { id } });
    const { worker } = await readRun(ctx, id);
    expect(worker).toMatchObject({ pid: 2 });
  });

  it("hands a turn back to its old place, or ends it with its error", async () => {
    await puller("bob");
    const { id } = await asks("bob", "One");
    await asks("bob", "Two");
    await poll();
    const back = await failTurn(ctx, id, { error_class: "cancelled", error: "stopping" });
    expect(back).toMatchObject({ id, state: "queued", outcome: null, lease_expires_at: null });
    expect(await poll()).toMatchObject({ run: { id } });
    const failed = await failTurn(ctx, id, { error_class: "silence", error: "said nothing" });
    expect(failed).toMatchObject({ outcome: "timed_out", error_class: "silence" });
    expect(await inProgress("bob")).toBe(0);
  });

  it("asks people and gets the answer with the same turn", async () => {
    await puller("bob");
    const { id } = await asks("bob", "One");
    await poll();
    const { request } = await ask(ctx, { runId: id, body: { title: "Which?" } });
    await expect(completeTurn(ctx, id, { output: "x" })).rejects.toMatchObject({
      code: "conflict",
    });
    expect(await poll()).toBeNull();
    await answerRequest(ada, { id: request.id, body: { text: "That one" } });
    expect(await poll("c9")).toMatchObject({
      run: { id },
      answers: [{ request_id: request.id, text: "That one" }],
    });
    expect(await inProgress("bob")).toBe(1);
  });

  it("loses a turn that it gives no sign of life for, and one that takes longer than it may", async () => {
    await puller("bob");
    const { id } = await asks("bob", "One", { timeoutSeconds: 60 });
    await poll();
    await test.db.$executeRaw`
      UPDATE runs SET lease_expires_at = clock_timestamp() - interval '2 minutes' WHERE id = ${id}`;
    await sweep(ctx);
    expect(await readRun(ctx, id)).toMatchObject({ outcome: "lost" });
    const late = await asks("bob", "Two", { timeoutSeconds: 60 });
    await poll();
    await test.db.$executeRaw`
      UPDATE runs SET details = details || '{"deadline_at": "2020-01-01T00:00:00Z"}' WHERE id = ${late.id}`;
    await tendTurns(ctx);
    expect(await readRun(ctx, late.id)).toMatchObject({ outcome: "timed_out" });
  });
});

describe("a tree of runs", () => {
  const runKey = async (runId: number, name: string): Promise<Context> => {
    const { id } = await test.db.agent.findUniqueOrThrow({ where: { name } });
    return contextOf(test.db, { ...agentActor(name, id), runId } as never);
  };

  it("is opened by runs whose agent has the tools, and is limited in depth, width and money", async () => {
    await puller("lead", { max_capacity: 9, config: { workshop_tools: true } });
    await puller("bob", { max_capacity: 9, config: { workshop_tools: true } });
    await setTurnLimits(ada, { max_depth: 2, max_children: 2 });
    const root = await asks("lead", "Build it");
    const asRoot = await runKey(root.id, "lead");
    const child = (await askAgent(asRoot, { agent: "bob", prompt: "Help" })).run;
    expect(child).toMatchObject({
      parent_run_id: root.id,
      root_run_id: root.id,
      depth: 1,
      asked_by: "lead",
    });
    const grandchild = (
      await askAgent(await runKey(child.id, "bob"), { agent: "lead", prompt: "And you?" })
    ).run;
    expect(grandchild).toMatchObject({ parent_run_id: child.id, root_run_id: root.id, depth: 2 });
    await expect(
      askAgent(await runKey(grandchild.id, "lead"), { agent: "bob", prompt: "Deeper" }),
    ).rejects.toMatchObject({ details: { reason: "too_deep" } });
    await askAgent(asRoot, { agent: "bob", prompt: "More" });
    await expect(askAgent(asRoot, { agent: "bob", prompt: "Most" })).rejects.toMatchObject({
      details: { reason: "too_many_children", open: 2 },
    });
    expect(await treeOf(ada, grandchild.id)).toMatchObject({
      root_run_id: root.id,
      open: 4,
      total: 4,
      taken_usd: 0,
      runs: [{ id: root.id, asked: "Build it" }, { id: child.id }, { id: grandchild.id }, {}],
      limits: { max_depth: 2, max_children: 2, budget_usd: null },
    });
    const news = await treeOf(ada, root.id, { after: child.id });
    expect(news).toMatchObject({ total: 4, open: 4 });
    expect(news.runs.map(({ asked }) => asked)).toEqual(["And you?", "More"]);
    await cancelRun(asRoot, { runId: grandchild.id });
    await expect(cancelRun(asRoot, { runId: root.id })).rejects.toMatchObject({
      code: "forbidden",
    });
  });

  it("leaves no turn open below a run that is cancelled while it asks", async () => {
    await puller("lead", { max_capacity: 9, config: { workshop_tools: true } });
    await puller("bob");
    const root = await asks("lead", "Build it");
    const asRoot = await runKey(root.id, "lead");
    const asked = await ctx.transaction(async (tx) => {
      await cancelRun(tx, { runId: root.id });
      const asking = Promise.allSettled([askAgent(asRoot, { agent: "bob", prompt: "Help" })]);
      await isBlocked();
      return () => asking;
    });
    expect(await asked()).toMatchObject([
      { status: "rejected", reason: { details: { reason: "parent_ended" } } },
    ]);
    expect(await test.db.run.count({ where: { outcome: null } })).toBe(0);
  });

  it("spends no more than its root may", async () => {
    await model("iris", { config: { model: "claude-sonnet-4-5", workshop_tools: true } });
    await expect(asks("iris", "Build it", { treeBudgetUsd: 0.0001 })).rejects.toMatchObject({
      details: { reason: "tree_budget" },
    });
    const root = await asks("iris", "Build it", { treeBudgetUsd: 0.2 });
    const asRoot = await runKey(root.id, "iris");
    await expect(askAgent(asRoot, { agent: "iris", prompt: "More" })).rejects.toMatchObject({
      details: { reason: "tree_budget" },
    });
  });

  it("is opened by no run whose agent lacks the tools", async () => {
    await puller("bob");
    const root = await asks("bob", "Build it");
    await expect(
      askAgent(await runKey(root.id, "bob"), { agent: "bob", prompt: "Help" }),
    ).rejects.toMatchObject({ code: "forbidden" });
  });
});
