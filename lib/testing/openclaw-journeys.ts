import { randomUUID } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { createAgent } from "@/lib/agents/create";
import { updateAgent } from "@/lib/agents/update";
import type { Context } from "@/lib/core/context";
import { cancelRun } from "@/lib/dispatch/cancel";
import { listNotices } from "@/lib/dispatch/notices";
import { type JobRunner, startJobRunner } from "@/lib/jobs/runner";
import { answerRequest } from "@/lib/requests/answer";
import { createStandingAnswer } from "@/lib/requests/standing";
import { runsOfTask } from "@/lib/runs/queries";
import type { RunRow } from "@/lib/runs/wire";
import { updateRuntime } from "@/lib/runtimes/change-settings";
import { readRuntime } from "@/lib/runtimes/list";
import { closeLinks } from "@/lib/runtimes/openclaw/link";
import { testConnection } from "@/lib/runtimes/test-connection";
import { retryTask } from "@/lib/tasks/change/report";
import { findTask } from "@/lib/tasks/find";
import type { TaskRow } from "@/lib/tasks/row";
import { contextOf, givenTask, userActor } from "./context";
import { createTestDatabase, type TestDatabase } from "./database";
import { emptyTables } from "./empty-tables";
import { whatBecameOf } from "./openclaw-run";

/** The answer of an agent of the gateway to a prompt. */
export interface Reply {
  text: string;
  /** Waits for this first. */
  until?: Promise<unknown>;
  /** Needs leave to run this command first. */
  leave?: string;
}

/** A gateway with the agents alpha and beta on the model stub/stub-alpha, with stub/stub-beta as a second model. */
export interface GatewayWorld {
  url: string;
  token: string;
  /** Sets what agents answer from now on. */
  answer(reply: (prompt: string) => Reply): void;
  /** What the agents' models were asked, in order. */
  prompts(): string[];
  /** Resolves when they have been asked this many times in total. */
  asked(count: number): Promise<void>;
  /** Whether an agent was given leave to run this. */
  ran(command: string): boolean;
  /** Ends the gateway as a crash does. */
  leave(): Promise<void>;
  /** Starts it again; its agents go on with what was interrupted. */
  comeBack(): Promise<void>;
  /** Forgets the requests so far. */
  reset(): void;
  close(): Promise<void>;
}

const WORK = "RESOLUTION: The cause was a race. Fixed and tested.";
const approve = (prompt: string): Reply => ({
  text: prompt.includes("VERDICT") ? "VERDICT: APPROVED\nNOTES: It names the cause." : WORK,
});

/**
 * The way of work through an OpenClaw gateway, from assignment to done, with Baton's own commands and its real job runner.
 * The same against the fake gateway and against a real one; `patienceMs` is how long a step may take.
 */
