import { NextRequest } from "next/server";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as diagnostics from "@/app/api/agents/[id]/diagnostics/route";
import * as nextAuth from "@/app/api/auth/[...nextauth]/route";
import * as login from "@/app/api/auth/login/route";
import * as me from "@/app/api/auth/me/route";
import { unknownPath } from "@/lib/api/unknown-path";
import { givenKey, wholeApi } from "@/lib/testing/actors";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import type { Call } from "@/lib/testing/http";

/** What programs written for other servers of this kind read, beside what other tests of routes say. */
let test: TestDatabase;
let call: Call;
let scout: string;

beforeAll(async () => {
  process.env.BATON_SECRET = "a secret of this test, long enough";
  test = await createTestDatabase();
  call = wholeApi(test.db);
  const { id } = await test.db.agent.create({ data: { name: "scout", source: "self" } });
  scout = await givenKey(test.db, { agentId: id });
});
afterAll(() => test?.drop());

async function given(fields: Record<string, unknown> = {}): Promise<number> {
  const { body } = await call("POST", "/api/tasks", {
    title: "Work",
    assigned_to: "scout",
    review_required: false,
    ...fields,
  });
  return body.task.id;
}

describe("everywhere", () => {
  it("answers a path that is none with 401 to strangers and 404 to others, as a problem", async () => {
    const ask = (headers: Record<string, string>) =>
      unknownPath(new Request("http://baton.test/api/auth/nothing", { headers }));
    const stranger = await ask({});
    expect(stranger.status).toBe(401);
    expect(stranger.headers.get("content-type")).toContain("application/problem+json");
    expect((await ask({ authorization: "Bearer mc_wrong" })).status).toBe(401);
    const known = await ask({ authorization: `Bearer ${scout}` });
    expect(known.status).toBe(404);
    expect(await known.json()).toMatchObject({ error: "There is no GET /api/auth/nothing" });
  });

  it("names the way where a path of Mission Control has none here", async () => {
    const headers = { authorization: `Bearer ${scout}` };
    const ask = async (path: string) =>
      (await unknownPath(new Request(`http://baton.test${path}`, { headers }))).json();
    expect((await ask("/api/pipelines/run")).fix).toContain("follow_ups");
    expect((await ask("/api/sessions")).fix).toContain("GET /api/runs");
    expect((await ask("/api/nonsense")).fix).toContain("GET /api/openapi.json");
  });

  it("answers what next-auth has no page for as any path that is none, and as no defect of the server", async () => {
    for (const action of ["callback", "signin"]) {
      const address = `http://baton.test/api/auth/${action}/credentials`;
      const params = Promise.resolve({ nextauth: [action, "credentials"] });
      expect((await nextAuth.GET(new NextRequest(address), { params })).status, action).toBe(401);
    }
  });

  it("refuses query fields that an operation does not take, by name", async () => {
    for (const path of ["/api/workload?nonsense=1", "/api/tasks/outcomes?nonsense=1"]) {
      const { status, body } = await call("GET", path);
      expect(status).toBe(400);
      expect(body.problems).toMatchObject([{ field: "nonsense" }]);
    }
  });

  it("says that a DELETE without the body it needs must have one", async () => {
    const { status, body } = await call("DELETE", "/api/connect");
    expect(status).toBe(400);
    expect(body.error).toMatch(/body required/);
  });
});

