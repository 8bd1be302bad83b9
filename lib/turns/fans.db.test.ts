import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { createAgent } from "@/lib/agents/create";
import type { Context } from "@/lib/core/context";
import { type JobRunner, startJobRunner } from "@/lib/jobs/runner";
import { agentActor, contextOf, userActor } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { emptyTables } from "@/lib/testing/empty-tables";
import { type ModelProvider, startModelProvider } from "@/lib/testing/model-provider";
import { askAgent } from "./ask";
import { fanOut, pickAnswer, readFan } from "./fans";
import { judgeFan } from "./judge";
import { setTurnLimits } from "./limits";
import { CreateFan } from "./schema";

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
  await emptyTables(test.db, "agents", "runs", "conversations", "fans", "settings");
  await emptyTables(test.db, "graphile_worker._private_jobs");
  provider.reset();
  vi.stubEnv("ANTHROPIC_BASE_URL", provider.url);
  vi.stubEnv("ANTHROPIC_API_KEY", "sk-test");
  for (const name of ["iris", "otto", "judge"]) {
    const agent = { name, role: "agent", runtime: "anthropic", config: { model: "model-a" } };
    await createAgent(ctx, agent as never);
  }
  runner = await startJobRunner(test.db, test.url);
});
afterEach(async () => {
  await runner.stop();
  vi.unstubAllEnvs();
});

const fan = (agents: string[], more: Record<string, unknown> = {}) =>
  fanOut(ada, { ...CreateFan.parse({ prompt: "Which colour?", agents }), ...more });
const becomes = (id: number, expected: Record<string, unknown>) =>
  vi.waitFor(
    async () => {
      const found = await readFan(ada, id);
      expect(found).toMatchObject(expected);
      return found;
    },
    { timeout: 10_000, interval: 20 },
  );
/** Answers each agent by its own words, whoever comes first. */
const says = (words: Record<string, string>) => {
  provider.otherwise = ({ prompt }) => ({
    text: prompt.startsWith("Several agents") ? (words.judge ?? "") : (words.any ?? "Blue."),
  });
};

it("is judged without names, by the form alone, and the first pick counts", async () => {
  says({ judge: "I like the first.\nPICK: both\nREASON: all good" });
  const { id } = await fan(["iris", "otto"]);
  const read = await becomes(id, { open: 0 });
  await judgeFan(ada, { id, agent: "judge" });
  await becomes(id, {
    picked_run_id: null,
    judge_problem: expect.stringContaining("picks nothing: it picks “both”"),
  });
  const prompt = String(provider.requests.at(-1)?.prompt);
  expect(prompt).toContain("Answer 2:");
  expect(prompt).not.toMatch(/iris|otto/);

  says({ judge: "PICK: 2\nREASON: it says more" });
  await judgeFan(ada, { id, agent: "judge", criteria: "brevity" });
  const second = read.answers[1]?.run.id as number;
  await becomes(id, {
    picked_run_id: second,
    picked_by: "judge",
    pick_reason: "it says more",
    judge_problem: null,
  });
  await expect(pickAnswer(ada, { id, run_id: second, reason: "Mine" })).rejects.toMatchObject({
    code: "conflict",
    details: { reason: "picked" },
  });
});

it("picks no answer that is open, failed or of another fan", async () => {
  provider.script({ status: 400, message: "too odd" });
  const one = await fan(["iris"]);
  const { answers } = await becomes(one.id, { open: 0 });
  const failed = answers[0]?.run.id as number;
  const pick = { id: one.id, run_id: failed, reason: "Why not" };
  await expect(pickAnswer(ada, pick)).rejects.toMatchObject({ details: { reason: "no_result" } });
  await expect(pickAnswer(ada, { ...pick, run_id: failed + 100 })).rejects.toMatchObject({
    code: "invalid",
  });
  await expect(judgeFan(ada, { id: one.id, agent: "judge" })).rejects.toMatchObject({
    code: "conflict",
  });
});

