import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, it, vi } from "vitest";
import * as mcp from "@/app/api/mcp/route";
import { routes } from "@/app/api/openapi.json/routes";
import { systemActor } from "@/lib/core/actor";
import { createContext } from "@/lib/core/context";
import { EventHub } from "@/lib/events/hub";
import { endLongLived } from "@/lib/events/long-lived";
import type { RouteHandler } from "@/lib/http/define-route";
import { tools } from "@/lib/mcp/tools";
import { addAttachment } from "@/lib/tasks/attachments/attachments";
import { givenKey, wholeApi } from "@/lib/testing/actors";
import { contextOf, givenTask } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import type { Call } from "@/lib/testing/http";
import {
  ACTION_PROBES,
  PIXEL,
  PROBES,
  type Probe,
  PUBLIC_ACTIONS,
  type Target,
  TOOL_PROBES,
} from "@/lib/testing/permission-probes";
import { rolledBack } from "@/lib/testing/rolled-back";

/**
 * The table of docs/permissions.md, cell by cell: every operation and every tool, tried by every kind of actor on work of
 * scout in one project and on work of iris in another. `PERMISSIONS=write` rewrites the table.
 */
const DOCUMENT = path.join(process.cwd(), "docs/permissions.md");

// The parts of Next's request that server actions read.
const page = vi.hoisted(() => ({ cookie: "" }));
// Files before this one may have loaded what is mocked here, and files after it want it as it is.
vi.hoisted(() => vi.resetModules());
afterAll(() => void vi.resetModules());
vi.mock("next/headers", () => ({
  headers: async () => new Headers({ host: "127.0.0.1:3000", origin: "http://127.0.0.1:3000" }),
  cookies: async () => ({
    get: (name: string) => {
      const [is, value] = page.cookie.split("=");
      return is === name ? { name, value } : undefined;
    },
    set: () => undefined,
  }),
}));
vi.mock("next/navigation", () => ({
  redirect: (to: string) => {
    throw new Error(`redirect ${to}`);
  },
}));

const shared = globalThis as typeof globalThis & { __batonEventHub?: EventHub };
let test: TestDatabase;
let call: Call;
let ours: Target;
let theirs: Target;

/** How a request identifies its sender. */
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
  vi.stubEnv("BATON_DATA_DIR", mkdtempSync(path.join(tmpdir(), "baton-permissions-")));
  vi.stubEnv("BATON_SECRET", "a secret of the tests, long enough to be one");
  shared.__batonEventHub = new EventHub(test.db, test.url);
  shared.__batonEventHub.start();
  call = wholeApi(test.db);
  ours = await givenTarget("ours", "scout");
  theirs = await givenTarget("theirs", "iris");
  await giveCredentials();
  await loadActions();
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
  const checks = [{ name: "test", command: "npm test" }];
  await test.db.task.update({ where: { id: held.id }, data: { checks } });
  const claimed = await call("POST", `/api/tasks/${held.id}/claim`, { agent });
  await call("POST", `/api/runs/${claimed.body.run.id}/messages`, { text: "Mind the tests" });
  const [parent, blocker, blocked] = [await work(), await work(), await work()];
  await call("POST", `/api/tasks/${blocker.id}/links`, { to: blocked.id, type: "blocks" });
  const own = { title: "Own", project_id: project };
  const connected = { tool_name: "cli", agent_name: agent };
  const attachment = await addAttachment(ctx, { task: held.id, name: "pixel" }, PIXEL);
  const scheduled = {
    name: "report",
    schedule: "daily",
    task_template: { title: "Report", project_id: project },
  };
  const { schedule } = (await call("POST", "/api/schedules", scheduled)).body;
  const { connection_id } = (await call("POST", "/api/connect", connected)).body;
  const webhook = await givenWebhook(prefix, project);
  const user = await givenUser(`user-of-${prefix}`, "viewer");
  const judged = (await work({ status: "review", resolution: "In" })).id;
  const trigger = await givenTrigger(prefix, project);
  const item = `item-of-${prefix}`;
  await call("POST", "/api/profiles", { name: `coder-of-${prefix}`, project_id: project });
  await call("POST", "/api/work", { id: item, title: "Work", project_id: project });
  await call("POST", `/api/work/${item}/claim`, { agent, project_id: project });
  const again = { agent, prompt: "Look around", seconds: 3_600, project_id: project };
  await call("POST", "/api/schedules/every", again);
  await call("PUT", `/api/store/finding?project_id=${project}`, { value: 1 });
  return {
    profile: `coder-of-${prefix}`,
    item,
    prefix,
    project,
    agent,
    agentId,
    user,
    held: held.id,
    waiting: (await work()).id,
    judged,
    finished: (await work({ status: "done", resolution: "Done" })).id,
    failed: (await work({ status: "failed" })).id,
    parent: parent.id,
    steps: [await step(parent.id, 1), await step(parent.id, 2)],
    blocker: blocker.id,
    blocked: blocked.id,
    own: (await call("POST", "/api/tasks", own, agentSecret)).body.task.id,
    run: (await test.db.run.findFirstOrThrow({ where: { taskId: held.id } })).id,
    ...(await givenQuestion(agent, project, (await work()).id)),
    key: keys.find((key) => key.agentId === null)?.id as number,
    agentKey: keys.find((key) => key.agentId === agentId)?.id as number,
    schedule: schedule.id,
    connection: connection_id,
    attachment: attachment.id,
    ...webhook,
    ...(await givenNotifications(user, judged)),
    ...trigger,
    ...(await givenComments(held.id, judged, user)),
    ...(await givenTurns(agent, project)),
    ...(await givenContest(agent, project)),
    ...(await givenWorkflows(prefix, project)),
    worker: (
      await test.db.worker.create({ data: { agent, host: "build-1", pid: 1, program: "claude" } })
    ).id,
  };
}

