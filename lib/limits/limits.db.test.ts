import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Context } from "@/lib/core/context";
import { givenKey, wholeApi } from "@/lib/testing/actors";
import { contextOf } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { emptyTables } from "@/lib/testing/empty-tables";
import type { Answer, Call } from "@/lib/testing/http";
import { countStatements } from "@/lib/testing/statements";
import { checkLimits } from "./check";
import { pauseUnchanging } from "./unchanged";
import { watchLimits } from "./watch";

let test: TestDatabase;
let call: Call;
let ctx: Context;
let scout: string;
beforeAll(async () => {
  test = await createTestDatabase();
  call = wholeApi(test.db);
  ctx = contextOf(test.db);
});
afterAll(() => test.drop());
beforeEach(async () => {
  await emptyTables(
    test.db,
    "tasks",
    "agents",
    "runs",
    "run_limits",
    "workers",
    "events",
    "api_keys",
    "graphile_worker._private_jobs",
  );
  const { id } = await test.db.agent.create({ data: { name: "scout", maxCapacity: 5 } });
  scout = await givenKey(test.db, { agentId: id });
});

async function done(answer: Promise<Answer>): Promise<Answer["body"]> {
  const { status, body } = await answer;
  if (status >= 300) throw new Error(`${status}: ${JSON.stringify(body)}`);
  return body;
}
async function claimed(limits?: object) {
  const { task } = await done(
    call("POST", "/api/tasks", { title: "A task", assigned_to: "scout" }),
  );
  if (limits) await done(call("PUT", `/api/tasks/${task.id}/limits`, { limits }));
  const { run } = await done(
    call("POST", `/api/tasks/${task.id}/claim`, { agent: "scout" }, scout),
  );
  return { task: task.id as number, ref: task.ticket_ref as string, run: run.id as number };
}
const report = (run: number, body: object) => call("POST", `/api/runs/${run}/chunks`, body, scout);
const runNow = async (run: number) =>
  (await done(call("GET", `/api/runs/${run}`))) as Answer["body"];
const taskNow = async (id: number) => (await done(call("GET", `/api/tasks/${id}`))).task;
const ago = (seconds: number) => new Date(Date.now() - seconds * 1_000);
const jobs = () =>
  test.db.$queryRaw<{ payload: { runId: number }; inSeconds: number }[]>`
    SELECT j.payload, extract(epoch FROM j.run_at - now())::float8 AS "inSeconds" FROM graphile_worker._private_jobs j
    JOIN graphile_worker._private_tasks t ON t.id = j.task_id WHERE t.identifier = 'checkLimits'`;

