import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import * as mcp from "@/app/api/mcp/route";
import { routes } from "@/app/api/openapi.json/routes";
import { systemActor } from "@/lib/core/actor";
import { createContext } from "@/lib/core/context";
import { EventHub } from "@/lib/events/hub";
import { endLongLived } from "@/lib/events/long-lived";
import type { RouteHandler } from "@/lib/http/define-route";
import { tools } from "@/lib/mcp/tools";
import { givenKey, wholeApi } from "@/lib/testing/actors";
import { contextOf, givenTask } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import type { Call } from "@/lib/testing/http";
import { PROBES, type Probe, type Target, TOOL_PROBES } from "@/lib/testing/permission-probes";
import { rolledBack } from "@/lib/testing/rolled-back";

/**
 * The table of docs/permissions.md, cell by cell: every operation and every tool, tried by every kind of actor on work of
 * scout in one project and on work of iris in another. `PERMISSIONS=write` writes the table anew.
 */
const DOCUMENT = path.join(process.cwd(), "docs/permissions.md");
const [BEGIN, END] = ["<!-- table: begin -->", "<!-- table: end -->"];

const shared = globalThis as typeof globalThis & { __batonEventHub?: EventHub };
let test: TestDatabase;
let call: Call;
let ours: Target;
let theirs: Target;

/** How a request says who sends it. */
type Credentials = Record<string, string>;
const DEAD = ["none", "unknown", "expired", "revoked"] as const;
const ACTORS = [
  "viewer",
  "operator",
  "admin",
  "viewer, project",
  "operator, project",
  "admin, project",
  "agent",
  "agent, project",
  "run",
  "page viewer",
  "page operator",
  "page admin",
] as const;
type ActorKind = (typeof ACTORS)[number] | (typeof DEAD)[number];
const credentials = new Map<ActorKind, Credentials>();

beforeAll(async () => {
  test = await createTestDatabase();
  vi.stubEnv("DATABASE_URL", test.url);
  vi.stubEnv("BATON_SECRET", "a secret of the tests, long enough to be one");
  shared.__batonEventHub = new EventHub(test.db, test.url);
  shared.__batonEventHub.start();
  call = wholeApi(test.db);
  ours = await givenTarget("ours", "scout");
  theirs = await givenTarget("theirs", "iris");
  await giveCredentials();
}, 60_000);
afterAll(async () => {
  endLongLived();
  await shared.__batonEventHub?.stop();
  shared.__batonEventHub = undefined;
  vi.unstubAllEnvs();
  await test?.drop();
});

async function givenTarget(prefix: string, agent: string): Promise<Target> {
  const made = { name: prefix, ticket_prefix: prefix };
  const project = (await call("POST", "/api/projects", made)).body.project.id;
  const { id: agentId } = await test.db.agent.create({ data: { name: agent } });
  const agentSecret = await givenKey(test.db, { agentId, projectId: project });
  await givenKey(test.db, { projectId: project, role: "viewer" });
  const keys = await test.db.apiKey.findMany({ where: { projectId: project } });
  const ctx = contextOf(test.db);
  const work = (fields: Record<string, unknown> = {}) =>
    givenTask(ctx, { title: "Work", project_id: project, assigned_to: agent, ...fields });
  const step = async (parent: number, order: number) =>
    (await work({ parent_id: parent, exec_mode: "seq", exec_order: order })).id;
  const held = await work();
  await call("POST", `/api/tasks/${held.id}/claim`, { agent });
  const [parent, blocker, blocked] = [await work(), await work(), await work()];
  await call("POST", `/api/tasks/${blocker.id}/links`, { to: blocked.id, type: "blocks" });
  const own = { title: "Own", project_id: project };
  const connected = { tool_name: "cli", agent_name: agent };
  const { connection_id } = (await call("POST", "/api/connect", connected)).body;
  return {
    prefix,
    project,
    agent,
    held: held.id,
    waiting: (await work()).id,
    judged: (await work({ status: "review", resolution: "In" })).id,
    finished: (await work({ status: "done", resolution: "Done" })).id,
    failed: (await work({ status: "failed" })).id,
    parent: parent.id,
    steps: [await step(parent.id, 1), await step(parent.id, 2)],
    blocker: blocker.id,
    blocked: blocked.id,
    own: (await call("POST", "/api/tasks", own, agentSecret)).body.task.id,
    run: (await test.db.run.findFirstOrThrow({ where: { taskId: held.id } })).id,
    key: keys.find((key) => key.agentId === null)?.id as number,
    agentKey: keys.find((key) => key.agentId === agentId)?.id as number,
    connection: connection_id,
  };
}

