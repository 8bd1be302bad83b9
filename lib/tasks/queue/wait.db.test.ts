import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { actorOfKey, createApiKey, revokeApiKey } from "@/lib/auth/keys/keys";
import { config } from "@/lib/core/config";
import { type Context, createContext } from "@/lib/core/context";
import { connectionUse, openDatabase } from "@/lib/core/database";
import { DomainError } from "@/lib/core/errors";
import { EventHub } from "@/lib/events/hub";
import { type Caller, countLongLived, endLongLived, stopLongLived } from "@/lib/events/long-lived";
import { deleteTask } from "@/lib/tasks/change/delete";
import { completeTask } from "@/lib/tasks/change/report";
import { updateTask } from "@/lib/tasks/change/update";
import { contextOf, givenTask, keyActor } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { emptyTables } from "@/lib/testing/empty-tables";
import { claimTask, type Poll, type PollInput } from "./claim";
import { claimNextWithin } from "./wait";

let test: TestDatabase;
let ctx: Context;
const shared = globalThis as typeof globalThis & {
  __batonEventHub?: EventHub;
  __batonLongLived?: { isStopping: boolean };
};
beforeAll(async () => {
  test = await createTestDatabase();
  ctx = contextOf(test.db);
  shared.__batonEventHub = new EventHub(test.db, test.url);
  shared.__batonEventHub.start();
});
afterEach(() => {
  vi.unstubAllEnvs();
  endLongLived();
  if (shared.__batonLongLived) shared.__batonLongLived.isStopping = false;
});
afterAll(async () => {
  await shared.__batonEventHub?.stop();
  shared.__batonEventHub = undefined;
  await test.drop();
});

const actor = keyActor();
const goodKey: Caller = { actor, reauthenticate: async () => actor };
const wait = (caller = goodKey, agent = "ada") =>
  claimNextWithin(ctx, { agent }, 60, new AbortController().signal, caller);
const untilWaiting = (count: number) =>
  expect.poll(() => countLongLived("poll"), { interval: 5, timeout: 20_000 }).toBe(count);

it("asks for a connection in its turn, however many polls come at once", async () => {
  const one = openDatabase(test.url, 1, { connectMs: 25_000 });
  const own = createContext(actor, one);
  let asking = true;
  const polls = Array.from({ length: 16 }, (_, n) =>
    claimNextWithin(own, { agent: `crowd-${n}` }, 0, new AbortController().signal, goodKey),
  );
  const answered = Promise.all(polls).finally(() => {
    asking = false;
  });
  let most = 0;
  while (asking) {
    most = Math.max(most, connectionUse(one)?.waiting ?? 0);
    await new Promise((resolve) => setImmediate(resolve));
  }
  const reasons = (await answered).map(({ reason }) => reason);
  expect(new Set(reasons)).toEqual(new Set(["no_tasks_available"]));
  // A poll that came to know its agent also tells of the event.
  expect(most).toBeLessThanOrEqual(2 * config.queuePoolSize);
  await one.$disconnect();
});