async function givenComments(
  heldId: number,
  judgedId: number,
  userId: number,
): Promise<Pick<Target, "comment" | "answered" | "draft">> {
  const { id: reviewId } = await test.db.qualityReview.create({
    data: {
      taskId: heldId,
      reviewer: "Ada",
      reviewerKind: "user",
      status: "rejected",
      notes: "No",
    },
  });
  const comment = {
    taskId: heldId,
    reviewId,
    author: "Ada",
    authorKind: "user",
    anchor: { kind: "text", field: "resolution", paragraph: 0, hash: "0".repeat(16) },
    body: "Hm",
  };
  const { id } = await test.db.reviewComment.create({ data: comment });
  const answered = await test.db.reviewComment.create({ data: { ...comment, state: "answered" } });
  const draft = await test.db.reviewDraft.create({
    data: {
      taskId: judgedId,
      caller: `user:${userId}`,
      anchor: comment.anchor,
      body: "For nobody else",
    },
  });
  return { comment: id, answered: answered.id, draft: draft.id };
}

async function givenQuestion(
  agent: string,
  projectId: number,
  taskId: number,
): Promise<Pick<Target, "request" | "standing">> {
  const { run } = (await call("POST", `/api/tasks/${taskId}/claim`, { agent })).body;
  const permission = { tool: "Write", title: "May I?" };
  const { request } = (await call("POST", `/api/runs/${run.id}/requests`, permission)).body;
  const { id: standing } = await test.db.standingAnswer.create({
    data: { tool: "Read", option: "allow", projectId, createdBy: "test" },
  });
  return { request: request.id, standing };
}

async function givenTurns(
  agent: string,
  projectId: number,
): Promise<Pick<Target, "turn" | "fan" | "fanRun">> {
  const asked = { prompt: "Which colour?", project_id: projectId };
  const { run } = (await call("POST", `/api/agents/${agent}/ask`, asked)).body;
  await call("GET", `/api/tasks/queue?agent=${agent}&turns=true&max_capacity=9`);
  const { fan } = (await call("POST", "/api/fans", { ...asked, agents: [agent] })).body;
  return { turn: run.id, fan: fan.id, fanRun: fan.answers[0].run.id };
}

async function givenContest(
  agent: string,
  projectId: number,
): Promise<Pick<Target, "contest" | "entry">> {
  const group = { title: "Best", project_id: projectId, metadata: { best_of: 2 }, type: "epic" };
  const contest = (await givenTask(contextOf(test.db), group as never)).id;
  const work = { parent_id: contest, assigned_to: agent, project_id: projectId };
  const handedIn = { status: "review", resolution: "In" };
  const entry = (await givenTask(contextOf(test.db), { ...work, ...handedIn } as never)).id;
  return { contest, entry };
}

async function givenWorkflows(
  prefix: string,
  project_id: number,
): Promise<Pick<Target, "workflow" | "workflowRun" | "template" | "pipeline" | "pipelineRun">> {
  const workflow = `workflow-of-${prefix}`;
  const definition = { stages: [{ name: "look", prompt: "Look around" }] };
  await call("POST", "/api/workflows", { name: workflow, definition, project_id });
  const { run } = (await call("POST", `/api/workflows/${workflow}/runs`, {})).body;
  const prompt = { name: `template-of-${prefix}`, task_prompt: "Look around" };
  const { template } = (await call("POST", "/api/workflows", prompt)).body;
  const steps = [{ template_id: template.id }, { template_id: template.id }];
  const { pipeline } = (
    await call("POST", "/api/pipelines", { name: `pipeline-of-${prefix}`, steps })
  ).body;
  const rows = { id: { in: [template.id, pipeline.id] } };
  await test.db.workflow.updateMany({ where: rows, data: { projectId: project_id } });
  const started = { action: "start", pipeline_id: pipeline.id };
  const begun = (await call("POST", "/api/pipelines/run", started)).body;
  return {
    workflow,
    workflowRun: run.id,
    template: template.id,
    pipeline: pipeline.id,
    pipelineRun: begun.run.id,
  };
}

