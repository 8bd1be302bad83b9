import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { createAgent } from "@/lib/agents/create";
import type { Actor } from "@/lib/core/actor";
import type { Context } from "@/lib/core/context";
import { type JobRunner, startJobRunner } from "@/lib/jobs/runner";
import { runsOfTask } from "@/lib/runs/queries";
import type { RunWithTexts } from "@/lib/runs/wire";
import { cancelTask, completeTask, releaseTask, retryTask } from "@/lib/tasks/change/report";
import { updateTask } from "@/lib/tasks/change/update";
import { addComment } from "@/lib/tasks/comments/comments";
import { findTask } from "@/lib/tasks/find";
import { claimNext, claimTask } from "@/lib/tasks/queue/claim";
import type { TaskRow } from "@/lib/tasks/row";
import { agentActor, contextOf, givenTask, userActor } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { emptyTables } from "@/lib/testing/empty-tables";
import { type ModelProvider, startModelProvider } from "@/lib/testing/model-provider";
import { cancelRun } from "./cancel";

let test: TestDatabase;
let ctx: Context;
let provider: ModelProvider;
let runners: JobRunner[] = [];
beforeAll(async () => {
  test = await createTestDatabase();
  provider = await startModelProvider();
  ctx = contextOf(test.db);
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
    "spend",
    "spend_changes",
    "comments",
    "settings",
    "graphile_worker._private_jobs",
  );
  provider.reset();
  provider.otherwise = (request) =>
    request.prompt.includes("VERDICT")
      ? { text: "VERDICT: APPROVED\nNOTES: fine" }
      : { text: "The work is done.", usage: { tokensIn: 1_000, tokensOut: 100 } };
  vi.stubEnv("ANTHROPIC_BASE_URL", provider.url);
  vi.stubEnv("ANTHROPIC_API_KEY", "sk-test");
  runners = [await startJobRunner(test.db, test.url)];
});
afterEach(async () => {
  await Promise.all(runners.map((runner) => runner.stop()));
  vi.unstubAllEnvs();
});

const given = (name: string, fields: Record<string, unknown> = {}) =>
  createAgent(ctx, { name, role: "agent", runtime: "anthropic", ...fields } as never);

/** Resolves with the task once it is as expected; the runner works meanwhile. */
const becomes = (task: Pick<TaskRow, "id">, expected: Record<string, unknown>) =>
  vi.waitFor(
    async () => {
      const found = await findTask(test.db, task.id);
      expect(found).toMatchObject(expected);
      return found;
    },
    { timeout: 10_000, interval: 20 },
  );

const comments = async (task: Pick<TaskRow, "id">): Promise<string[]> =>
  (await test.db.comment.findMany({ where: { taskId: task.id }, orderBy: { id: "asc" } })).map(
    (comment) => comment.content,
  );

const lastRun = async (task: Pick<TaskRow, "id">): Promise<RunWithTexts> =>
  (await runsOfTask(test.db, task.id))[0] as RunWithTexts;

