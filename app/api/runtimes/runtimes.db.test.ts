import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { routes } from "@/app/api/openapi.json/routes";
import { markUnhealthy } from "@/lib/runtimes/health";
import { configuredAs, readRuntimeSettings } from "@/lib/runtimes/settings";
import { contextOf, givenTask } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { emptyTables } from "@/lib/testing/empty-tables";
import { type Call, caller, type Routes } from "@/lib/testing/http";
import { type ModelProvider, startModelProvider } from "@/lib/testing/model-provider";

const KEY = "sk-secret-of-the-provider-1234";
let test: TestDatabase;
let call: Call;
let provider: ModelProvider;

beforeAll(async () => {
  test = await createTestDatabase();
  provider = await startModelProvider();
  const served = Object.entries(routes).map(([path, module]) => [
    path.replace(/\{(\w+)\}/g, "[$1]"),
    module,
  ]);
  call = caller(test.db, Object.fromEntries(served) as Routes);
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
    "events",
    "settings",
    "graphile_worker._private_jobs",
  );
  provider.reset();
  vi.stubEnv("BATON_SECRET", "a secret for tests");
  for (const { baseUrl, apiKey } of [
    { baseUrl: "ANTHROPIC_BASE_URL", apiKey: "ANTHROPIC_API_KEY" },
    { baseUrl: "OPENAI_BASE_URL", apiKey: "OPENAI_API_KEY" },
    { baseUrl: "OPENCLAW_GATEWAY_URL", apiKey: "OPENCLAW_GATEWAY_TOKEN" },
  ]) {
    vi.stubEnv(baseUrl, "");
    vi.stubEnv(apiKey, "");
  }
  for (const tier of ["COMPLEX", "ROUTINE", "DEFAULT"]) vi.stubEnv(`MODEL_${tier}`, "");
});
afterEach(() => vi.unstubAllEnvs());

const put = (body: unknown, name = "anthropic") => call("PUT", `/api/runtimes/${name}`, body);
const everythingStored = async () =>
  JSON.stringify([await test.db.setting.findMany(), await test.db.event.findMany()], (_, value) =>
    typeof value === "bigint" ? String(value) : value,
  );

