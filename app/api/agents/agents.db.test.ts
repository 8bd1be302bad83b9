import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import * as connect from "@/app/api/connect/route";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { type Call, caller } from "@/lib/testing/http";
import * as heartbeat from "./[id]/heartbeat/route";
import * as keys from "./[id]/keys/route";
import * as memory from "./[id]/memory/route";
import * as one from "./[id]/route";
import * as soul from "./[id]/soul/route";
import * as register from "./register/route";
import * as agents from "./route";

let test: TestDatabase;
let call: Call;
beforeAll(async () => {
  test = await createTestDatabase();
  call = caller(test.db, {
    "/api/agents": agents,
    "/api/agents/register": register,
    "/api/agents/[id]": one,
    "/api/agents/[id]/heartbeat": heartbeat,
    "/api/agents/[id]/keys": keys,
    "/api/agents/[id]/memory": memory,
    "/api/agents/[id]/soul": soul,
    "/api/connect": connect,
  });
});
afterAll(() => test?.drop());
beforeEach(() =>
  test.db.$executeRawUnsafe(
    "TRUNCATE tasks, agents, runs, spend, spend_changes, events, api_keys RESTART IDENTITY CASCADE",
  ),
);

const given = async (name: string, fields: Record<string, unknown> = {}) =>
  (await call("POST", "/api/agents", { name, role: "coder", ...fields })).body.agent;
const seconds = expect.closeTo(Date.now() / 1000, -3);
const events = async () =>
  (await test.db.$queryRaw<{ type: string }[]>`SELECT type FROM events ORDER BY id`).map(
    (e) => e.type,
  );

describe("registering", () => {
  it("answers 201 the first time and 200 every other time, in the words clients know", async () => {
    const body = {
      name: "scout",
      role: "researcher",
      capabilities: ["web-search"],
      framework: "claude-sdk",
    };
    const first = await call("POST", "/api/agents/register", body);
    expect(first.status).toBe(201);
    expect(first.body).toMatchObject({
      agent: { id: 1, name: "scout", role: "researcher", status: "idle", created_at: seconds },
      registered: true,
      message: "Agent registered successfully",
    });
    const again = await call("POST", "/api/agents/register", { name: "scout", role: "researcher" });
    expect(again.status).toBe(200);
    expect(again.body).toMatchObject({
      agent: { id: 1, name: "scout", role: "researcher", status: "idle" },
      registered: false,
      message: "Agent already registered, status updated",
    });
    const read = await call("GET", "/api/agents/scout");
    expect(read.body.agent).toMatchObject({
      last_seen: seconds,
      config: { capabilities: ["web-search"], framework: "claude-sdk" },
      capabilities: ["web-search"],
      runtime: "pull",
      max_capacity: 1,
      in_progress: 0,
    });
  });

  it("refuses a bad name and a bad role by name, and a body that is no JSON", async () => {
    const name = await call("POST", "/api/agents/register", { name: "bad name!" });
    expect(name.status).toBe(400);
    expect(name.body.error).toBe(
      "Invalid agent name. Use 1-63 alphanumeric characters, dots, hyphens, or underscores. Must start with alphanumeric.",
    );
    const role = await call("POST", "/api/agents/register", { name: "x1", role: "wizard" });
    expect(role.status).toBe(400);
    expect(role.body.error).toMatch(
      /^Invalid role\. Use: coder, reviewer, tester, devops, researcher, assistant, agent/,
    );
    expect((await call("POST", "/api/agents/register", "{oops")).status).toBe(400);
    const none = await call("POST", "/api/agents/register", { role: "coder" });
    expect(none.body).toMatchObject({
      status: 400,
      problems: [{ field: "name", rule: "is required" }],
    });
    const unknown = await call("POST", "/api/agents/register", { name: "x1", colour: "red" });
    expect(unknown.body.problems).toEqual([
      { field: "colour", rule: "is not a known field of the body" },
    ]);
    expect(await test.db.agent.count()).toBe(0);
  });
});

