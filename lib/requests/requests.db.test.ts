import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Context } from "@/lib/core/context";
import { EventHub } from "@/lib/events/hub";
import { countLongLived, endLongLived } from "@/lib/events/long-lived";
import { requeueStaleTasks } from "@/lib/recovery/stale";
import { sweep } from "@/lib/recovery/sweep";
import { callTool, givenKey, wholeApi } from "@/lib/testing/actors";
import { contextOf, keyActor } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { emptyTables } from "@/lib/testing/empty-tables";
import type { Answer, Call } from "@/lib/testing/http";
import { countStatements } from "@/lib/testing/statements";
import { answerRequest } from "./answer";
import { expireRequest } from "./expire";
import { hearAnswer } from "./find";

let test: TestDatabase;
let call: Call;
let ctx: Context;
let scout: string;
const shared = globalThis as typeof globalThis & { __batonEventHub?: EventHub };
beforeAll(async () => {
  test = await createTestDatabase();
  call = wholeApi(test.db);
  ctx = contextOf(test.db);
  shared.__batonEventHub = new EventHub(test.db, test.url);
  shared.__batonEventHub.start();
});
afterAll(async () => {
  endLongLived();
  await shared.__batonEventHub?.stop();
  shared.__batonEventHub = undefined;
  await test.drop();
});
beforeEach(async () => {
  await emptyTables(
    test.db,
    "tasks",
    "agents",
    "runs",
    "requests",
    "standing_answers",
    "events",
    "api_keys",
    "graphile_worker._private_jobs",
  );
  const { id } = await test.db.agent.create({ data: { name: "scout", maxCapacity: 1 } });
  scout = await givenKey(test.db, { agentId: id });
});

async function done(answer: Promise<Answer>): Promise<Answer["body"]> {
  const { status, body } = await answer;
  if (status >= 300) throw new Error(`${status}: ${JSON.stringify(body)}`);
  return body;
}
const post = (path: string, body: unknown, key?: string) => done(call("POST", path, body, key));
const get = (path: string, key?: string) => done(call("GET", path, undefined, key));
const poll = (query = "", key = scout) => get(`/api/tasks/queue?agent=scout${query}`, key);
const create = async (fields = {}) =>
  (await post("/api/tasks", { title: "A task", review_required: false, ...fields })).task;
const inProgress = async () =>
  (await test.db.agent.findUniqueOrThrow({ where: { name: "scout" } })).inProgress;
const leasesOver = () =>
  test.db
    .$executeRaw`UPDATE runs SET lease_expires_at = now() - interval '1 second' WHERE outcome IS NULL AND lease_expires_at IS NOT NULL`;
const typesSince = async () =>
  (await test.db.event.findMany({ orderBy: { id: "asc" } })).map(({ type }) => type);

interface Asked {
  task: { id: number; ticket_ref: string; project_id: number };
  run: { id: number };
  request: { id: number };
}

/** A task that scout claimed and asks about. */
async function asked(question: Record<string, unknown> = {}, query = ""): Promise<Asked> {
  await create();
  const { task, run } = await poll(query);
  const body = { title: "Which port?", ...question };
  const { request } = await post(`/api/runs/${run.id}/requests`, body, scout);
  return { task, run, request };
}

const answer = (id: number, body: unknown, key?: string) =>
  call("POST", `/api/requests/${id}/answer`, body, key);