it("asks whom it can, names the others, and is the same fan with the same key", async () => {
  says({});
  await setTurnLimits(ada, { queue_limit: 1 });
  await createAgent(ctx, { name: "bob", role: "agent" } as never);
  await askAgent(ada, { agent: "bob", prompt: "Busy?" });
  const made = await fan(["iris", "bob", "nobody"], { key: "k" });
  expect(made.refused).toEqual([
    { agent: "bob", problem: "1 turn waits for bob already, which is as many as may" },
    { agent: "nobody", problem: "Agent nobody not found" },
  ]);
  expect((await fan(["iris", "bob", "nobody"], { key: "k" })).id).toBe(made.id);
  await expect(fan(["iris", "otto"], { key: "k" })).rejects.toMatchObject({ code: "conflict" });
  await expect(fan(["bob"])).rejects.toMatchObject({ details: { reason: "none_asked" } });
  expect(await test.db.fan.count()).toBe(1);
});

it("is asked together by two in either order without waiting for each other for ever", async () => {
  says({});
  const both = Array.from({ length: 4 }, (_, at) =>
    fan(at % 2 ? ["iris", "otto"] : ["otto", "iris"]),
  );
  const made = await Promise.all(both);
  await Promise.all(made.map(({ id }) => becomes(id, { open: 0 })));
});

it("is picked by the run that opened it, and by no other agent's", async () => {
  says({});
  await test.db.agent.update({
    where: { name: "iris" },
    data: { config: { model: "model-a", workshop_tools: true }, maxCapacity: 3 },
  });
  await createAgent(ctx, {
    name: "lead",
    role: "agent",
    config: { workshop_tools: true },
  } as never);
  const { run } = await askAgent(ada, { agent: "lead", prompt: "Build it" });
  const of = async (name: string, runId: number) => {
    const { id } = await test.db.agent.findUniqueOrThrow({ where: { name } });
    return contextOf(test.db, { ...agentActor(name, id), runId } as never);
  };
  const lead = await of("lead", run.id);
  const { id } = await fanOut(lead, CreateFan.parse({ prompt: "How?", agents: ["iris", "otto"] }));
  const { answers } = await becomes(id, { open: 0, parent_run_id: run.id });
  const [mine] = answers.map((answer) => answer.run);
  expect(mine).toMatchObject({ parent_run_id: run.id, asked_by: "lead" });
  const pick = { id, run_id: mine?.id as number, reason: "It is mine" };
  const other = (await askAgent(ada, { agent: "iris", prompt: "Hello", fresh: true })).run;
  await expect(pickAnswer(await of("iris", other.id), pick)).rejects.toMatchObject({
    code: "forbidden",
  });
  expect(await pickAnswer(lead, pick)).toMatchObject({ picked_by: "lead" });
});

it("is decided by no agent about its own answer, as its own pick or as a judge", async () => {
  says({});
  const config = { model: "model-a", workshop_tools: true };
  const data = { config, maxCapacity: 3 };
  const { id: agentId } = await test.db.agent.update({ where: { name: "iris" }, data });
  const [open] = await test.db.$queryRaw<{ id: number }[]>`
    INSERT INTO runs (agent, trigger) VALUES ('iris', 'claim') RETURNING id`;
  const run = open as { id: number };
  const iris = contextOf(test.db, { ...agentActor("iris", agentId), runId: run.id } as never);
  const { id } = await fan(["iris", "otto"], { parent_run_id: run.id });
  const { answers } = await becomes(id, { open: 0 });
  const own = answers.find(({ agent }) => agent === "iris")?.run.id as number;
  const forbidden = { code: "forbidden" };
  await expect(pickAnswer(iris, { id, run_id: own, reason: "Mine" })).rejects.toMatchObject(
    forbidden,
  );
  await expect(judgeFan(iris, { id, agent: "iris" })).rejects.toMatchObject(forbidden);
  // Nor with the scope admin.
  const all = contextOf(test.db, { ...agentActor("iris", agentId), role: "admin" } as never);
  await expect(pickAnswer(all, { id, run_id: own, reason: "Mine" })).rejects.toMatchObject(
    forbidden,
  );
  await expect(judgeFan(all, { id, agent: "iris" })).rejects.toMatchObject(forbidden);
  expect((await readFan(ada, id)).picked_run_id).toBeNull();
});
