import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { createAgent } from "@/lib/agents/create";
import type { Context } from "@/lib/core/context";
import { steerRun } from "@/lib/engine/steering";
import { type JobRunner, startJobRunner } from "@/lib/jobs/runner";
import type { RunLimits } from "@/lib/limits/schema";
import { setLimits } from "@/lib/limits/settings";
import { runsOfTask } from "@/lib/runs/queries";
import { findTask } from "@/lib/tasks/find";
import type { TaskRow } from "@/lib/tasks/row";
import { contextOf, givenTask, userActor } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { emptyTables } from "@/lib/testing/empty-tables";
import { type ModelProvider, startModelProvider } from "@/lib/testing/model-provider";

let test: TestDatabase;
let ctx: Context;
let ada: Context;
let provider: ModelProvider;
let runner: JobRunner;
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
    "run_limits",
    "settings",
    "graphile_worker._private_jobs",
  );
  provider.reset();
  vi.stubEnv("OPENAI_BASE_URL", provider.url);
  vi.stubEnv("OPENAI_API_KEY", "sk-test");
  runner = await startJobRunner(test.db, test.url);
  const config = { model: "model-a" };
  await createAgent(ctx, { name: "iris", role: "agent", runtime: "openai", config } as never);
});
afterEach(async () => {
  await runner.stop();
  vi.unstubAllEnvs();
});

const becomes = (task: Pick<TaskRow, "id">, expected: Record<string, unknown>) =>
  vi.waitFor(
    async () => {
      const found = await findTask(test.db, task.id);
      expect(found).toMatchObject(expected);
      return found;
    },
    { timeout: 10_000, interval: 20 },
  );
const limited = (limits: RunLimits) => setLimits(ctx, { agent: "iris" }, limits);
const given = () => givenTask(ctx, { assigned_to: "iris", review_required: false });

it("no turn begins beyond a limit: a model that was steered is stopped, and its answer is kept", async () => {
  await limited({ turns: 1 });
  let release = (): void => undefined;
  const until = new Promise<void>((resolve) => (release = resolve));
  provider.script({ text: "With spaces.", usage: { tokensIn: 100, tokensOut: 10 }, until });
  const task = await given();
  await provider.calls(1);
  const { run_id } = await becomes(task, { status: "in_progress" });
  await steerRun(ada, { runId: run_id as number, text: "Use tabs" });
  release();
  await becomes(task, {
    status: "blocked",
    dispatch_hold: expect.objectContaining({ code: "limit" }),
  });
  expect(provider.requests).toHaveLength(1);
  const [run] = await runsOfTask(test.db, task.id);
  expect(run).toMatchObject({ outcome: "stopped", tokens_in: 100, error_class: "limit" });
});

it("a model gets no more tokens than are left, and an answer that they cut off is no result", async () => {
  await limited({ tokens: 100 });
  provider.script({
    text: "Half of it",
    stopReason: "length",
    usage: { tokensIn: 60, tokensOut: 40 },
  });
  const task = await given();
  await becomes(task, { status: "blocked" });
  expect(provider.requests[0]?.body.max_tokens).toBe(100);
  const [run] = await runsOfTask(test.db, task.id);
  expect(run).toMatchObject({
    outcome: "stopped",
    output: expect.stringContaining("Half of it"),
    tokens_out: 40,
    error: "It used 100 tokens, and 100 is its limit",
  });
});

it("answers that say nothing are tried again until there were too many in a row", async () => {
  await limited({ empty_results: 2 });
  provider.script({ text: " " }, { text: "" });
  const task = await given();
  await becomes(task, { status: "assigned", dispatch_attempts: 1 });
  await test.db.task.update({ where: { id: task.id }, data: { nextAttemptAt: null } });
  await becomes(task, { status: "blocked" });
  const [run] = await runsOfTask(test.db, task.id);
  expect(run?.error).toBe(
    "It came to an end without a result 2 times in a row, and 2 is the limit",
  );
});

it("a model that says the same each time is not paused: its text is what it came to", async () => {
  provider.otherwise = () => ({ text: "Nothing found." });
  for (let n = 0; n < 4; n++) await becomes(await given(), { status: "done" });
  const { pausedAt, unchangedResults } = await test.db.agent.findUniqueOrThrow({
    where: { name: "iris" },
  });
  expect({ pausedAt, unchangedResults }).toEqual({ pausedAt: null, unchangedResults: 0 });
});