describe("a poll that waits", () => {
  it("gets work the moment there is some", async () => {
    const waiting = wait();
    await untilWaiting(1);
    const task = await givenTask(ctx, { assigned_to: "ada" });
    expect((await waiting).task?.id).toBe(task.id);
    expect(countLongLived("poll")).toBe(0);
  });

  it("is answered with nothing when the server stops, and none after it claims a task", async () => {
    const waiting = wait(goodKey, "bob");
    await untilWaiting(1);
    stopLongLived();
    expect(await waiting).toMatchObject({ task: null, reason: "no_tasks_available" });
    const task = await givenTask(ctx, { assigned_to: "bob" });
    expect(await wait(goodKey, "bob")).toMatchObject({ task: null, reason: "no_tasks_available" });
    const [row] = await test.db.$queryRaw<{ status: string }[]>`
      SELECT status::text FROM tasks WHERE id = ${task.id}`;
    expect(row?.status).toBe("assigned");
  });

  it("ends with its caller's access, and claims nothing more", async () => {
    const { key, row } = await createApiKey(ctx, {
      name: "eve",
      kind: "user",
      role: "operator",
      scopes: [],
    });
    const reauthenticate = () => actorOfKey(test.db, key, null);
    const waiting = wait({ actor: await reauthenticate(), reauthenticate }, "eve");
    await untilWaiting(1);
    await revokeApiKey(ctx, { id: row.id });
    await expect(waiting).rejects.toMatchObject({ code: "unauthenticated" });
  });

  it("ends when its key has expired, though events wake it again and again", async () => {
    let now = new Date();
    let access: "valid" | "expired" = "valid";
    const clock = { now: () => now };
    const reauthenticate = async () => {
      if (access === "valid") return actor;
      throw new DomainError("unauthenticated", "The API key has expired");
    };
    const waiting = claimNextWithin(
      createContext(actor, test.db, clock),
      { agent: "fay" },
      60,
      new AbortController().signal,
      { actor, reauthenticate },
    );
    const outcome = waiting.then(
      ({ task }) => task?.id ?? null,
      (error) => error.code,
    );
    await untilWaiting(1);
    access = "expired";
    now = new Date(now.getTime() + 15_000);
    await givenTask(ctx, { assigned_to: "fay", scheduled_for: 4_000_000_000 });
    await untilWaiting(0);
    const task = await givenTask(ctx, { assigned_to: "fay" });
    expect(await outcome).toBe("unauthenticated");
    const [row] = await test.db.$queryRaw<{ status: string }[]>`
      SELECT status::text FROM tasks WHERE id = ${task.id}`;
    expect(row?.status).toBe("assigned");
  });

  it("is refused when too many of its key wait", async () => {
    vi.stubEnv("BATON_MAX_POLLS", "3");
    const waiting = Array.from({ length: 3 }, (_, i) => wait(goodKey, `agent-${i}`));
    await untilWaiting(3);
    await expect(wait(goodKey, "one-more")).rejects.toMatchObject({
      code: "rate_limited",
      message: "This key or user has 3 waiting polls open already",
    });
    endLongLived();
    await Promise.all(waiting);
  });
});