async function giveCredentials(): Promise<void> {
  const { id: agentId } = await test.db.agent.findUniqueOrThrow({ where: { name: "scout" } });
  const by = async (kind: ActorKind, key: Parameters<typeof givenKey>[1]) => {
    credentials.set(kind, { authorization: `Bearer ${await givenKey(test.db, key)}` });
  };
  credentials.set("none", {});
  credentials.set("unknown", { authorization: "Bearer mc_nobody-knows-this-key" });
  await by("expired", { role: "admin", expiresAt: new Date(0) });
  await by("revoked", { role: "admin", revokedAt: new Date(0) });
  for (const role of ["viewer", "operator", "admin"] as const) {
    await by(role, { role });
    await by(`${role}, project`, { role, projectId: ours.project });
    credentials.set(`page ${role}`, await signedIn(role));
  }
  await by("agent, project", { agentId, projectId: ours.project });
  await by("agent", { agentId });
  await by("run", { kind: "run", agentId, runId: ours.run, projectId: ours.project });
}

async function signedIn(role: "viewer" | "operator" | "admin"): Promise<Credentials> {
  const { createUser } = await import("@/lib/auth/users");
  const { sealSession, startSession } = await import("@/lib/auth/sessions");
  const ctx = createContext(systemActor("test"), test.db);
  const named = { username: `page-${role}`, displayName: role, password: "correct horse battery" };
  await createUser(ctx, { ...named, role });
  const user = await test.db.user.findUniqueOrThrow({ where: { username: named.username } });
  const from = { provider: "password", address: null, userAgent: null };
  const sealed = await sealSession(await startSession(ctx, user, from));
  return {
    host: "127.0.0.1:3000",
    origin: "http://127.0.0.1:3000",
    cookie: `baton-session-3000=${sealed}`,
  };
}

/** Every operation that the routes declare, by its id. */
const operations = new Map<string, { method: string; pattern: string; handler: RouteHandler }>();
for (const [pattern, module] of Object.entries(routes)) {
  for (const [method, handler] of Object.entries(module)) {
    if (typeof handler !== "function" || !("spec" in handler)) continue;
    const route = handler as RouteHandler;
    operations.set(route.spec.id, { method, pattern, handler: route });
  }
}