describe("asking", () => {
  it("counts the question as what needs a person, until it is answered", async () => {
    const { request } = await asked();
    const elsewhere = await test.db.project.create({
      data: { name: "Elsewhere", slug: "elsewhere", prefix: "ELSE" },
    });
    const limited = await givenKey(test.db, { projectId: elsewhere.id });
    expect(await get("/api/workload")).toMatchObject({ requests: 1, needs_person: 1, stale: 0 });
    expect(await get("/api/workload", limited)).toMatchObject({ requests: 0, needs_person: 0 });
    await done(answer(request.id, { text: "443" }));
    expect(await get("/api/workload")).toMatchObject({ requests: 0, needs_person: 0 });
  });

  it("asked again by an agent that has not heard the answer is the same question, once", async () => {
    const { run, request } = await asked();
    await done(answer(request.id, { text: "443" }));
    const again = (title: string, key?: string) =>
      post(`/api/runs/${run.id}/requests`, { title }, key);
    // It asks something else, or somebody else asks.
    const other = await again("Which host?", scout);
    expect(other.request).toMatchObject({ state: "open" });
    await done(answer(other.request.id, { text: "localhost" }));
    const heard = await again("Which host?", scout);
    expect(heard).toMatchObject({
      request: { id: other.request.id, answer: { text: "localhost" } },
      run: { state: "running" },
    });
    // It was heard: now it is a question like any other.
    const anew = await again("Which host?", scout);
    expect(anew.request).toMatchObject({ state: "open" });
    expect(anew.request.id).not.toBe(other.request.id);
    await done(answer(anew.request.id, { text: "elsewhere" }));
    expect((await again("Which host?")).request).toMatchObject({ state: "open" });
  });

  it("refuses names that nobody has, and takes those of people, agents and general keys", async () => {
    await create();
    const { run } = await poll();
    const askFor = (...may_answer: string[]) =>
      call("POST", `/api/runs/${run.id}/requests`, { title: "Which port?", may_answer }, scout);
    await givenKey(test.db, { name: "release-bot" });
    await test.db.user.create({
      data: { username: "gone", displayName: "Gone", role: "operator", disabledAt: new Date() },
    });
    await test.db.user.create({
      data: { username: "dora", displayName: "Dora", role: "operator" },
    });
    for (const nobody of ["nobody", "gone", "Dora"])
      expect(await askFor("dora", nobody)).toMatchObject({
        status: 400,
        body: {
          code: "invalid",
          problems: [{ field: "may_answer.1", rule: expect.stringContaining(`names ${nobody}`) }],
          fix: expect.stringContaining("leave may_answer out"),
        },
      });
    expect(await askFor("scout")).toMatchObject({
      status: 400,
      body: { problems: [{ field: "may_answer", rule: expect.stringContaining("scout alone") }] },
    });
    expect((await get(`/api/runs/${run.id}`)).run).toMatchObject({ state: "running" });
    expect((await askFor("dora", "scout", "release-bot")).status).toBe(201);
  });

  it("parks the run: no lease, its place free, the task in progress with its question", async () => {
    const { task, run, request } = await asked({ options: ["80", "443"], proposed: "443" });
    const parked = (await get(`/api/tasks/${task.id}`)).task;
    expect(parked).toMatchObject({
      status: "in_progress",
      request_id: request.id,
      lease_expires_at: null,
      run_id: run.id,
    });
    expect((await get(`/api/runs/${run.id}`)).run).toMatchObject({
      state: "waiting",
      outcome: null,
    });
    expect(await inProgress()).toBe(0);
    const why = await get(`/api/tasks/${task.id}/why`);
    expect(why.reasons).toMatchObject([
      { code: "waits_for_answer", sentence: "Waits for your answer.", request_id: request.id },
    ]);
    const list = await get("/api/requests");
    expect(list).toMatchObject({
      open: 1,
      requests: [{ id: request.id, kind: "choice", mine: true }],
    });
    expect((await get("/api/requests", scout)).requests[0].mine).toBe(false);
  });

  it("finds what the caller may answer behind any number of questions that are for others", async () => {
    const { request } = await asked();
    await test.db.$executeRaw`
      INSERT INTO requests (agent, kind, title, options, may_answer)
      SELECT 'scout', 'question', 'For Eve', '[]', '{Eve}' FROM generate_series(1, 1001)`;
    await test.db.$executeRaw`
      INSERT INTO requests (agent, kind, title, options, may_answer) VALUES ('scout', 'question', 'For all', '[]', '{}')`;
    const operator = await givenKey(test.db, { role: "operator" });
    const { requests, next_cursor } = await get("/api/requests?mine=true", operator);
    expect(requests).toMatchObject([{ id: request.id }, { title: "For all" }]);
    expect(next_cursor ?? null).toBeNull();
    const first = await get("/api/requests?mine=true&limit=1", operator);
    expect(first.requests).toMatchObject([{ id: request.id }]);
  });

  it("takes no place of an agent whose record is made while it waits", async () => {
    await asked();
    await test.db.agent.deleteMany();
    await post("/api/agents/register", { name: "scout" });
    expect(await inProgress()).toBe(0);
  });

  it("leaves room for other work of the same agent", async () => {
    const { run } = await asked();
    await create({ title: "Another" });
    const next = await poll();
    expect(next).toMatchObject({ reason: "assigned", task: { title: "Another" } });
    expect(next.run.id).not.toBe(run.id);
    const full = await poll();
    expect(full).toMatchObject({ reason: "continue_current", run: { id: next.run.id } });
  });

  it("costs nothing: recovery, the sweep, heartbeats and idle time change nothing", async () => {
    const { task, run } = await asked();
    await test.db
      .$executeRaw`UPDATE runs SET heartbeat_at = now() - interval '9 days', started_at = now() - interval '9 days'`;
    expect(await requeueStaleTasks(ctx)).toEqual({ requeued: 0, failed: 0 });
    await sweep(ctx);
    await post(`/api/runs/${run.id}/heartbeat`, {}, scout);
    await post("/api/agents/scout/heartbeat", { run_ids: [run.id] }, scout);
    const { reason } = await poll();
    expect(reason).toBe("no_tasks_available");
    expect((await get(`/api/tasks/${task.id}`)).task).toMatchObject({
      status: "in_progress",
      lease_expires_at: null,
    });
    const waiting = get(
      `/api/requests/${(await get("/api/requests")).requests[0].id}?wait=60`,
      scout,
    );
    await expect.poll(() => countLongLived("poll"), { interval: 5 }).toBe(1);
    // While somebody waits for the answer, only the look at PostgreSQL's transaction numbers once a second is left.
    const look = () => countStatements(async () => shared.__batonEventHub?.check());
    await expect.poll(look).toBeLessThanOrEqual(1);
    endLongLived();
    await waiting;
  });

  it("gives the same request when it is asked again, and refuses what cannot be answered", async () => {
    const { run, request } = await asked({ body: "HTTP or HTTPS" });
    const path = `/api/runs/${run.id}/requests`;
    const again = await call("POST", path, { title: "Which port?", body: "HTTP or HTTPS" }, scout);
    expect([again.status, again.body.request.id]).toEqual([200, request.id]);
    const other = await call("POST", path, { title: "And which host?" }, scout);
    expect(other.status).toBe(201);
    expect((await call("POST", path, { title: "", kind: "choice" }, scout)).status).toBe(400);
    const iris = await givenKey(test.db, {
      agentId: (await test.db.agent.create({ data: { name: "iris" } })).id,
    });
    expect((await call("POST", path, { title: "Mine?" }, iris)).status).toBe(403);
    expect((await call("POST", "/api/runs/999999/requests", { title: "?" }, scout)).status).toBe(
      404,
    );
  });
});