export function openclawJourneys(open: () => Promise<GatewayWorld>, patienceMs: number): void {
  let test: TestDatabase;
  let ctx: Context;
  let world: GatewayWorld;
  let runners: JobRunner[] = [];
  const limit = { timeout: patienceMs * 3 };

  beforeAll(async () => {
    test = await createTestDatabase();
    ctx = contextOf(test.db, userActor());
    world = await open();
  }, patienceMs * 4);
  afterAll(async () => {
    await world?.close();
    await test.drop();
  });
  beforeEach(async () => {
    await emptyTables(
      test.db,
      "tasks",
      "agents",
      "runs",
      "comments",
      "graphile_worker._private_jobs",
    );
    // The device that this installation is to the gateway stays.
    await test.db.$executeRaw`DELETE FROM settings WHERE key NOT LIKE 'runtime.openclaw%'`;
    vi.stubEnv("BATON_SECRET", "a secret for tests");
    vi.stubEnv("OPENCLAW_GATEWAY_URL", world.url);
    vi.stubEnv("OPENCLAW_GATEWAY_TOKEN", world.token);
    for (const name of ["ANTHROPIC_API_KEY", "OPENAI_API_KEY", "MC_COORDINATOR_AGENT"])
      vi.stubEnv(name, "");
    world.reset();
    world.answer(approve);
    await start();
  });
  afterEach(async () => {
    await Promise.all(runners.map((runner) => runner.stop()));
    runners = [];
    vi.unstubAllEnvs();
  });

  async function start(): Promise<void> {
    runners.push(await startJobRunner(test.db, test.url));
  }

  async function given(name: string, openclawId: string, fields: Record<string, unknown> = {}) {
    const config = { openclawId };
    return createAgent(ctx, {
      name,
      role: "agent",
      runtime: "openclaw",
      config,
      ...fields,
    } as never);
  }

  const assigned = (fields: Record<string, unknown> = {}) =>
    givenTask(ctx, { title: "Debug the login", assigned_to: "iris", ...fields });

  /** Resolves with the task when it is as expected. */
  const becomes = (task: Pick<TaskRow, "id">, expected: Record<string, unknown>) =>
    vi.waitFor(
      async () => {
        const found = await findTask(test.db, task.id);
        expect(found).toMatchObject(expected);
        return found;
      },
      { timeout: patienceMs, interval: 25 },
    );

  const dispatched = async (task: Pick<TaskRow, "id">): Promise<RunRow[]> =>
    (await runsOfTask(test.db, task.id)).filter((run) => run.trigger === "dispatch");

  /** An agent that works until it is let go. */
  function held(reply: Reply): { reply: Reply; release: () => void } {
    let release = (): void => undefined;
    const until = new Promise<void>((resolve) => {
      release = resolve;
    });
    return { reply: { ...reply, until }, release };
  }

  it("does assigned work and has it reviewed, both by agents of the gateway", limit, async () => {
    await given("iris", "alpha");
    await given("aegis", "beta", { role: "reviewer" });
    const task = await assigned({ acceptance_criteria: "The cause is named." });
    await becomes(task, {
      status: "done",
      dispatch_attempts: 0,
      resolution: expect.stringContaining("race"),
    });
    const [work = "", review = ""] = world.prompts();
    expect(work).toContain("The cause is named.");
    expect(review).toContain("The cause was a race.");
    const runs = await runsOfTask(test.db, task.id);
    expect(runs.map(({ trigger, agent }) => [trigger, agent])).toEqual([
      ["review", "aegis"],
      ["dispatch", "iris"],
    ]);
    for (const run of runs) {
      expect(run).toMatchObject({
        runtime: "openclaw",
        outcome: "succeeded",
        model: "stub/stub-alpha",
        cost_source: "reported",
      });
      expect(Number(run.cost_usd)).toBeGreaterThan(0);
      expect(run.tokens_in).toBeGreaterThan(0);
    }
  });

  it("hands the feedback of a rejection to the next attempt", limit, async () => {
    await given("iris", "alpha");
    await given("aegis", "beta", { role: "reviewer" });
    let verdicts = 0;
    world.answer((prompt) =>
      prompt.includes("VERDICT") && verdicts++ === 0
        ? { text: "VERDICT: REJECTED\nNOTES: Name the commit." }
        : approve(prompt),
    );
    const task = await assigned();
    await becomes(task, { status: "done", review_cycles: 1 });
    expect(world.prompts()[2]).toContain("Name the commit.");
    expect(await dispatched(task)).toHaveLength(2);
  });

  it("chooses the model of config.dispatchModel for the task alone", limit, async () => {
    await given("iris", "alpha", {
      config: { openclawId: "alpha", dispatchModel: "stub/stub-beta" },
    });
    const task = await assigned({ review_required: false });
    await becomes(task, { status: "done" });
    expect((await dispatched(task))[0]).toMatchObject({
      model: "stub/stub-beta",
      tier: "override",
    });
  });

  it("works on several tasks at once, each in a session of its own", limit, async () => {
    await given("iris", "alpha", { max_capacity: 3 });
    const { reply, release } = held({ text: WORK });
    world.answer(() => reply);
    const tasks = [];
    for (let n = 0; n < 3; n++) tasks.push(await assigned({ review_required: false }));
    await world.asked(3);
    release();
    await Promise.all(tasks.map((task) => becomes(task, { status: "done" })));
    expect(world.prompts()).toHaveLength(3);
  });

  it(
    "goes on with work that a restart of the gateway interrupted, in the same run",
    limit,
    async () => {
      await given("iris", "alpha");
      const { reply, release } = held({ text: "never said" });
      world.answer((prompt) => (prompt.includes("interrupted") ? { text: WORK } : reply));
      const task = await assigned({ review_required: false });
      await world.asked(1);
      await world.leave();
      await world.comeBack();
      await becomes(task, {
        status: "done",
        dispatch_attempts: 0,
        resolution: expect.stringContaining("race"),
      });
      release();
      expect(await dispatched(task)).toHaveLength(1);
    },
  );

  it(
    "tells everybody at once that the gateway is away, uses no attempt for work that never reached it, and goes on by itself",
    limit,
    async () => {
      await given("iris", "alpha", { max_capacity: 2 });
      const { reply, release } = held({ text: "never said" });
      world.answer((prompt) => (prompt.includes("interrupted") ? { text: WORK } : reply));
      const open = await assigned({ review_required: false });
      await world.asked(1);
      await world.leave();
      const notice = await vi.waitFor(
        async () => {
          const notices = await listNotices(ctx);
          expect(notices).toMatchObject([
            { kind: "runtime", title: "OpenClaw is out of reach", count: 1 },
          ]);
          return notices[0];
        },
        { timeout: patienceMs, interval: 25 },
      );
      expect(notice?.message).toContain("gateway");
      expect((await readRuntime(ctx, "openclaw")).refusal).toMatchObject({ cause: "outage" });
      const said = await test.db.comment.findMany({ where: { taskId: open.id } });
      expect(said.at(-1)?.content).toMatch(
        /^The connection to the gateway is lost: .*joined again when it is back/,
      );
      const tested = await testConnection(ctx, "openclaw", {});
      expect(tested).toMatchObject({ ok: false, error_class: "network" });
      expect(tested.reason).toContain("gateway");

      const late = await assigned({ review_required: false });
      const block = await becomes(late, {
        status: "assigned",
        dispatch_attempts: 0,
        dispatch_hold: { code: "unavailable" },
      });
      expect(block.dispatch_hold?.message).toContain("iris cannot be given work");
      expect(await dispatched(late)).toEqual([]);

      world.answer(() => ({ text: WORK }));
      await world.comeBack();
      await becomes(late, { status: "done", dispatch_attempts: 0, dispatch_hold: null });
      await becomes(open, { status: "done", dispatch_attempts: 0 });
      release();
      expect(await dispatched(open)).toHaveLength(1);
      expect(await listNotices(ctx)).toEqual([]);
    },
  );

  it("joins work again when this process is replaced by another", limit, async () => {
    await given("iris", "alpha");
    const { reply, release } = held({ text: WORK });
    world.answer(() => reply);
    const task = await assigned({ review_required: false });
    await world.asked(1);
    const [first] = runners.splice(0);
    await first?.stop();
    expect(await findTask(test.db, task.id)).toMatchObject({ status: "in_progress" });
    await start();
    release();
    await becomes(task, { status: "done", dispatch_attempts: 0 });
    expect(world.prompts()).toHaveLength(1);
    expect((await dispatched(task)).map((run) => run.outcome)).toEqual(["succeeded"]);
  });

  it("stops the agent when a person cancels the run", limit, async () => {
    await given("iris", "alpha");
    const { reply, release } = held({ text: "too late" });
    world.answer(() => reply);
    const task = await assigned();
    await world.asked(1);
    const [run] = await dispatched(task);
    await cancelRun(ctx, { runId: run?.id as number, reason: "wrong task" });
    await becomes(task, { status: "assigned", dispatch_hold: { code: "cancelled" } });
    const atGateway = await vi.waitFor(
      async () => {
        const outcome = await whatBecameOf(test.db, run as RunRow, patienceMs);
        expect(outcome.status === "failed" && outcome.errorClass).toBe("cancelled");
        return outcome;
      },
      { timeout: patienceMs },
    );
    release();
    expect(atGateway.output).not.toContain("too late");
    expect(world.prompts()).toHaveLength(1);
  });

  it.each(["allow", "deny"])(
    "asks people for leave that its agent needs, and tells the gateway of another process: %s",
    limit,
    async (option) => {
      await updateRuntime(ctx, "openclaw", { approvals: true });
      const command = `touch ${join(tmpdir(), `baton-leave-${randomUUID()}`)}`;
      await given("iris", "alpha");
      world.answer(() => ({ text: WORK, leave: command }));
      const task = await assigned({ review_required: false });
      const request = await vi.waitFor(
        () => test.db.request.findFirstOrThrow({ where: { taskId: task.id, state: "open" } }),
        { timeout: patienceMs, interval: 25 },
      );
      expect(request).toMatchObject({
        kind: "permission",
        tool: "exec",
        arguments: expect.objectContaining({ command }),
        onDeadline: { option: "deny", text: null },
      });
      await becomes(task, { status: "in_progress", request_id: request.id });
      const [first] = runners.splice(0);
      await first?.stop();
      closeLinks();
      await start();
      await answerRequest(ctx, { id: request.id, body: { option } });
      await becomes(task, { status: "done", dispatch_attempts: 0 });
      expect(world.ran(command)).toBe(option === "allow");
      expect(await dispatched(task)).toMatchObject([{ outcome: "succeeded" }]);
      await updateRuntime(ctx, "openclaw", { approvals: null });
    },
  );

  it("does not ask for what a standing answer allows", limit, async () => {
    await updateRuntime(ctx, "openclaw", { approvals: true });
    const command = `touch ${join(tmpdir(), `baton-leave-${randomUUID()}`)}`;
    await given("iris", "alpha");
    await createStandingAnswer(ctx, { tool: "exec", agent: "iris", option: "allow" });
    world.answer(() => ({ text: WORK, leave: command }));
    const task = await assigned({ review_required: false });
    await becomes(task, { status: "done", dispatch_attempts: 0 });
    expect(world.ran(command)).toBe(true);
    await updateRuntime(ctx, "openclaw", { approvals: null });
  });

  it(
    "holds a task whose agent the gateway does not have, and goes on once it is named right",
    limit,
    async () => {
      const iris = await given("iris", "nobody");
      const task = await assigned({ review_required: false });
      const hold = {
        code: "configuration",
        message: expect.stringMatching(/no agent "nobody".*alpha/),
      };
      await becomes(task, { status: "assigned", dispatch_attempts: 0, dispatch_hold: hold });
      expect(world.prompts()).toEqual([]);
      await updateAgent(ctx, iris.id, { config: { openclawId: "alpha" } } as never);
      await becomes(task, { status: "done", dispatch_hold: null });
    },
  );

  it("holds a task while the token is wrong, and says so", limit, async () => {
    vi.stubEnv("OPENCLAW_GATEWAY_TOKEN", "not-the-token");
    await given("iris", "alpha");
    const task = await assigned({ review_required: false });
    const hold = { code: "configuration", message: expect.stringContaining("token") };
    const held = await becomes(task, {
      status: "assigned",
      dispatch_attempts: 0,
      dispatch_hold: hold,
    });
    expect(JSON.stringify(held)).not.toContain("not-the-token");
    vi.stubEnv("OPENCLAW_GATEWAY_TOKEN", world.token);
    await retryTask(ctx, { ref: task.id });
    await becomes(task, { status: "done" });
  });
}