describe("making and reading agents", () => {
  it("makes an agent with the object clients know, and no second one of that name", async () => {
    const body = {
      name: "builder",
      role: "coder",
      status: "idle",
      soul_content: "# Builder",
      config: { dispatchModel: "m" },
    };
    const made = await call("POST", "/api/agents", body);
    expect(made.status).toBe(201);
    expect(made.body.agent).toEqual({
      id: 1,
      name: "builder",
      role: "coder",
      session_key: null,
      soul_content: "# Builder",
      status: "idle",
      last_seen: null,
      last_activity: null,
      created_at: seconds,
      updated_at: seconds,
      config: { dispatchModel: "m" },
      workspace_id: 1,
      source: "manual",
      content_hash: null,
      workspace_path: null,
      hidden: 0,
      working_memory: "",
      runtime: "pull",
      runtime_type: null,
      claude_base_session_id: null,
      claude_base_session_created_at: null,
      paused: null,
      profile: null,
      max_capacity: 1,
      capabilities: [],
      in_progress: 0,
      budget_usd: null,
      daily_budget_usd: null,
      taskStats: {
        total: 0,
        assigned: 0,
        in_progress: 0,
        review: 0,
        quality_review: 0,
        done: 0,
        completed: 0,
        failed: 0,
      },
    });
    const twice = await call("POST", "/api/agents", body);
    expect(twice.status).toBe(409);
    expect(twice.body.error).toBe("Agent name already exists");
    expect(await events()).toEqual(["agent.created"]);
  });

  it("is offline by default, and takes what gateways need without a use for it", async () => {
    const agent = await given("quiet", {
      openclaw_id: "quiet",
      provision_openclaw_workspace: true,
      write_to_gateway: true,
      runtime_type: "openclaw",
      gateway_config: { sandbox: "off" },
    });
    expect(agent).toMatchObject({ status: "offline", config: { sandbox: "off" } });
  });

  it("makes one from a template, which supplies SOUL and role; an unknown one is refused by name", async () => {
    const agent = await call("POST", "/api/agents", { name: "rita", template: "reviewer" });
    expect(agent.body.agent).toMatchObject({
      role: "reviewer",
      soul_content: expect.stringContaining("# rita, reviewer"),
    });
    const wrong = await call("POST", "/api/agents", { name: "y", role: "coder", template: "nope" });
    expect(wrong.status).toBe(400);
    expect(wrong.body.error).toContain(
      "developer, orchestrator, researcher, reviewer, tester, writer",
    );
    const neither = await call("POST", "/api/agents", { name: "z" });
    expect(neither.body.error).toBe("Name and role are required");
  });

  it("refuses a capacity out of range, a bad status and a bad runtime", async () => {
    for (const bad of [
      { max_capacity: 0 },
      { max_capacity: 21 },
      { status: "asleep" },
      { runtime: "cloud" },
    ]) {
      const answer = await call("POST", "/api/agents", { name: "x", role: "coder", ...bad });
      expect(answer.status).toBe(400);
      expect(answer.body.problems[0].field).toBe(Object.keys(bad)[0]);
    }
  });

  it("reads by id and by name, also a name with a space or of digits; an unknown one is 404", async () => {
    const builder = await given("builder");
    const spaced = await given("night shift");
    const digits = await given("4711");
    expect((await call("GET", `/api/agents/${builder.id}`)).body.agent.name).toBe("builder");
    expect((await call("GET", "/api/agents/builder")).body.agent.id).toBe(builder.id);
    expect((await call("GET", "/api/agents/night%20shift")).body.agent.id).toBe(spaced.id);
    expect((await call("GET", "/api/agents/4711")).body.agent.id).toBe(digits.id);
    for (const path of [
      "/api/agents/99999",
      "/api/agents/nobody",
      "/api/agents/99999999999999",
      "/api/agents/%00",
    ]) {
      const unknown = await call("GET", path);
      expect([path, unknown.status]).toEqual([path, path.endsWith("%00") ? 400 : 404]);
    }
    expect((await call("GET", "/api/agents/99999")).body.error).toBe("Agent 99999 not found");
  });

  it("lists with filters by presence, role, words and visibility, and pages", async () => {
    await given("a-coder", { status: "online" });
    await given("b-writer", { role: "writer", capabilities: ["prose"] });
    await given("c-hidden", { hidden: true });
    await call("POST", "/api/agents/register", { name: "d-live", role: "tester" });
    const names = async (query: string) =>
      (await call("GET", `/api/agents?${query}`)).body.agents.map(
        (agent: { name: string }) => agent.name,
      );
    expect(await names("")).toEqual(["d-live", "b-writer", "a-coder"]);
    expect(await names("show_hidden=true")).toHaveLength(4);
    expect(await names("status=online,idle")).toEqual(["d-live", "a-coder"]);
    expect(await names("role=writer")).toEqual(["b-writer"]);
    expect(await names("q=PROSE")).toEqual(["b-writer"]);
    expect(await names("q=100%25")).toEqual([]);
    const page = await call("GET", "/api/agents?limit=2&offset=2");
    expect(page.body).toMatchObject({ total: 3, page: 2, limit: 2 });
    expect(page.body.agents[0].taskStats.total).toBe(0);
    expect((await call("GET", "/api/agents?status=asleep")).status).toBe(400);
  });

  it("filters by the presence that it shows, whatever an agent is and does", async () => {
    const at = (minutes: number | null) =>
      minutes === null ? null : new Date(Date.now() - minutes * 60_000);
    let n = 0;
    for (const status of ["online", "busy", "idle", "offline", "error"]) {
      for (const minutes of [null, 1, 11]) {
        for (const inProgress of [0, 1]) {
          await test.db.agent.create({
            data: { name: `p${n++}`, status, inProgress, lastSeenAt: at(minutes) },
          });
        }
      }
    }
    for (const presence of ["online", "busy", "idle", "offline"]) {
      const { agents: shown } = (await call("GET", `/api/agents?limit=200&status=${presence}`))
        .body;
      expect(new Set(shown.map((agent: { status: string }) => agent.status))).toEqual(
        new Set([presence]),
      );
      n -= shown.length;
    }
    expect(n).toBe(0);
  });
});