describe("the answer", () => {
  it("comes with the same task and run at the next poll, before newer and more urgent work", async () => {
    const { task, run, request } = await asked({ options: ["80", "443"] });
    await create({ title: "Urgent", priority: "critical", assigned_to: "scout" });
    const answered = await answer(request.id, { option: "443", text: "TLS only" });
    expect(answered.body.request).toMatchObject({
      state: "answered",
      answer: { option: "443", label: "443", text: "TLS only" },
      mine: false,
    });
    expect((await get(`/api/tasks/${task.id}/why`)).reasons[0].code).toBe("answered");
    const next = await poll();
    expect(next).toMatchObject({
      reason: "continue_current",
      task: { id: task.id, request_id: null },
      run: { id: run.id, lease_expires_at: expect.any(Number) },
      answers: [{ request_id: request.id, title: "Which port?", option: "443", text: "TLS only" }],
    });
    expect((await get(`/api/runs/${run.id}`)).run.state).toBe("running");
    await post(`/api/tasks/${task.id}/complete`, { run_id: run.id, resolution: "443" }, scout);
    expect((await poll()).task.title).toBe("Urgent");
  });

  it("comes to a poll with a new claim id, which names the run from then on", async () => {
    const { run, request } = await asked({}, "&claim_id=first&max_capacity=5");
    await create({ title: "Newer" });
    await answer(request.id, { text: "443" });
    const next = await poll("&claim_id=second&max_capacity=5");
    expect(next).toMatchObject({ reason: "continue_current", run: { id: run.id } });
    expect(next.answers).toHaveLength(1);
    expect((await poll("&claim_id=second&max_capacity=5")).run.id).toBe(run.id);
    expect((await poll("&claim_id=third&max_capacity=5")).task.title).toBe("Newer");
  });

  it("comes to a claim of the task, and to a heartbeat of the run", async () => {
    const first = await asked();
    await answer(first.request.id, { text: "443" });
    const claim = await post(`/api/tasks/${first.task.id}/claim`, {}, scout);
    expect(claim).toMatchObject({ run: { id: first.run.id, state: "running" } });
    expect(claim.answers).toMatchObject([{ text: "443" }]);

    const { request } = await post(`/api/runs/${first.run.id}/requests`, { title: "Sure?" }, scout);
    await answer(request.id, { text: "yes" });
    const heard = await post("/api/agents/scout/heartbeat", {}, scout);
    expect(heard.answers).toMatchObject([{ text: "443" }, { text: "yes" }]);
    const beat = await post(`/api/runs/${first.run.id}/heartbeat`, {}, scout);
    expect(beat).toMatchObject({ run: { state: "running" }, answers: [{}, { text: "yes" }] });
    expect((await post(`/api/runs/${first.run.id}/heartbeat`, {}, scout)).answers).toEqual([]);
  });

  it("comes with the refusal of a result that was made without it, and the next one is taken", async () => {
    const task = await create({ assigned_to: "scout" });
    const { run } = await post(`/api/tasks/${task.id}/claim`, { agent: "scout" }, scout);
    const { request } = await post(`/api/runs/${run.id}/requests`, { title: "Which?" }, scout);
    await post(`/api/requests/${request.id}/answer`, { text: "The second" });
    const handIn = () =>
      call("POST", `/api/tasks/${task.id}/complete`, { resolution: "I took the first" }, scout);
    const refused = await handIn();
    expect(refused).toMatchObject({
      status: 409,
      body: { reason: "answer_unheard", answers: [{ title: "Which?", text: "The second" }] },
    });
    expect((await get(`/api/runs/${run.id}`)).run.state).toBe("running");
    expect((await handIn()).body.task).toMatchObject({ status: "done" });
  });

  it("is not taken up by a viewer's key that names the agent, or by the key of another run", async () => {
    const { run, request } = await asked();
    await create({ title: "Another" });
    const other = await poll();
    const { id } = await test.db.agent.findUniqueOrThrow({ where: { name: "scout" } });
    const ofOther = await givenKey(test.db, { kind: "run", agentId: id, runId: other.run.id });
    await answer(request.id, { text: "443" });
    const path = `/api/requests/${request.id}`;
    await done(call("GET", path, undefined, ofOther));
    await hearAnswer(contextOf(test.db, keyActor("viewer", "scout")), request.id);
    expect((await get(`/api/runs/${run.id}`)).run.state).toBe("answered");
  });

  it("reaches at once whoever waits for it, and wakes a waiting poll", async () => {
    const { run, request } = await asked();
    const waiting = get(`/api/requests/${request.id}?wait=60`, scout);
    const polling = poll("&wait=60&max_capacity=1");
    await expect.poll(() => countLongLived("poll"), { interval: 5 }).toBe(2);
    await answer(request.id, { text: "443" });
    expect((await waiting).request).toMatchObject({ state: "answered", answer: { text: "443" } });
    // The run goes on by the first of the two, so the other finds the task in hand, which is the same.
    expect((await polling).run.id).toBe(run.id);
  });

  it("is given once: of two at the same time one wins, and the other hears who", async () => {
    const { request } = await asked({ options: ["80", "443"] });
    const both = await Promise.all([
      answer(request.id, { option: "80" }),
      answer(request.id, { option: "443" }),
    ]);
    const [won, lost] = both.sort((a, b) => a.status - b.status);
    expect([won?.status, lost?.status]).toEqual([200, 409]);
    expect(lost?.body).toMatchObject({
      code: "conflict",
      reason: "request_closed",
      state: "answered",
      fix: expect.stringContaining("GET /api/requests/"),
    });
    const { request: kept } = await get(`/api/requests/${request.id}`);
    expect(kept.answer).toEqual(won?.body.request.answer);
    expect((await typesSince()).filter((type) => type === "request.answered")).toHaveLength(1);
  });

  it("is not given by agents, and never by who asked", async () => {
    const keyOf = async (name: string) =>
      givenKey(test.db, { agentId: (await test.db.agent.create({ data: { name } })).id });
    const [lead, other] = [await keyOf("lead"), await keyOf("other")];
    const { request } = await asked({ may_answer: ["lead", "scout"] });
    expect((await answer(request.id, { text: "x" }, scout)).status).toBe(403);
    expect((await answer(request.id, { text: "x" }, other)).status).toBe(403);
    expect((await answer(request.id, { text: "443" }, lead)).status).toBe(200);
  });

  it("is no longer waited for when the question was withdrawn, and why says that", async () => {
    const { task, request } = await asked();
    await post(`/api/requests/${request.id}/withdraw`, { reason: "found it" });
    const reasons = async () => (await get(`/api/tasks/${task.id}/why`)).reasons;
    expect(await reasons()).toMatchObject([
      { code: "answered", sentence: "Its question was withdrawn: scout goes on with it next." },
    ]);
    const unknown = await answer(999_999, { text: "443" });
    expect(unknown).toMatchObject({ status: 404, body: { error: "Request 999999 not found" } });
  });

  it("of one question leaves the run waiting for its others", async () => {
    const { task, run, request } = await asked();
    const more = await post(`/api/runs/${run.id}/requests`, { title: "Which host?" }, scout);
    await answer(request.id, { text: "443" });
    const half = (await get(`/api/tasks/${task.id}`)).task;
    expect(half).toMatchObject({ request_id: more.request.id, lease_expires_at: null });
    await post(`/api/requests/${more.request.id}/withdraw`, { reason: "found it" }, scout);
    expect(await poll()).toMatchObject({
      run: { id: run.id },
      answers: [{}, { state: "withdrawn" }],
    });
  });

  it("that nobody takes up lets the task go back, and its next run knows it", async () => {
    const { task, run, request } = await asked();
    await answer(request.id, { text: "443" });
    await leasesOver();
    expect(await requeueStaleTasks(ctx)).toEqual({ requeued: 1, failed: 0 });
    const next = await poll();
    expect(next).toMatchObject({ reason: "assigned", task: { id: task.id } });
    expect(next.run.id).not.toBe(run.id);
    expect(next.answers).toMatchObject([{ title: "Which port?", text: "443", run_id: run.id }]);
  });
});

