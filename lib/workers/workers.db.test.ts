import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { EventHub } from "@/lib/events/hub";
import { countLongLived, endLongLived } from "@/lib/events/long-lived";
import { givenKey, wholeApi } from "@/lib/testing/actors";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { emptyTables } from "@/lib/testing/empty-tables";
import type { Answer, Call } from "@/lib/testing/http";
import { countStatements } from "@/lib/testing/statements";

const shared = globalThis as typeof globalThis & { __batonEventHub?: EventHub };
let test: TestDatabase;
let call: Call;
beforeAll(async () => {
  test = await createTestDatabase();
  shared.__batonEventHub = new EventHub(test.db, test.url);
  shared.__batonEventHub.start();
  call = wholeApi(test.db);
});
afterAll(async () => {
  endLongLived();
  await shared.__batonEventHub?.stop();
  shared.__batonEventHub = undefined;
  await test?.drop();
});
beforeEach(async () => {
  await emptyTables(test.db, "tasks", "runs", "workers", "agents");
});

async function ok(answer: Promise<Answer>) {
  const { status, body } = await answer;
  if (status >= 300) throw new Error(`${status}: ${JSON.stringify(body)}`);
  return body;
}
const SELF = { host: "build-2", pid: 7, version: "1", program: "claude", concurrency: 2 };
const report = (fields: object = {}, agent = "scout") =>
  ok(call("POST", "/api/workers", { agent, ...SELF, ...fields }));
const order = (id: number, wanted: string, fields: object = {}) =>
  call("PATCH", `/api/workers/${id}`, { wanted, ...fields });
const waiting = (count: number) => expect.poll(() => countLongLived("report")).toBe(count);

async function claimed(fields: object = {}) {
  const { task } = await ok(call("POST", "/api/tasks", { title: "A task", ...fields }));
  const asked = { agent: "scout", max_capacity: 20, worker: { host: "build-2", pid: 7 } };
  const { run } = await ok(call("POST", "/api/tasks/queue", asked));
  return { task, run };
}

describe("a report", () => {
  it("waits until there is an order that was not heard, and is answered at once if there was one before", async () => {
    const { worker } = await report();
    expect(worker).toMatchObject({ state: "waiting", program: "claude", wanted: "run", holds: [] });
    const heard = report({ heard: "run", wait: 60 });
    await waiting(1);
    await ok(order(worker.id, "pause", { note: "Lunch", seconds: 600 }));
    expect((await heard).worker).toMatchObject({
      wanted: "pause",
      wanted_note: "Lunch",
      state: "paused",
    });
    expect((await report({ heard: "run", wait: 60 })).worker.wanted).toBe("pause");
    expect(countLongLived("report")).toBe(0);
  });

  it("renews the runs it names, and ends when one of them does", async () => {
    const { run, task } = await claimed();
    await test.db.run.update({ where: { id: run.id }, data: { leaseExpiresAt: new Date(0) } });
    await report();
    const first = await report({ heard: "run", run_ids: [run.id] });
    expect(first.runs).toEqual({ renewed: [run.id], lost: [] });
    expect(first.worker.holds).toMatchObject([{ ticket_ref: task.ticket_ref, run_id: run.id }]);
    const { leaseExpiresAt } = await test.db.run.findUniqueOrThrow({ where: { id: run.id } });
    expect(Number(leaseExpiresAt)).toBeGreaterThan(Date.now());
    const heard = report({ heard: "run", run_ids: [run.id], wait: 60 });
    await waiting(1);
    await ok(call("POST", `/api/runs/${run.id}/cancel`, {}));
    expect((await heard).runs).toEqual({ renewed: [], lost: [run.id] });
  });

  it("leaves a run alone that was answered, until its agent goes on with it", async () => {
    const { run } = await claimed();
    await report();
    const asked = await ok(call("POST", `/api/runs/${run.id}/requests`, { title: "Which one?" }));
    const parked = (await report()).worker;
    expect(parked).toMatchObject({ state: "waiting", holds: [{ state: "waiting" }] });
    await ok(call("POST", `/api/requests/${asked.request.id}/answer`, { text: "That" }));
    const went = (await report()).worker;
    expect(went).toMatchObject({ state: "working", holds: [{ state: "answered" }] });
    const { runs } = await report({ heard: "run", run_ids: [run.id] });
    expect(runs).toEqual({ renewed: [run.id], lost: [] });
    expect((await call("GET", `/api/runs/${run.id}`)).body.run.state).toBe("answered");
  });

  it("of a new process is paused as the one before it was, and does not inherit other orders", async () => {
    const { worker } = await report();
    await ok(order(worker.id, "pause", { note: "Until Monday" }));
    const next = (await report({ pid: 8 })).worker;
    expect(next).toMatchObject({ wanted: "pause", wanted_note: "Until Monday" });
    await ok(order(next.id, "stop"));
    await report({ pid: 8, heard: "stop", stopped: true });
    expect((await report({ pid: 9 })).worker).toMatchObject({ wanted: "run", state: "waiting" });
    expect((await call("GET", "/api/workers")).body.workers).toHaveLength(2);
    expect((await call("GET", "/api/workers?ended=true")).body.workers).toHaveLength(3);
  });

  it("of fifty that wait costs nothing while nothing happens", async () => {
    for (let n = 0; n < 50; n++) await report({ pid: n + 1 }, `agent-${n}`);
    const all = Array.from({ length: 50 }, (_, n) =>
      report({ pid: n + 1, heard: "run", wait: 60 }, `agent-${n}`),
    );
    await waiting(50);
    // An event reaches all of them, and concerns none. The last of them may still have looked once when it began to wait.
    const elsewhere = () => ok(call("POST", "/api/tasks", { title: "For somebody else" }));
    await expect.poll(() => countStatements(elsewhere)).toBeLessThan(30);
    endLongLived();
    await Promise.all(all);
  });
});