describe("changing agents", () => {
  it("changes the agent that the body names, by name or id, and merges config", async () => {
    const { id } = await given("builder", { config: { model: "a", theme: "dark" } });
    const byName = { name: "builder", status: "busy", last_activity: "building" };
    const answer = await call("PUT", "/api/agents", byName);
    expect(answer.body).toMatchObject({ success: true });
    const config = { dispatchModel: "9router/cc/claude-opus-4-6", theme: null };
    expect((await call("PUT", "/api/agents", { id, config })).status).toBe(200);
    expect((await call("GET", `/api/agents/${id}`)).body.agent).toMatchObject({
      status: "busy",
      last_activity: "building",
      last_seen: seconds,
      config: { model: "a", dispatchModel: "9router/cc/claude-opus-4-6" },
    });
  });

  it("says what is missing or wrong in a change", async () => {
    const { id } = await given("builder");
    const refused = async (body: unknown) => {
      const { status, body: problem } = await call("PUT", "/api/agents", body);
      return [status, problem.error];
    };
    expect(await refused({ name: "builder" })).toEqual([400, "No fields to update"]);
    expect(await refused({ status: "idle" })).toEqual([400, "Agent name is required"]);
    expect(await refused({ name: "nobody", status: "idle" })).toEqual([
      404,
      "Agent nobody not found",
    ]);
    expect((await refused({ id, name: "other", status: "idle" }))[0]).toBe(400);
    expect((await refused({ id, created_at: 1 }))[1]).toContain("created_at");
  });

  it("changes by PUT and PATCH, tells every change once, and null clears", async () => {
    const { id } = await given("builder", { session_key: "s1", soul_content: "# B" });
    const put = await call("PUT", `/api/agents/${id}`, { role: "senior-coder" });
    expect(put.body).toMatchObject({ success: true, agent: { role: "senior-coder" } });
    const patch = {
      runtime: "worker",
      max_capacity: 3,
      session_key: null,
      soul_content: null,
      hidden: true,
    };
    const patched = await call("PATCH", "/api/agents/builder", patch);
    expect(patched.body.agent).toMatchObject({ ...patch, hidden: 1 });
    await call("PATCH", "/api/agents/builder", { max_capacity: 3, config: {} });
    expect(await events()).toEqual(["agent.created", "agent.updated", "agent.updated"]);
    const [last] = await test.db.$queryRaw<{ data: Record<string, unknown> }[]>`
      SELECT data FROM events ORDER BY id DESC LIMIT 1`;
    expect(last?.data).toMatchObject({
      id,
      name: "builder",
      max_capacity: 3,
      changed: expect.arrayContaining(["runtime", "max_capacity"]),
    });
    expect(last?.data).not.toHaveProperty("session_key");
  });

  it("keeps one truth of the capabilities, wherever they are sent", async () => {
    const { id } = await given("builder", { capabilities: ["a", "b", "a"] });
    const capabilities = async () => {
      const { agent } = (await call("GET", `/api/agents/${id}`)).body;
      expect(agent.config.capabilities ?? []).toEqual(agent.capabilities);
      return agent.capabilities;
    };
    expect(await capabilities()).toEqual(["a", "b"]);
    await call("PATCH", `/api/agents/${id}`, { config: { capabilities: ["c"], model: "m" } });
    expect(await capabilities()).toEqual(["c"]);
    await call("PATCH", `/api/agents/${id}`, { config: { model: "n" } });
    expect(await capabilities()).toEqual(["c"]);
    await call("PATCH", `/api/agents/${id}`, { config: { capabilities: null } });
    expect(await capabilities()).toEqual([]);
    expect(
      (await call("PATCH", `/api/agents/${id}`, { config: { capabilities: "c" } })).status,
    ).toBe(400);
    await call("PATCH", `/api/agents/${id}`, { config: null });
    expect((await call("GET", `/api/agents/${id}`)).body.agent.config).toEqual({});
  });

  it("adds and removes single capabilities, so that two people who each add one both succeed", async () => {
    const { id } = await given("builder", { capabilities: ["a", "b"] });
    const patch = (change: object) => call("PATCH", `/api/agents/${id}`, change);
    await Promise.all([
      patch({ add_capabilities: ["c"] }),
      patch({ add_capabilities: ["d"], remove_capabilities: ["a"] }),
    ]);
    const { agent } = (await call("GET", `/api/agents/${id}`)).body;
    expect(agent.capabilities.toSorted()).toEqual(["b", "c", "d"]);
    const both = await patch({ capabilities: [], add_capabilities: ["e"] });
    expect(both.body.problems[0].field).toBe("capabilities");
    const tooMany = await patch({
      add_capabilities: Array.from({ length: 98 }, (_, n) => `x${n}`),
    });
    expect(tooMany.body.problems[0].field).toBe("add_capabilities");
  });

  it("refuses a config that has grown too large", async () => {
    const { id } = await given("builder", { config: { a: "x".repeat(40_000) } });
    const answer = await call("PATCH", `/api/agents/${id}`, { config: { b: "x".repeat(40_000) } });
    expect(answer.status).toBe(400);
    expect(answer.body.problems[0].field).toBe("config");
  });

  it("tells a change of presence, and only that", async () => {
    await given("builder", { status: "idle" });
    await call("PUT", "/api/agents", { name: "builder", status: "busy" });
    await call("PUT", "/api/agents", { name: "builder", status: "busy" });
    await call("PUT", "/api/agents", { name: "builder", status: "offline" });
    expect(await events()).toEqual([
      "agent.created",
      "agent.status_changed",
      "agent.status_changed",
    ]);
  });
});