describe("a question that is not answered", () => {
  it("keeps its run from succeeding, and is withdrawn when the run ends otherwise", async () => {
    const { task, run, request } = await asked();
    const handIn = { run_id: run.id, resolution: "Which port, please?" };
    const refused = await call("POST", `/api/tasks/${task.id}/complete`, handIn, scout);
    expect([refused.status, refused.body.reason]).toEqual([409, "request_open"]);
    const byStatus = await call("PUT", `/api/tasks/${task.id}`, { status: "done" });
    expect([byStatus.status, byStatus.body.question_id]).toEqual([409, request.id]);
    await post(`/api/tasks/${task.id}/fail`, { run_id: run.id, error: "I give up." }, scout);
    expect((await get(`/api/requests/${request.id}`)).request).toMatchObject({
      state: "withdrawn",
      reason: "I give up.",
    });
    expect(await typesSince()).toContain("request.withdrawn");
    expect(await inProgress()).toBe(0);
  });

  it.each([
    ["released", (id: number) => post(`/api/tasks/${id}/release`, {})],
    ["reassigned", (id: number) => done(call("PUT", `/api/tasks/${id}`, { assigned_to: "iris" }))],
    ["cancelled", (id: number) => post(`/api/tasks/${id}/cancel`, {})],
    ["deleted", (id: number) => done(call("DELETE", `/api/tasks/${id}`))],
  ])("is withdrawn when its task is %s, and cannot be answered then", async (_, end) => {
    const { task, request } = await asked({ deadline_seconds: 60 });
    await end(task.id);
    expect((await get(`/api/requests/${request.id}`)).request).toMatchObject({
      state: "withdrawn",
      ticket_ref: task.ticket_ref,
    });
    expect((await answer(request.id, { text: "443" })).status).toBe(409);
    expect(await inProgress()).toBe(0);
    const jobs = await test.db.$queryRaw<unknown[]>`
      SELECT 1 FROM graphile_worker.jobs WHERE key = ${`request:${request.id}`}`;
    expect(jobs).toEqual([]);
  });

  it("fails its task at the deadline, or takes the answer that was set for it", async () => {
    const failing = await asked({ deadline_seconds: 60 });
    await expireRequest(ctx, failing.request.id);
    expect((await get(`/api/tasks/${failing.task.id}`)).task).toMatchObject({
      status: "failed",
      request_id: null,
      error_message: 'Nobody answered "Which port?" in time',
    });
    const settled = await asked({
      options: ["80", "443"],
      deadline_seconds: 60,
      on_deadline: { option: "443" },
    });
    await expireRequest(ctx, settled.request.id);
    expect(await poll()).toMatchObject({
      run: { id: settled.run.id },
      answers: [{ state: "expired", option: "443" }],
    });
    await expireRequest(ctx, settled.request.id);
    const types = (await typesSince()).filter((type) => type === "request.expired");
    expect(types).toHaveLength(2);
  });

  it("is decided once when the deadline and an answer come together", async () => {
    const { task, request } = await asked({ deadline_seconds: 60 });
    const ada = contextOf(test.db);
    const [said, over] = await Promise.allSettled([
      answerRequest(ada, { id: request.id, body: { text: "443" } }),
      expireRequest(ctx, request.id),
    ]);
    expect(over?.status).toBe("fulfilled");
    const { state } = (await get(`/api/requests/${request.id}`)).request;
    const { status } = (await get(`/api/tasks/${task.id}`)).task;
    expect([state, status, said?.status]).toEqual(
      state === "answered"
        ? ["answered", "in_progress", "fulfilled"]
        : ["expired", "failed", "rejected"],
    );
  });

  it("has one job for its deadline, which goes when it is answered", async () => {
    const { request } = await asked({ deadline_seconds: 3_600 });
    const jobs = () =>
      test.db.$queryRaw<{ run_at: Date }[]>`
        SELECT run_at FROM graphile_worker.jobs WHERE key = ${`request:${request.id}`}`;
    const [job, ...others] = await jobs();
    expect(others).toEqual([]);
    const inSeconds = (Number(job?.run_at) - Date.now()) / 1_000;
    expect(inSeconds).toBeGreaterThan(3_500);
    await answer(request.id, { text: "443" });
    expect(await jobs()).toEqual([]);
  });

  it("outlives its run, and goes with the texts of runs", async () => {
    const { request, task } = await asked();
    await answer(request.id, { text: "443" });
    await test.db.$executeRaw`UPDATE requests SET closed_at = now() - interval '10 years'`;
    expect((await sweep(ctx)).requests).toBe(0);
    await post(`/api/tasks/${task.id}/cancel`, {});
    expect((await sweep(ctx)).requests).toBe(1);
    expect((await call("GET", `/api/requests/${request.id}`)).status).toBe(404);
  });
});

