import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { givenKey, wholeApi } from "@/lib/testing/actors";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { emptyTables } from "@/lib/testing/empty-tables";
import type { Answer, Call } from "@/lib/testing/http";

let test: TestDatabase;
let call: Call;
let scout: string;
beforeAll(async () => {
  test = await createTestDatabase();
  call = wholeApi(test.db);
});
afterAll(async () => {
  await test.drop();
});
beforeEach(async () => {
  await emptyTables(test.db, "work_items", "tasks", "agents", "runs", "events", "api_keys");
  const { id } = await test.db.agent.create({ data: { name: "scout", maxCapacity: 1 } });
  await test.db.agent.create({ data: { name: "impl", maxCapacity: 1 } });
  scout = await givenKey(test.db, { agentId: id });
});

async function done(answer: Promise<Answer>): Promise<Answer["body"]> {
  const { status, body } = await answer;
  if (status >= 300) throw new Error(`${status}: ${JSON.stringify(body)}`);
  return body;
}
const put = (id: string, more: Record<string, unknown> = {}, key?: string) =>
  call("POST", "/api/work", { id, title: `Do ${id}`, ...more }, key);
const added = async (id: string, more: Record<string, unknown> = {}) =>
  (await done(put(id, more))).item;
const item = async (id: string) => (await done(call("GET", `/api/work/${id}`))).item;
const move = (id: string, verb: string, body: unknown = {}, key?: string) =>
  call("POST", `/api/work/${id}/${verb}`, body, key);
const moved = async (id: string, verb: string, body: unknown = {}) =>
  (await done(move(id, verb, body))).item;
const states = async (...ids: string[]) =>
  Promise.all(ids.map(async (id) => `${id} ${(await item(id)).status}`));

describe("putting work on the board", () => {
  it("makes a task of its own id, kind and priority, which needs no review", async () => {
    const { status, body } = await put("auth", { type: "code", spec: "With OAuth", priority: 5 });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      created: true,
      changed: true,
      item: { id: "auth", type: "code", spec: "With OAuth", status: "ready", priority: 5 },
    });
    const { task } = await done(call("GET", `/api/tasks/${body.item.ticket_ref}`));
    expect(task).toMatchObject({ priority: "low", work_type: "code", review_required: false });
    expect(await item(body.item.ticket_ref)).toMatchObject({ id: "auth" });
  });

  it("gives defaults, and the priority of the task once that is another", async () => {
    const { ticket_ref } = await added("auth");
    expect(await item("auth")).toMatchObject({ type: "custom", priority: 3, depends_on: [] });
    await done(call("PUT", `/api/tasks/${ticket_ref}`, { priority: "critical" }));
    expect(await item("auth")).toMatchObject({ priority: 1 });
  });

  it("changes what nobody has begun, and tells when nothing changed", async () => {
    const first = await added("auth", { type: "code", spec: "Short" });
    const again = await put("auth", { spec: "Long", priority: 4 });
    expect(again.status).toBe(200);
    expect(again.body).toMatchObject({ created: false, changed: true });
    expect(again.body.item).toMatchObject({ spec: "Long", priority: 4, type: "code" });
    expect(again.body.item.task_id).toBe(first.task_id);
    expect((await put("auth", { spec: "Long", priority: 4 })).body.changed).toBe(false);
    expect((await put("auth", { priority: 5 })).body).toMatchObject({
      changed: true,
      item: { priority: 5 },
    });
  });

  it("refuses a change of what it was when the caller read it, and of what was begun", async () => {
    const { updated_at } = await added("auth");
    await done(put("auth", { spec: "By somebody else" }));
    const stale = await put("auth", { spec: "Mine", etag: updated_at });
    expect(stale.status).toBe(409);
    expect(stale.body.error).toContain("etag mismatch");
    await moved("auth", "claim", { agent: "impl" });
    const begun = await put("auth", { spec: "Too late" });
    expect(begun.status).toBe(409);
    expect(begun.body.error).toBe("auth was begun: it is in_progress");
    expect((await item("auth")).spec).toBe("By somebody else");
    await moved("auth", "complete", { result: "Done" });
    expect((await put("auth")).status).toBe(409);
  });

  it("makes one item of many calls at the same moment", async () => {
    const answers = await Promise.all(Array.from({ length: 6 }, () => put("auth")));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 200, 200, 200, 201]);
    expect(await test.db.task.count()).toBe(1);
  });

  it("refuses unknown dependencies and circles by their ids", async () => {
    const unknown = await put("review", { depends_on: ["auth", "nothing"] });
    expect(unknown.status).toBe(400);
    expect(unknown.body.error).toContain("auth, nothing");
    expect(await test.db.task.count()).toBe(0);
    expect((await put("self", { depends_on: ["self"] })).body.error).toContain("self → self");
    await added("a");
    await added("b", { depends_on: ["a"] });
    await added("c", { depends_on: ["b"] });
    const circle = await put("a", { depends_on: ["c"] });
    expect(circle.status).toBe(400);
    expect(circle.body.error).toMatch(/circle: .*c.*b/);
    expect(circle.body.error).not.toContain("TASK-");
    expect((await item("a")).depends_on).toEqual([]);
  });

  it("refuses ids that could be ticket references", async () => {
    for (const id of ["TASK-12", "task-12", "12", "-x", "with space", ""])
      expect((await put(id)).status).toBe(400);
    expect((await put("epic/part:1")).status).toBe(201);
    expect((await put("step-1")).status).toBe(201);
    expect((await done(call("GET", "/api/work/epic%2Fpart:1"))).item.id).toBe("epic/part:1");
  });
});