describe("the SOUL", () => {
  it("is read, written, made out from a template and taken away", async () => {
    const { id } = await given("scout", { role: "researcher" });
    const empty = await call("GET", `/api/agents/${id}/soul`);
    expect(empty.body).toEqual({
      agent: { id, name: "scout", role: "researcher" },
      soul_content: "",
      source: "none",
      available_templates: [
        "developer",
        "orchestrator",
        "researcher",
        "reviewer",
        "tester",
        "writer",
      ],
      updated_at: seconds,
    });
    const written = await call("PUT", `/api/agents/${id}/soul`, { soul_content: "# Scout" });
    expect(written.body).toEqual({
      success: true,
      message: "SOUL content updated for scout",
      soul_content: "# Scout",
      saved_to_workspace: false,
      updated_at: seconds,
    });
    expect((await call("GET", "/api/agents/scout/soul")).body.source).toBe("database");
    const made = await call("PUT", `/api/agents/${id}/soul`, { template_name: "reviewer" });
    expect(made.body.soul_content).toContain("# scout, researcher");
    expect(made.body.soul_content).toContain("\nVERDICT: APPROVED\nNOTES: ");
    expect(made.body.soul_content).not.toMatch(/\{\{\w+\}\}/);
    await call("PUT", `/api/agents/${id}/soul`, { soul_content: null });
    expect((await call("GET", `/api/agents/${id}/soul`)).body).toMatchObject({
      soul_content: "",
      source: "none",
    });
  });

  it("says which templates there are when one is unknown, and wants one of two fields", async () => {
    const { id } = await given("scout");
    const unknown = await call("PUT", `/api/agents/${id}/soul`, { template_name: "nope" });
    expect([unknown.status, unknown.body.error]).toEqual([404, "Template not found"]);
    expect(unknown.body.available_templates).toContain("reviewer");
    expect((await call("PUT", `/api/agents/${id}/soul`, {})).status).toBe(400);
    const both = { soul_content: "# S", template_name: "writer" };
    expect((await call("PUT", `/api/agents/${id}/soul`, both)).status).toBe(400);
    expect((await call("PUT", `/api/agents/${id}/soul`, { template_name: "../x" })).status).toBe(
      400,
    );
    expect((await call("PUT", "/api/agents/999999/soul", { soul_content: "x" })).status).toBe(404);
    const list = await call("PATCH", `/api/agents/${id}/soul`);
    expect(list.body.templates[0]).toEqual({
      name: "developer",
      description: expect.any(String),
      size: expect.any(Number),
    });
    const content = await call("PATCH", `/api/agents/${id}/soul?template=writer`);
    expect(content.body).toEqual({
      template_name: "writer",
      content: expect.stringContaining("{{AGENT_NAME}}"),
    });
  });
});