describe("a standing answer", () => {
  const permission = { tool: "Bash", arguments: { command: "ls" }, title: "Run ls?" };

  it("answers the next permission like it at once, without a pause, until it is revoked", async () => {
    const { run, task, request } = await asked(permission);
    const remember = { scope: "project" };
    const first = await answer(request.id, { option: "allow", remember });
    expect(first.body.request.standing_answer_id).toEqual(expect.any(Number));
    await poll();
    const second = await post(
      `/api/runs/${run.id}/requests`,
      { ...permission, title: "Run rm?" },
      scout,
    );
    expect(second).toMatchObject({
      request: { state: "answered", answer: { option: "allow" } },
      run: { state: "running" },
    });
    expect((await get(`/api/tasks/${task.id}`)).task.request_id).toBeNull();
    const [rule] = (await get("/api/standing-answers")).standing_answers;
    expect(rule).toMatchObject({ tool: "Bash", option: "allow", used_count: 1, agent: null });
    await done(call("DELETE", `/api/standing-answers/${rule.id}`));
    const audit = await test.db.event.findMany({
      where: { type: "settings.updated" },
      orderBy: { id: "asc" },
    });
    expect(audit.map(({ data }) => data)).toMatchObject([
      { key: `standing_answer.${rule.id}`, value: { tool: "Bash", option: "allow" } },
      { key: `standing_answer.${rule.id}`, value: null },
    ]);
    const third = await post(
      `/api/runs/${run.id}/requests`,
      { ...permission, title: "Run mv?" },
      scout,
    );
    expect(third.request.state).toBe("open");
  });

  it("that is narrower counts, though the question leaves its option out", async () => {
    const { run, task } = await asked();
    await post("/api/standing-answers", { tool: "Bash", option: "allow" });
    const own = { tool: "Bash", option: "deny", project_id: task.project_id };
    await post("/api/standing-answers", own);
    const path = `/api/runs/${run.id}/requests`;
    const without = await post(path, { ...permission, options: ["allow", "later"] }, scout);
    expect(without.request).toMatchObject({ state: "open", standing_answer_id: null });
    const { request } = await post(path, { ...permission, title: "Run it?" }, scout);
    expect(request).toMatchObject({ state: "answered", answer: { option: "deny" } });
  });

  it("is for people to make, and for all projects only for admins", async () => {
    const rule = { tool: "Bash", option: "allow" };
    const operator = await givenKey(test.db, { role: "operator" });
    const project = (await get("/api/projects")).projects[0].id;
    const statusOf = async (body: unknown, key: string) =>
      (await call("POST", "/api/standing-answers", body, key)).status;
    expect(await statusOf(rule, scout)).toBe(403);
    expect(await statusOf(rule, operator)).toBe(403);
    expect(await statusOf({ ...rule, project_id: project }, operator)).toBe(201);
    expect((await call("POST", "/api/standing-answers", rule)).status).toBe(201);
    expect(await statusOf({ ...rule, project_id: project, expires_at: 5 }, operator)).toBe(400);
  });

  it("does not count for another tool, another agent, after its end, or where the question names who answers", async () => {
    const project = (await get("/api/projects")).projects[0].id;
    const make = (fields: object) =>
      post("/api/standing-answers", {
        tool: "Bash",
        option: "allow",
        project_id: project,
        ...fields,
      });
    await make({ tool: "Write" });
    await make({ agent: "iris" });
    const { standing_answer: over } = await make({});
    await test.db.standingAnswer.update({
      where: { id: over.id },
      data: { expiresAt: new Date(Date.now() - 1_000) },
    });
    const { run } = await asked(permission);
    await make({});
    await test.db.agent.create({ data: { name: "ada" } });
    const named = { ...permission, title: "Ask Ada", may_answer: ["ada"] };
    const { requests } = await get("/api/requests");
    expect(requests).toHaveLength(1);
    const { request } = await post(`/api/runs/${run.id}/requests`, named, scout);
    expect(request.state).toBe("open");
  });
});