describe("dependencies", () => {
  it("let an item start once everything before it is done", async () => {
    await added("auth");
    await added("docs");
    await added("review", { depends_on: ["auth", "docs"] });
    expect(await item("review")).toMatchObject({ status: "new", depends_on: ["auth", "docs"] });
    const early = await move("review", "claim", { agent: "impl" });
    expect(early).toMatchObject({ status: 409, body: { code: "blocked" } });
    for (const id of ["auth", "docs"]) {
      expect((await item("review")).status).toBe("new");
      await moved(id, "claim", { agent: "impl" });
      await moved(id, "complete");
    }
    expect((await item("review")).status).toBe("ready");
  });

  it("block the whole chain behind a failure, with the reason, and free it when that is reopened", async () => {
    await added("auth");
    await added("review", { depends_on: ["auth"] });
    await added("deploy", { depends_on: ["review"] });
    await moved("auth", "claim", { agent: "impl" });
    await moved("auth", "fail", { error: "No compiler" });
    expect(await item("auth")).toMatchObject({ status: "failed", error: "No compiler" });
    for (const id of ["review", "deploy"])
      expect(await item(id)).toMatchObject({ status: "blocked", blocked_by: "auth" });
    expect((await item("review")).blocked_reason).toContain("failed");
    const blocked = await move("deploy", "claim", { agent: "impl" });
    expect(blocked.body.error).toBe("deploy is blocked, because of auth and cannot become claimed");
    await moved("auth", "reopen");
    expect(await states("auth", "review", "deploy")).toEqual([
      "auth ready",
      "review new",
      "deploy new",
    ]);
    expect(await item("auth")).toMatchObject({ assigned_to: null });
    for (const id of ["auth", "review", "deploy"]) {
      await moved(id, "claim", { agent: "impl" });
      await moved(id, "complete", { result: `${id} is in` });
    }
    expect(await item("deploy")).toMatchObject({ status: "done", result: "deploy is in" });
  });

  it("can be changed while nobody has begun, and a cancelled item holds nobody up", async () => {
    await added("a");
    await added("b");
    await added("c", { depends_on: ["a"] });
    await done(put("c", { depends_on: ["b"] }));
    expect(await item("c")).toMatchObject({ status: "new", depends_on: ["b"] });
    await moved("b", "cancel", { reason: "Not needed" });
    expect(await states("b", "c")).toEqual(["b cancelled", "c ready"]);
    await done(put("c", { depends_on: [] }));
    expect((await item("c")).depends_on).toEqual([]);
  });
});

