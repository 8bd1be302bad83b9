import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { givenKey, wholeApi } from "@/lib/testing/actors";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { emptyTables } from "@/lib/testing/empty-tables";
import type { Answer, Call } from "@/lib/testing/http";
import { type McpTestServer, startMcp } from "@/lib/testing/mcp";

/** What people set on an agent outlives its dismissal and renewal by another agent (decision 0226), whichever way it is made again. */

let test: TestDatabase;
let call: Call;
let server: McpTestServer;
/** The key of the orchestrator's run. */
let lead: string;
/** The orchestrator's own key, with the scope `admin`. */
let admin: string;
beforeAll(async () => {
  test = await createTestDatabase();
  call = wholeApi(test.db);
  server = await startMcp(test.db);
});
afterAll(async () => {
  await server.close();
  await test.drop();
});
beforeEach(async () => {
  await emptyTables(
    test.db,
    ...["workflows", "profiles", "tasks", "agents", "runs", "workers", "run_limits", "events"],
    "api_keys",
  );
  const data = { name: "lead", config: { workshop_tools: true, permission_mode: "auto" } };
  const { id: agentId } = await test.db.agent.create({ data });
  const [run] = await test.db.$queryRaw<{ id: number }[]>`
    INSERT INTO runs (agent, trigger) VALUES ('lead', 'claim') RETURNING id`;
  lead = await givenKey(test.db, { kind: "run", agentId, runId: run?.id as number });
  admin = await givenKey(test.db, { agentId, role: "admin" });
  const profile = {
    ...{ name: "coder", role: "You write code.", runtime: "worker", permission_mode: "auto" },
    ...{ budget_usd: 50, max_capacity: 5, max_turns: 40 },
  };
  await done(call("POST", "/api/profiles", profile));
});

async function done(answer: Promise<Answer>): Promise<Answer["body"]> {
  const { status, body } = await answer;
  if (status >= 300) throw new Error(`${status}: ${JSON.stringify(body)}`);
  return body;
}
const make = (key: string, body: object = {}) =>
  done(call("POST", "/api/profiles/coder/agents", { name: "impl", ...body }, key));
const dismiss = (key: string) => done(call("POST", "/api/agents/impl/dismiss", {}, key));
const agent = () => test.db.agent.findUnique({ where: { name: "impl" } });

/** What a person sets on an agent: all of it narrower than its profile. */
async function restrict() {
  const set = { budget_usd: 1, max_capacity: 1, config: { permission_mode: "plan", max_turns: 3 } };
  await done(call("PUT", "/api/agents/impl", set));
  await done(call("POST", "/api/agents/impl/pause", { note: "Until I have looked" }));
  await done(call("PUT", "/api/agents/impl/limits", { limits: { tokens: 1_000 } }));
}

async function isRestricted() {
  const now = await agent();
  expect(now).toMatchObject({
    ...{ maxCapacity: 1, capacityIsSet: true, pauseNote: "Until I have looked" },
    config: { permission_mode: "plan", max_turns: 3 },
  });
  expect(now?.pausedAt).not.toBeNull();
  expect(Number(now?.budgetUsd)).toBe(1);
  const { limits } = await done(call("GET", "/api/agents/impl/limits"));
  expect(limits).toEqual({ tokens: 1_000 });
}

/** How an agent ends another one. */
const ENDINGS: [string, () => Promise<unknown>][] = [
  ["POST /api/agents/{id}/dismiss with its run's key", () => dismiss(lead)],
  [
    "the workshop's tool",
    async () => {
      const peer = await server.connect({ path: "/api/mcp/workshop", key: lead });
      expect(await peer.call("dismiss", { agent: "impl" })).toBe("Agent impl dismissed.");
    },
  ],
  [
    "DELETE /api/agents/{id} with an agent's key of the scope admin",
    () => done(call("DELETE", "/api/agents/impl", undefined, admin)),
  ],
  [
    "the workshop's tool with a general key in an agent's name",
    async () => {
      const peer = await server.connect({ path: "/api/mcp/workshop", agent: "lead" });
      expect(await peer.call("dismiss", { agent: "impl" })).toBe("Agent impl dismissed.");
    },
  ],
];

describe.each(ENDINGS)("an agent dismissed over %s", (_, end) => {
  it("is restricted as people restricted it when it is made from its profile again", async () => {
    await make(lead);
    await restrict();
    await end();
    expect(await agent()).toBeNull();
    await make(lead);
    await isRestricted();
    // And once more: what was inherited is people's as well.
    await end();
    await make(lead);
    await isRestricted();
  });
});

