import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { routes } from "@/app/api/openapi.json/routes";
import { EventHub } from "@/lib/events/hub";
import { endLongLived } from "@/lib/events/long-lived";
import type { RouteHandler } from "@/lib/http/define-route";
import { contextOf, givenTask } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { type Call, caller, type Routes } from "@/lib/testing/http";

/** In everything that belongs to the other project, so that it is seen wherever it comes out. */
const SECRET = "zebra-secret";

const shared = globalThis as typeof globalThis & { __batonEventHub?: EventHub };
let test: TestDatabase;
let call: Call;
let mine: number;
let other: number;
let key: string;
let agentKey: string;
let adminKey: string;
let own: { id: number; ticket_ref: string };
let foreign: { id: number; ticket_ref: string };
let held: { id: number; run: number };

beforeAll(async () => {
  test = await createTestDatabase();
  shared.__batonEventHub = new EventHub(test.db, test.url);
  shared.__batonEventHub.start();
  const served: Routes = Object.fromEntries(
    Object.entries(routes).map(([path, module]) => [
      path.replace(/\{(\w+)\}/g, "[$1]"),
      module as Routes[string],
    ]),
  );
  call = caller(test.db, served);
  const project = async (name: string, ticket_prefix: string) =>
    (await call("POST", "/api/projects", { name, ticket_prefix })).body.project.id;
  mine = await project("Mine", "mine");
  other = await project(`Other ${SECRET}`, "zebra");
  await call("POST", "/api/agents/register", { name: "scout", role: "coder" });
  const makeKey = async (role: string) =>
    (await call("POST", "/api/keys", { name: `limited ${role}`, role, project_id: mine })).body
      .api_key;
  key = await makeKey("operator");
  adminKey = await makeKey("admin");
  agentKey = (await call("POST", "/api/agents/scout/keys", { name: "own", project_id: mine })).body
    .api_key;

  const ctx = contextOf(test.db);
  const inOther = (title: string, fields: Record<string, unknown> = {}) =>
    givenTask(ctx, { title: `${title} ${SECRET}`, project_id: other, ...fields });
  foreign = await inOther("Foreign", { assigned_to: "scout", description: SECRET });
  own = await givenTask(ctx, { title: "Own", project_id: mine });
  const blocked = await inOther("Blocked");
  await call("POST", `/api/tasks/${foreign.id}/links`, { to: blocked.id, type: "blocks" });
  await inOther("Child", { parent_id: blocked.id });
  await call("POST", `/api/tasks/${foreign.id}/comments`, { content: `@scout ${SECRET}` });
  const claimed = await inOther("Held");
  const claim = await call("POST", `/api/tasks/${claimed.id}/claim`, { agent: "scout" });
  held = { id: claimed.id, run: claim.body.run.id };
  const judged = await inOther("Judged", { status: "review", resolution: SECRET });
  await call("POST", "/api/quality-review", {
    taskId: judged.id,
    status: "rejected",
    notes: SECRET,
    reviewer: "aegis",
  });
});
afterAll(async () => {
  endLongLived();
  await shared.__batonEventHub?.stop();
  shared.__batonEventHub = undefined;
  await test?.drop();
});

/** The path of a route for something that belongs to the other project. */
function foreignPath(path: string): string {
  const id = path.startsWith("/api/agents/")
    ? "scout"
    : path.startsWith("/api/runs/")
      ? held.run
      : path.startsWith("/api/projects/")
        ? other
        : foreign.id;
  return path.replace("{id}", String(id));
}

/** What has to be asked for to get an answer at all. */
const QUERIES: Record<string, string[]> = {
  "/api/quality-review": [`?taskId=${1}`, "?taskIds=1,2,3,4,5,6"],
  "/api/tasks": ["", `?q=${SECRET}`, "?status=assigned&assigned_to=scout", "?archived=all"],
};