describe("figures", () => {
  it("says how much work the agents can take, and advises a pause while none is online", async () => {
    const before = await call("GET", "/api/workload");
    expect(before.body).toMatchObject({
      queue: { estimated_wait_confidence: "unknown", estimated_wait_seconds: null },
      capacity: { error_rate_5m: 0 },
    });
    await test.db.agent.create({ data: { name: "seen polling", source: "observed" } });
    await test.db.agent.updateMany({
      where: { name: "scout" },
      data: { status: "idle", lastSeenAt: new Date(Date.now() - 3_600_000) },
    });
    const paused = await call("GET", "/api/workload");
    expect(paused.body).toMatchObject({
      agents: { total: 2, online: 0, offline: 2, busy_ratio: 0 },
      recommendation: { action: "pause", submit_ok: false, suggested_delay_ms: 30_000 },
    });
    await test.db.agent.updateMany({ where: { name: "scout" }, data: { lastSeenAt: new Date() } });
    const id = await given();
    await call("POST", `/api/tasks/${id}/claim`, {}, scout);
    const busy = await call("GET", "/api/workload");
    expect(busy.body).toMatchObject({
      agents: { online: 1, busy: 1, busy_ratio: 1 },
      capacity: { active_tasks: 1 },
      recommendation: { action: "shed", submit_ok: false },
    });
    await call("POST", `/api/tasks/${id}/complete`, { resolution: "done" }, scout);
    const after = await call("GET", "/api/workload");
    expect(after.body).toMatchObject({
      queue: { estimated_wait_confidence: "calculated" },
      capacity: { completions_last_hour: 1 },
      recommendation: { action: "normal", submit_ok: true },
    });
  });

  it("counts how work ended, failed work too", async () => {
    const id = await given({ priority: "high" });
    await call("POST", `/api/tasks/${id}/claim`, {}, scout);
    await call("POST", `/api/tasks/${id}/fail`, { error: "the disk is full" }, scout);
    const { body } = await call("GET", "/api/tasks/outcomes?timeframe=day");
    expect(body).toMatchObject({
      timeframe: "day",
      summary: { total_done: 2, by_outcome: { failed: 1 } },
      by_agent: { scout: { failed: 1, total: 2 } },
      by_priority: { high: { failed: 1 } },
    });
    expect(body.common_errors).toContainEqual({ error_message: "the disk is full", count: 1 });
    expect((await call("GET", "/api/tasks/outcomes?timeframe=eon")).status).toBe(400);
  });

  it("compares work before and after a change, and refuses one in the future", async () => {
    const { body } = await call("GET", "/api/tasks/regression?beta_start=2026-01-01T00:00:00Z");
    expect(body.windows).toMatchObject({
      baseline: { sample_size: 0, latency_seconds: { p95: null }, interventions: { rate: null } },
      post: { sample_size: 1, interventions: { rate: 0 } },
    });
    expect(body.windows.post.latency_seconds.p95).toBeGreaterThanOrEqual(0);
    const future = Math.floor(Date.now() / 1000) + 3_600;
    expect((await call("GET", `/api/tasks/regression?beta_start=${future}`)).status).toBe(400);
    expect((await call("GET", "/api/tasks/regression")).status).toBe(400);
  });

  it("counts activities beside the page", async () => {
    const { body } = await call("GET", "/api/activities?limit=1");
    expect(body).toMatchObject({ hasMore: true, has_more: true, total: expect.any(Number) });
    expect(body.total).toBeGreaterThan(1);
  });
});

