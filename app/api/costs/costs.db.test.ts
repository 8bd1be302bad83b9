import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import * as agentById from "@/app/api/agents/[id]/route";
import * as agents from "@/app/api/agents/route";
import * as budgets from "@/app/api/budgets/route";
import * as keys from "@/app/api/keys/route";
import * as prices from "@/app/api/prices/route";
import * as projects from "@/app/api/projects/route";
import { contextOf, givenTask } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { emptyTables } from "@/lib/testing/empty-tables";
import { type Call, caller } from "@/lib/testing/http";
import * as costs from "./route";

let test: TestDatabase;
let call: Call;
let project: number;
let taskId: number;
let ticket: string;
const today = new Date().toISOString().slice(0, 10);

beforeAll(async () => {
  test = await createTestDatabase();
  call = caller(test.db, {
    "/api/agents": agents,
    "/api/agents/[id]": agentById,
    "/api/budgets": budgets,
    "/api/costs": costs,
    "/api/keys": keys,
    "/api/prices": prices,
    "/api/projects": projects,
  });
  project = (await call("POST", "/api/projects", { name: "Acme", ticket_prefix: "ACME" })).body
    .project.id;
});
afterAll(() => test?.drop());
beforeEach(async () => {
  await emptyTables(test.db, "agents", "runs", "spend", "spend_changes", "settings", "api_keys");
  const task = await givenTask(contextOf(test.db), { title: "Research", project_id: project });
  [taskId, ticket] = [task.id, task.ticket_ref];
});

interface Ran {
  agent?: string;
  model?: string | null;
  cost?: number | null;
  daysAgo?: number;
  mine?: boolean;
  outcome?: "succeeded" | null;
  reserved?: number;
}
const ran = ({
  agent = "scout",
  model = "m",
  cost = null,
  daysAgo = 0,
  mine,
  outcome,
  reserved,
}: Ran) =>
  test.db.run.create({
    data: {
      agent,
      model,
      trigger: "dispatch",
      outcome: outcome === undefined ? "succeeded" : outcome,
      costUsd: cost,
      reservedUsd: reserved,
      tokensIn: 100,
      tokensOut: 10,
      startedAt: new Date(Date.now() - daysAgo * 86_400_000),
      ...(mine ? { projectId: project, taskId, taskRef: ticket } : {}),
    },
  });
const read = async (query: string, key?: string) =>
  (await call("GET", `/api/costs?${query}`, undefined, key)).body;

