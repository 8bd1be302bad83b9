import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { routes } from "@/app/api/openapi.json/routes";
import type { Context } from "@/lib/core/context";
import { type JobRunner, startJobRunner } from "@/lib/jobs/runner";
import { closeLinks } from "@/lib/runtimes/openclaw/link";
import { callTool, givenKey } from "@/lib/testing/actors";
import { contextOf } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { emptyTables } from "@/lib/testing/empty-tables";
import { type Call, caller, type Routes } from "@/lib/testing/http";
import { type ModelProvider, startModelProvider } from "@/lib/testing/model-provider";
import { type FakeGateway, startFakeGateway } from "@/lib/testing/openclaw-gateway";
import { followRuns, type GivenStage, givenRun } from "@/lib/testing/workflows";
import { readRun } from "./read";

/** Stages that go on in the session of an earlier one (docs/workflows.md, "Sessions"); cli/worker/resumed.db.test.ts has those of workers. */

let test: TestDatabase;
let ctx: Context;
let call: Call;
beforeAll(async () => {
  test = await createTestDatabase();
  ctx = contextOf(test.db);
});
afterAll(() => test?.drop());
beforeEach(async () => {
  await emptyTables(
    test.db,
    ...["tasks", "agents", "runs", "events", "requests", "workflow_runs", "workflow_stages"],
    ...["workflow_versions", "workflows", "graphile_worker._private_jobs"],
  );
  vi.stubEnv("BATON_SECRET", "a secret for tests that is long enough");
  const all = Object.entries(routes).map(([at, module]) => [
    at.replaceAll("{", "[").replaceAll("}", "]"),
    module,
  ]);
  call = caller(test.db, Object.fromEntries(all) as Routes);
});
afterEach(() => vi.unstubAllEnvs());

const PLAN: GivenStage = { name: "plan", agent: "scout", prompt: "Remember the blue door" };
const BUILD: GivenStage = {
  ...{ name: "build", prompt: "Build what was planned", context: { resume: "plan" } },
};
const alone = (...stages: GivenStage[]) => stages.map((stage) => ({ ...stage, review: false }));

async function register(name: string, runtime: string, config: object = {}): Promise<void> {
  const { body } = await call("POST", "/api/agents/register", { name, role: "coder" });
  const answer = await call("PUT", "/api/agents", { id: body.agent.id, runtime, config });
  expect(answer.status).toBe(200);
}

const isOver = (id: number) =>
  vi.waitFor(
    async () => {
      const run = await readRun(ctx, id);
      expect(run.status).toBe("succeeded");
      return run;
    },
    { timeout: 30_000, interval: 25 },
  );

describe("a model", () => {
  let provider: ModelProvider;
  let runner: JobRunner;
  beforeEach(async () => {
    provider = await startModelProvider();
    vi.stubEnv("ANTHROPIC_BASE_URL", provider.url);
    vi.stubEnv("ANTHROPIC_API_KEY", "sk-test");
    provider.otherwise = ({ prompt }) => ({
      text: prompt.includes("blue door") ? "I plan a door" : "Done.",
    });
    await register("scout", "anthropic", { model: "model-own" });
    await register("other", "anthropic", { model: "model-own" });
    runner = await startJobRunner(test.db, test.url);
  });
  afterEach(async () => {
    await runner?.stop();
    await provider?.close();
  });
  const messagesOf = (at: number) =>
    ((provider.requests[at]?.body.messages ?? []) as { role: string; content: string }[]).map(
      ({ role, content }) => [role, content],
    );

  it("is sent what was said in the stages before, each of them once", async () => {
    const last: GivenStage = { name: "check", prompt: "Check it", context: { resume: "build" } };
    const run = await givenRun(ctx, alone(PLAN, BUILD, last));
    await isOver(run.id);
    expect(messagesOf(2)).toEqual([
      ["user", expect.stringContaining("Remember the blue door")],
      ["assistant", "I plan a door"],
      ["user", expect.stringContaining("Build what was planned")],
      ["assistant", expect.any(String)],
      ["user", expect.stringContaining("Check it")],
    ]);
  });

  it("goes on from iteration to iteration in a loop", async () => {
    const polish: GivenStage = {
      ...{ name: "polish", prompt: "Polish {{iteration}}", context: { resume: "plan" } },
      loop: { until: "false", max: 2 },
      on_failure: "continue",
    };
    const run = await givenRun(ctx, alone(PLAN, polish));
    await vi.waitFor(() => expect(provider.requests).toHaveLength(3), { timeout: 30_000 });
    expect(
      messagesOf(2).map(([role, text]) => [role, text?.match(/blue door|Polish \S+/)?.[0]]),
    ).toEqual([
      ["user", "blue door"],
      ["assistant", undefined],
      ["user", expect.stringMatching(/Polish/)],
      ["assistant", undefined],
      ["user", expect.stringMatching(/Polish/)],
    ]);
    expect((await readRun(ctx, run.id)).status).not.toBe("failed");
  });

  it("is told what was said in its prompt where another agent had the session, or nothing is kept of it", async () => {
    const run = await givenRun(
      ctx,
      alone(
        PLAN,
        { name: "hold", wait: { event: "task.failed" }, from: ["plan"], prompt: undefined },
        { ...BUILD, from: ["hold"], join: "settled" },
      ),
    );
    await vi.waitFor(() => expect(provider.requests).toHaveLength(1), { timeout: 30_000 });
    await vi.waitFor(
      async () =>
        expect((await readRun(ctx, run.id)).stages[0]).toMatchObject({ state: "succeeded" }),
      { timeout: 30_000 },
    );
    // Its task goes to somebody else before it begins.
    await test.db.run.updateMany({ where: { agent: "scout" }, data: { agent: "other" } });
    await call("POST", `/api/workflow-runs/${run.id}/skip`, { stage: "hold" });
    await isOver(run.id);
    const [[role, prompt] = []] = messagesOf(1);
    expect(messagesOf(1)).toHaveLength(1);
    expect(role).toBe("user");
    expect(prompt).toMatch(
      /^# What was said before[\s\S]*blue door[\s\S]*I plan a door[\s\S]*Build what/,
    );
  });
});