describe("an agent's figures", () => {
  it("are for the agent itself, and for admins who ask for them explicitly", async () => {
    const path = "/api/agents/scout/diagnostics";
    expect((await call("GET", path, undefined, scout)).status).toBe(200);
    expect((await call("GET", path)).status).toBe(403);
    expect((await call("GET", `${path}?privileged=1`)).status).toBe(200);
    await test.db.agent.create({ data: { name: "iris" } });
    const others = "/api/agents/iris/attribution";
    expect((await call("GET", others, undefined, scout)).status).toBe(403);
    expect((await call("GET", `${others}?privileged=1`, undefined, scout)).status).toBe(403);
  });

  it("are not for a viewer's key that names the agent, nor for the key of a run", async () => {
    const ask = (key: string) =>
      diagnostics.GET(
        new Request("http://baton.test/api/agents/scout/diagnostics", {
          headers: { authorization: `Bearer ${key}`, "x-agent-name": "scout" },
        }),
        { params: { id: "scout" } },
      );
    const { id: projectId } = await test.db.project.findFirstOrThrow();
    const { id: agentId } = await test.db.agent.findFirstOrThrow({ where: { name: "scout" } });
    const { id: runId } = await test.db.run.findFirstOrThrow({ where: { agent: "scout" } });
    const viewer = await givenKey(test.db, { role: "viewer" });
    expect((await ask(viewer)).status).toBe(403);
    const limited = await givenKey(test.db, { role: "operator", projectId });
    expect((await ask(limited)).status).toBe(403);
    const ofRun = await givenKey(test.db, { kind: "run", agentId, runId, projectId });
    expect((await ask(ofRun)).status).toBe(403);
    expect((await ask(await givenKey(test.db, { role: "operator" }))).status).toBe(200);
  });

  it("hold the sections asked for, and refuse others", async () => {
    const read = (query: string) =>
      call("GET", `/api/agents/scout/diagnostics?${query}`, undefined, scout);
    const { body } = await read("section=summary,errors&hours=24");
    expect(Object.keys(body)).toEqual(["agent", "timeframe", "summary", "errors"]);
    expect(body).toMatchObject({
      agent: { name: "scout" },
      summary: { tasks_completed: 1, error_count: 1 },
      errors: { total: 1, recent: [{ error: "the disk is full" }] },
    });
    expect(Object.keys((await read("hours=720")).body)).toHaveLength(8);
    expect((await read("section=secrets")).status).toBe(400);
    expect((await read("hours=721")).status).toBe(400);
  });

  it("attribute what it did and cost", async () => {
    const { body } = await call("GET", "/api/agents/scout/attribution", undefined, scout);
    expect(body).toMatchObject({
      agent_name: "scout",
      access_scope: "self",
      timeframe: { hours: 24 },
      identity: { name: "scout" },
      cost: { total: { runs: 2 } },
    });
    expect(body.audit.total_activities).toBeGreaterThan(0);
    const admin = await call("GET", "/api/agents/scout/attribution?privileged=1&section=cost");
    expect(admin.body).toMatchObject({ access_scope: "privileged" });
    expect(admin.body).not.toHaveProperty("audit");
  });
});