describe("an order", () => {
  it("is refused to agents, to what takes none, and to what has ended", async () => {
    const { worker } = await report();
    const { id: agentId } = await test.db.agent.create({ data: { name: "scout" } });
    const own = await givenKey(test.db, { agentId });
    const path = `/api/workers/${worker.id}`;
    expect((await call("PATCH", path, { wanted: "run" }, own)).status).toBe(403);
    const { run } = await claimed();
    const mute = await test.db.worker.create({ data: { agent: "scout", host: "other", pid: 1 } });
    expect((await order(mute.id, "drain")).body.error).toContain("takes no orders");
    await report({ heard: "run", stopped: true });
    expect((await order(worker.id, "drain")).body.error).toContain("has ended");
    expect(run.id).toBeGreaterThan(0);
  });

  it("to pause is kept by the queue, also for a poll that waits", async () => {
    const { worker } = await report();
    const asked = { agent: "scout", wait: 60, worker: { host: SELF.host, pid: SELF.pid } };
    const polled = ok(call("POST", "/api/tasks/queue", asked));
    await expect.poll(() => countLongLived("poll")).toBe(1);
    await ok(order(worker.id, "pause"));
    const other = ok(call("POST", "/api/tasks/queue", { agent: "iris", wait: 60 }));
    await expect.poll(() => countLongLived("poll")).toBe(2);
    const { task } = await ok(call("POST", "/api/tasks", { title: "For who is awake" }));
    expect((await other).task.id).toBe(task.id);
    endLongLived();
    expect((await polled).task).toBeNull();
  });

  it("to pause ends by itself", async () => {
    const { worker } = await report();
    await ok(order(worker.id, "pause", { seconds: 1 }));
    await test.db.worker.update({ where: { id: worker.id }, data: { wantedUntil: new Date(0) } });
    expect((await report({ heard: "pause", wait: 60 })).worker).toMatchObject({
      wanted: "run",
      wanted_until: null,
    });
  });
});

