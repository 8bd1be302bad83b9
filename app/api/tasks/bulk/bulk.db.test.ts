import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { givenKey, wholeApi } from "@/lib/testing/actors";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { emptyTables } from "@/lib/testing/empty-tables";
import type { Call } from "@/lib/testing/http";

let test: TestDatabase;
let call: Call;
let own: string;
beforeAll(async () => {
  test = await createTestDatabase();
  call = wholeApi(test.db);
});
afterAll(() => test.drop());
beforeEach(async () => {
  await emptyTables(test.db, "tasks", "agents", "runs", "events", "api_keys");
  await call("POST", "/api/agents/register", { name: "scout", role: "coder" });
  const { id } = await test.db.agent.findFirstOrThrow({ where: { name: "scout" } });
  own = await givenKey(test.db, { agentId: id });
});

const create = (...tasks: object[]) => call("POST", "/api/tasks/bulk", { tasks });
const poll = (query: string) =>
  call("GET", `/api/tasks/queue?agent=scout&${query}`, undefined, own);
const eventsOf = async (type: string) => {
  const rows = await test.db.event.findMany({ where: { type }, orderBy: { id: "asc" } });
  return rows.map((row) => row.taskId);
};

describe("creating many tasks", () => {
  it("makes them in order, with parents and dependencies, told in that order", async () => {
    const { status, body } = await create(
      { title: "Epic", key: "epic", type: "epic" },
      { title: "First", key: "first", parent: "epic" },
      { title: "Second", parent: "epic", after: ["first"], assigned_to: "scout" },
    );
    expect(status).toBe(201);
    const [epic, first, second] = body.tasks;
    expect(first).toMatchObject({ parent_id: epic.id, status: "inbox", claimable: true });
    expect(second).toMatchObject({ parent_id: epic.id, status: "assigned", claimable: false });
    expect(await eventsOf("task.created")).toEqual([epic.id, first.id, second.id]);
  });

  it("makes none when one is refused, and names it", async () => {
    const bad = await create({ title: "One" }, { title: "" });
    expect(bad.status).toBe(400);
    expect(bad.body.problems[0].field).toBe("tasks.1.title");
    const unknown = await create({ title: "One", key: "a" }, { title: "Two", after: ["b"] });
    expect(unknown).toMatchObject({ status: 400 });
    expect(unknown.body.detail).toContain("there is no b in the plan");
    expect(await test.db.task.count()).toBe(0);
  });
});

describe("handing in several tasks", () => {
  it("says what became of each, in order, whatever became of the others", async () => {
    await create({ title: "One" }, { title: "Two" }, { title: "Three" });
    const { body } = await poll("max_capacity=3&limit=3");
    const [one, two] = body.claims;
    const { status, body: answer } = await call(
      "POST",
      "/api/tasks/bulk/complete",
      {
        tasks: [
          { id: two.task.id, run_id: two.run.id, resolution: "Done." },
          { id: one.task.id, run_id: 99_999 },
          { id: "NONE-1" },
          { id: one.task.ticket_ref, run_id: one.run.id },
        ],
      },
      own,
    );
    expect(status).toBe(200);
    expect(answer.completed).toBe(2);
    expect(answer.results).toMatchObject([
      { id: two.task.id, ok: true, task: { status: "review", resolution: "Done." } },
      { id: one.task.id, ok: false, code: "stale_run" },
      { id: "NONE-1", ok: false, code: "not_found" },
      { id: one.task.ticket_ref, ok: true, task: { status: "review" } },
    ]);
    expect(await eventsOf("run.completed")).toEqual([two.task.id, one.task.id]);
  });
});

describe("polling for several tasks", () => {
  it("claims up to the limit, within the agent's capacity, the most urgent first", async () => {
    await create(
      { title: "Low", priority: "low" },
      { title: "High", priority: "high" },
      { title: "Next", priority: "medium" },
    );
    const { body } = await poll("max_capacity=5&limit=2");
    expect(body.claims.map(({ task }: { task: { title: string } }) => task.title)).toEqual([
      "High",
      "Next",
    ]);
    expect(body).toMatchObject({
      reason: "assigned",
      task: body.claims[0].task,
      run: body.claims[0].run,
    });
    const rest = await poll("max_capacity=5&limit=20");
    expect(rest.body.claims).toHaveLength(1);
    expect((await poll("max_capacity=3&limit=2")).body).toMatchObject({
      task: null,
      reason: "at_capacity",
      claims: [],
    });
  });

  it("gives an agent of one task that task, once", async () => {
    await create({ title: "One" }, { title: "Two" });
    const first = await poll("limit=2");
    expect(first.body.claims).toHaveLength(1);
    const again = await poll("limit=2");
    expect(again.body).toMatchObject({
      reason: "continue_current",
      claims: first.body.claims.map(() => ({})),
    });
  });

  it("refuses a limit together with a claim id, and one that is no number", async () => {
    expect(await poll("limit=2&claim_id=x")).toMatchObject({ status: 400 });
    expect(await poll("limit=none")).toMatchObject({ status: 400 });
  });

  it("answers as before without a limit", async () => {
    await create({ title: "One" });
    expect((await poll("")).body).not.toHaveProperty("claims");
  });
});