describe("keys", () => {
  it("are made, shown once, listed without their secret, used and revoked", async () => {
    const { id } = await given("scout");
    const scopes = ["operator", "agent:self"];
    const made = await call("POST", `/api/agents/${id}/keys`, {
      name: "k1",
      scopes,
      expires_in_days: 1,
    });
    expect(made.status).toBe(201);
    const key = made.body.api_key;
    expect(key).toMatch(/^mca_[0-9a-f]{48}$/);
    expect(made.body.key).toMatchObject({
      id: 1,
      name: "k1",
      key_prefix: key.slice(0, 12),
      scopes,
    });
    const { expires_at, created_at } = made.body.key;
    expect(Math.abs(expires_at - created_at - 86_400)).toBeLessThan(2);
    expect((await call("POST", `/api/agents/${id}/heartbeat`, {}, key)).status).toBe(200);
    const list = await call("GET", `/api/agents/${id}/keys`);
    expect(list.body.agent).toEqual({ id, name: "scout" });
    expect(list.body.keys).toEqual([
      {
        id: 1,
        name: "k1",
        key_prefix: key.slice(0, 12),
        scopes,
        project_id: null,
        created_by: "API Access",
        expires_at: made.body.key.expires_at,
        revoked_at: null,
        last_used_at: seconds,
        created_at: seconds,
        updated_at: seconds,
      },
    ]);
    const revoked = await call("DELETE", `/api/agents/${id}/keys`, { key_id: 1 });
    expect(revoked.body).toEqual({ success: true, key_id: 1, revoked_at: seconds });
    expect((await call("POST", `/api/agents/${id}/heartbeat`, {}, key)).status).toBe(401);
    expect((await call("DELETE", `/api/agents/${id}/keys`, { key_id: 99 })).status).toBe(404);
  });

  it("work as their agent by default, and for nobody else", async () => {
    const { id } = await given("scout");
    await given("iris");
    const { api_key: key, key: shown } = (await call("POST", `/api/agents/${id}/keys`, {})).body;
    expect(shown).toMatchObject({
      name: "default",
      scopes: ["operator", "agent:self"],
      expires_at: null,
    });
    const as = (
      method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE",
      path: string,
      body?: unknown,
    ) => call(method, path, body, key).then((answer) => answer.status);
    expect(await as("POST", "/api/agents/scout/heartbeat", {})).toBe(200);
    expect(await as("GET", "/api/agents/scout/heartbeat")).toBe(200);
    expect(await as("PUT", "/api/agents/scout/memory", { working_memory: "x" })).toBe(200);
    expect(await as("POST", "/api/agents/register", { name: "scout" })).toBe(200);
    expect(
      await as("PUT", "/api/agents", { name: "scout", status: "busy", last_activity: "x" }),
    ).toBe(200);
    expect(await as("GET", "/api/agents")).toBe(200);
    for (const [method, path, body] of [
      ["POST", "/api/agents/iris/heartbeat", {}],
      ["GET", "/api/agents/iris/heartbeat"],
      ["GET", "/api/agents/iris/memory"],
      ["PUT", "/api/agents/iris/memory", { working_memory: "x" }],
      ["POST", "/api/agents/register", { name: "iris" }],
      ["POST", "/api/agents/register", { name: "stranger" }],
      ["POST", "/api/connect", { tool_name: "t", agent_name: "iris" }],
      ["PUT", "/api/agents", { name: "iris", status: "busy" }],
      ["PUT", "/api/agents", { name: "scout", role: "reviewer" }],
      ["PATCH", "/api/agents/scout", { runtime: "anthropic" }],
      ["PUT", "/api/agents/scout/soul", { soul_content: "x" }],
      ["POST", "/api/agents", { name: "friend", role: "coder" }],
      ["POST", "/api/agents/scout/keys", {}],
      ["GET", "/api/agents/scout/keys"],
      ["DELETE", "/api/agents/scout", {}],
    ] as const) {
      expect([method, path, await as(method, path, body)]).toEqual([method, path, 403]);
    }
    const refused = await call("POST", "/api/agents/iris/heartbeat", {}, key);
    expect(refused.body.error).toBe("Access denied: agent key may only access its own agent.");
  });

  it("keep the role, the runtime and the capacity that the operators gave", async () => {
    const { id } = await given("scout", { role: "coder" });
    const { api_key: key } = (await call("POST", `/api/agents/${id}/keys`, {})).body;
    const body = {
      name: "scout",
      role: "reviewer",
      runtime: "anthropic",
      max_capacity: 4,
      framework: "f",
    };
    expect((await call("POST", "/api/agents/register", body, key)).status).toBe(200);
    expect((await call("GET", "/api/agents/scout")).body.agent).toMatchObject({
      role: "coder",
      runtime: "pull",
      max_capacity: 1,
      config: { framework: "f" },
    });
  });

  it("take their role from their scopes, and may have expired before they are made", async () => {
    const { id } = await given("scout", { session_key: "secret" });
    const make = async (body: unknown) =>
      (await call("POST", `/api/agents/${id}/keys`, body)).body.api_key;
    const beat = (key: string) =>
      call("POST", "/api/agents/scout/heartbeat", {}, key).then((a) => a.status);
    expect(await beat(await make({ scopes: ["viewer", "agent:self"] }))).toBe(403);
    expect(await beat(await make({ scopes: ["agent:self"] }))).toBe(200);
    expect(await beat(await make({ scopes: ["agent:diagnostics"] }))).toBe(403);
    expect(await beat(await make({ scopes: [] }))).toBe(200);
    expect(await beat(await make({ expires_at: 1_000 }))).toBe(401);
    const admin = await make({ scopes: ["admin"] });
    expect((await call("GET", "/api/agents/scout/keys", undefined, admin)).status).toBe(200);
    expect((await call("POST", `/api/agents/${id}/keys`, { scopes: ["root"] })).status).toBe(400);
    const both = { expires_at: 2_000_000_000, expires_in_days: 1 };
    expect((await call("POST", `/api/agents/${id}/keys`, both)).status).toBe(400);
    expect((await call("POST", `/api/agents/${id}/keys`, { project_id: 999 })).status).toBe(400);
  });

  it("give no other agent more than their own agent has, whatever their scopes", async () => {
    const { id } = await given("scout", { budget_usd: 5 });
    const { id: other } = await given("iris");
    const scopes = { scopes: ["admin"] };
    const { api_key: key } = (await call("POST", `/api/agents/${id}/keys`, scopes)).body;
    const make = (fields: object) =>
      call("POST", "/api/agents", { name: "helper", role: "agent", ...fields }, key);
    const change = (fields: object) => call("PUT", `/api/agents/${other}`, fields, key);
    expect(await make({ budget_usd: 6 })).toMatchObject({
      status: 403,
      body: {
        error: "Access denied: scout may give no agent a budget_usd of more than its own 5.",
      },
    });
    const bypass = { config: { permission_mode: "bypass_permissions" } };
    for (const refused of [make(bypass), change(bypass), change({ budget_usd: 6 })])
      expect((await refused).status).toBe(403);
    expect((await make({})).body.agent).toMatchObject({ budget_usd: 5 });
    expect((await change({ budget_usd: 4 })).status).toBe(200);
  });

  it("hide session keys from those who only read", async () => {
    const { id } = await given("scout", { session_key: "secret" });
    await given("iris", { session_key: "other" });
    const { api_key: key } = (await call("POST", `/api/agents/${id}/keys`, { scopes: ["viewer"] }))
      .body;
    const { agents: seen } = (await call("GET", "/api/agents", undefined, key)).body;
    expect(seen.map((agent: { session_key: string }) => agent.session_key)).toEqual([
      null,
      "secret",
    ]);
  });
});

