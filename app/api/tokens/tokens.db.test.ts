import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import * as agentKeys from "@/app/api/agents/[id]/keys/route";
import * as agents from "@/app/api/agents/route";
import { authenticate } from "@/lib/api/route";
import { contextOf, givenTask } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { emptyTables } from "@/lib/testing/empty-tables";
import { type Call, caller } from "@/lib/testing/http";
import * as byAgent from "./by-agent/route";
import * as tokens from "./route";

let test: TestDatabase;
let call: Call;
beforeAll(async () => {
  test = await createTestDatabase();
  call = caller(test.db, {
    "/api/agents": agents,
    "/api/agents/[id]/keys": agentKeys,
    "/api/tokens": tokens,
    "/api/tokens/by-agent": byAgent,
  });
});
afterAll(() => test?.drop());
beforeEach(() => emptyTables(test.db, "tasks", "agents", "runs", "spend", "spend_changes"));

const report = (fields: object, key?: string) =>
  call(
    "POST",
    "/api/tokens",
    { model: "claude-sonnet-4", inputTokens: 5_000, outputTokens: 2_000, ...fields },
    key,
  );
const read = async (query: string) => (await call("GET", `/api/tokens?${query}`)).body;

/** What the original answered to the same calls, but for the price of an unknown model. */
const STATS = {
  totalTokens: 7_000,
  totalCost: 0.045,
  requestCount: 1,
  avgTokensPerRequest: 7_000,
  avgCostPerRequest: 0.045,
  costUnknown: 0,
};

describe("reported tokens", () => {
  it("answer with a record, as the clients of Mission Control know it", async () => {
    const { status, body } = await report({ sessionId: "my-agent:chat" });
    expect(status).toBe(200);
    expect(body).toEqual({
      success: true,
      record: {
        id: expect.stringMatching(/^run-\d+$/),
        model: "claude-sonnet-4",
        sessionId: "my-agent:chat",
        agentName: "my-agent",
        timestamp: expect.closeTo(Date.now(), -5),
        inputTokens: 5_000,
        outputTokens: 2_000,
        totalTokens: 7_000,
        cost: 0.045,
        operation: "chat_completion",
        duration: null,
        taskId: null,
        runId: expect.any(Number),
        workspaceId: 1,
      },
    });
  });

  it("are summed up in stats, by model, session and agent", async () => {
    await report({ sessionId: "my-agent:chat" });
    expect(await read("action=stats")).toEqual({
      summary: STATS,
      models: { "claude-sonnet-4": STATS },
      sessions: { "my-agent:direct": STATS },
      agents: { "my-agent": STATS },
      timeframe: "all",
      recordCount: 1,
    });
    expect((await read("action=stats&timeframe=hour")).recordCount).toBe(1);
  });

  it("of an unknown price cost null, and the sums say how many", async () => {
    await report({ sessionId: "scout:x", model: "house-model" });
    expect((await read("action=stats")).summary).toMatchObject({
      totalCost: null,
      avgCostPerRequest: null,
      costUnknown: 1,
    });
    await report({ sessionId: "scout:x" });
    expect((await read("action=stats")).summary).toMatchObject({
      totalCost: 0.045,
      costUnknown: 1,
    });
    expect((await read("action=list")).usage.map((u: { cost: number | null }) => u.cost)).toEqual([
      0.045,
      null,
    ]);
  });

  it("belong to the agent whose key it is, and to no other", async () => {
    await call("POST", "/api/agents", { name: "scout", role: "coder" });
    const { api_key } = (await call("POST", "/api/agents/scout/keys", { name: "own" })).body;
    expect((await report({ sessionId: "iris:x" }, api_key)).body.record.agentName).toBe("scout");
    expect((await report({ agent: "iris" }, api_key)).status).toBe(403);
  });

  it.each([
    ["sessionId", {}],
    ["inputTokens", { sessionId: "a:b", inputTokens: -1 }],
    ["outputTokens", { sessionId: "a:b", outputTokens: "7" }],
    ["model", { sessionId: "a:b", model: " " }],
  ])("are refused with the field that is wrong: %s", async (field, fields) => {
    const { status, body } = await report(fields);
    expect(status).toBe(400);
    expect(body.problems[0].field).toBe(field);
  });
});

describe("sums", () => {
  it("by agent hold models, sessions and days", async () => {
    const task = await givenTask(contextOf(test.db));
    await report({ agent: "scout", taskId: task.id });
    await report({ agent: "scout", model: "claude-haiku-4" });
    const { agents: sums } = await read("action=agent-costs");
    expect(sums.scout).toMatchObject({
      stats: { requestCount: 2, totalCost: 0.06 },
      models: { "claude-haiku-4": { totalCost: 0.015 }, "claude-sonnet-4": STATS },
      sessions: [`scout:${task.ticket_ref}`, "scout:direct"],
      timeline: [{ cost: 0.06, tokens: 14_000 }],
    });
    const { body } = await call("GET", "/api/tokens/by-agent?days=7");
    expect(body).toMatchObject({
      agents: [
        {
          agent: "scout",
          total_input_tokens: 10_000,
          total_output_tokens: 4_000,
          total_cost: 0.06,
          session_count: 2,
          request_count: 2,
          models: [{ model: "claude-sonnet-4" }, { model: "claude-haiku-4" }],
        },
      ],
      summary: { total_tokens: 14_000, agent_count: 1 },
    });
  });

  it("by task name it, its project and agents, and keep apart what belongs to none", async () => {
    const task = await givenTask(contextOf(test.db), { title: "Research" });
    await report({ agent: "scout", taskId: task.ticket_ref });
    await report({ agent: "iris" });
    expect(await read("action=task-costs")).toMatchObject({
      summary: STATS,
      tasks: [
        {
          taskId: task.id,
          title: "Research",
          status: "inbox",
          project: { ticketRef: task.ticket_ref },
          stats: STATS,
          models: { "claude-sonnet-4": STATS },
        },
      ],
      agents: { scout: { stats: STATS, taskCount: 1, taskIds: [task.id] } },
      projects: { [task.project_id]: { taskCount: 1 } },
      unattributed: STATS,
    });
  });

  it("by hour cover the last day", async () => {
    await report({ agent: "scout" });
    const { trends } = await read("action=trends");
    expect(trends).toEqual([
      {
        timestamp: expect.stringMatching(/:00:00\.000Z$/),
        tokens: 7_000,
        cost: 0.045,
        requests: 1,
      },
    ]);
  });
});

describe("an export", () => {
  const send = async (query: string) => {
    const request = new Request(`http://baton.test/api/tokens?action=export&${query}`, {
      headers: { authorization: `Bearer ${process.env.MC_API_KEY}` },
    });
    expect(await authenticate(request)).not.toBeNull();
    return tokens.GET(request);
  };

  it("is a table for spreadsheets, where no text is a formula and an unknown cost is empty", async () => {
    await report({ agent: "scout", model: "=1+1" });
    const response = await send("format=csv");
    expect(response.headers.get("content-disposition")).toMatch(/token-usage-all-.*\.csv"$/);
    const [head, row] = (await response.text()).split("\r\n");
    expect(head).toMatch(/^timestamp,agentName,model/);
    expect(row).toMatch(/Z,scout,'=1\+1,scout:direct,direct,5000,2000,7000,,0$/);
  });

  it("is JSON with records and sums", async () => {
    await report({ agent: "scout" });
    expect(await (await send("format=json")).json()).toMatchObject({
      usage: [{ agentName: "scout" }],
      summary: STATS,
    });
  });
});