describe("claiming", () => {
  it("for another agent keeps that agent's place free, and is handed in by whoever claimed", async () => {
    await added("auth");
    expect(await moved("auth", "claim", { agent: "impl" })).toMatchObject({
      status: "claimed",
      claimed_by: "impl",
      assigned_to: "workshop",
    });
    const { inProgress } = await test.db.agent.findUniqueOrThrow({ where: { name: "impl" } });
    expect(inProgress).toBe(0);
    expect(await moved("auth", "start")).toMatchObject({
      status: "in_progress",
      claimed_by: "impl",
    });
    expect((await move("auth", "start")).body.error).toContain("cannot become in_progress");
    expect(await moved("auth", "complete", { result: "Merged" })).toMatchObject({
      status: "done",
      claimed_by: "impl",
      result: "Merged",
    });
    const again = await move("auth", "claim", { agent: "impl" });
    expect(again.body.error).toBe("auth is done and cannot become claimed");
  });

  it("for oneself takes the item as from the queue", async () => {
    await added("auth");
    const { body } = await move("auth", "claim", { agent: "scout" }, scout);
    expect(body.item).toMatchObject({ claimed_by: "scout", assigned_to: "scout" });
    const { inProgress } = await test.db.agent.findUniqueOrThrow({ where: { name: "scout" } });
    expect(inProgress).toBe(1);
    expect((await move("auth", "complete", { result: "Mine" }, scout)).status).toBe(200);
  });

  it("refuses unknown agents and items, and gives an item to one of many", async () => {
    await added("auth");
    expect((await move("auth", "claim", { agent: "nobody" })).body.error).toBe(
      "There is no agent nobody",
    );
    expect((await move("nothing", "claim", { agent: "impl" })).status).toBe(404);
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => move("auth", "claim", { agent: "impl" })),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  it("says who holds what is taken, and that it is to be left to them", async () => {
    await added("auth");
    await moved("auth", "claim", { agent: "impl" });
    const refused = await move("auth", "claim", { agent: "scout" }, scout);
    expect(refused).toMatchObject({
      status: 409,
      body: {
        error: "auth is claimed by impl and cannot become claimed",
        holder: "impl",
        fix: expect.stringContaining("leave it to impl"),
      },
    });
    const completed = await move("auth", "complete", { result: "Not mine" }, scout);
    expect(completed).toMatchObject({
      status: 403,
      body: { fix: expect.stringContaining("leave it to workshop") },
    });
  });

  it("is for the agent itself: an agent's key neither claims nor completes for others", async () => {
    await added("auth");
    await added("docs");
    const led = await move("auth", "claim", { agent: "impl" }, scout);
    expect([led.status, led.body.error]).toEqual([
      403,
      "Access denied: agent key may only claim for itself.",
    ]);
    await test.db.agent.update({
      where: { name: "scout" },
      data: { config: { workshop_tools: true } },
    });
    expect((await move("auth", "claim", { agent: "impl" }, scout)).status).toBe(200);
    expect(await item("auth")).toMatchObject({ assigned_to: "scout", claimed_by: "impl" });
    await moved("docs", "claim", { agent: "impl" });
    for (const [verb, body] of [
      ["complete", { result: "Not mine" }],
      ["fail", { error: "Not mine" }],
      ["cancel", {}],
      ["start", {}],
    ] as const)
      expect((await move("docs", verb, body, scout)).status).toBe(403);
    expect((await item("docs")).status).toBe("claimed");
  });
});

describe("the board", () => {
  it("lists the most urgent first, of those the oldest, with counts, filters and pages", async () => {
    await added("late", { priority: 5, type: "docs" });
    await added("first", { priority: 1 });
    await added("second", { priority: 1 });
    await added("usual");
    await added("waits", { depends_on: ["usual"], priority: 2 });
    await done(call("POST", "/api/tasks", { title: "No item" }));
    const ids = async (query = "") =>
      (await done(call("GET", `/api/work${query}`))).items.map(({ id }: { id: string }) => id);
    expect(await ids()).toEqual(["first", "second", "waits", "usual", "late"]);
    expect(await ids("?status=ready&type=docs")).toEqual(["late"]);
    const page = await done(call("GET", "/api/work?limit=2"));
    expect(page.counts).toMatchObject({ ready: 4, new: 1, done: 0 });
    expect(await ids(`?limit=2&cursor=${page.next_cursor}`)).toEqual(["waits", "usual"]);
    await moved("first", "claim", { agent: "impl" });
    expect(await ids("?claimed_by=impl")).toEqual(["first"]);
    expect((await call("GET", "/api/work?status=open")).status).toBe(400);
  });

  it("shows a key of a project that project's items alone", async () => {
    const other = await test.db.project.create({
      data: { name: "Elsewhere", slug: "elsewhere-work", prefix: "ELSW" },
    });
    const key = await givenKey(test.db, { projectId: other.id });
    await added("auth");
    expect((await done(call("GET", "/api/work", undefined, key))).items).toEqual([]);
    expect((await call("GET", "/api/work/auth", undefined, key)).status).toBe(404);
    expect((await put("auth", {}, key)).status).toBe(201);
    expect((await done(call("GET", `/api/work?project_id=${other.id}`))).items).toHaveLength(1);
    await test.db.task.deleteMany({ where: { projectId: other.id } });
    await test.db.project.delete({ where: { id: other.id } });
  });
});
