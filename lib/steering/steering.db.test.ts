import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { EventHub } from "@/lib/events/hub";
import { countLongLived, endLongLived } from "@/lib/events/long-lived";
import { givenKey, wholeApi } from "@/lib/testing/actors";
import { contextOf } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { emptyTables } from "@/lib/testing/empty-tables";
import type { Answer, Call } from "@/lib/testing/http";
import { tellUnheard } from "./unheard";

let test: TestDatabase;
let call: Call;
let scout: string;
const shared = globalThis as typeof globalThis & { __batonEventHub?: EventHub };
beforeAll(async () => {
  test = await createTestDatabase();
  call = wholeApi(test.db);
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
const SELF = { host: "build-2", pid: 7 };
const report = (fields: object = {}) =>
  done(
    call(
      "POST",
      "/api/workers",
      { agent: "scout", ...SELF, program: "claude", concurrency: 2, ...fields },
      scout,
    ),
  );

/** A task that scout claimed, as a polling agent or for its worker. */
async function claimed(fields: object = {}) {
  const { task } = await done(
    call("POST", "/api/tasks", { title: "A task", assigned_to: "scout" }),
  );
  const { run } = await done(
    call("POST", `/api/tasks/${task.id}/claim`, { agent: "scout", ...fields }, scout),
  );
  return { task, run: run.id as number };
}
const say = (run: number, text: string, fields: object = {}) =>
  done(call("POST", `/api/runs/${run}/messages`, { text, ...fields }));
const take = (run: number, fields: object) =>
  done(call("POST", `/api/runs/${run}/messages/take`, fields, scout));
const messages = async (run: number) =>
  (await done(call("GET", `/api/runs/${run}/messages`))).messages as Record<string, unknown>[];
const types = async () =>
  (await test.db.event.findMany({ where: { category: "steering" }, orderBy: { id: "asc" } })).map(
    ({ type }) => type,
  );

describe("a message to a run", () => {
  it("can be changed and withdrawn by one of two at once, until the process that works on it has it", async () => {
    const { run } = await claimed();
    const { message } = await say(run, "Use tabs");
    expect(message).toMatchObject({ seq: 1, when: "now", state: "waiting", version: 1 });
    const path = `/api/runs/${run}/messages/1`;
    const both = await Promise.all([
      call("PATCH", path, { text: "Use spaces", version: 1 }),
      call("PATCH", path, { text: "Use both", version: 1 }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    await say(run, "And no semicolons");
    const [first, second] = await Promise.all([
      call("DELETE", `/api/runs/${run}/messages/2`),
      call("DELETE", `/api/runs/${run}/messages/2`),
    ]);
    expect([first.status, second.status].sort()).toEqual([200, 409]);
    const taken = await take(run, { turn: "running" });
    expect(taken.messages).toMatchObject([{ seq: 1, state: "taken", version: 2 }]);
    const late = await call("PATCH", path, { text: "Use neither" });
    expect(late).toMatchObject({ status: 409, body: { reason: "message_closed", state: "taken" } });
    expect((await call("DELETE", `/api/runs/${run}/messages/9`)).status).toBe(404);
  });

  it("is refused with what to do instead where the program hears nothing, and at the twentieth that waits", async () => {
    await report({ steers: ["after_turn"] });
    const { run } = await claimed({ worker: SELF });
    const now = await call("POST", `/api/runs/${run}/messages`, { text: "Stop", when: "now" });
    expect(now).toMatchObject({
      status: 409,
      body: {
        error: "Claude hears messages only after its turn: send it with after_turn.",
        fix: "send it with when: after_turn",
      },
    });
    expect((await say(run, "Stop")).message.when).toBe("after_turn");
    await report({ heard: "run", steers: [] });
    const none = await call("POST", `/api/runs/${run}/messages`, { text: "Stop" });
    expect(none.body).toMatchObject({
      reason: "cannot_be_steered",
      fix: expect.stringContaining("write a comment on"),
    });
    const other = await claimed();
    for (let n = 0; n < 20; n++) await say(other.run, `Number ${n}`);
    const full = await call("POST", `/api/runs/${other.run}/messages`, { text: "One more" });
    expect(full).toMatchObject({ status: 409, body: { fix: "change or withdraw one of them" } });
  });

  it("is said by people and operators' keys, by no agent, and to no run that is over", async () => {
    const { task, run } = await claimed();
    const operator = await givenKey(test.db, { role: "operator" });
    const viewer = await givenKey(test.db, { role: "viewer" });
    const path = `/api/runs/${run}/messages`;
    const said = { text: "Look" };
    expect((await call("POST", path, said, operator)).status).toBe(201);
    expect((await call("POST", path, said, viewer)).status).toBe(403);
    expect((await call("POST", path, said, scout)).body.error).toContain("did not open this run");
    expect((await call("PATCH", `${path}/1`, { text: "No" }, scout)).status).toBe(403);
    expect((await call("DELETE", `${path}/1`, undefined, scout)).status).toBe(403);
    await done(call("POST", `/api/tasks/${task.id}/complete`, { resolution: "Done" }, scout));
    expect((await call("POST", path, said)).body).toMatchObject({ code: "stale_run" });
  });
});

describe("a worker", () => {
  it("is woken by a message for now, takes it once, and hears the others at the end of its turn", async () => {
    await report({ steers: ["now", "after_turn"] });
    const { run } = await claimed({ worker: SELF });
    const named = { heard: "run", steers: ["now", "after_turn"], run_ids: [run] };
    const waits = report({ ...named, wait: 60 });
    await expect.poll(() => countLongLived("report")).toBe(1);
    await say(run, "Say hello after", { when: "after_turn" });
    await say(run, "Use tabs", { when: "now" });
    expect((await waits).messages).toMatchObject([{ run_id: run, now: 1 }]);
    const running = await take(run, { turn: "running" });
    expect(running.messages).toMatchObject([{ seq: 2, text: "Use tabs" }]);
    // The answer was lost: it comes again, and wakes nobody.
    expect((await take(run, { turn: "running" })).messages).toHaveLength(1);
    expect((await report(named)).messages).toEqual([{ run_id: run, now: 1, after_turn: 1 }]);
    const ended = await take(run, { turn: "ended", delivered: [2, 2, 1] });
    expect(ended.messages).toMatchObject([{ seq: 1, state: "taken" }]);
    await Promise.all([1, 2].map(() => take(run, { turn: "ended", delivered: [1] })));
    expect(await messages(run)).toMatchObject([{ state: "delivered" }, { state: "delivered" }]);
    expect((await types()).filter((type) => type === "steering.delivered")).toHaveLength(2);
    expect((await report(named)).messages).toEqual([]);
  });

  it("of another agent takes nothing", async () => {
    const { run } = await claimed();
    await say(run, "Secret");
    const { id } = await test.db.agent.create({ data: { name: "iris" } });
    const iris = await givenKey(test.db, { agentId: id });
    const path = `/api/runs/${run}/messages/take`;
    expect((await call("POST", path, { turn: "ended" }, iris)).status).toBe(403);
    const named = { agent: "iris", host: "h", pid: 1, program: "p", concurrency: 1 };
    const body = { ...named, steers: ["now"], run_ids: [run] };
    expect((await done(call("POST", "/api/workers", body, iris))).messages).toEqual([]);
  });
});

describe("an agent that asks for its work", () => {
  it("gets messages with its heartbeats until it says that it heard them", async () => {
    const { run } = await claimed();
    const beat = (fields: object = {}) =>
      done(call("POST", "/api/agents/scout/heartbeat", { run_ids: [run], ...fields }, scout));
    expect(await beat()).not.toHaveProperty("run_messages");
    await say(run, "Use tabs");
    expect((await beat()).run_messages).toMatchObject([{ run_id: run, seq: 1, text: "Use tabs" }]);
    expect((await beat()).run_messages).toHaveLength(1);
    const heard = { messages_delivered: [{ run_id: run, seq: 1 }] };
    expect(await beat(heard)).not.toHaveProperty("run_messages");
    expect(await messages(run)).toMatchObject([{ state: "delivered" }]);
    await say(run, "Use spaces");
    const pulse = (fields: object = {}) =>
      done(call("POST", `/api/runs/${run}/heartbeat`, fields, scout));
    expect((await pulse()).messages).toMatchObject([{ seq: 2 }]);
    expect((await pulse({ messages_delivered: [2] })).messages).toEqual([]);
    expect((await pulse()).messages).toEqual([]);
  });
});

it("what a run did not hear is told, and its task's next attempt gets it as feedback", async () => {
  const { task, run } = await claimed();
  await say(run, "Use tabs");
  await say(run, "Forget it");
  await done(call("DELETE", `/api/runs/${run}/messages/2`));
  await done(call("POST", `/api/runs/${run}/cancel`, {}));
  expect(await messages(run)).toMatchObject([
    { state: "undelivered", reason: "The run ended before it heard it", carried_to: null },
    { state: "withdrawn" },
  ]);
  await Promise.all([tellUnheard(contextOf(test.db), run), tellUnheard(contextOf(test.db), run)]);
  expect((await types()).filter((type) => type === "steering.undelivered")).toHaveLength(1);
  const titles = async () =>
    (await done(call("GET", "/api/notices"))).notices.map(({ title }: { title: string }) => title);
  expect(await titles()).toContainEqual(expect.stringMatching(/^scout was done before it heard/));
  const path = `/api/tasks/${task.id}/claim`;
  const next = await done(call("POST", path, { agent: "scout" }, scout));
  expect(next.feedback).toMatchObject([{ notes: "Use tabs", cycle: 0 }]);
  expect(await messages(run)).toMatchObject([{ carried_to: next.run.id }, { carried_to: null }]);
  expect(await titles()).toEqual([]);
  const again = await done(call("POST", `/api/runs/${next.run.id}/cancel`, {}));
  expect(again.run.outcome).toBe("cancelled");
  const third = await done(call("POST", path, { agent: "scout" }, scout));
  expect(third.feedback).toEqual([]);
});
