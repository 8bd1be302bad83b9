import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import {
  afterAll,
  beforeAll,
  beforeEach,
  describe,
  expect,
  it,
  type MockInstance,
  vi,
} from "vitest";
import * as events from "@/app/api/events/route";
import * as taskComplete from "@/app/api/tasks/[id]/complete/route";
import * as task from "@/app/api/tasks/[id]/route";
import * as queue from "@/app/api/tasks/queue/route";
import * as tasks from "@/app/api/tasks/route";
import * as metricsRoute from "@/app/metrics/route";
import { createApiKey, type NewApiKey } from "@/lib/auth/keys/keys";
import type { Context } from "@/lib/core/context";
import { closeDatabase, type Database } from "@/lib/core/database";
import { logger } from "@/lib/core/logger";
import { metrics } from "@/lib/core/metrics";
import { stopEventHub } from "@/lib/events/hub";
import { recordVerdict } from "@/lib/reviews/record";
import { contextOf, givenTask, userActor } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { createApiHost } from "./host";
import { observeRequest } from "./observe";

const ADMIN_KEY = "mc_the-admin-key-of-the-tests";
let test: TestDatabase;
let ctx: Context;
let server: Server;
let base: string;
let logged: MockInstance<typeof logger.info>;

beforeAll(async () => {
  test = await createTestDatabase();
  ctx = contextOf(test.db);
  vi.stubEnv("DATABASE_URL", test.url);
  vi.stubEnv("MC_API_KEY", ADMIN_KEY);
  vi.stubEnv("BATON_ACCESS_LOG", "on");
  (globalThis as { __batonDatabase?: Database }).__batonDatabase = test.db;
  const serveApi = createApiHost({
    "/api/events": events,
    "/api/tasks": tasks,
    "/api/tasks/{id}": task,
    "/api/tasks/{id}/complete": taskComplete,
    "/api/tasks/queue": queue,
    "/metrics": metricsRoute,
  });
  server = createServer((request, response) =>
    observeRequest(request, response, async () => {
      if (!(await serveApi(request, response))) response.writeHead(404).end("no such page");
    }),
  );
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await stopEventHub();
  vi.unstubAllEnvs();
  await closeDatabase();
  await test.drop();
});
beforeEach(() => {
  logged = vi.spyOn(logger, "info").mockImplementation(() => undefined);
  logged.mockClear();
  metrics().registry.resetMetrics();
});

const ask = (path: string, { key = ADMIN_KEY, ...init }: RequestInit & { key?: string } = {}) =>
  fetch(`${base}${path}`, {
    ...init,
    headers: {
      ...(key === "" ? {} : { authorization: `Bearer ${key}` }),
      "content-type": "application/json",
      ...init.headers,
    },
  });
const keyFor = async (fields: Partial<NewApiKey>): Promise<string> =>
  (
    await createApiKey(ctx, {
      name: "a key",
      kind: "user",
      role: "viewer",
      scopes: [],
      ...fields,
    } as NewApiKey)
  ).key;
/** The lines of the access log; each is written once the response has been sent. */
const lines = () => logged.mock.calls as unknown as [Record<string, unknown>, string][];
const line = (message: string) =>
  vi.waitFor(() => {
    const found = lines().find((each) => each[1] === message);
    if (!found) throw new Error(`no line “${message}” yet`);
    return found[0];
  });