describe("costs", () => {
  beforeEach(async () => {
    await ran({ cost: 0.5, mine: true });
    await ran({ cost: 0.25, model: "n" });
    await ran({ agent: "iris", cost: null, mine: true });
    await ran({ cost: 4, daysAgo: 40 });
  });

  it.each([
    [
      "agent",
      [
        ["scout", "scout", 2, 0.75, 0],
        ["iris", "iris", 1, null, 1],
      ],
    ],
    [
      "model",
      [
        ["m", "m", 2, 0.5, 1],
        ["n", "n", 1, 0.25, 0],
      ],
    ],
    ["day", [[today, today, 3, 0.75, 1]]],
  ])("are summed up by %s, an unknown one as null", async (group, expected) => {
    const { groups, total } = await read(`group=${group}`);
    expect(
      groups.map((g: Record<string, unknown>) => [
        g.key,
        g.name,
        g.runs,
        g.cost_usd,
        g.cost_unknown,
      ]),
    ).toEqual(expected);
    expect(total).toEqual({
      runs: 3,
      tokens_in: 300,
      tokens_out: 30,
      cost_usd: 0.75,
      cost_unknown: 1,
    });
  });

  it("name the task and the project, and what belongs to none", async () => {
    expect((await read("group=task")).groups).toMatchObject([
      { key: ticket, name: "Research", runs: 2, cost_usd: 0.5 },
      { key: null, name: null, runs: 1 },
    ]);
    expect((await read("group=project")).groups).toMatchObject([
      { key: String(project), name: "Acme", cost_usd: 0.5 },
      { key: null, name: null },
    ]);
  });

  it("can be narrowed to agents, a project and days", async () => {
    expect((await read("group=day&days=60")).total.cost_usd).toBe(4.75);
    expect((await read("group=agent&agent=iris")).groups).toHaveLength(1);
    expect((await read(`group=agent&project_id=${project}`)).total.runs).toBe(2);
    expect(await read("group=agent&limit=1")).toMatchObject({
      groups: [{ key: "scout" }],
      total: { runs: 3, cost_usd: 0.75, cost_unknown: 1 },
    });
    const nothing = await read("group=agent&agent=nobody");
    expect(nothing).toMatchObject({ groups: [], total: { runs: 0, cost_usd: 0 } });
  });

  it("of other projects are not for a key that is limited to one", async () => {
    const { body } = await call("POST", "/api/keys", {
      name: "limited",
      role: "viewer",
      project_id: project,
    });
    expect((await read("group=agent", body.api_key)).total).toMatchObject({
      runs: 2,
      cost_usd: 0.5,
    });
  });

  it("stay when the agent is deleted", async () => {
    const { body } = await call("POST", "/api/agents", { name: "scout", role: "coder" });
    expect((await call("DELETE", `/api/agents/${body.agent.id}`)).status).toBe(200);
    expect((await read("group=agent")).groups[0]).toMatchObject({ key: "scout", cost_usd: 0.75 });
    expect((await read("group=task")).groups[0]).toMatchObject({ key: ticket, cost_usd: 0.5 });
  });

  it("refuse a group that there is none of", async () => {
    const answer = await call("GET", "/api/costs?group=colour");
    expect(answer).toMatchObject({ status: 400, body: { code: "invalid" } });
    expect(answer.body.problems[0].field).toBe("group");
  });
});

describe("prices", () => {
  it("are list prices until an admin sets others, and again once they are taken away", async () => {
    expect((await call("GET", "/api/prices")).body).toMatchObject({ is_default: true });
    const own = [{ model: "house-*", input_per_mtok: 0.5, output_per_mtok: 1 }];
    const set = await call("PUT", "/api/prices", { prices: own });
    expect(set.body).toMatchObject({ prices: own, is_default: false });
    expect((await call("PUT", "/api/prices", { prices: null })).body.is_default).toBe(true);
  });

  it("change one by one, so that two admins who change different ones both succeed", async () => {
    const price = (model: string, usd: number) => ({
      model,
      input_per_mtok: usd,
      output_per_mtok: usd,
    });
    await call("PUT", "/api/prices", { prices: [price("a", 1), price("b", 1), price("c", 1)] });
    await Promise.all([
      call("PUT", "/api/prices", { set: [price("A", 2)] }),
      call("PUT", "/api/prices", { remove: ["b"], set: [price("d", 3)] }),
    ]);
    const { body } = await call("GET", "/api/prices");
    expect(body.prices).toEqual([price("A", 2), price("c", 1), price("d", 3)]);
    const both = await call("PUT", "/api/prices", { prices: [], set: [price("a", 1)] });
    expect(both.body.problems[0].field).toBe("prices");
    expect((await call("PUT", "/api/prices", {})).body.problems[0].field).toBe("prices");
  });

  it("are not replaced by someone who has not seen the present ones", async () => {
    const { body: seen } = await call("GET", "/api/prices");
    const one = { model: "a", input_per_mtok: 1, output_per_mtok: 1 };
    const first = await call("PUT", "/api/prices", { prices: [one], etag: seen.etag });
    expect(first.status).toBe(200);
    const second = await call("PUT", "/api/prices", { prices: [], etag: seen.etag });
    expect(second.status).toBe(409);
    expect(second.body).toMatchObject({ code: "conflict", etag: first.body.etag });
    expect((await call("GET", "/api/prices")).body.prices).toEqual([one]);
  });

  it.each([
    ["prices.0.model", [{ model: "a*b", input_per_mtok: 1, output_per_mtok: 1 }]],
    ["prices.0.input_per_mtok", [{ model: "a", input_per_mtok: -1, output_per_mtok: 1 }]],
    ["prices", ["a", "A"].map((model) => ({ model, input_per_mtok: 1, output_per_mtok: 1 }))],
  ])("are refused with the field: %s", async (field, table) => {
    const answer = await call("PUT", "/api/prices", { prices: table });
    expect(answer.status).toBe(400);
    expect(answer.body.problems[0].field).toBe(field);
  });

  it("and budgets are for admins to set", async () => {
    const { body } = await call("POST", "/api/keys", { name: "op", role: "operator" });
    const put = (path: string, value: unknown) => call("PUT", path, value, body.api_key);
    expect((await put("/api/prices", { prices: null })).status).toBe(403);
    expect((await put("/api/budgets", { daily_usd: 5 })).status).toBe(403);
  });
});