describe("working memory", () => {
  it("is replaced, appended to under the time, and cleared", async () => {
    const { id } = await given("scout");
    const empty = await call("GET", `/api/agents/${id}/memory`);
    expect(empty.body).toMatchObject({ agent: { id, name: "scout" }, working_memory: "", size: 0 });
    const set = await call("PUT", `/api/agents/${id}/memory`, { working_memory: "Initial note" });
    expect(set.body).toMatchObject({
      success: true,
      working_memory: "Initial note",
      saved_to_workspace: false,
      size: 12,
    });
    const more = { working_memory: "Appended note", append: true };
    const appended = await call("PUT", `/api/agents/${id}/memory`, more);
    expect(appended.body.working_memory).toMatch(
      /^Initial note\n\n## \d{4}-\d\d-\d\dT[\d:.]+Z\nAppended note$/,
    );
    const cleared = await call("DELETE", `/api/agents/${id}/memory`);
    expect(cleared.body).toMatchObject({ success: true, working_memory: "", size: 0 });
  });

  it("wants a text to append, and has an end", async () => {
    const { id } = await given("scout");
    for (const body of [{}, { append: true }, { append: true, working_memory: "" }]) {
      expect((await call("PUT", `/api/agents/${id}/memory`, body)).status).toBe(400);
    }
    const half = "x".repeat(300_000);
    expect((await call("PUT", `/api/agents/${id}/memory`, { working_memory: half })).status).toBe(
      200,
    );
    const grown = await call("PUT", `/api/agents/${id}/memory`, {
      working_memory: half,
      append: true,
    });
    expect(grown.status).toBe(413);
    expect((await call("GET", `/api/agents/${id}/memory`)).body.size).toBe(300_000);
    expect((await call("GET", "/api/agents/999999/memory")).status).toBe(404);
  });

  it("loses nothing when it is appended to many times at once", async () => {
    const { id } = await given("scout");
    const notes = Array.from({ length: 12 }, (_, i) => `note-${i}.`);
    await Promise.all(
      notes.map((note) =>
        call("PUT", `/api/agents/${id}/memory`, { working_memory: note, append: true }),
      ),
    );
    const { working_memory } = (await call("GET", `/api/agents/${id}/memory`)).body;
    for (const note of notes) expect(working_memory).toContain(note);
  });
});