describe("the metrics", () => {
  it("count what agents do, and measure requests by the pattern of their route", async () => {
    await givenTask(ctx, { title: "First" });
    await givenTask(ctx, { title: "Second" });
    const claimed = await (await ask("/api/tasks/queue?agent=scout")).json();
    await ask(`/api/tasks/${claimed.task.id}/complete`, {
      method: "POST",
      body: JSON.stringify({ run_id: claimed.run_id, resolution: "done" }),
    });
    await recordVerdict(contextOf(test.db, userActor()), {
      ref: claimed.task.id,
      reviewer: "Ada",
      verdict: "approved",
      notes: "good",
    });
    await vi.waitFor(() => expect(lines()).toHaveLength(2));
    const text = await (await ask("/metrics")).text();
    for (const expected of [
      'baton_claims_total{how="poll"} 1',
      'baton_hand_ins_total{to="review"} 1',
      'baton_verdicts_total{verdict="approved",reviewer_kind="user"} 1',
      'baton_runs_ended_total{trigger="claim",outcome="succeeded"} 1',
      'baton_http_request_duration_seconds_count{method="GET",route="/api/tasks/queue",status="200"} 1',
      'baton_http_request_duration_seconds_count{method="POST",route="/api/tasks/{id}/complete",status="200"} 1',
      'baton_http_requests_open{route="/metrics"} 1',
      'baton_tasks_open{status="inbox"} 1',
      "baton_tasks_claimable 1",
      "baton_database_up 1",
      'baton_database_connections{state="waiting"} 0',
    ]) {
      expect(text.split("\n")).toContain(expected);
    }
    expect(text).toContain("process_resident_memory_bytes");
  });

  it("are the ones that docs/operations.md describes and alerts on", async () => {
    const text = await (await ask("/metrics")).text();
    const offered = [...text.matchAll(/^# TYPE (baton_\w+)/gm)].map(([, name]) => name);
    const tables = readFileSync("docs/operations.md", "utf8").match(/^\|.*$/gm) ?? [];
    const described = tables.flatMap((row) => row.match(/(?<=[`(])baton_\w+/g) ?? []);
    const names = new Set(described.map((name) => name.replace(/_count$/, "")));
    expect([...names].sort()).toEqual([...new Set([...offered, "baton_event_lag_seconds"])].sort());
  });

  it("see the pool of a database that another copy of the module has opened", async () => {
    // In production the API's routes and Next's bundle each load the module; whichever needs it first opens the
    // database.
    vi.resetModules();
    const copy = await import("@/lib/core/database");
    expect(copy.connectionUse(test.db)).toMatchObject({ waiting: 0 });
  });

  it("count nothing that was rolled back", async () => {
    const undone = ctx.transaction(async (tx) => {
      tx.afterCommit(() => metrics().claims.inc({ how: "poll" }));
      throw new Error("undone");
    });
    await expect(undone).rejects.toThrow("undone");
    expect((await metrics().claims.get()).values).toEqual([]);
  });

  it("are for admins, general keys and the scraper's token, and for nobody else", async () => {
    const projectId = (await test.db.project.findFirst())?.id;
    const agentId = (await test.db.agent.findUnique({ where: { name: "scout" } }))?.id;
    const status = async (key: string) => (await ask("/metrics", { key })).status;
    expect(await status("")).toBe(401);
    expect(await status(await keyFor({}))).toBe(200);
    expect(await status(await keyFor({ projectId }))).toBe(403);
    expect(await status(await keyFor({ kind: "agent", role: "operator", agentId }))).toBe(403);
    expect(await status("the-scraper")).toBe(401);
    vi.stubEnv("BATON_METRICS_TOKEN", "the-scraper");
    expect(await status("the-scraper")).toBe(200);
    expect(await status("the-scrapes")).toBe(401);
    expect((await ask("/api/tasks", { key: "the-scraper" })).status).toBe(401);
  });
});

describe("the access log", () => {
  it("has one line for a request: its route, its end and who sent it, without its query", async () => {
    const { id } = await givenTask(ctx);
    const response = await ask(`/api/tasks/${id}?fields=secret-in-the-query`, {
      headers: { "x-request-id": "r-1", "x-agent-name": "scout" },
    });
    await response.text();
    const request = await line("request");
    expect(request).toEqual({
      method: "GET",
      route: "/api/tasks/{id}",
      status: response.status,
      ms: expect.any(Number),
      bytes: expect.any(Number),
      actor_kind: "key",
      actor: "API Access",
      request_id: "r-1",
      client: null,
    });
    expect(request.bytes).toBeGreaterThan(100);
    expect(JSON.stringify(lines())).not.toContain("secret");
    expect(lines()).toHaveLength(1);
  });

  it("shows who was refused, and pages by their path", async () => {
    await ask("/api/tasks", { key: "mca_wrong" });
    expect(await line("request")).toMatchObject({ status: 401, actor: null, actor_kind: null });
    logged.mockClear();
    await ask("/board?token=secret");
    expect(await line("request")).toMatchObject({ path: "/board", status: 404 });
    expect(JSON.stringify(lines())).not.toContain("secret");
  });

  it("has a line when a stream opens and one when it closes", async () => {
    const hangUp = new AbortController();
    const response = await ask("/api/events", { signal: hangUp.signal });
    expect(response.status).toBe(200);
    expect(await line("stream opened")).toMatchObject({
      route: "/api/events",
      actor: "API Access",
    });
    expect((await metrics().openStreams.get()).values[0]?.value).toBe(1);
    hangUp.abort();
    expect(await line("stream closed")).toMatchObject({ route: "/api/events", status: 200 });
    expect((await metrics().openStreams.get()).values[0]?.value).toBe(0);
    expect(lines().map(([, message]) => message)).toEqual(["stream opened", "stream closed"]);
  });

  it("is silent when it is off, and about what went well when it is for errors", async () => {
    vi.stubEnv("BATON_ACCESS_LOG", "off");
    await ask("/api/tasks", { key: "mca_wrong" });
    vi.stubEnv("BATON_ACCESS_LOG", "errors");
    await (await ask("/api/tasks")).text();
    await ask("/api/tasks/999999");
    expect(await line("request")).toMatchObject({ status: 404, route: "/api/tasks/{id}" });
    expect(lines()).toHaveLength(1);
    vi.stubEnv("BATON_ACCESS_LOG", "on");
  });
});