describe("the settings of a runtime", () => {
  it("are stored over the environment, tell nothing of the key, and fall back when cleared", async () => {
    vi.stubEnv("ANTHROPIC_API_KEY", "sk-environment-9876");
    vi.stubEnv("ANTHROPIC_BASE_URL", "http://user:hunter2@proxy/api");
    const before = (await call("GET", "/api/runtimes")).body.runtimes;
    expect(before.find((each: { name: string }) => each.name === "anthropic")).toMatchObject({
      configured: true,
      base_url: "http://proxy/api",
      base_url_source: "environment",
      api_key_source: "environment",
      api_key_hint: "…9876",
      health: { ok: true, reason: null, cause: null, retry_at: null },
    });
    const saved = await put({ base_url: provider.url, api_key: ` ${KEY}\n` });
    expect(saved.body.runtime).toMatchObject({
      base_url: provider.url,
      base_url_source: "setting",
      api_key_set: true,
      api_key_source: "setting",
      api_key_hint: "…1234",
    });
    expect(await readRuntimeSettings(test.db, "anthropic")).toMatchObject({ apiKey: KEY });
    const answers = [saved.body, (await call("GET", "/api/runtimes")).body];
    for (const text of [JSON.stringify(answers), await everythingStored()]) {
      expect(text).not.toContain(KEY);
      expect(text).not.toContain("hunter2");
    }
    expect((await put({ base_url: null })).body.runtime).toMatchObject({
      base_url_source: "environment",
      api_key_source: "setting",
    });
    const cleared = (await put({ api_key: "" })).body.runtime;
    expect(cleared).toMatchObject({ api_key_source: "environment", api_key_hint: "…9876" });
    expect(await test.db.setting.count({ where: { key: "runtime.anthropic" } })).toBe(0);
  });

  it.each([
    [{ base_url: "localhost:1234" }, "base_url"],
    [{ base_url: "ftp://host" }, "base_url"],
    [{ base_url: "http://user:word@host" }, "base_url"],
    [{ base_url: "http://host/?key=1" }, "base_url"],
    [{ api_key: "two words" }, "api_key"],
    [{ api_key: 7 }, "api_key"],
    [{ mode: "http" }, "mode"],
    [{ key: "x" }, "key"],
  ])("are refused by field: %j", async (body, field) => {
    const answer = await put(body);
    expect(answer.status).toBe(400);
    expect(answer.body.problems[0]).toMatchObject({ field });
  });

  it("are an admin's to change and an operator's to read, and never an agent's", async () => {
    const keyOf = async (role: string) =>
      (await call("POST", "/api/keys", { name: role, role })).body.api_key;
    const [viewer, operator] = [await keyOf("viewer"), await keyOf("operator")];
    await call("POST", "/api/agents/register", { name: "scout", role: "coder" });
    const agent = (await call("POST", "/api/agents/scout/keys", { name: "own" })).body.api_key;
    const paths = [
      "/api/runtimes",
      "/api/runtimes/openai",
      "/api/runtimes/tiers",
      "/api/scheduler",
    ];
    for (const path of paths) {
      expect((await call("GET", path, undefined, viewer)).status, path).toBe(403);
      expect((await call("GET", path, undefined, agent)).status, path).toBe(403);
      expect((await call("GET", path, undefined, operator)).status, path).toBe(200);
    }
    for (const key of [operator, agent]) {
      expect((await call("PUT", "/api/runtimes/openai", { api_key: KEY }, key)).status).toBe(403);
      expect((await call("POST", "/api/runtimes/openai/test", {}, key)).status).toBe(403);
      expect((await call("PUT", "/api/runtimes/tiers", { complex: "x" }, key)).status).toBe(403);
      expect((await call("POST", "/api/scheduler", { task_id: "sweep" }, key)).status).toBe(403);
    }
    expect((await call("GET", "/api/runtimes/pull")).status).toBe(400);
  });

  it("let go of what waited for them, at once", async () => {
    const ctx = contextOf(test.db);
    await test.db.agent.create({ data: { name: "ada", runtime: "anthropic" } });
    await test.db.agent.create({ data: { name: "bob", runtime: "openai" } });
    const held = async (assigned_to: string) => {
      const { id } = await givenTask(ctx, { assigned_to });
      await test.db.task.update({
        where: { id },
        data: {
          dispatchHold: { code: "configuration", message: "no key", since: 1, next_at: null },
        },
      });
      return id;
    };
    const [mine, other] = [await held("ada"), await held("bob")];
    await emptyTables(test.db, "graphile_worker._private_jobs");
    expect((await call("GET", "/api/runtimes/anthropic")).body.runtime).toMatchObject({
      agents: 1,
      waiting: 1,
      health: { ok: false, reason: expect.stringContaining("ANTHROPIC_API_KEY is not set") },
    });
    await put({ api_key: KEY });
    const holds = await test.db.task.findMany({ orderBy: { id: "asc" } });
    expect(holds.map(({ id, dispatchHold }) => [id, dispatchHold === null])).toEqual([
      [mine, true],
      [other, false],
    ]);
    const jobs = await test.db.$queryRaw<
      { key: string }[]
    >`SELECT key FROM graphile_worker.jobs ORDER BY key`;
    expect(jobs.map(({ key }) => key)).toEqual([`dispatch:${mine}`, "runAegisReviews"]);
  });
});

describe("a key that is kept", () => {
  const tryOut = (body: unknown, name = "openai") =>
    call("POST", `/api/runtimes/${name}/test`, body);
  const needsKey = { status: 400, body: { problems: [{ field: "api_key" }] } };

  it("goes to no other address, in a test or in a change", async () => {
    await put({ api_key: KEY }, "openai");
    expect(await tryOut({ base_url: provider.url })).toMatchObject(needsKey);
    expect(await put({ base_url: provider.url }, "openai")).toMatchObject(needsKey);
    expect(await put({ base_url: provider.url, api_key: null }, "openai")).toMatchObject({
      status: 200,
    });
    expect(provider.requests).toEqual([]);
    const both = { base_url: `${provider.url}/v1`, api_key: "sk-of-that-address" };
    expect((await tryOut(both)).body).toMatchObject({ ok: true });
    expect(provider.requests.map(({ headers }) => headers.authorization)).toEqual([
      "Bearer sk-of-that-address",
    ]);
  });

  it("stays in use at another path of its address, and when the address falls back", async () => {
    await put({ base_url: provider.url, api_key: KEY }, "openai");
    expect((await put({ base_url: `${provider.url}/v1` }, "openai")).status).toBe(200);
    expect((await tryOut({})).body).toMatchObject({ ok: true });
    expect((await put({ base_url: null }, "openai")).status).toBe(200);
  });

  it("goes nowhere but to the environment's address when it is the environment's", async () => {
    vi.stubEnv("OPENAI_API_KEY", "sk-environment");
    vi.stubEnv("OPENAI_BASE_URL", `${provider.url}/v1`);
    const elsewhere = "http://127.0.0.1:9/v1";
    expect(await tryOut({ base_url: elsewhere })).toMatchObject(needsKey);
    expect(await put({ base_url: elsewhere }, "openai")).toMatchObject(needsKey);
    expect((await put({ base_url: elsewhere, api_key: KEY }, "openai")).status).toBe(200);
    expect(await put({ api_key: null }, "openai")).toMatchObject(needsKey);
    expect(await tryOut({ base_url: provider.url })).toMatchObject(needsKey);
    expect((await put({ base_url: provider.url, api_key: null }, "openai")).status).toBe(200);
    expect((await tryOut({})).body).toMatchObject({ ok: true });
  });
});