async function ask(probe: Probe, target: Target, by: Credentials): Promise<Response> {
  const isTool = !operations.has(probe.of);
  const { method, pattern, handler } = isTool
    ? { method: "POST", pattern: "/api/mcp", handler: mcp.POST }
    : (operations.get(probe.of) as { method: string; pattern: string; handler: RouteHandler });
  const url = new URL(probe.path?.(target) ?? "/api/mcp", "http://127.0.0.1:3000");
  const sent = probe.body?.(target);
  const body = isTool
    ? { jsonrpc: "2.0", id: 1, method: "tools/call", params: { name: probe.of, arguments: sent } }
    : sent;
  const headers = {
    ...by,
    ...(isTool ? { "x-project": target.prefix } : {}),
    ...(body === undefined ? {} : { "content-type": "application/json" }),
  };
  const request = new Request(url, {
    method,
    headers,
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  return handler(request, { params: paramsOf(pattern, url.pathname) });
}

function paramsOf(pattern: string, pathname: string): Record<string, string> {
  const names = [...pattern.matchAll(/\{(\w+)\}/g)].map((match) => match[1] as string);
  const values = pathname.match(new RegExp(`^${pattern.replace(/\{\w+\}/g, "([^/]+)")}$`)) ?? [];
  return Object.fromEntries(names.map((name, index) => [name, values[index + 1] as string]));
}

/** What an actor gets: `yes`; `no`; `conflict`, as the task stands; `hidden`, as if there were no such thing; `401`. */
async function verdictOf(response: Response): Promise<string> {
  if (response.headers.get("content-type")?.includes("event-stream")) {
    await response.body?.cancel();
    return "yes";
  }
  const text = await response.text();
  if (response.status === 401) return "401";
  if (/there is no (task|project)|not found|does not exist/i.test(text)) return "hidden";
  if (response.status === 403 || /Access denied|Requires \w+ role/.test(text)) return "no";
  if (response.status === 409 || text.includes("ERR{code:conflict")) return "conflict";
  // Whoever may ask hears that the method is refused, or that there is no such stream or job.
  const isAnswered =
    response.status === 405 || /Invalid session ID|task_id: must be one of/.test(text);
  const isFine = (response.status < 300 || isAnswered) && !text.includes("ERR{");
  return isFine ? "yes" : `${response.status} ${text.slice(0, 300)}`;
}

async function cell(probe: Probe, target: Target, kind: ActorKind): Promise<string> {
  const by = credentials.get(kind) as Credentials;
  return rolledBack(test.db, async () => verdictOf(await ask(probe, target, by)));
}

/** What there is without a live key does not hang on the target. */
async function deadCell(probe: Probe): Promise<string> {
  const found = new Set<string>();
  for (const kind of DEAD) found.add(await cell(probe, ours, kind));
  return [...found].join("/");
}

async function row(probe: Probe, target: Target): Promise<string[]> {
  const cells: string[] = [];
  for (const kind of ACTORS) cells.push(await cell(probe, target, kind));
  return cells;
}

const HEAD = ["operation", "of", "no live key", ...ACTORS];

async function tableOf(probes: readonly Probe[]): Promise<string[][]> {
  const rows: string[][] = [];
  for (const probe of probes) {
    const name = `\`${probe.of}\`${probe.what ? ` (${probe.what})` : ""}`;
    const dead = await deadCell(probe);
    rows.push([name, probe.once ? "all" : "scout", dead, ...(await row(probe, ours))]);
    if (!probe.once) rows.push([name, "iris", dead, ...(await row(probe, theirs))]);
  }
  return rows;
}

const lineOf = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;

it("tries every operation and every tool: a new one needs a row in lib/testing/permission-probes.ts", () => {
  const tried = (probes: readonly Probe[]) => [...new Set(probes.map(({ of }) => of))].sort();
  expect(tried(PROBES)).toEqual([...operations.keys()].sort());
  expect(tried(TOOL_PROBES)).toEqual(tools.map(({ name }) => name).sort());
});

it("gives every kind of actor what docs/permissions.md says, cell by cell", async () => {
  const rows = await tableOf([...PROBES, ...TOOL_PROBES]);
  const table = [lineOf(HEAD), lineOf(HEAD.map(() => "---")), ...rows.map(lineOf)];
  const document = readFileSync(DOCUMENT, "utf8");
  const [before, rest] = document.split(BEGIN) as [string, string];
  const [committed, after] = rest.split(END) as [string, string];
  if (process.env.PERMISSIONS === "write") {
    writeFileSync(DOCUMENT, `${before}${BEGIN}\n\n${table.join("\n")}\n\n${END}${after}`);
    return;
  }
  // A formatter may pad the cells.
  const lines = committed
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .map((line) =>
      line
        .replace(/\s*\|\s*/g, " | ")
        .replace(/-+/g, "---")
        .trim(),
    );
  expect(lines).toEqual(table.map((line) => line.replace(/-+/g, "---")));
}, 240_000);
