import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { givenKey, wholeApi } from "@/lib/testing/actors";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { emptyTables } from "@/lib/testing/empty-tables";
import type { Answer, Call } from "@/lib/testing/http";
import { type McpTestServer, startMcp } from "@/lib/testing/mcp";

let test: TestDatabase;
let call: Call;
let scout: string;
beforeAll(async () => {
  test = await createTestDatabase();
  call = wholeApi(test.db);
});
afterAll(() => test.drop());
beforeEach(async () => {
  await emptyTables(test.db, "tasks", "agents", "runs", "workers", "requests", "api_keys");
  const data = { name: "scout", maxCapacity: 2, lastSeenAt: new Date(), status: "idle" };
  const { id } = await test.db.agent.create({ data });
  scout = await givenKey(test.db, { agentId: id });
});

async function done(answer: Promise<Answer>): Promise<Answer["body"]> {
  const { status, body } = await answer;
  if (status >= 300) throw new Error(`${status}: ${JSON.stringify(body)}`);
  return body;
}
const create = async (fields: object = {}) =>
  (await done(call("POST", "/api/tasks", { title: "A task", ...fields }))).task;
const why = async (path: string) => {
  const { reasons } = await done(call("GET", `/api/${path}/why`));
  return reasons as { code: string; sentence: string; request_id: number | null }[];
};
const codes = async (path: string) => (await why(path)).map(({ code }) => code);

it("an agent says what it lacks, what it does, what it waits for, and that it is paused", async () => {
  expect(await codes("agents/scout")).toEqual(["nothing_ready"]);
  const task = await create({ assigned_to: "scout" });
  expect(await codes("agents/scout")).toEqual(["ready"]);
  const { run } = await done(
    call("POST", `/api/tasks/${task.id}/claim`, { agent: "scout" }, scout),
  );
  expect(await why("agents/scout")).toMatchObject([
    { code: "working", sentence: `scout works on ${task.ticket_ref}.` },
  ]);
  const asked = await done(
    call("POST", `/api/runs/${run.id}/requests`, { title: "Which?" }, scout),
  );
  expect(await why("agents/scout")).toMatchObject([
    { code: "waits_for_answer", request_id: asked.request.id },
  ]);
  await done(call("POST", "/api/agents/scout/pause", { note: "Lunch" }));
  expect(await codes("agents/scout")).toEqual(["paused", "waits_for_answer"]);
  const next = await create({ assigned_to: "scout" });
  expect((await why(`tasks/${next.id}`))[0]).toMatchObject({
    code: "agent_paused",
    sentence: "scout is paused: Lunch.",
  });
});

it("an agent that Baton calls says what its runtime lacks and what holds its tasks back", async () => {
  const data = { name: "iris", runtime: "anthropic" as const };
  await test.db.agent.create({ data });
  expect(await codes("agents/iris")).toEqual(["runtime_down"]);
  const task = await create({ assigned_to: "iris" });
  const hold = { code: "budget_exceeded", message: "No room", since: new Date(), next_at: null };
  await test.db.task.update({ where: { id: task.id }, data: { dispatchHold: hold } });
  expect(await codes("agents/iris")).toEqual(["runtime_down", "budget_exceeded"]);
  expect((await call("GET", "/api/agents/nobody/why")).status).toBe(404);
});

it("a worker says what it is told, what it does, and which work would fit it", async () => {
  const self = { agent: "scout", host: "build-2", pid: 7, program: "claude", concurrency: 1 };
  const { worker } = await done(
    call("POST", "/api/workers", { ...self, work_type: "code" }, scout),
  );
  const path = `workers/${worker.id}`;
  await create({ work_type: "docs" });
  const [nothing] = await why(path);
  expect(nothing?.sentence).toContain("work of type code. What is ready: 1 task of type docs.");
  const task = await create({ assigned_to: "scout" });
  expect(await codes(path)).toEqual(["ready"]);
  const claim = { agent: "scout", worker: { host: "build-2", pid: 7 } };
  await done(call("POST", `/api/tasks/${task.id}/claim`, claim, scout));
  expect(await codes(path)).toEqual(["at_capacity", "working"]);
  await done(call("PATCH", `/api/workers/${worker.id}`, { wanted: "pause", note: "Lunch" }));
  expect(await codes(path)).toEqual(["paused", "at_capacity", "working"]);
  await done(call("POST", "/api/workers", { ...self, heard: "pause", stopped: true }, scout));
  expect(await codes(path)).toEqual(["stopped"]);
  expect((await call("GET", "/api/workers/999999/why")).status).toBe(404);
});

describe("the tool of both endpoints", () => {
  let server: McpTestServer;
  beforeAll(async () => {
    server = await startMcp(test.db);
  });
  afterAll(() => server.close());

  it.each(["/api/mcp", "/api/mcp/workshop"])("says it of all three at %s", async (path) => {
    const { call: tell, result } = await server.connect({ path, agent: "scout" });
    const task = await create({ title: "Fix auth", assigned_to: "scout" });
    await done(call("POST", "/api/agents/scout/pause", { note: "Lunch" }));
    const said = await tell("why", { what: task.ticket_ref });
    expect(said).toMatch(
      /^(\S+) is assigned: Fix auth\n- scout is paused: Lunch\. Since \S+Z\.\n {2}Resume it: mc agents resume scout$/,
    );
    expect(said.startsWith(task.ticket_ref)).toBe(true);
    expect(await tell("why", { what: String(task.id) })).toBe(said);
    expect(await tell("why", { what: "scout" })).toContain("- scout is paused by ");
    const self = { agent: "scout", host: "build-2", pid: 7, program: "claude", concurrency: 1 };
    const { worker } = await done(call("POST", "/api/workers", self, scout));
    expect(await tell("why", { what: `worker:${worker.id}` })).toContain(
      `worker:${worker.id} of scout on build-2 is `,
    );
    for (const [what, sentence] of [
      ["nobody", "There is no task and no agent nobody"],
      ["worker:x", "must name a worker by its number"],
      ["worker:999999", "Worker"],
      ["agent:nobody", "Agent nobody not found"],
      ["  ", "must not be empty"],
    ] as const) {
      const { isError, content } = await result("why", { what });
      expect(isError, what).toBe(true);
      expect(content[0]?.text, what).toContain(sentence);
    }
  });

  it("tells a task and an agent of one name apart, and nothing of other projects", async () => {
    const { call: tell, result } = await server.connect({ agent: "scout" });
    const task = await create({ title: "Fix auth" });
    await test.db.agent.create({ data: { name: task.ticket_ref } });
    expect(await tell("why", { what: task.ticket_ref })).toContain("is inbox: Fix auth");
    expect(await tell("why", { what: `agent:${task.ticket_ref}` })).toContain("is offline");
    const { project } = await done(
      call("POST", "/api/projects", { name: "Other", ticket_prefix: "other" }),
    );
    const hidden = await create({ title: "Secret", project_id: project.id });
    const { isError, content } = await result("why", { what: hidden.ticket_ref });
    expect([isError, content[0]?.text]).toEqual([
      true,
      expect.stringContaining(`There is no task and no agent ${hidden.ticket_ref}`),
    ]);
    const json = await result("why", { what: task.ticket_ref, format: "json" });
    expect(json.structuredContent).toMatchObject({
      kind: "task",
      name: task.ticket_ref,
      reasons: [{ code: "pool" }],
    });
  });
});