describe("over MCP", () => {
  it("an agent asks about the ticket in hand, and goes on with what a person answered", async () => {
    const { id } = await create();
    await callTool(scout, "ticket_claim", { id: (await get(`/api/tasks/${id}`)).task.ticket_ref });
    const said = JSON.parse(
      await callTool(scout, "ask_person", { title: "Which port?", options: ["80", "443"] }),
    );
    expect(said).toMatchObject({
      request: { kind: "choice", state: "open" },
      next: expect.any(String),
    });
    const { id: request } = said.request;
    expect(await callTool(scout, "request_answer", { request, option: "80" })).toContain(
      "may not answer",
    );
    const admin = await givenKey(test.db, { role: "admin" });
    const list = JSON.parse(await callTool(admin, "request_list"));
    expect(list.requests).toMatchObject([{ id: request, mine: true }]);
    await callTool(admin, "request_answer", { request, option: "443" });
    const read = JSON.parse(await callTool(scout, "request_get", { request, wait: 50 }));
    expect(read.request.answer).toMatchObject({ option: "443" });
    expect((await get(`/api/tasks/${id}`)).task.lease_expires_at).not.toBeNull();
  });
});

it("a run's key asks for its run and withdraws, and does no more", async () => {
  await create();
  const { run } = await poll();
  const agent = await test.db.agent.findUniqueOrThrow({ where: { name: "scout" } });
  const key = await givenKey(test.db, { kind: "run", agentId: agent.id, runId: run.id });
  const asking = await call("POST", `/api/runs/${run.id}/requests`, { title: "May I?" }, key);
  expect(asking.status).toBe(201);
  const { id } = asking.body.request;
  expect((await answer(id, { text: "yes" }, key)).status).toBe(403);
  expect((await call("GET", `/api/requests/${id}`, undefined, key)).status).toBe(200);
  expect((await call("POST", `/api/requests/${id}/withdraw`, {}, key)).status).toBe(200);
});