describe("a claimed run", () => {
  it("begins with its prompt, which holds no key, and a key that is good for it alone", async () => {
    const { run, task } = await claimed();
    const begun = await ok(call("POST", `/api/runs/${run.id}/begin`, {}));
    expect(begun.prompt).toContain(task.ticket_ref);
    expect(begun.prompt).not.toContain(begun.api_key);
    const note = { content: "Half done" };
    const path = `/api/tasks/${task.id}/comments`;
    expect((await call("POST", path, note, begun.api_key)).status).toBe(201);
    expect((await call("POST", "/api/tasks", { title: "More" }, begun.api_key)).status).toBe(403);
    const again = await ok(call("POST", `/api/runs/${run.id}/begin`, {}));
    expect((await call("POST", path, note, begun.api_key)).status).toBe(401);
    await ok(call("POST", `/api/tasks/${task.id}/complete`, { resolution: "Done" }, again.api_key));
    expect((await call("POST", path, note, again.api_key)).status).toBe(401);
    expect((await call("POST", `/api/runs/${run.id}/begin`, {})).body.code).toBe("stale_run");
  });

  it("keeps what it says in order and once, and nothing after its end", async () => {
    const { run, task } = await claimed();
    const path = `/api/runs/${run.id}/chunks`;
    const add = (after: number, ...data: string[]) =>
      call("POST", path, { after, chunks: data.map((text) => ({ kind: "log", data: text })) });
    expect((await add(0, "a", "b")).body).toEqual({ last_seq: 2, has_room: true });
    expect((await add(0, "a", "b", "c")).body).toEqual({ last_seq: 3, has_room: true });
    const { chunks } = await ok(call("GET", path));
    expect(chunks.map(({ seq, kind, data }: never) => [seq, kind, data])).toEqual([
      [1, "log", "a"],
      [2, "log", "b"],
      [3, "log", "c"],
    ]);
    // All but the last 50,000 of the characters that are kept.
    await test.db.runChunk.updateMany({ where: { seq: 3 }, data: { totalLength: 7_950_000 } });
    expect((await add(3, "x".repeat(50_000))).body).toEqual({ last_seq: 4, has_room: true });
    expect((await add(4, "x")).body).toEqual({ last_seq: 4, has_room: false });
    await ok(call("POST", `/api/tasks/${task.id}/cancel`, {}));
    expect((await add(30, "late")).body.code).toBe("stale_run");
  });

  it.each([
    ["agent", { outcome: "failed" }, { status: "inbox", assigned_to: null, dispatch_attempts: 1 }],
    ["timeout", { outcome: "timed_out" }, { status: "inbox", dispatch_attempts: 1 }],
    ["cancelled", { outcome: "cancelled" }, { status: "inbox", dispatch_attempts: 0 }],
    ["configuration", { outcome: "failed" }, { status: "inbox", dispatch_attempts: 0 }],
    ["refused", { outcome: "refused" }, { status: "failed", outcome: "failed" }],
  ])("that ends with %s goes where the lifecycle says", async (errorClass, ofRun, ofTask) => {
    const { run, task } = await claimed();
    const ended = { error_class: errorClass, error: "It said so" };
    await ok(call("POST", `/api/runs/${run.id}/end`, ended));
    const of = (await call("GET", `/api/runs/${run.id}`)).body.run;
    expect(of).toMatchObject({ ...ofRun, error_class: errorClass, error: "It said so" });
    expect((await call("GET", `/api/tasks/${task.id}`)).body.task).toMatchObject(ofTask);
    expect((await call("POST", `/api/runs/${run.id}/end`, ended)).body.code).toBe("stale_run");
  });

  it("that fails is tried five times, and then a person has to look at it", async () => {
    const { task } = await claimed({ assigned_to: "scout" });
    for (let attempt = 1; ; attempt++) {
      const { runId } = await test.db.task.findUniqueOrThrow({ where: { id: task.id } });
      await ok(
        call("POST", `/api/runs/${runId}/end`, { error_class: "lost", error: `No ${attempt}` }),
      );
      const now = (await call("GET", `/api/tasks/${task.id}`)).body.task;
      if (attempt === 5) {
        expect(now).toMatchObject({ status: "failed", error_message: "No 5" });
        return;
      }
      expect(now).toMatchObject({ status: "assigned", assigned_to: "scout" });
      await ok(call("POST", "/api/tasks/queue", { agent: "scout" }));
    }
  });
});

describe("a poll for one kind of work", () => {
  const poll = (fields: object) =>
    ok(call("POST", "/api/tasks/queue", { agent: "scout", max_capacity: 20, ...fields }));
  const create = (title: string, fields: object) =>
    ok(call("POST", "/api/tasks", { title, ...fields }));

  it("takes that kind from the pool, and its own whatever their kind", async () => {
    await create("Other", { work_type: "review", priority: "critical" });
    await create("None", { priority: "critical" });
    await create("Right", { work_type: "code", priority: "low" });
    await create("Own", { work_type: "review", assigned_to: "scout", priority: "medium" });
    const given = await poll({ work_type: "code", limit: 20 });
    expect(given.claims.map(({ task }: never) => (task as { title: string }).title)).toEqual([
      "Own",
      "Right",
    ]);
    expect((await poll({ work_type: "code" })).task).toBeNull();
  });

  it("waits for it, and lets others have what it does not take", async () => {
    const typed = poll({ agent: "coder", work_type: "code", wait: 60 });
    await expect.poll(() => countLongLived("poll")).toBe(1);
    const any = poll({ agent: "iris", wait: 60 });
    await expect.poll(() => countLongLived("poll")).toBe(2);
    await create("Not code", { work_type: "review" });
    expect((await any).task.title).toBe("Not code");
    await create("Code", { work_type: "code" });
    expect((await typed).task.title).toBe("Code");
  });
});