describe("the test of a connection", () => {
  const tryOut = (body: unknown = {}, name = "openai") =>
    call("POST", `/api/runtimes/${name}/test`, body);

  it("tries what is not stored, and stores nothing", async () => {
    const answer = await tryOut({ base_url: provider.url, api_key: KEY });
    expect(answer.body).toMatchObject({ ok: true, models: [], error_class: null, fix: null });
    expect(
      provider.requests.map(({ protocol, headers }) => [protocol, headers.authorization]),
    ).toEqual([["models", `Bearer ${KEY}`]]);
    expect(await test.db.setting.count()).toBe(0);
  });

  it("says what is wrong and what to do", async () => {
    expect((await tryOut()).body).toMatchObject({
      ok: false,
      error_class: "configuration",
      reason: expect.stringContaining("OPENAI_API_KEY is not set"),
    });
    const gone = await startModelProvider();
    await gone.close();
    expect((await tryOut({ base_url: gone.url, api_key: KEY })).body).toMatchObject({
      ok: false,
      error_class: "network",
      fix: expect.stringContaining("Check the address"),
    });
    expect((await tryOut({ base_url: "nowhere" })).status).toBe(400);
  });

  it("lets what the runtime refused be tried again when the stored settings are good", async () => {
    await put({ base_url: provider.url, api_key: KEY });
    const settings = await call("GET", "/api/runtimes/anthropic");
    expect(settings.body.runtime.health.ok).toBe(true);
    const configured = configuredAs(await readRuntimeSettings(test.db, "anthropic"));
    if (!configured.ok) throw new Error(configured.reason);
    await markUnhealthy(contextOf(test.db), "anthropic", `${configured.fingerprint}:m`, "no money");
    expect((await call("GET", "/api/runtimes/anthropic")).body.runtime).toMatchObject({
      configured: true,
      health: {
        ok: false,
        reason: "no money",
        cause: "configuration",
        retry_at: expect.any(Number),
      },
    });
    await tryOut({ api_key: "sk-other" }, "anthropic");
    expect((await call("GET", "/api/runtimes/anthropic")).body.runtime.health.ok).toBe(false);
    await tryOut({}, "anthropic");
    expect((await call("GET", "/api/runtimes/anthropic")).body.runtime.health.ok).toBe(true);
  });
});

describe("the models of the tiers", () => {
  it("are set for all and for one runtime, and fall back when cleared", async () => {
    vi.stubEnv("MODEL_ROUTINE", "small-of-environment");
    const body = { complex: "big", openai: { complex: "gpt-big" } };
    const { tiers } = (await call("PUT", "/api/runtimes/tiers", body)).body;
    expect(tiers).toMatchObject({ complex: "big", routine: "small-of-environment", default: null });
    expect(tiers.by_runtime.openai).toEqual({
      complex: "gpt-big",
      routine: "small-of-environment",
      default: null,
    });
    expect(tiers.by_runtime.anthropic.complex).toBe("big");
    const again = await call("PUT", "/api/runtimes/tiers", { complex: "", openai: null });
    expect(again.body.tiers.stored).toEqual({});
    expect(again.body.tiers.by_runtime.openai.complex).toBeNull();
    expect((await call("PUT", "/api/runtimes/tiers", { complex: "a b" })).status).toBe(400);
  });
});