describe("auto-dispatch", () => {
  it("does assigned work, has it reviewed, and finishes it without a person", async () => {
    await given("iris", { soul_content: "You are Iris." });
    await given("aegis", { role: "reviewer" });
    const task = await givenTask(ctx, {
      title: "Debug the login",
      description: "It loops.",
      acceptance_criteria: "No loop.",
      assigned_to: "iris",
    });
    const done = await becomes(task, { status: "done" });
    expect(done).toMatchObject({ resolution: "The work is done.", dispatch_attempts: 0 });
    const [work, review] = provider.requests;
    expect(work).toMatchObject({ model: "claude-opus-5-5", system: "You are Iris." });
    for (const part of [task.ticket_ref, "Debug the login", "It loops.", "No loop."]) {
      expect(work?.prompt).toContain(part);
    }
    expect(review?.prompt).toContain("The work is done.");
    const run = (await runsOfTask(test.db, task.id)).find((one) => one.trigger === "dispatch");
    expect(run).toMatchObject({
      outcome: "succeeded",
      runtime: "anthropic",
      tier: "complex",
      tier_reason: "the title says “Debug”",
      tokens_in: 1_000,
      tokens_out: 100,
      cost_source: "priced",
      output: "The work is done.",
    });
  });

  it("finishes a task that needs no review at once", async () => {
    await given("iris");
    const task = await givenTask(ctx, { assigned_to: "iris", review_required: false });
    await becomes(task, { status: "done", resolution: "The work is done." });
  });

  it("tries again with the reason when an answer is not what the task's output schema asks for", async () => {
    await given("iris");
    const answers = ['{"count": "three"}', '```json\n{"count": 3}\n```'];
    provider.otherwise = () => ({
      text: answers.shift() ?? "",
      usage: { tokensIn: 1, tokensOut: 1 },
    });
    const task = await givenTask(ctx, {
      assigned_to: "iris",
      review_required: false,
      output_schema: { type: "object", properties: { count: { type: "integer" } } },
    });
    const failed = await becomes(task, { status: "assigned", dispatch_attempts: 1 });
    expect(failed.error_message).toContain("count must be a whole number");
    expect((await lastRun(task)).error_class).toBe("invalid_output");
    await retryTask(ctx, { ref: task.id });
    await becomes(task, {
      status: "done",
      resolution: '```json\n{"count": 3}\n```',
      error_message: null,
    });
    const [first, second] = provider.requests;
    expect(first?.prompt).toContain('"type": "integer"');
    expect(second?.prompt).toContain("count must be a whole number");
  });

  it("dispatches what is assigned later, and never what is for a pulling agent or the pool", async () => {
    await given("iris");
    await given("scout", { runtime: "pull" });
    const later = await givenTask(ctx, { review_required: false });
    const pulled = await givenTask(ctx, { assigned_to: "scout" });
    await updateTask(ctx, later.id, { assigned_to: "iris" });
    await becomes(later, { status: "done" });
    expect(await findTask(test.db, pulled.id)).toMatchObject({ status: "assigned" });
    expect(provider.requests).toHaveLength(1);
  });

  it("keeps to the agent's capacity and to the queue's order", async () => {
    let release = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    provider.script({ text: "first", until: held });
    await given("iris");
    const first = await givenTask(ctx, { assigned_to: "iris", review_required: false });
    await provider.calls(1);
    const low = await givenTask(ctx, {
      assigned_to: "iris",
      priority: "low",
      review_required: false,
    });
    const high = await givenTask(ctx, {
      assigned_to: "iris",
      priority: "high",
      review_required: false,
    });
    expect(await findTask(test.db, low.id)).toMatchObject({ status: "assigned" });
    release();
    await Promise.all([first, low, high].map((task) => becomes(task, { status: "done" })));
    expect(provider.requests.map((request) => request.prompt.includes(high.ticket_ref))).toEqual([
      false,
      true,
      false,
    ]);
  });

  it("hands the feedback of a rejection and the rejected work to the next attempt", async () => {
    await given("iris");
    await given("aegis", { role: "reviewer" });
    let reviews = 0;
    provider.otherwise = (request) => {
      if (!request.prompt.includes("VERDICT"))
        return { text: `Attempt ${provider.requests.length}` };
      return reviews++ === 0
        ? { text: "VERDICT: REJECTED\nNOTES: Name the cause." }
        : { text: "VERDICT: APPROVED\nNOTES: ok" };
    };
    const task = await givenTask(ctx, { assigned_to: "iris" });
    await becomes(task, { status: "done", review_cycles: 1 });
    const second = provider.requests[2]?.prompt ?? "";
    expect(second).toContain("Name the cause.");
    expect(second).toContain("Attempt 1");
  });

  it("keeps an answer and a verdict that hold characters which cannot be stored", async () => {
    await given("iris");
    await given("aegis", { role: "reviewer" });
    let reviews = 0;
    provider.otherwise = (request) => {
      if (!request.prompt.includes("VERDICT")) return { text: "Done\0 it." };
      return { text: `VERDICT: ${reviews++ === 0 ? "REJECTED" : "APPROVED"}\nNOTES: a\0b \ud800` };
    };
    const task = await givenTask(ctx, { assigned_to: "iris" });
    await becomes(task, { status: "done", review_cycles: 1, resolution: "Done it." });
    const notes = await test.db.qualityReview.findMany({ where: { taskId: task.id } });
    expect(notes.map((review) => review.notes)).toEqual(["ab \ufffd", "ab \ufffd"]);
    expect(await test.db.run.count({ where: { outcome: null } })).toBe(0);
  });

  it("takes the model of config.dispatchModel, whatever the tier", async () => {
    await given("iris", { config: { dispatchModel: "anthropic/claude-x" } });
    const task = await givenTask(ctx, {
      priority: "critical",
      assigned_to: "iris",
      review_required: false,
    });
    await becomes(task, { status: "done" });
    expect(provider.requests[0]?.model).toBe("claude-x");
    expect(await lastRun(task)).toMatchObject({ tier: "override" });
  });
});