describe("people and their sign-in", () => {
  const password = "correct horse battery";
  const lin = { username: "lin", password };

  it("are made, changed and removed by admins", async () => {
    const made = await call("POST", "/api/auth/users", { ...lin, display_name: "Lin" });
    expect(made.status).toBe(201);
    expect(made.body.user).toMatchObject({
      username: "lin",
      display_name: "Lin",
      role: "operator",
    });
    const { id } = made.body.user;
    expect((await call("POST", "/api/auth/users", lin)).status).toBe(409);
    expect((await call("POST", "/api/auth/users", lin, scout)).status).toBe(403);
    const changed = await call("PUT", "/api/auth/users", { id, role: "viewer" });
    expect(changed.body.user).toMatchObject({ id, role: "viewer" });
    const renamed = await call("PUT", "/api/auth/users", { id, display_name: "Lin Chen" });
    expect(renamed.body.user).toMatchObject({ display_name: "Lin Chen", role: "viewer" });
    expect((await call("PUT", "/api/auth/users", { id: 9_999, role: "viewer" })).status).toBe(404);
    expect((await call("DELETE", "/api/auth/users", { id })).body).toEqual({ success: true });
    const { body } = await call("GET", "/api/auth/users");
    expect(body.users.map(({ username }: { username: string }) => username)).not.toContain("lin");
    expect((await call("DELETE", "/api/auth/users")).body.error).toMatch(/body required/);
  });

  it("sign in for a cookie that the API takes, with the limits of the browser's sign-in", async () => {
    await call("POST", "/api/auth/users", { username: "ada", password, role: "operator" });
    const signIn = (secret: string, headers: Record<string, string> = {}) =>
      login.POST(
        new Request("http://baton.test/api/auth/login", {
          method: "POST",
          headers: { "content-type": "application/json", host: "baton.test", ...headers },
          body: JSON.stringify({ username: "ada", password: secret }),
        }),
      );
    expect((await signIn("wrong")).status).toBe(401);
    const foreign = await signIn(password, { origin: "https://evil.example" });
    expect(foreign.status).toBe(403);
    expect((await foreign.json()).error).toContain("CSRF");
    const entered = await signIn(password);
    expect(entered.status).toBe(200);
    const cookie = entered.headers.get("set-cookie") ?? "";
    expect(cookie).toMatch(/^[\w-]*mc-session[\w-]*=.*HttpOnly; SameSite=Strict/);
    const asked = await me.GET(
      new Request("http://baton.test/api/auth/me", {
        headers: { cookie: cookie.split(";")[0] ?? "", host: "baton.test" },
      }),
    );
    expect(await asked.json()).toMatchObject({
      user: { username: "ada", role: "operator", workspace_id: 1, tenant_id: 1 },
    });
    const statuses: number[] = [];
    for (let times = 0; times < 6; times++) statuses.push((await signIn("wrong")).status);
    expect(statuses.at(-1)).toBe(429);
  });

  it("end the session that they were signed in with before, and that of another name", async () => {
    const signIn = (cookie = "") =>
      login.POST(
        new Request("http://baton.test/api/auth/login", {
          method: "POST",
          headers: { "content-type": "application/json", host: "baton.test", cookie },
          body: JSON.stringify({ username: "eve", password }),
        }),
      );
    const asks = (cookie: string) =>
      me.GET(
        new Request("http://baton.test/api/auth/me", { headers: { cookie, host: "baton.test" } }),
      );
    const cookieOf = (response: Response): string =>
      (response.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
    await call("POST", "/api/auth/users", { username: "eve", password });
    const first = cookieOf(await signIn());
    const ofBrowser = cookieOf(await signIn()).replace("mc-session", "baton-session");
    expect((await asks(first)).status).toBe(200);
    expect((await asks(ofBrowser)).status).toBe(200);
    const last = cookieOf(await signIn(`${first}; ${ofBrowser}`));
    expect((await asks(first)).status).toBe(401);
    expect((await asks(ofBrowser)).status).toBe(401);
    expect((await asks(last)).status).toBe(200);
  });

  it("say who a key is", async () => {
    const { body } = await call("GET", "/api/auth/me", undefined, scout);
    expect(body.user).toMatchObject({ username: "agent:scout", display_name: "scout" });
    expect((await call("GET", "/api/auth/me")).body.user.username).toBe("api");
  });
});

describe("projects", () => {
  const make = (fields: Record<string, unknown>) => call("POST", "/api/projects", fields);
  const listed = async (id: number, query = "") =>
    (await call("GET", `/api/projects${query}`)).body.projects.find(
      (project: { id: number }) => project.id === id,
    );

  it("are made with a name alone, and keep what clients keep with them", async () => {
    const deadline = 1_830_000_000;
    const given = { description: "The shop", github_repo: "acme/shop", deadline, color: "#4f46e5" };
    const { status, body } = await make({ name: "Web Shop", ...given });
    expect(status).toBe(201);
    expect(body.project).toMatchObject({
      name: "Web Shop",
      slug: "web-shop",
      ticket_prefix: "WEBSH",
      status: "active",
      workspace_id: 1,
      ...given,
    });
    const path = `/api/projects/${body.project.id}`;
    const cleared = await call("PATCH", path, { deadline: null, color: null, github_repo: "" });
    expect(cleared.body.project).toMatchObject({ deadline: null, color: null, github_repo: null });
    for (const wrong of [{ color: "red" }, { deadline: "tomorrow" }, { name: "" }]) {
      expect((await call("PATCH", path, wrong)).status).toBe(400);
    }
  });

  it("have a prefix that nobody else has, and are refused with 409 for an equal slug or prefix", async () => {
    const first = await make({ name: "Ünited 1" });
    expect(first.body.project.ticket_prefix).toBe("UNITE");
    expect((await make({ name: "United 2" })).body.project.ticket_prefix).toBe("UNITE2");
    expect((await make({ name: "Other", ticket_prefix: "unite" })).status).toBe(409);
    expect((await make({ name: "United 2!", ticket_prefix: "U2" })).status).toBe(409);
    for (const name of ["", " ", "日本"]) expect((await make({ name })).status, name).toBe(400);
  });

  it("are listed with their tasks and agents while they are active, and on request when archived", async () => {
    const { id } = (await make({ name: "Listed" })).body.project;
    await given({ project_id: id, status: "done", resolution: "Done" });
    expect(await listed(id)).toMatchObject({ task_count: 1, assigned_agents: [] });
    const archived = await call("DELETE", `/api/projects/${id}`);
    expect(archived.body).toMatchObject({ mode: "archive", project: { status: "archived" } });
    expect(await listed(id)).toBeUndefined();
    expect(await listed(id, "?includeArchived=1")).toMatchObject({ status: "archived" });
    const back = await call("PATCH", `/api/projects/${id}`, { status: "active" });
    expect(back.body.project).toMatchObject({ status: "active", archived_at: null, task_count: 1 });
    const both = { status: "archived", archived: false };
    expect((await call("PATCH", `/api/projects/${id}`, both)).status).toBe(400);
  });

  it("are deleted when asked to, unless they have a task or are the default", async () => {
    const empty = (await make({ name: "Never used" })).body.project.id;
    const deleted = await call("DELETE", `/api/projects/${empty}?mode=delete`);
    expect(deleted.body).toMatchObject({ mode: "delete", success: true });
    expect(await listed(empty, "?includeArchived=1")).toBeUndefined();
    const used = (await make({ name: "In use" })).body.project.id;
    await given({ project_id: used });
    expect((await call("DELETE", `/api/projects/${used}?mode=delete`)).status).toBe(409);
    for (const mode of ["archive", "delete"]) {
      expect((await call("DELETE", `/api/projects/TASK?mode=${mode}`)).status).toBe(409);
    }
    expect((await call("DELETE", `/api/projects/${used}?mode=all`)).status).toBe(400);
  });

  it("have agents with a role, which a list of names keeps or changes as a whole", async () => {
    await test.db.agent.createMany({ data: [{ name: "mona" }, { name: "nils" }] });
    const { id } = (await make({ name: "Staffed" })).body.project;
    const path = `/api/projects/${id}/agents`;
    const assign = (body: object) => call("POST", path, body);
    const assigned = async () => (await call("GET", path)).body.assignments;
    const lead = { agent_name: "mona", role: "lead" };
    for (let times = 0; times < 2; times++) {
      expect(await assign(lead)).toMatchObject({ status: 201, body: { success: true } });
    }
    await assign({ agent_name: "mona" });
    expect(await assigned()).toEqual([{ project_id: id, ...lead }]);
    const replace = (names: string[]) =>
      call("PATCH", `/api/projects/${id}`, { assigned_agents: names, description: "Both" });
    const changed = await replace(["nils", "mona"]);
    expect(changed.body.project.assigned_agents).toEqual(["mona", "nils"]);
    expect(await assigned()).toEqual([
      { project_id: id, ...lead },
      { project_id: id, agent_name: "nils", role: "member" },
    ]);
    const refused = await call("PATCH", `/api/projects/${id}`, {
      assigned_agents: ["nils", "nobody"],
      description: "Changed",
    });
    expect(refused.status).toBe(400);
    expect(refused.body.problems).toMatchObject([{ field: "assigned_agents" }]);
    expect(await listed(id)).toMatchObject({
      description: "Both",
      assigned_agents: ["mona", "nils"],
    });
    expect((await call("DELETE", path)).status).toBe(400);
    for (let times = 0; times < 2; times++) {
      const { body } = await call("DELETE", `${path}?agent_name=mona`);
      expect(body).toEqual({ success: true });
    }
    expect((await assign({ agent_name: "nobody" })).status).toBe(400);
    await call("DELETE", "/api/agents/nils");
    expect(await assigned()).toEqual([]);
    const events = await test.db.event.findMany({
      where: { projectId: id, type: "project.updated" },
      orderBy: { id: "asc" },
    });
    expect(events.map(({ data }) => Object(data).changed)).toEqual([
      ["assigned_agents"],
      ["description", "assigned_agents"],
      ["assigned_agents"],
    ]);
  });

  it("lie in the one workspace", async () => {
    expect((await call("GET", "/api/workspaces", undefined, scout)).body).toEqual({
      tenant_id: 1,
      active_workspace_id: 1,
      workspaces: [{ id: 1, tenant_id: 1 }],
    });
  });
});