describe("an OpenClaw gateway", () => {
  let gateway: FakeGateway;
  let runner: JobRunner;
  beforeEach(async () => {
    gateway = await startFakeGateway();
    vi.stubEnv("OPENCLAW_GATEWAY_URL", gateway.url);
    vi.stubEnv("OPENCLAW_GATEWAY_TOKEN", gateway.options.token);
    gateway.runs.otherwise = () => ({ text: "I plan a door" });
    await register("scout", "openclaw", { openclawId: "alpha" });
    runner = await startJobRunner(test.db, test.url);
  });
  afterEach(async () => {
    await runner?.stop();
    closeLinks();
    await gateway.stop();
    expect(gateway.violations).toEqual([]);
  });

  it("goes on in the session of the earlier stage", async () => {
    const run = await givenRun(ctx, alone(PLAN, BUILD));
    await isOver(run.id);
    const [first, second] = gateway.asks;
    expect(second?.sessionKey).toBe(first?.sessionKey);
    expect(second?.message).toContain("Build what was planned");
    expect(second?.message).not.toContain("What was said before");
  });

  it("is told what was said where it has lost the session", async () => {
    const hold: GivenStage = {
      ...{ name: "hold", wait: { event: "task.failed" }, from: ["plan"], prompt: undefined },
    };
    const run = await givenRun(
      ctx,
      alone(PLAN, hold, { ...BUILD, from: ["hold"], join: "settled" }),
    );
    await vi.waitFor(
      async () =>
        expect((await readRun(ctx, run.id)).stages[0]).toMatchObject({ state: "succeeded" }),
      { timeout: 30_000 },
    );
    gateway.runs.forgetSessions();
    await call("POST", `/api/workflow-runs/${run.id}/skip`, { stage: "hold" });
    await isOver(run.id);
    expect(gateway.asks[1]?.message).toMatch(
      /^# What was said before[\s\S]*Remember the blue door[\s\S]*I plan a door[\s\S]*Build what/,
    );
  });
});

it("tells an agent that polls which run it goes on from", async () => {
  await register("scout", "pull");
  await givenRun(ctx, alone(PLAN, BUILD));
  const poll = async () => (await call("POST", "/api/tasks/queue", { agent: "scout" })).body;
  const first = await poll();
  expect(first).toMatchObject({ resumes: null });
  const ref = first.task.ticket_ref;
  await call("POST", `/api/tasks/${ref}/complete`, { resolution: "I plan a door" });
  await followRuns(ctx);
  const second = await poll();
  expect(second.resumes).toEqual({
    ...{ stage: "plan", item: null, ticket_ref: ref, run_id: first.run.id, agent: "scout" },
    ...{ runtime: "pull", session_key: null, worker: null },
  });
  expect(second.task).toMatchObject({ assigned_to: "scout", workflow: { stage: "build" } });
  // And again, for one that lost it.
  expect((await poll()).resumes).toEqual(second.resumes);
  const key = await givenKey(test.db, {
    agentId: (await test.db.agent.findUniqueOrThrow({ where: { name: "scout" } })).id,
  });
  const claim = (format: string) =>
    callTool(key, "ticket_claim", { id: second.task.ticket_ref, format });
  expect(JSON.parse(await claim("json"))).toMatchObject({ resumes: second.resumes });
});