/** Reads that answer at once; the streams and the queue have their own tests. */
const reading = Object.entries(routes)
  .filter(([, module]) => {
    const spec = (module as { GET?: RouteHandler }).GET?.spec;
    return spec && spec.role !== "public" && !spec.longLived;
  })
  .map(([path]) => path);

describe("a key that is limited to a project", () => {
  it.each(reading)("reads nothing of another project at GET %s", async (path) => {
    for (const query of QUERIES[path] ?? [""]) {
      for (const each of [key, agentKey, adminKey]) {
        const url = `${foreignPath(path)}${query}`;
        const request = new Request(new URL(url, "http://baton.test"), {
          headers: { authorization: `Bearer ${each}` },
        });
        const handler = (routes[path] as { GET: RouteHandler }).GET;
        const id = foreignPath(path).split("/")[3] ?? "";
        const response = await handler(request, { params: { id } });
        const text = await response.text();
        expect(text, `${url} answers ${response.status}`).not.toContain(SECRET);
        expect(text).not.toContain("zebra-0");
      }
    }
  });

  it("counts nothing of another project", async () => {
    const counted = async (path: string) => (await call("GET", path, undefined, key)).body;
    expect((await counted("/api/tasks")).total).toBe(1);
    expect((await counted("/api/workload")).queue.total_pending).toBe(1);
    expect((await counted("/api/runs/stats")).agents).toEqual([]);
    expect((await counted("/api/agents")).agents[0].taskStats.total).toBe(0);
    expect((await counted("/api/projects?counts=true")).projects).toHaveLength(1);
    const beat = await call("POST", "/api/agents/scout/heartbeat", {}, key);
    expect(JSON.stringify(beat.body)).not.toContain(SECRET);
    const { slices } = await counted("/api/agents/scout/day");
    expect(slices.every((slice: { runs: number }) => slice.runs === 0)).toBe(true);
  });

  it("gets no task of another project from the queue, not even one its agent holds", async () => {
    const poll = await call("GET", "/api/tasks/queue?agent=scout", undefined, agentKey);
    expect(poll.body).toMatchObject({ task: null, reason: "at_capacity" });
    for (const each of [key, agentKey]) {
      const asked = await call(
        "POST",
        "/api/tasks/queue",
        { agent: "scout", project_id: other },
        each,
      );
      expect(asked.status).toBe(403);
    }
  });

  it("changes nothing in another project", async () => {
    const f = foreign.id;
    const at = `/api/tasks/${f}`;
    const attempts: [Parameters<Call>[0], string, unknown][] = [
      ["PUT", at, { title: "mine now" }],
      ["PATCH", at, { status: "assigned", project_id: mine }],
      ["DELETE", at, undefined],
      ["POST", `${at}/claim`, { agent: "scout", max_capacity: 9 }],
      ["POST", `${at}/comments`, { content: "hello" }],
      ["POST", `${at}/links`, { to: own.id, type: "blocks" }],
      ["POST", `/api/tasks/${own.id}/links`, { to: f, type: "blocks" }],
      ["POST", `/api/tasks/${own.id}/links`, { to: f, type: "relates", inverse: true }],
      ["DELETE", `${at}/links`, { to: 2, type: "blocks" }],
      ["PUT", `${at}/children`, { order: [own.id] }],
      ["PUT", `/api/tasks/${own.id}/children`, { order: [f] }],
      ["POST", `${at}/cancel`, {}],
      ["POST", `${at}/retry`, {}],
      ["POST", `${at}/fail`, { error: "no" }],
      ["POST", `/api/tasks/${held.id}/complete`, { run_id: held.run, resolution: "x" }],
      ["POST", `/api/tasks/${held.id}/release`, { run_id: held.run }],
      ["PUT", "/api/tasks", { tasks: [{ id: f, priority: "low" }] }],
      ["POST", "/api/tasks", { title: "in there", project_id: other }],
      ["POST", "/api/tasks", { title: "below", parent_id: f }],
      ["POST", "/api/tasks", { title: "after", depends_on: [f] }],
      ["PUT", `/api/tasks/${own.id}`, { project_id: other }],
      ["PUT", `/api/tasks/${own.id}`, { parent_id: f }],
      [
        "POST",
        "/api/quality-review",
        { taskId: f, status: "approved", notes: "ok", reviewer: "r" },
      ],
    ];
    const before = await snapshot();
    for (const each of [key, agentKey, adminKey]) {
      for (const [method, path, body] of attempts) {
        const answer = await call(method, path, body, each);
        expect(answer.status, `${method} ${path} ${JSON.stringify(body)}`).toBeGreaterThanOrEqual(
          400,
        );
        expect(answer.status).toBeLessThan(500);
        expect(JSON.stringify(answer.body)).not.toContain(SECRET);
      }
    }
    expect(await snapshot()).toEqual(before);
  });

  it("answers for a task of another project as for one that does not exist", async () => {
    const NO_ID = 2_000_000_000;
    const NO_REF = `${foreign.ticket_ref.split("-")[0]}-999999`;
    /** The same request about one task or the other. */
    const asked = (task: number | string): [Parameters<Call>[0], string, unknown?][] => [
      ["GET", `/api/tasks/${task}`],
      ["GET", `/api/tasks/${task}/comments`],
      ["GET", `/api/tasks/${task}/links`],
      ["GET", `/api/tasks/${task}/children`],
      ["GET", `/api/tasks/${task}/runs`],
      ["GET", `/api/tasks/${task}/thread`],
      ["GET", `/api/tasks/${task}/diagram`],
      ["GET", `/api/tasks?parent_id=${task}`],
      ["GET", `/api/tasks?root=${task}`],
      ["GET", `/api/tasks/graph?root=${task}`],
      ["GET", `/api/quality-review?taskId=${task}`],
      ["PUT", `/api/tasks/${task}`, { title: "mine now" }],
      ["POST", `/api/tasks/${task}/claim`, { agent: "scout", max_capacity: 9 }],
      ["POST", `/api/tasks/${task}/comments`, { content: "hello" }],
      ["POST", `/api/tasks/${task}/complete`, { resolution: "x" }],
      ["POST", `/api/tasks/${task}/retry`, {}],
      ["POST", `/api/tasks/${task}/links`, { to: own.id, type: "blocks" }],
      ["POST", `/api/tasks/${own.id}/links`, { to: task, type: "blocks" }],
      ["PUT", `/api/tasks/${task}/children`, { order: [own.id] }],
      ["PUT", "/api/tasks", { tasks: [{ id: task, priority: "low" }] }],
      ["POST", "/api/tasks", { title: "below", parent_id: task }],
      ["POST", "/api/tasks", { title: "after", depends_on: [task] }],
      ["PUT", `/api/tasks/${own.id}`, { parent_id: task }],
      [
        "POST",
        "/api/quality-review",
        { taskId: task, status: "approved", notes: "ok", reviewer: "r" },
      ],
    ];
    const seen = async (each: string, task: number | string) => {
      const answers: string[] = [];
      for (const [method, path, body] of asked(task)) {
        const { status, body: answer } = await call(method, path, body, each);
        const { request_id: _, ...told } = answer;
        const text = JSON.stringify(told).replaceAll(new RegExp(`\\b${task}\\b`, "g"), "TASK");
        answers.push(`${method} ${path.replace(String(task), "TASK")}: ${status} ${text}`);
      }
      return answers;
    };
    for (const each of [key, agentKey, adminKey]) {
      expect(await seen(each, foreign.id)).toEqual(await seen(each, NO_ID));
      expect(await seen(each, foreign.ticket_ref)).toEqual(await seen(each, NO_REF));
    }
  });

  it("does not learn what another project is called from its slug", async () => {
    const { project } = (await call("GET", `/api/projects/${other}`)).body;
    const taken = { slug: project.slug };
    const refused = await call("PUT", `/api/projects/${mine}`, taken, adminKey);
    expect(refused.status).toBe(409);
    expect(refused.body.detail).toMatch(/is the slug of another project$/);
    const told = await call("PUT", `/api/projects/${mine}`, taken);
    expect(told.body.detail).toContain(project.name);
  });

  it("adds no tokens to a run of another project", async () => {
    const token_usage = { model: "m", inputTokens: 7, outputTokens: 7, taskId: held.id };
    await call("POST", "/api/agents/scout/heartbeat", { token_usage }, key);
    const run = await test.db.run.findUniqueOrThrow({ where: { id: held.run } });
    expect(run.tokensIn).toBeNull();
  });

  it("makes no keys, projects or users beyond its project, even as admin", async () => {
    const refused: [Parameters<Call>[0], string, unknown][] = [
      ["POST", "/api/keys", { name: "wider", role: "admin" }],
      ["POST", "/api/keys", { name: "there", role: "admin", project_id: other }],
      ["POST", "/api/agents/scout/keys", { name: "wider", scopes: ["admin"] }],
      ["POST", "/api/projects", { name: "More", ticket_prefix: "more" }],
      ["DELETE", "/api/agents/scout", {}],
      ["GET", "/api/agents/scout/keys", undefined],
    ];
    for (const [method, path, body] of refused) {
      expect((await call(method, path, body, adminKey)).status, path).toBe(403);
    }
    expect((await call("PUT", `/api/projects/${other}`, { name: "x" }, adminKey)).status).toBe(404);
    expect((await call("GET", `/api/projects/${other}`, undefined, key)).status).toBe(404);
    expect((await call("PUT", "/api/projects/mine", { name: "Mine!" }, adminKey)).status).toBe(200);
    const inside = { name: "inside", role: "viewer", project_id: mine };
    expect((await call("POST", "/api/keys", inside, adminKey)).status).toBe(201);
    const { keys } = (await call("GET", "/api/keys", undefined, adminKey)).body;
    expect(new Set(keys.map((each: { project_id: number }) => each.project_id))).toEqual(
      new Set([mine]),
    );
  });

  it("claims from the queue what is in its project", async () => {
    const poll = () => call("GET", "/api/tasks/queue?agent=scout&max_capacity=9", undefined, key);
    expect((await poll()).body.task.ticket_ref).toBe(own.ticket_ref);
    expect((await poll()).body).toMatchObject({ task: null, reason: "no_tasks_available" });
  });

  it("hears only its project's events, live and replayed", async () => {
    const stream = (routes["/api/events"] as { GET: RouteHandler }).GET;
    const listen = (query: string) =>
      stream(
        new Request(`http://baton.test/api/events${query}`, {
          headers: { authorization: `Bearer ${key}` },
        }),
      );
    expect((await listen(`?project_id=${other}`)).status).toBe(403);
    const response = await listen("?since=0");
    const reader = (response.body as ReadableStream<Uint8Array>).getReader();
    await call("PUT", `/api/tasks/${foreign.id}`, { title: `Again ${SECRET}` });
    await call("PUT", `/api/tasks/${own.id}`, { title: "the last of all" });
    let text = "";
    while (!text.includes("the last of all")) {
      const { value, done } = await reader.read();
      if (done) break;
      text += new TextDecoder().decode(value);
    }
    expect(text).toContain("the last of all");
    expect(text).not.toContain(SECRET);
    expect(text).not.toContain("auth.");
  });
});

/** Everything of the other project that a write could touch. */
async function snapshot() {
  const tasks = await test.db.task.findMany({
    where: { projectId: other },
    orderBy: { id: "asc" },
    select: {
      id: true,
      title: true,
      status: true,
      updatedAt: true,
      commentCount: true,
      runId: true,
    },
  });
  return { tasks, links: await test.db.taskLink.count(), total: await test.db.task.count() };
}