describe("a run that reaches a limit by what it reports", () => {
  it("is stopped, and its task waits for a person, whom no agent replaces", async () => {
    const { task, ref, run } = await claimed({ tokens: 1_000, turns: 9 });
    const used = { turns: 2, tokens_in: 600, tokens_out: 100 };
    expect((await report(run, { after: 0, chunks: [], used })).status).toBe(200);
    const before = await runNow(run);
    expect(before.run).toMatchObject({ outcome: null, tokens_in: 600, tokens_out: 100 });
    expect(before.stopped).toBeNull();
    expect(before.limits).toEqual([
      { name: "tokens", limit: 1_000, from: "task", figure: 700 },
      { name: "turns", limit: 9, from: "task", figure: 2 },
      { name: "repeated_calls", limit: 20, from: "default", figure: 0 },
    ]);

    const more = { turns: 3, tokens_in: 900, tokens_out: 200 };
    const refused = await report(run, { after: 0, chunks: [{ data: "Still" }], used: more });
    expect(refused).toMatchObject({ status: 409, body: { code: "stale_run" } });
    const message = "It used 1,100 tokens, and 1,000 is its limit";
    const { run: closed, stopped } = await runNow(run);
    expect(closed).toMatchObject({ outcome: "stopped", error: message, error_class: "limit" });
    expect(closed).toMatchObject({ tokens_in: 900, tokens_out: 200, output: "Still" });
    expect(stopped).toEqual({ name: "tokens", limit: 1_000, figure: 1_100, from: "task", message });
    expect(await taskNow(task)).toMatchObject({
      status: "blocked",
      blocked_reason: `Stopped at a limit: ${message}`,
      dispatch_hold: { code: "limit", message },
    });
    const { notices } = await done(call("GET", "/api/notices"));
    expect(notices).toContainEqual(
      expect.objectContaining({ title: `${ref} was stopped at a limit`, href: `/tasks/${ref}` }),
    );
    const freed = await call("PATCH", `/api/tasks/${task}`, { status: "assigned" }, scout);
    expect(freed.body.error).toContain("was not blocked by an agent");
    const { id: agentId } = await test.db.agent.findUniqueOrThrow({ where: { name: "scout" } });
    const boss = await givenKey(test.db, { agentId, role: "admin" });
    const moved = await call("PUT", `/api/tasks/${task}`, { status: "assigned" }, boss);
    const retried = await call("POST", `/api/tasks/${task}/retry`, {}, boss);
    await test.db.agent.create({ data: { name: "iris" } });
    expect([moved.status, retried.status]).toEqual([403, 403]);
    for (const key of [scout, boss]) {
      const given = await call("PUT", `/api/tasks/${task}`, { assigned_to: "iris" }, key);
      expect(given.body.error).toContain("was not blocked by an agent");
    }
    expect(await taskNow(task)).toMatchObject({ status: "blocked", assigned_to: "scout" });
    await done(call("POST", `/api/tasks/${task}/retry`, { reason: "Smaller steps" }));
    expect(await taskNow(task)).toMatchObject({ status: "assigned", dispatch_hold: null });
  });

  it("counts the same call of a tool once however often it is sent, and anew after a changed file", async () => {
    const { run } = await claimed({ repeated_calls: 3 });
    const again = { kind: "tool", data: "Bash npm test\n", key: "k" };
    const first = { after: 0, chunks: [again, again] };
    for (let sent = 0; sent < 3; sent++) await done(report(run, first));
    expect((await runNow(run)).limits).toContainEqual(
      expect.objectContaining({ name: "repeated_calls", figure: 2 }),
    );
    const changed = { after: 2, chunks: [{ kind: "file", data: "src/a.ts\n" }, again] };
    await done(report(run, changed));
    await done(report(run, { after: 4, chunks: [again] }));
    const third = await report(run, { after: 5, chunks: [again] });
    expect(third.body.code).toBe("stale_run");
    expect((await runNow(run)).run.error).toBe(
      "It made the same call 3 times (Bash npm test), and 3 is its limit",
    );
  });

  it("is left alone once the limit is raised, and by other runs' figures", async () => {
    const { task, run } = await claimed({ tokens: 1_000 });
    await test.db.run.update({ where: { id: run }, data: { tokensIn: 5_000 } });
    await done(call("PUT", `/api/tasks/${task}/limits`, { limits: { tokens: 10_000 } }));
    expect(await checkLimits(ctx, run)).toBe(false);
    await done(call("PUT", `/api/tasks/${task}/limits`, { limits: {} }));
    await done(call("PUT", "/api/agents/scout/limits", { limits: { tokens: 2_000 } }));
    expect(await checkLimits(ctx, run)).toBe(true);
    expect((await runNow(run)).stopped).toMatchObject({ from: "agent", figure: 5_000 });
    expect(await checkLimits(ctx, run)).toBe(false);
  });
});

describe("a limit of time", () => {
  it("stops a run at its moment, by a job that is queued a minute before at the earliest", async () => {
    const { run } = await claimed({ seconds: 600 });
    expect(await watchLimits(ctx)).toEqual({ due: 0 });
    await test.db.run.update({ where: { id: run }, data: { startedAt: ago(570) } });
    expect(await watchLimits(ctx)).toEqual({ due: 1 });
    await watchLimits(ctx);
    const [job, ...others] = await jobs();
    expect(others).toEqual([]);
    expect(job?.payload).toEqual({ runId: run });
    expect(job?.inSeconds).toBeGreaterThan(20);
    expect(job?.inSeconds).toBeLessThan(40);
    expect(await checkLimits(ctx, run)).toBe(false);
    await test.db.run.update({ where: { id: run }, data: { startedAt: ago(601) } });
    expect(await checkLimits(ctx, run)).toBe(true);
    expect((await runNow(run)).run.error).toBe("It worked for 10 min, and 10 min is its limit");
  });

  it("does not count the time in which the run waits for people", async () => {
    const { run } = await claimed({ seconds: 600, silence_seconds: 300 });
    const asked = await done(call("POST", `/api/runs/${run}/requests`, { title: "Which?" }, scout));
    const past = { startedAt: ago(900), heartbeatAt: ago(900) };
    await test.db.run.update({ where: { id: run }, data: past });
    await test.db.request.update({
      where: { id: asked.request.id },
      data: { createdAt: ago(800) },
    });
    expect(await checkLimits(ctx, run)).toBe(false);
    const answer = `/api/requests/${asked.request.id}/answer`;
    await done(call("POST", answer, { text: "That" }));
    await done(call("POST", `/api/runs/${run}/heartbeat`, {}, scout));
    expect(await checkLimits(ctx, run)).toBe(false);
    expect(
      (await runNow(run)).limits.find(({ name }: { name: string }) => name === "seconds").figure,
    ).toBeLessThan(200);
  });

  it("notices silence: no part of its output, and for an agent that polls no sign of life", async () => {
    const { run } = await claimed({ silence_seconds: 300 });
    await test.db.run.update({ where: { id: run }, data: { startedAt: ago(900) } });
    expect(await checkLimits(ctx, run)).toBe(false);
    const old = { startedAt: ago(900), heartbeatAt: ago(400) };
    await test.db.run.update({ where: { id: run }, data: old });
    await done(report(run, { after: 0, chunks: [{ data: "Thinking" }] }));
    expect(await watchLimits(ctx)).toEqual({ due: 0 });
    await test.db.$executeRaw`UPDATE run_chunks SET created_at = ${ago(290)} WHERE run_id = ${run}`;
    expect(await watchLimits(ctx)).toEqual({ due: 1 });
    await test.db.$executeRaw`UPDATE run_chunks SET created_at = ${ago(301)} WHERE run_id = ${run}`;
    expect(await checkLimits(ctx, run)).toBe(true);
  });

  it("costs one statement a minute while nobody has set one", async () => {
    await claimed();
    expect(await countStatements(() => watchLimits(ctx))).toBe(1);
  });
});