/** How an agent of a name comes to be. */
const BEGINNINGS: [string, () => Promise<unknown>][] = [
  [
    "the workshop's create_agent",
    async () => {
      const peer = await server.connect({ path: "/api/mcp/workshop", key: lead });
      const said = await peer.call("create_agent", { name: "impl", permission_mode: "auto" });
      expect(said).toBe("Agent impl created.");
    },
  ],
  [
    "the workshop's from_profile",
    async () => {
      const peer = await server.connect({ path: "/api/mcp/workshop", key: lead });
      const said = await peer.call("from_profile", { name: "impl", profile: "coder" });
      expect(said).toBe("Agent impl created from profile coder.");
    },
  ],
  [
    "POST /api/agents with an agent's key of the scope admin",
    () => {
      const config = { permission_mode: "auto", max_turns: 40 };
      const body = { name: "impl", role: "coder", budget_usd: 50, max_capacity: 5, config };
      return done(call("POST", "/api/agents", body, admin));
    },
  ],
  ["a poll of its worker", () => done(call("GET", "/api/tasks/queue?agent=impl&max_capacity=5"))],
  [
    "the registration of its worker, which polls",
    async () => {
      const self = { agent: "impl", host: "build-2", pid: 7, program: "claude", concurrency: 5 };
      await done(call("POST", "/api/workers", self));
      return done(call("GET", "/api/tasks/queue?agent=impl&max_capacity=5"));
    },
  ],
  [
    "its own registration",
    () => done(call("POST", "/api/agents/register", { name: "impl", framework: "x" })),
  ],
  [
    "POST /api/connect",
    () => done(call("POST", "/api/connect", { tool_name: "x", agent_name: "impl" })),
  ],
  [
    "the workflow of a person, which names its profile",
    async () => {
      await done(call("PUT", "/api/profiles/coder", { max_turns: 30 }));
      const copy = { name: "impl", role: "You write code.", runtime: "worker", budget_usd: 50 };
      await done(call("POST", "/api/profiles", { ...copy, permission_mode: "auto" }));
      const source = "stages:\n  - name: build\n    agent: impl\n    prompt: Build it\n";
      await done(call("POST", "/api/workflows", { name: "feature", source }));
      await done(call("POST", "/api/workflows/feature/runs", {}));
    },
  ],
];

describe.each(BEGINNINGS)("the next agent of that name, which begins by %s", (_, begin) => {
  it("has the pause, the limits and the bounds that people had set", async () => {
    await make(lead);
    await restrict();
    await dismiss(lead);
    await begin();
    await isRestricted();
  });
});

it("keeps what people set when an agent renews it in place, and the rest follows the profile", async () => {
  await make(lead);
  await restrict();
  await done(call("PUT", "/api/profiles/coder", { timeout_seconds: 600, role: "You test." }));
  await make(lead);
  await isRestricted();
  expect(await agent()).toMatchObject({
    soulContent: "You test.",
    config: { timeout_seconds: 600 },
  });
  await make(lead, { max_turns: 2 });
  expect(await agent()).toMatchObject({ config: { max_turns: 3 } });
});

it("keeps what a person widened in place, and gives no more than asked to who makes it anew", async () => {
  await make(lead);
  await done(call("PUT", "/api/agents/impl", { budget_usd: 80 }));
  await make(lead);
  expect(Number((await agent())?.budgetUsd)).toBe(80);
  await dismiss(lead);
  await make(lead);
  expect(Number((await agent())?.budgetUsd)).toBe(50);
});

it("keeps nothing that an agent set: it dismisses and makes its team as it likes", async () => {
  await make(lead, { max_turns: 5, budget_usd: 2 });
  await dismiss(lead);
  await make(lead);
  expect(await agent()).toMatchObject({ config: { max_turns: 40 }, pausedAt: null });
  expect(Number((await agent())?.budgetUsd)).toBe(50);
});

it("begins anew when a person deletes it, makes it from its profile, or says otherwise", async () => {
  await make(lead);
  await restrict();
  await done(call("DELETE", "/api/agents/impl"));
  await make(lead);
  const fresh = { pausedAt: null, maxCapacity: 5, config: { max_turns: 40 } };
  expect(await agent()).toMatchObject(fresh);
  expect((await done(call("GET", "/api/agents/impl/limits"))).limits).toEqual({});

  await restrict();
  await dismiss(lead);
  // A person says what it may spend; the rest stays.
  const given = { name: "impl", role: "coder", budget_usd: 20 };
  await done(call("POST", "/api/agents", given));
  expect(Number((await agent())?.budgetUsd)).toBe(20);
  expect(await agent()).toMatchObject({ maxCapacity: 1, config: { permission_mode: "plan" } });
  await done(call("POST", "/api/agents/impl/resume", {}));

  await done(call("DELETE", "/api/agents/impl"));
  await make(lead);
  await restrict();
  await done(call("POST", "/api/profiles/coder/agents", { name: "impl" }));
  expect(await agent()).toMatchObject({ maxCapacity: 5, config: { max_turns: 40 } });
  await make(lead);
  expect(await agent()).toMatchObject({ maxCapacity: 5, config: { max_turns: 40 } });
});

