import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { createAgent } from "@/lib/agents/create";
import type { Context } from "@/lib/core/context";
import { listBudgets } from "@/lib/runs/budgets";
import { closeRun } from "@/lib/runs/record";
import { foldSpend } from "@/lib/runs/spend";
import { wholeApi } from "@/lib/testing/actors";
import { agentActor, contextOf, userActor } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { emptyTables } from "@/lib/testing/empty-tables";
import { askAgent } from "./ask";

/** What a team costs counts against the budget of the agent whose run began the tree (docs/costs.md, "Budgets"). */

let test: TestDatabase;
let ctx: Context;
let ada: Context;
beforeAll(async () => {
  test = await createTestDatabase();
  ctx = contextOf(test.db);
  ada = contextOf(test.db, userActor());
});
afterAll(() => test.drop());
beforeEach(() =>
  emptyTables(
    test.db,
    ...["agents", "runs", "conversations", "spend", "spend_changes", "settings", "events"],
    "api_keys",
  ),
);

afterEach(() => {
  vi.unstubAllEnvs();
});

const make = (name: string, more: object = {}) =>
  createAgent(ctx, { name, role: "agent", runtime: "worker", max_capacity: 9, ...more } as never);
const leads = (name: string, more: object = {}) =>
  make(name, { config: { workshop_tools: true }, ...more });
const by = async (run: { id: number; agent: string }): Promise<Context> => {
  const { id } = await test.db.agent.findUniqueOrThrow({ where: { name: run.agent } });
  return contextOf(test.db, { ...agentActor(run.agent, id), runId: run.id } as never);
};
const asks = async (from: Context, agent: string) =>
  (await askAgent(from, { agent, prompt: "Do it" })).run;
/** A turn that somebody worked on, and what it cost. */
async function costs(from: Context, agent: string, costUsd: number) {
  const run = await asks(from, agent);
  await ctx.transaction((tx) => closeRun(tx, run.id, { outcome: "succeeded", costUsd }));
  return run;
}
const NO_ROOM = (name: string) => ({
  code: "budget_exceeded",
  message: expect.stringContaining(`budget of ${name}`),
  details: { name },
});

it.each([
  ["in all", { budget_usd: 1 }],
  ["on a day", { daily_budget_usd: 1 }],
])("refuses more to a team whose leader has spent its budget %s", async (_, budget) => {
  await leads("lead", budget);
  await leads("impl");
  await make("rev");
  const root = await asks(ada, "lead");
  const asLead = await by(root);
  // Below its member as well.
  const below = await by(await asks(asLead, "impl"));
  await costs(asLead, "impl", 0.6);
  await costs(below, "rev", 0.4);
  for (const from of [asLead, below])
    await expect(asks(from, "rev")).rejects.toMatchObject(NO_ROOM("lead"));
  await expect(asks(ada, "lead")).rejects.toMatchObject(NO_ROOM("lead"));
  // What others ask of the same agents is none of the leader's business.
  expect(await asks(ada, "rev")).toMatchObject({ state: "queued" });
});

it("counts a run once in every budget and sum, before and after the sums are folded", async () => {
  await leads("lead", { budget_usd: 100 });
  await make("impl", { budget_usd: 100 });
  await make("other", { budget_usd: 100 });
  const root = await asks(ada, "lead");
  const asLead = await by(root);
  await costs(asLead, "impl", 2);
  // A leader that asks itself.
  await costs(asLead, "lead", 3);
  await costs(ada, "impl", 5);
  await costs(ada, "other", 7);
  await ctx.transaction((tx) => closeRun(tx, root.id, { outcome: "succeeded", costUsd: 11 }));
  const call = wholeApi(test.db);
  for (const isFolded of [false, true]) {
    if (isFolded) await foldSpend(ctx);
    const { agents } = await listBudgets(ada);
    const spent = agents.map(({ name, spent_usd, spent_today_usd }) => [
      name,
      spent_usd,
      spent_today_usd,
    ]);
    expect(spent, `folded: ${isFolded}`).toEqual([
      ["impl", 7, 7],
      ["lead", 16, 16],
      ["other", 7, 7],
    ]);
    const { body } = await call("GET", "/api/costs?group=agent");
    const sums = body.groups.map(({ key, cost_usd }: { key: string; cost_usd: number }) => [
      key,
      cost_usd,
    ]);
    expect(new Map(sums)).toEqual(
      new Map([
        ["lead", 14],
        ["impl", 7],
        ["other", 7],
      ]),
    );
    expect(body.total).toMatchObject({ cost_usd: 28, runs: 5 });
  }
});

it("holds what a team's open turns may cost, so that turns asked at once do not exceed it together", async () => {
  vi.stubEnv("ANTHROPIC_API_KEY", "sk-test");
  const model = { runtime: "anthropic", config: { model: "claude-sonnet-4-5" } };
  await leads("lead", { budget_usd: 0.2 });
  await make("impl", model);
  await make("rev", model);
  const asLead = await by(await asks(ada, "lead"));
  const asked = await Promise.allSettled([asks(asLead, "impl"), asks(asLead, "rev")]);
  const refused = asked.filter(({ status }) => status === "rejected");
  expect(refused).toMatchObject([{ reason: NO_ROOM("lead") }]);
  const [lead] = (await listBudgets(ada)).agents;
  expect(lead?.reserved_usd).toBeGreaterThan(0.1);
});

it("gives a member no room that its own budget lacks", async () => {
  await leads("lead", { budget_usd: 100 });
  await make("impl", { budget_usd: 1 });
  const asLead = await by(await asks(ada, "lead"));
  await costs(asLead, "impl", 1);
  await expect(asks(asLead, "impl")).rejects.toMatchObject(NO_ROOM("impl"));
});
