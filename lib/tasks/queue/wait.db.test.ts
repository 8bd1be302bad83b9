import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { actorOfKey, createApiKey, revokeApiKey } from "@/lib/auth/keys/keys";
import { type Context, createContext } from "@/lib/core/context";
import { DomainError } from "@/lib/core/errors";
import { EventHub } from "@/lib/events/hub";
import { type Caller, countLongLived, endLongLived, stopLongLived } from "@/lib/events/long-lived";
import { contextOf, givenTask, keyActor } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
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
    await givenTask(ctx, { assigned_to: "somebody else" });
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
