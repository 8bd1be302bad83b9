import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { createAgent } from "@/lib/agents/create";
import { updateAgent } from "@/lib/agents/update";
import type { Context } from "@/lib/core/context";
import { type JobRunner, startJobRunner } from "@/lib/jobs/runner";
import type { DispatchBlock } from "@/lib/tasks/row";
import { contextOf, givenTask } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { emptyTables } from "@/lib/testing/empty-tables";
import { type ModelProvider, startModelProvider } from "@/lib/testing/model-provider";
import { listNotices } from "./notices";

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
beforeEach(() => {
  vi.stubEnv("ANTHROPIC_BASE_URL", provider.url);
  vi.stubEnv("ANTHROPIC_API_KEY", "sk-test");
});
afterEach(async () => {
  await Promise.all(runners.splice(0).map((runner) => runner.stop()));
  vi.unstubAllEnvs();
});

const tasks = () => test.db.task.findMany({ orderBy: { id: "asc" } });
const until = (status: string, count: number) =>
  vi.waitFor(
    async () => {
      const found = (await tasks()).filter((task) => task.status === status);
      expect(found).toHaveLength(count);
    },
    { timeout: 10_000, interval: 20 },
  );

it("lets two processes send no more than a budget has room for, and the rest once it is raised", async () => {
  // Each run costs 0.30, and its average holds as much for it: how many pass does not depend on which ends first.
  const usage = { tokensIn: 50_000, tokensOut: 10_000 };
  provider.otherwise = () => ({ text: "Done.", usage });
  await createAgent(ctx, {
    name: "iris",
    role: "agent",
    runtime: "anthropic",
    max_capacity: 20,
    budget_usd: 2.2,
  } as never);
  await test.db.run.create({
    data: {
      agent: "iris",
      trigger: "direct",
      outcome: "succeeded",
      costUsd: 0.3,
      costSource: "reported",
    },
  });
  for (let index = 0; index < 20; index++) {
    await givenTask(ctx, { assigned_to: "iris", review_required: false });
  }
  runners = await Promise.all([
    startJobRunner(test.db, test.url),
    startJobRunner(test.db, test.url),
  ]);
  await until("done", 6);
  await vi.waitFor(
    async () => {
      const held = (await tasks()).filter(
        ({ status, dispatchHold }) => status === "assigned" && dispatchHold !== null,
      );
      expect(held).toHaveLength(14);
    },
    { timeout: 10_000, interval: 20 },
  );
  expect(provider.requests).toHaveLength(6);
  const last = (await tasks()).find((task) => task.dispatchHold !== null);
  const hold = last?.dispatchHold as unknown as DispatchBlock;
  expect(hold).toMatchObject({
    code: "budget_exceeded",
    budget: { scope: "agent", name: "iris" },
    message: expect.stringMatching(/^The budget of iris has no room: \$\d\.\d\d of \$2\.20 spent/),
  });
  expect(last?.dispatchAttempts).toBe(0);
  expect(await listNotices(ctx)).toMatchObject([
    { kind: "budget", count: 14, href: "/agents/iris" },
  ]);
  await updateAgent(ctx, "iris", { budget_usd: null });
  await until("done", 20);
  expect(provider.requests).toHaveLength(20);
  expect(await listNotices(ctx)).toEqual([]);
});

it("forgets what held an agent's tasks back when the agent is called in another way, or not at all", async () => {
  await emptyTables(test.db, "tasks", "agents", "runs", "spend", "spend_changes", "settings");
  await createAgent(ctx, {
    name: "iris",
    role: "agent",
    runtime: "openai",
    config: { model: "m" },
  } as never);
  const held = async (code: DispatchBlock["code"]) => {
    const { id } = await givenTask(ctx, { assigned_to: "iris" });
    const dispatchHold = { code, message: "m", since: new Date().toISOString(), next_at: null };
    await test.db.task.update({ where: { id }, data: { dispatchHold } });
    return id;
  };
  const [configured, cancelled] = [await held("configuration"), await held("cancelled")];
  const codeOf = async (id: number) =>
    ((await test.db.task.findUniqueOrThrow({ where: { id } })).dispatchHold as { code?: string })
      ?.code;
  await updateAgent(ctx, "iris", { max_capacity: 2 });
  expect(await codeOf(configured)).toBe("configuration");
  await updateAgent(ctx, "iris", { runtime: "pull" });
  expect(await codeOf(configured)).toBeUndefined();
  expect(await codeOf(cancelled)).toBe("cancelled");
});