describe("several polls that wait", () => {
  // What these tests wait for comes with events alone, unless a test lets the time pass.
  beforeEach(async () => {
    await emptyTables(test.db, "tasks", "agents", "runs", "events");
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  });
  afterEach(() => vi.useRealTimers());

  const waitFor = async (agent: string, input: Partial<PollInput> = {}) => {
    const controller = new AbortController();
    const before = countLongLived("poll");
    const poll = claimNextWithin(ctx, { agent, ...input }, 60, controller.signal, goodKey);
    await untilWaiting(before + 1);
    return { poll, leave: () => controller.abort() };
  };
  const idOf = async ({ poll }: { poll: Promise<Poll> }) => (await poll).task?.id;
  /** How many polls ask the database while `work` is done. */
  const countPolls = async (work: () => Promise<unknown>): Promise<number> => {
    const query = vi.spyOn(pg.Client.prototype, "query");
    try {
      await work();
      return query.mock.calls.filter(([one]) => JSON.stringify(one).includes("from_pool AS"))
        .length;
    } finally {
      query.mockRestore();
    }
  };

  it("are not called for what concerns others", async () => {
    const ada = await waitFor("ada");
    await waitFor("bob");
    await waitFor("cy");
    const polls = await countPolls(async () => {
      const other = await givenTask(ctx, { assigned_to: "dora", review_required: false });
      await updateTask(ctx, other.id, { title: "Changed" });
      await completeTask(ctx, { ref: other.id, resolution: "Done" });
      const own = await givenTask(ctx, { assigned_to: "ada" });
      expect(await idOf(ada)).toBe(own.id);
    });
    expect(polls).toBe(1);
  });

  it("are called one after the other for tasks that nobody has, the longest waiting first", async () => {
    const [ada, bob] = [await waitFor("ada"), await waitFor("bob")];
    await waitFor("cy");
    const polls = await countPolls(async () => {
      const first = await givenTask(ctx);
      expect(await idOf(ada)).toBe(first.id);
      const second = await givenTask(ctx);
      expect(await idOf(bob)).toBe(second.id);
    });
    expect(polls).toBe(2);
    expect(countLongLived("poll")).toBe(1);
  });

  it("pass a task on that they cannot take, because they are full, or gone, or got another", async () => {
    const held = await givenTask(ctx, { assigned_to: "full", review_required: false });
    await claimTask(ctx, { ref: held.id, agent: "full" });
    await givenTask(ctx, { assigned_to: "full" });
    const full = await waitFor("full", { maxCapacity: 1, claimId: "next" });
    const gone = await waitFor("gone");
    const bob = await waitFor("bob");
    gone.leave();
    const task = await givenTask(ctx);
    expect(await idOf(bob)).toBe(task.id);
    const [cy, dora] = [await waitFor("cy"), await waitFor("dora")];
    const both = await ctx.transaction(async (tx) => [
      await givenTask(tx, { priority: "low" }),
      await givenTask(tx, { assigned_to: "cy", priority: "critical" }),
    ]);
    expect([await idOf(dora), await idOf(cy)]).toEqual(both.map(({ id }) => id));
    await completeTask(ctx, { ref: held.id, resolution: "Done" });
    expect((await full.poll).task?.assigned_to).toBe("full");
  });

  it("are called for tasks of their project alone", async () => {
    const other = await test.db.project.create({
      data: { name: "Other", slug: "other", prefix: "OTHER" },
    });
    const there = await waitFor("ada", { projectId: other.id });
    const anywhere = await waitFor("bob");
    const here = await givenTask(ctx);
    expect(await idOf(anywhere)).toBe(here.id);
    const task = await givenTask(ctx, { project_id: other.id });
    expect(await idOf(there)).toBe(task.id);
  });

  it("all get work when as much comes at once, each task once", async () => {
    const waiting = [];
    for (let n = 0; n < 20; n++) waiting.push(await waitFor(`agent-${n}`));
    const tasks = await Promise.all(waiting.map(() => givenTask(ctx)));
    const got = await Promise.all(waiting.map(idOf));
    const ids = (list: (number | undefined)[]) => list.sort((a, b) => Number(a) - Number(b));
    expect(ids(got)).toEqual(ids(tasks.map(({ id }) => id)));
  });

  it("hear of a place that a deleted task leaves", async () => {
    const held = await givenTask(ctx, { assigned_to: "ada" });
    await claimTask(ctx, { ref: held.id, agent: "ada" });
    const task = await givenTask(ctx, { assigned_to: "ada" });
    const ada = await waitFor("ada", { claimId: "next" });
    await deleteTask(ctx, held.id);
    expect(await idOf(ada)).toBe(task.id);
  });

  it("are compared with the queue now and then, for what no event tells", async () => {
    const held = await givenTask(ctx, { assigned_to: "ada" });
    await claimTask(ctx, { ref: held.id, agent: "ada" });
    const [ada, bob] = [await waitFor("ada", { maxCapacity: 2 }), await waitFor("bob")];
    await test.db.$executeRaw`UPDATE runs SET lease_expires_at = now() - interval '1 second'`;
    const [unheard] = await test.db.$queryRaw<{ id: number }[]>`
      INSERT INTO tasks (project_id, project_ticket_no, ticket_ref, title, created_by, ready)
      SELECT id, 999, 'QUIET-1', 'written without an event', 'test', true FROM projects ORDER BY id LIMIT 1 RETURNING id`;
    vi.advanceTimersByTime(15_000);
    expect(await idOf(ada)).toBe(held.id);
    expect(await idOf(bob)).toBe(unheard?.id);
  });
});