it("may not be widened by an agent that deletes what people made by hand and makes it again", async () => {
  const config = { permission_mode: "plan", allowed_tools: ["Read", "Edit"] };
  const body = { name: "impl", role: "coder", budget_usd: 1, config };
  await done(call("POST", "/api/agents", body));
  await done(call("DELETE", "/api/agents/impl", undefined, admin));
  const wider = { permission_mode: "auto", allowed_tools: ["Read", "Bash"] };
  const again = { ...body, budget_usd: 30, config: wider };
  await done(call("POST", "/api/agents", again, admin));
  expect(await agent()).toMatchObject({
    config: { permission_mode: "plan", allowed_tools: ["Read"] },
  });
  expect(Number((await agent())?.budgetUsd)).toBe(1);
});

describe("an agent's key with the scope admin, by a direct change", () => {
  const put = (body: object, key = admin) => call("PUT", "/api/agents/impl", body, key);
  const resume = (key: string) => call("POST", "/api/agents/impl/resume", {}, key);
  const FORBIDDEN = { status: 403, body: { code: "forbidden" } };
  beforeEach(async () => {
    const config = {
      ...{ permission_mode: "plan", max_turns: 3, timeout_seconds: 60 },
      ...{ allowed_tools: ["Read", "Edit"], dispatchTimeoutMinutes: 1 },
    };
    const made = { name: "impl", role: "coder", budget_usd: 1, max_capacity: 2, config };
    await done(call("POST", "/api/agents", made));
  });

  it.each([
    { budget_usd: 2 },
    { budget_usd: null },
    { max_capacity: 3 },
    { config: null },
    { config: { permission_mode: "auto" } },
    { config: { permission_mode: "whatever" } },
    { config: { permission_mode: null } },
    { config: { max_turns: null } },
    { config: { max_turns: 0 } },
    { config: { max_turns: "2" } },
    { config: { timeout_seconds: 61 } },
    { config: { dispatchTimeoutMinutes: -1 } },
    { config: { allowed_tools: ["Read", "Bash"] } },
    { config: { allowed_tools: "Read" } },
    { gateway_config: { max_turns: 4 } },
  ])("widens no bound that people set: %o", async (body) => {
    const before = await agent();
    expect(await put(body)).toMatchObject(FORBIDDEN);
    expect(await agent()).toEqual(before);
  });

  it("keeps a mode that narrows what workers were started with", async () => {
    await done(call("PUT", "/api/agents/impl", { config: { permission_mode: "accept_edits" } }));
    expect(await put({ config: { permission_mode: null } })).toMatchObject(FORBIDDEN);
  });

  it("narrows bounds, and people widen them again", async () => {
    const config = { max_turns: 2, allowed_tools: ["Read"] };
    await done(put({ budget_usd: 0.5, max_capacity: 1, config }));
    expect(await agent()).toMatchObject({ maxCapacity: 1, config });
    expect(await put({ max_capacity: 2 })).toMatchObject(FORBIDDEN);
    await done(call("PUT", "/api/agents/impl", { max_capacity: 5, config: { max_turns: 50 } }));
    expect(await agent()).toMatchObject({ maxCapacity: 5, config: { max_turns: 50 } });
  });

  it("registers the agent with no more than people gave it", async () => {
    await done(call("POST", "/api/agents/register", { name: "impl", max_capacity: 9 }, admin));
    expect(await agent()).toMatchObject({ maxCapacity: 2 });
  });

  it("resumes what agents paused, and not what people did, nor takes their pause over", async () => {
    await done(call("POST", "/api/agents/impl/pause", { note: "Wait" }, admin));
    await done(resume(admin));
    await done(call("POST", "/api/agents/impl/pause", { note: "Until I have looked" }));
    await done(call("POST", "/api/agents/impl/pause", { note: "Mine now" }, admin));
    expect(await resume(admin)).toMatchObject(FORBIDDEN);
    expect(await agent()).toMatchObject({ pauseNote: "Until I have looked" });
    await done(call("DELETE", "/api/agents/impl", undefined, admin));
    await done(call("POST", "/api/agents", { name: "impl", role: "coder" }, admin));
    expect(await resume(admin)).toMatchObject(FORBIDDEN);
    await done(call("POST", "/api/agents/impl/resume", {}));
    expect(await agent()).toMatchObject({ pausedAt: null });
  });

  it("takes back no order that a worker has", async () => {
    const self = { agent: "impl", host: "build-2", pid: 7, program: "claude", concurrency: 1 };
    const { worker } = await done(call("POST", "/api/workers", self));
    const order = (wanted: string, fields: object, key?: string) =>
      call("PATCH", `/api/workers/${worker.id}`, { wanted, ...fields }, key);
    await done(order("pause", { note: "Until I have looked" }));
    for (const [wanted, fields] of [
      ["run", {}],
      ["pause", { seconds: 1 }],
      ["drain", {}],
    ] as const)
      expect(await order(wanted, fields, admin)).toMatchObject(FORBIDDEN);
    await done(order("run", {}));
    await done(order("pause", {}, admin));
  });
});