describe("a dispatch that fails", () => {
  it("is tried again later, says so, and fails for good the fifth time", async () => {
    await given("iris");
    provider.otherwise = () => ({ status: 500, message: "boom" });
    const task = await givenTask(ctx, { assigned_to: "iris" });
    for (let attempt = 1; attempt < 5; attempt++) {
      const waiting = await becomes(task, { status: "assigned", dispatch_attempts: attempt });
      expect(Date.parse(waiting.next_attempt_at as string)).toBeGreaterThan(Date.now());
      expect((await comments(task)).at(-1)).toMatch(
        new RegExp(
          `^Dispatch failed \\(attempt ${attempt} of 5\\): .*boom.*Next try in \\d+ (seconds|minutes), at \\d\\d:`,
        ),
      );
      await retryTask(ctx, { ref: task.id });
    }
    await becomes(task, { status: "failed", dispatch_attempts: 5, outcome: "failed" });
    expect((await comments(task)).at(-1)).toContain("attempt 5 of 5");
    expect(await test.db.run.count({ where: { taskId: task.id, outcome: "failed" } })).toBe(5);
    const again = await retryTask(ctx, { ref: task.id });
    expect(again).toMatchObject({ status: "assigned", dispatch_attempts: 0 });
  });

  it("waits at least as long as the provider asks", async () => {
    await given("iris");
    provider.script({ status: 429, message: "slow down", retryAfterSeconds: 300 });
    const task = await givenTask(ctx, { assigned_to: "iris" });
    const waiting = await becomes(task, { status: "assigned", dispatch_attempts: 1 });
    expect(Date.parse(waiting.next_attempt_at as string)).toBeGreaterThan(Date.now() + 290_000);
  });

  it("does not burn attempts on a refused key, says what is wrong, and goes on when it is put right", async () => {
    await given("iris");
    provider.script({ status: 401, message: "invalid x-api-key" });
    const task = await givenTask(ctx, { assigned_to: "iris", review_required: false });
    const held = await becomes(task, {
      status: "assigned",
      dispatch_attempts: 0,
      dispatch_hold: { code: "configuration" },
    });
    expect(held.dispatch_hold?.message).toContain("iris cannot be given work");
    expect((await comments(task)).at(-1)).toContain("No attempt was used up");
    vi.stubEnv("ANTHROPIC_API_KEY", "sk-right");
    await retryTask(ctx, { ref: task.id });
    await becomes(task, { status: "done", dispatch_hold: null });
  });

  it("fails at once on what the provider will never take", async () => {
    await given("iris");
    provider.script({ status: 400, message: "prompt is too long" });
    const task = await givenTask(ctx, { assigned_to: "iris" });
    await becomes(task, { status: "failed", dispatch_attempts: 1 });
  });

  it.each([
    ["breaks in the middle", { text: "half of it", dropAfter: 4 }],
    [
      "reports an error in the stream",
      { text: "half", streamError: { type: "overloaded_error", message: "busy" } },
    ],
    ["answers nothing", { text: "   " }],
  ])("never takes an answer that %s for a result", async (_, answer) => {
    await given("iris");
    provider.script(answer);
    const task = await givenTask(ctx, { assigned_to: "iris" });
    await becomes(task, { status: "assigned", dispatch_attempts: 1, resolution: null });
  });

  it("keeps an answer that holds what a database cannot", async () => {
    await given("iris");
    provider.script({ text: "a\u0000b \ud83d" });
    const task = await givenTask(ctx, { assigned_to: "iris", review_required: false });
    await becomes(task, { status: "done", resolution: "ab \ufffd" });
  });

  it("keeps work from a provider that is down, without using attempts, and sends it when it is back", async () => {
    const port = Number(new URL(provider.url).port);
    await provider.close();
    await given("iris");
    const first = await givenTask(ctx, { assigned_to: "iris", review_required: false });
    await becomes(first, { dispatch_hold: { code: "unavailable" }, dispatch_attempts: 0 });
    await given("scout");
    const rest = [
      await givenTask(ctx, { assigned_to: "scout", review_required: false }),
      await givenTask(ctx, { assigned_to: "iris", review_required: false }),
    ];
    for (const task of rest) {
      const held = await becomes(task, { dispatch_hold: { code: "unavailable" } });
      expect(held.dispatch_attempts).toBe(0);
      expect(held.dispatch_hold?.message).toContain("ECONNREFUSED");
    }
    provider = await startModelProvider(port);
    provider.otherwise = () => ({ text: "The work is done." });
    await test.db.$executeRaw`
      UPDATE settings SET value = jsonb_set(value, '{retry_at}', to_jsonb(now()::text)) WHERE key LIKE 'runtime_health.%'`;
    await retryTask(ctx, { ref: first.id });
    for (const task of [first, ...rest])
      await becomes(task, { status: "done", dispatch_hold: null });
  });

  it("says why nothing happens while a runtime is not configured", async () => {
    vi.stubEnv("ANTHROPIC_API_KEY", "");
    await given("iris");
    const task = await givenTask(ctx, { assigned_to: "iris" });
    const held = await becomes(task, {
      status: "assigned",
      dispatch_hold: { code: "configuration" },
    });
    expect(held.dispatch_hold?.next_at).not.toBeNull();
    expect(await test.db.run.count()).toBe(0);
  });
});