describe("setting limits", () => {
  it("is for people and operators' keys, those of a project for admins, and never for agents", async () => {
    const { task } = await claimed();
    const { projects } = await done(call("GET", "/api/projects"));
    const operator = await givenKey(test.db, { role: "operator" });
    const { id } = await test.db.agent.findUniqueOrThrow({ where: { name: "scout" } });
    const admin = await givenKey(test.db, { agentId: id, role: "admin" });
    const limits = { limits: { tokens: 5 } };
    const put = async (path: string, key?: string) => (await call("PUT", path, limits, key)).status;
    const project = `/api/projects/${projects[0].id}/limits`;
    for (const path of [`/api/tasks/${task}/limits`, "/api/agents/scout/limits"]) {
      expect(await put(path, operator)).toBe(200);
      expect(await put(path, scout)).toBe(403);
      expect(await put(path, admin)).toBe(403);
    }
    expect(await put(project, operator)).toBe(403);
    expect(await put(project)).toBe(200);
    const wrong = await call("PUT", project, { limits: { seconds: 5 } });
    expect(wrong).toMatchObject({ status: 400, body: { problems: [{ field: "limits.seconds" }] } });
    const shown = await done(call("GET", `/api/tasks/${task}/limits`));
    expect(shown.effective).toContainEqual({ name: "tokens", limit: 5, from: "task" });
    expect(shown.effective).toContainEqual({
      name: "unchanged_results",
      limit: 3,
      from: "default",
    });
    expect((await done(call("PUT", project, { limits: {} }))).limits).toEqual({});
  });
});

describe("an agent whose results change nothing", () => {
  it("is paused after some in a row with empty diffs, and not for one that changed a file", async () => {
    const agent = () => test.db.agent.findUniqueOrThrow({ where: { name: "scout" } });
    const file = { path: "a.ts", status: "added", added: 1, removed: 0, binary: false };
    const handIn = async (files: object[]) => {
      const { task, run } = await claimed();
      const change = { commit: "a".repeat(40), files };
      await done(call("PUT", `/api/runs/${run}/change`, change, scout));
      const resolution = { run_id: run, resolution: "Please log in." };
      await done(call("POST", `/api/tasks/${task}/complete`, resolution, scout));
      await pauseUnchanging(ctx, { agent: "scout", runId: run });
      return (await agent()).unchangedResults;
    };
    const counts = [[], [], [file], [], [], []].map((files) => () => handIn(files));
    const seen: number[] = [];
    for (const next of counts) seen.push(await next());
    expect(seen).toEqual([0, 1, 0, 1, 2, 3]);
    expect((await agent()).pauseNote).toContain("Its last 3 results changed nothing");
  });
});

describe("a paused agent", () => {
  it("is given nothing, claims nothing itself, keeps what it has, and goes on when it is resumed", async () => {
    const { run } = await claimed();
    const waits = await done(call("POST", "/api/tasks", { title: "Next", assigned_to: "scout" }));
    const path = "/api/agents/scout/pause";
    expect((await call("POST", path, {}, scout)).status).toBe(403);
    const { agent } = await done(call("POST", path, { note: "Until Monday" }));
    expect(agent.paused).toMatchObject({ note: "Until Monday", by: expect.any(String) });
    const poll = () =>
      done(call("GET", "/api/tasks/queue?agent=scout&max_capacity=20", undefined, scout));
    expect(await poll()).toMatchObject({ reason: "at_capacity", task: null });
    const claim = `/api/tasks/${waits.task.id}/claim`;
    const own = await call("POST", claim, { agent: "scout" }, scout);
    expect(own).toMatchObject({ status: 409, body: { reason: "agent_paused" } });
    await done(call("POST", `/api/runs/${run}/heartbeat`, {}, scout));
    const { id: agentId } = await test.db.agent.findUniqueOrThrow({ where: { name: "scout" } });
    const boss = await givenKey(test.db, { agentId, role: "admin" });
    expect((await call("POST", "/api/agents/scout/resume", {}, boss)).status).toBe(403);
    expect((await done(call("POST", "/api/agents/scout/resume", {}))).agent.paused).toBeNull();
    expect(await poll()).toMatchObject({ reason: "assigned", task: { id: waits.task.id } });
  });
});