describe("connections", () => {
  it("make an agent, take it online and offline, and are listed", async () => {
    const body = {
      tool_name: "claude-code",
      tool_version: "1.0.0",
      agent_name: "my-agent",
      agent_role: "developer",
    };
    const made = await call("POST", "/api/connect", body);
    expect(made.status).toBe(200);
    const { connection_id, agent_id } = made.body;
    expect(made.body).toEqual({
      connection_id: expect.stringMatching(/^[0-9a-f-]{36}$/),
      agent_id: 1,
      agent_name: "my-agent",
      status: "connected",
      sse_url: "/api/events",
      heartbeat_url: "/api/agents/1/heartbeat",
      token_report_url: "/api/tokens",
    });
    expect((await call("GET", `/api/agents/${agent_id}`)).body.agent).toMatchObject({
      name: "my-agent",
      role: "developer",
      status: "online",
      config: {},
    });
    expect((await call("GET", "/api/connect")).body.connections).toEqual([
      expect.objectContaining({
        connection_id,
        agent_name: "my-agent",
        tool_name: "claude-code",
        status: "connected",
      }),
    ]);
    await call("PATCH", `/api/agents/${agent_id}`, { config: { connection: null, model: "m" } });
    const beat = await call("POST", `/api/agents/${agent_id}/heartbeat`, { connection_id });
    expect(beat.status).toBe(200);
    const gone = await call("DELETE", "/api/connect", { connection_id });
    expect(gone.body).toEqual({ status: "disconnected", connection_id });
    expect((await call("GET", `/api/agents/${agent_id}`)).body.agent).toMatchObject({
      status: "offline",
      config: { model: "m" },
    });
    expect((await call("DELETE", "/api/connect", { connection_id })).status).toBe(404);
  });

  it("takes over from another tool of the same agent", async () => {
    const connectAs = async (tool_name: string) =>
      (await call("POST", "/api/connect", { tool_name, agent_name: "my-agent" })).body
        .connection_id;
    const first = await connectAs("codex");
    const second = await connectAs("claude-code");
    expect((await call("DELETE", "/api/connect", { connection_id: first })).status).toBe(404);
    expect((await call("DELETE", "/api/connect", { connection_id: second })).status).toBe(200);
  });
});