describe("cancelling", () => {
  it("stops the call at the provider, and the task waits until somebody changes it", async () => {
    await given("iris");
    provider.script({ text: "never", hang: "after" });
    const task = await givenTask(ctx, { assigned_to: "iris", review_required: false });
    await provider.calls(1);
    const run = await lastRun(task);
    await cancelRun(contextOf(test.db, userActor()), { runId: run.id, reason: "wrong way" });
    await becomes(task, { status: "assigned", dispatch_hold: { code: "cancelled" } });
    expect(await lastRun(task)).toMatchObject({ outcome: "cancelled" });
    await provider.hungUp(1);
    await retryTask(ctx, { ref: task.id });
    await becomes(task, { status: "done" });
  });

  it("what an agent puts back is not sent to it again before somebody has looked", async () => {
    await given("iris");
    provider.script({ text: "never", hang: "before" });
    const task = await givenTask(ctx, { assigned_to: "iris", review_required: false });
    await provider.calls(1);
    const run = await lastRun(task);
    const byRun = contextOf(test.db, { ...agentActor("iris"), runId: run.id } as Actor);
    await releaseTask(byRun, { ref: task.id, reason: "no access" });
    const held = await becomes(task, { status: "assigned", dispatch_hold: { code: "released" } });
    expect(held.dispatch_hold?.message).toBe("iris put it back: no access");
    await provider.hungUp(1);
    expect(await test.db.run.count()).toBe(1);
    await retryTask(ctx, { ref: task.id });
    await becomes(task, { status: "done" });
  });

  it("a task that is cancelled stops its run", async () => {
    await given("iris");
    provider.script({ text: "never", hang: "before" });
    const task = await givenTask(ctx, { assigned_to: "iris" });
    await provider.calls(1);
    await cancelTask(ctx, { ref: task.id });
    await provider.hungUp(1);
    expect(await lastRun(task)).toMatchObject({ outcome: "cancelled" });
    expect(await findTask(test.db, task.id)).toMatchObject({ status: "cancelled" });
  });
});