describe("budgets", () => {
  it("say what is spent of them, today and in all, and what is held", async () => {
    await call("POST", "/api/agents", { name: "scout", role: "coder", budget_usd: 10 });
    await call("POST", "/api/agents", { name: "iris", role: "coder" });
    await ran({ cost: 1, mine: true });
    await ran({ cost: 2, daysAgo: 2 });
    await ran({ outcome: null, reserved: 0.5 });
    const { body } = await call("PUT", "/api/budgets", { daily_usd: 20 });
    expect(body).toEqual({
      day: { daily_usd: 20, spent_today_usd: 1, reserved_usd: 0.5 },
      agents: [
        {
          key: "scout",
          name: "scout",
          budget_usd: 10,
          daily_budget_usd: null,
          spent_usd: 3,
          spent_today_usd: 1,
          reserved_usd: 0.5,
        },
      ],
      projects: [],
    });
    expect((await call("PUT", "/api/budgets", { daily_usd: null })).body.day.daily_usd).toBeNull();
  });

  it("of an agent are set, kept, cleared, and refused when they are no amounts", async () => {
    const { agent } = (await call("POST", "/api/agents", { name: "scout", role: "coder" })).body;
    const put = (fields: object) => call("PUT", `/api/agents/${agent.id}`, fields);
    expect(agent).toMatchObject({ budget_usd: null, daily_budget_usd: null });
    const set = await put({ budget_usd: 12.5, daily_budget_usd: 2 });
    expect(set.body.agent).toMatchObject({ budget_usd: 12.5, daily_budget_usd: 2 });
    const cleared = await put({ budget_usd: null });
    expect(cleared.body.agent).toMatchObject({ budget_usd: null, daily_budget_usd: 2 });
    for (const value of [-1, "5", 1e9]) {
      const refused = await put({ daily_budget_usd: value });
      expect(refused.status).toBe(400);
      expect(refused.body.problems[0].field).toBe("daily_budget_usd");
    }
  });

  it.each([
    ["the agent's", (agent: number) => call("PUT", `/api/agents/${agent}`, { budget_usd: 9 })],
    ["the day's", () => call("PUT", "/api/budgets", { daily_usd: 9 })],
    ["a price", () => call("PUT", "/api/prices", { prices: [] })],
  ])("let go at once of what they hold back when they change: %s", async (_, change) => {
    const { body } = await call("POST", "/api/agents", { name: "scout", role: "coder" });
    const hold = { code: "budget_exceeded", message: "No room.", since: "2026-11-20T00:00:00Z" };
    await test.db.task.update({
      where: { id: taskId },
      data: { assignedTo: "scout", dispatchHold: { ...hold, next_at: null } },
    });
    await change(body.agent.id);
    const { dispatchHold } = await test.db.task.findUniqueOrThrow({ where: { id: taskId } });
    const next = (dispatchHold as { next_at: string }).next_at;
    expect(Math.abs(Date.parse(next) - Date.now())).toBeLessThan(60_000);
  });
});