async function givenNotifications(
  userId: number,
  taskId: number,
): Promise<Pick<Target, "card" | "channel">> {
  const ask = { key: "review", kind: "verdict", severity: "info", text: "In", for: null };
  const { id: card } = await test.db.notificationCard.create({
    data: {
      subject: `task:${taskId}`,
      kind: "verdict",
      severity: "info",
      taskId,
      title: "Work",
      text: "In",
      href: "/inbox",
      asks: [{ ...ask, role: "operator", since: 0, v: 1, by: null }],
      forRole: "operator",
    },
  });
  const { id: channel } = await test.db.notificationChannel.create({
    data: { userId, kind: "slack", name: "Team", sealed: "{}", fingerprint: "of a test" },
  });
  return { card, channel };
}

/** Its address is private, so a test message is refused without a connection. */
async function givenWebhook(
  name: string,
  projectId: number,
): Promise<Pick<Target, "webhook" | "delivery">> {
  const { id } = await test.db.webhook.create({
    data: {
      name,
      token: name,
      url: "http://10.0.0.1/hook",
      events: ["*"],
      projectId,
      position: 0,
      createdBy: "test",
      secrets: { create: { sealed: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", hint: "LaSw" } },
      deliveries: { create: { type: "webhook.test", state: "failed", payload: {} } },
    },
  });
  const { id: delivery } = await test.db.webhookDelivery.findFirstOrThrow({
    where: { webhookId: id },
  });
  return { webhook: id, delivery: Number(delivery) };
}

async function givenTrigger(
  name: string,
  projectId: number,
): Promise<Pick<Target, "trigger" | "triggerDelivery">> {
  const { id } = await test.db.trigger.create({
    data: {
      name,
      kind: "webhook",
      token: name,
      match: {},
      template: { title: "Hook", priority: "medium", type: "task", metadata: {} },
      projectId,
      createdBy: "test",
      secrets: { create: { sealed: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", hint: "LaSw" } },
      deliveries: { create: { messageId: "1", type: "x", outcome: "skipped", payload: {} } },
    },
  });
  const { id: delivery } = await test.db.triggerDelivery.findFirstOrThrow({
    where: { triggerId: id },
  });
  return { trigger: id, triggerDelivery: Number(delivery) };
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
  const { sealSession, startSession } = await import("@/lib/auth/sessions/sessions");
  const ctx = createContext(systemActor("test"), test.db);
  const id = await givenUser(`page-${role}`, role);
  const user = await test.db.user.findUniqueOrThrow({ where: { id } });
  const from = { provider: "password", address: null, userAgent: null };
  const sealed = await sealSession(await startSession(ctx, user, from));
  return {
    host: "127.0.0.1:3000",
    origin: "http://127.0.0.1:3000",
    cookie: `baton-session-3000=${sealed}`,
  };
}

async function givenUser(username: string, role: "viewer" | "operator" | "admin"): Promise<number> {
  const { createUser } = await import("@/lib/auth/users/users");
  const ctx = createContext(systemActor("test"), test.db);
  const named = { username, displayName: username, password: "correct horse battery", role };
  await createUser(ctx, named);
  return (await test.db.user.findUniqueOrThrow({ where: { username } })).id;
}

type Action = (...args: unknown[]) => Promise<unknown>;

/** Every server action, by its folder and name. */
const actions = new Map<string, Action>();
async function loadActions(): Promise<void> {
  const root = path.join(process.cwd(), "app");
  const files = readdirSync(root, { recursive: true, encoding: "utf8" });
  for (const file of files.filter((each) => path.basename(each) === "actions.ts")) {
    const exported: Record<string, Action> = await import(
      pathToFileURL(path.join(root, file)).href
    );
    const folder = path.basename(path.dirname(file));
    for (const [name, run] of Object.entries(exported)) actions.set(`${folder}.${name}`, run);
  }
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
    body: bytesOrJson(body),
  });
  return handler(request, { params: paramsOf(pattern, url.pathname) });
}

function bytesOrJson(body: unknown): BodyInit | undefined {
  if (body === undefined) return undefined;
  return body === PIXEL ? PIXEL : JSON.stringify(body);
}

function paramsOf(pattern: string, pathname: string): Record<string, string> {
  const names = [...pattern.matchAll(/\{(\w+)\}/g)].map((match) => match[1] as string);
  const values = pathname.match(new RegExp(`^${pattern.replace(/\{\w+\}/g, "([^/]+)")}$`)) ?? [];
  return Object.fromEntries(names.map((name, index) => [name, values[index + 1] as string]));
}

/** What an actor gets: `yes`, `no`, `conflict` (because of the task's state), `hidden` (as if it did not exist) or `401`. */
async function verdictOf(response: Response): Promise<string> {
  if (response.headers.get("content-type")?.includes("event-stream")) {
    await response.body?.cancel();
    return "yes";
  }
  const text = await response.text();
  if (response.status === 401) return "401";
  // The description of the API has the words of refusals in it.
  if (text.startsWith('{"openapi"')) return "yes";
  if (/there is no (task|project)|not found|does not exist|link is not known/i.test(text))
    return "hidden";
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

const VISITORS = ["none", "page viewer", "page operator", "page admin"] as const;

async function actionCell(name: string, kind: (typeof VISITORS)[number]): Promise<string> {
  page.cookie = credentials.get(kind)?.cookie ?? "";
  const args = ACTION_PROBES[name]?.(ours) ?? [];
  const answer = (await rolledBack(test.db, async () => actions.get(name)?.(...args))) as
    | { ok?: boolean; code?: string; reason?: string; message?: string }
    | undefined;
  if (Array.isArray(answer) && answer.length === 0) return "nothing";
  if (answer?.ok !== false) return "yes";
  if (answer.reason === "proof_required") return "password";
  const words: Record<string, string> = { forbidden: "no", unauthenticated: "401" };
  if (answer.message?.startsWith("task_id: must be one of")) return "yes";
  const isKnown = ["conflict", "not_found"].includes(answer.code ?? "");
  return words[answer.code ?? ""] ?? (isKnown ? String(answer.code) : JSON.stringify(answer));
}

async function tableOfActions(): Promise<string[][]> {
  const rows: string[][] = [];
  for (const name of Object.keys(ACTION_PROBES)) {
    const cells: string[] = [];
    for (const kind of VISITORS) cells.push(await actionCell(name, kind));
    rows.push([`\`${name}\``, ...cells]);
  }
  return rows;
}

const lineOf = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
const linesOf = (head: readonly string[], rows: string[][]): string[] => [
  lineOf(head),
  lineOf(head.map(() => "---")),
  ...rows.map(lineOf),
];

/** Holds a table against the one between the marks, or writes it there. A formatter may have padded the cells. */
function compare(mark: string, table: string[]): void {
  const [begin, end] = [`<!-- ${mark}: begin -->`, `<!-- ${mark}: end -->`];
  const document = readFileSync(DOCUMENT, "utf8");
  const [before = "", rest = ""] = document.split(begin);
  const [committed = "", after = ""] = rest.split(end);
  if (process.env.PERMISSIONS === "write") {
    writeFileSync(DOCUMENT, `${before}${begin}\n\n${table.join("\n")}\n\n${end}${after}`);
    return;
  }
  const plain = (line: string) =>
    line
      .replace(/\s*\|\s*/g, " | ")
      .replace(/-+/g, "-")
      .trim();
  const lines = committed.split("\n").filter((line) => line.startsWith("|"));
  expect(lines.map(plain)).toEqual(table.map(plain));
}

it("tries every operation and every tool", () => {
  const missing = (of: string) =>
    `${of} has no probe: add one to lib/testing/permission-probes.ts and run this test with PERMISSIONS=write`;
  const gone = (of: string) => `${of} is no operation any more: remove its probe`;
  const differences = (probes: readonly Probe[], declared: readonly string[]) => {
    const tried = probes.map(({ of }) => of);
    return [
      ...declared.filter((of) => !tried.includes(of)).map(missing),
      ...tried.filter((of) => !declared.includes(of)).map(gone),
    ];
  };
  expect(differences(PROBES, [...operations.keys()])).toEqual([]);
  expect(
    differences(
      TOOL_PROBES,
      tools.map(({ name }) => name),
    ),
  ).toEqual([]);
  const called = [...Object.keys(ACTION_PROBES), ...PUBLIC_ACTIONS].map((of) => ({ of }));
  expect(differences(called, [...actions.keys()])).toEqual([]);
});

it("gives every kind of actor what docs/permissions.md says, cell by cell", async () => {
  compare("table", linesOf(HEAD, await tableOf([...PROBES, ...TOOL_PROBES])));
}, 240_000);

it("gives every visitor of the pages what docs/permissions.md says, action by action", async () => {
  compare("actions", linesOf(["action", ...VISITORS], await tableOfActions()));
}, 60_000);