describe("a server that stops", () => {
  it("puts its work back and another does it, with no attempt used up", async () => {
    await given("iris");
    provider.script({ text: "never", hang: "before" });
    const task = await givenTask(ctx, { assigned_to: "iris", review_required: false });
    await provider.calls(1);
    await runners.pop()?.stop();
    expect(await findTask(test.db, task.id)).toMatchObject({
      status: "assigned",
      dispatch_attempts: 0,
    });
    runners = [await startJobRunner(test.db, test.url)];
    await becomes(task, { status: "done" });
  });

  it("that died loses its runs when their leases end, and the work is done by another", async () => {
    await given("iris");
    const task = await givenTask(ctx, { assigned_to: "iris", review_required: false });
    await becomes(task, { status: "done" });
    const dead = await givenTask(ctx, { review_required: false });
    await runners.pop()?.stop();
    await updateTask(ctx, dead.id, { assigned_to: "iris" });
    // As a killed process leaves it: a run that nobody works on.
    const { beginRun } = await import("./begin");
    expect((await beginRun(ctx, dead.id, "iris")).kind).toBe("begun");
    await test.db
      .$executeRaw`UPDATE runs SET lease_expires_at = now() - interval '1 second' WHERE outcome IS NULL`;
    runners = [await startJobRunner(test.db, test.url)];
    await becomes(dead, { status: "done", dispatch_attempts: 0 });
    const runs = await runsOfTask(test.db, dead.id);
    expect(runs.map((run) => run.outcome)).toEqual(["succeeded", "lost"]);
    expect((await comments(dead))[0]).toMatch(/attempt 1 of 5.*Next try now/);
  });
});

describe("several servers on one database", () => {
  it("dispatch every task once, and keep to capacity", async () => {
    runners.push(await startJobRunner(test.db, test.url), await startJobRunner(test.db, test.url));
    const { otherwise } = provider;
    let answers = 0;
    // An agent that answers everything in the same words is paused.
    provider.otherwise = () => ({ text: `Answer ${++answers}` });
    const names = ["iris", "scout", "ada"];
    for (const name of names) await given(name, { max_capacity: 2 });
    const tasks = await Promise.all(
      Array.from({ length: 30 }, (_, index) =>
        givenTask(ctx, { assigned_to: names[index % 3] as string, review_required: false }),
      ),
    );
    await Promise.all(tasks.map((task) => becomes(task, { status: "done" })));
    expect(await test.db.run.count()).toBe(30);
    expect(provider.requests).toHaveLength(30);
    const [most] = await test.db.$queryRaw<{ most: number }[]>`
      SELECT max(abreast)::int AS most FROM (
        SELECT (SELECT count(*) FROM runs o WHERE o.agent = r.agent AND o.started_at <= r.started_at AND o.finished_at > r.started_at) AS abreast
        FROM runs r) counted`;
    expect(most?.most).toBeLessThanOrEqual(2);
    provider.otherwise = otherwise;
  });
});

describe("the lease of a run", () => {
  it("is renewed while the work goes on", async () => {
    await given("iris");
    provider.script({ text: "never", hang: "before" });
    const task = await givenTask(ctx, { assigned_to: "iris" });
    await provider.calls(1);
    const run = await lastRun(task);
    await test.db
      .$executeRaw`UPDATE runs SET lease_expires_at = now() + interval '1 second' WHERE id = ${run.id}`;
    await vi.waitFor(
      async () => {
        const [row] = await test.db.$queryRaw<{ ok: boolean }[]>`
          SELECT r.lease_expires_at > now() + interval '20 seconds' AS ok FROM runs r WHERE r.id = ${run.id}`;
        expect(row?.ok).toBe(true);
      },
      { timeout: 5_000 },
    );
  });
});

describe("the key of a run", () => {
  const actor = (runId: number) => ({ ...agentActor("iris"), runId }) as Actor;

  it("reports on its own task while the run holds it, and touches nothing else", async () => {
    await given("iris", { runtime: "pull", max_capacity: 5 });
    const own = await givenTask(ctx, { assigned_to: "iris" });
    const other = await givenTask(ctx, { assigned_to: "iris" });
    const { run } = await claimTask(ctx, { ref: own.id, agent: "iris" });
    await claimTask(ctx, { ref: other.id, agent: "iris" });
    const byRun = contextOf(test.db, actor(run.id));
    await addComment(byRun, own.id, { content: "half way" });
    for (const forbidden of [
      () => addComment(byRun, other.id, { content: "no" }),
      () => updateTask(byRun, other.id, { title: "no" }),
      () => completeTask(byRun, { ref: other.id, resolution: "no" }),
      () => claimNext(byRun, { agent: "iris" }),
      () => givenTask(byRun, { title: "no" }),
    ]) {
      await expect(forbidden()).rejects.toMatchObject({
        code: expect.stringMatching(/forbidden|stale_run/),
      });
    }
    await completeTask(byRun, { ref: own.id, resolution: "mine" });
    await expect(addComment(byRun, own.id, { content: "late" })).rejects.toMatchObject({
      code: "forbidden",
    });
  });
});
