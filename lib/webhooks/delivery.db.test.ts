import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { type Context, createContext } from "@/lib/core/context";
import { record } from "@/lib/events/append";
import { EventHub } from "@/lib/events/hub";
import { preparePartitions } from "@/lib/events/partitions";
import { dropOldPartitions } from "@/lib/events/retention";
import { contextOf, keyActor } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { fillPartitions } from "@/lib/testing/event-partitions";
import { countStatements } from "@/lib/testing/statements";
import { startReceiver } from "@/lib/testing/webhook-receiver";
import { receiversOf } from "./address";
import { createWebhook, updateWebhook } from "./change";
import { deliverDue, type Sender } from "./deliver";
import { listDeliveries, readDelivery } from "./deliveries";
import { removeOldDeliveries } from "./jobs";
import { redeliver, redeliverSince, retryNow } from "./redeliver";
import { readWebhook } from "./row";
import { CreateWebhook, ListDeliveries } from "./schema";
import { rotateSecret } from "./secrets";
import { createSend } from "./send";
import { WebhookSender } from "./sender";
import { tryWebhook } from "./try";

let test: TestDatabase;
let ctx: Context;
let receiver: Awaited<ReturnType<typeof startReceiver>>;
let transport: ReturnType<typeof createSend>;
let now = new Date();

beforeAll(async () => {
  test = await createTestDatabase();
  ctx = createContext(keyActor(), test.db, { now: () => now });
  receiver = await startReceiver();
  vi.stubEnv("BATON_SECRET", "a secret of this test");
  vi.stubEnv("BATON_WEBHOOK_RECEIVERS", receiver.listed);
  transport = createSend({ receivers: () => receiversOf([receiver.listed]) });
});
afterAll(async () => {
  vi.unstubAllEnvs();
  transport.close();
  receiver.close();
  await test.drop();
});
beforeEach(async () => {
  receiver.clear();
  now = new Date();
  await test.db.webhook.deleteMany();
});

const write = (n: number, projectId: number | null = null) =>
  ctx.transaction((tx) =>
    record(tx, {
      type: "task.deleted",
      taskId: n,
      projectId,
      data: { id: n, ticket_ref: `T-${n}`, title: "A task" },
    }),
  );
const given = (fields: object = {}) =>
  createWebhook(ctx, CreateWebhook.parse({ name: "hook", url: receiver.url, ...fields }));
const sender = (name = "one"): Sender => ({ name, send: transport.send });
const deliver = (id: number, by = sender()) => deliverDue(ctx, id, by);
/** The tasks whose events arrived, in order. */
const arrived = () => receiver.got.map(({ json }) => json.data.id ?? json.type);
const log = async (webhook_id: number) =>
  (await listDeliveries(ctx, ListDeliveries.parse({ webhook_id: String(webhook_id) }))).deliveries;
const states = async (id: number) => (await log(id)).map(({ state }) => state).reverse();
const eventsOf = (type: string) =>
  test.db.event.findMany({ where: { type }, orderBy: { id: "asc" } });
/** The lease of a process that died runs out. */
const leaseEnds = () =>
  test.db.$executeRaw`UPDATE webhooks SET sender_until = clock_timestamp() - interval '1 second'`;

const verify = (secret: string, message = receiver.got[0]) =>
  new Webhook(secret).verify(message?.body ?? "", message?.headers ?? {});

describe("delivery to a webhook", () => {
  it("brings the events since it was made, in order, as streams carry them", async () => {
    await write(1);
    const { webhook, secret } = await given();
    for (const n of [2, 3, 4]) await write(n);
    expect(await deliver(webhook.id)).toEqual({ kind: "drained" });
    expect(arrived()).toEqual([2, 3, 4]);
    expect(verify(secret)).toMatchObject({
      type: "task.deleted",
      version: 1,
      task_id: 2,
      data: { ticket_ref: "T-2" },
      actor: { name: "API Access", kind: "key" },
    });
    const [first] = receiver.got;
    expect(first?.headers).toMatchObject({
      "content-type": "application/json",
      "webhook-timestamp": String(Math.floor(now.getTime() / 1000)),
      "x-mc-event": "task.deleted",
      "x-mc-signature": expect.stringMatching(/^sha256=[0-9a-f]{64}$/),
    });
    expect(await deliver(webhook.id)).toEqual({ kind: "drained" });
    expect(receiver.got).toHaveLength(3);
    expect(await readWebhook(ctx, webhook.id)).toMatchObject({ delivered: 3, lastStatus: 204 });
  });

  it("signs with both secrets while one replaces the other, and with the new one after", async () => {
    const { webhook, secret } = await given();
    const next = await rotateSecret(ctx, webhook.id, { keep_old_hours: 2 });
    await write(1);
    await deliver(webhook.id);
    expect(verify(secret)).toBeTruthy();
    expect(verify(next.secret)).toBeTruthy();
    const other = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    expect(() => verify(other)).toThrow("No matching signature found");
    const changed = { ...receiver.got[0], body: '{"type":"forged"}' } as never;
    expect(() => verify(secret, changed)).toThrow("No matching signature found");
    await test.db.$executeRaw`
      UPDATE webhook_secrets SET expires_at = clock_timestamp() WHERE expires_at IS NOT NULL`;
    receiver.clear();
    await write(2);
    await deliver(webhook.id);
    expect(() => verify(secret)).toThrow();
    expect(verify(next.secret)).toBeTruthy();
  });

  it("keeps as many secrets as sign messages, however often it is rotated", async () => {
    const { webhook } = await given();
    for (let n = 0; n < 4; n++) await rotateSecret(ctx, webhook.id, { keep_old_hours: 24 });
    expect((await readWebhook(ctx, webhook.id)).secrets).toHaveLength(3);
    await write(1);
    await deliver(webhook.id);
    expect(receiver.got[0]?.headers["webhook-signature"]?.split(" ")).toHaveLength(3);
    await rotateSecret(ctx, webhook.id, { keep_old_hours: 0 });
    expect((await readWebhook(ctx, webhook.id)).secrets).toHaveLength(1);
  });

  it("keeps secrets sealed, and says so when they cannot be read", async () => {
    const { webhook, secret } = await given();
    const stored = await test.db.webhookSecret.findFirstOrThrow();
    expect(stored.sealed).toMatch(/^sealed1:/);
    expect(stored.sealed).not.toContain(secret.slice(6));
    await test.db.webhookSecret.updateMany({
      data: { sealed: `${stored.sealed.slice(0, -4)}AAAA` },
    });
    await write(1);
    expect(await deliver(webhook.id)).toMatchObject({ kind: "waiting" });
    expect(receiver.got).toEqual([]);
    expect((await readWebhook(ctx, webhook.id)).lastError).toMatch(/^its secret cannot be read/);
  });

  it("brings only the types and the project that were asked for", async () => {
    const project = await test.db.project.create({
      data: { name: "One", slug: "one", prefix: "one" },
    });
    const { webhook } = await given({ project_id: project.id, events: ["task.deleted", "agent"] });
    const none = await given({ events: ["review"] });
    await write(1);
    await write(2, project.id);
    await deliver(webhook.id);
    await deliver(none.webhook.id);
    expect(arrived()).toEqual([2]);
  });

  it("brings every event of an hour in which the receiver was down, in order, once it is back", async () => {
    const { webhook } = await given();
    receiver.told.status = 503;
    const start = now.getTime();
    const attempts: number[] = [];
    let n = 0;
    for (let left = await deliver(webhook.id); ; left = await deliver(webhook.id)) {
      if (left.kind === "drained" && n === 0) await write(++n);
      if (left.kind === "drained" && receiver.told.status === 204) break;
      if (left.kind !== "waiting") continue;
      attempts.push((now.getTime() - start) / 1000);
      // Nothing is sent before the next attempt is due, whatever happens meanwhile.
      await write(++n);
      const sent = receiver.got.length;
      expect(await deliver(webhook.id)).toEqual(left);
      expect(receiver.got).toHaveLength(sent);
      now = left.until;
      if (now.getTime() - start >= 3_600_000) receiver.told.status = 204;
    }
    expect(attempts).toEqual([0, 5, 305, 2_105]);
    expect(arrived()).toEqual([1, 1, 1, 1, 1, 2, 3, 4, 5]);
    expect(new Set(receiver.got.slice(0, 5).map(({ id }) => id)).size).toBe(1);
    expect(await states(webhook.id)).toEqual(Array(5).fill("delivered"));
    const [oldest] = (await log(webhook.id)).slice(-1);
    expect((await readDelivery(ctx, oldest?.id ?? 0)).attempts).toMatchObject([
      ...Array(4).fill({ status: 503, error: "answered 503", response: "as told" }),
      { status: 204, error: null },
    ]);
  });

  it("sends a message again under the same id when the process died before it was written down", async () => {
    const { webhook } = await given();
    await write(1);
    await write(2);
    const dying = vi.fn(async (post) => {
      await transport.send(post);
      throw new Error("killed");
    });
    await expect(deliver(webhook.id, { name: "dead", send: dying })).rejects.toThrow("killed");
    expect(await deliver(webhook.id)).toMatchObject({ kind: "elsewhere" });
    await leaseEnds();
    expect(await deliver(webhook.id)).toEqual({ kind: "drained" });
    expect(arrived()).toEqual([1, 1, 2]);
    expect(receiver.got[0]?.id).toBe(receiver.got[1]?.id);
    expect(await states(webhook.id)).toEqual(["delivered", "delivered"]);
  });

  it("is made by one process at a time, also when a slow one lost its lease", async () => {
    const { webhook } = await given();
    for (const n of [1, 2, 3]) await write(n);
    let others: unknown;
    receiver.told.before = async () => {
      receiver.told.before = async () => undefined;
      others = await deliver(webhook.id, sender("two"));
    };
    expect(await deliver(webhook.id)).toEqual({ kind: "drained" });
    expect(others).toMatchObject({ kind: "elsewhere", ms: expect.any(Number) });
    expect(arrived()).toEqual([1, 2, 3]);
    // What a sender without a lease did is not written down, and it stops.
    await write(4);
    await leaseEnds();
    receiver.told.before = async () => {
      receiver.told.before = async () => undefined;
      await leaseEnds();
      await deliver(webhook.id, sender("three"));
    };
    expect(await deliver(webhook.id, sender("two"))).toEqual({ kind: "moved" });
    expect((await readWebhook(ctx, webhook.id)).delivered).toBe(4);
  });

  it("gives a message up after the eighth attempt, says so, and goes on with the next", async () => {
    const { webhook } = await given({ events: ["task"] });
    await write(1);
    await write(2);
    receiver.told.status = 500;
    for (let i = 0; i < 8; i++) {
      const left = await deliver(webhook.id);
      expect(left.kind).toBe("waiting");
      if (left.kind === "waiting") now = left.until;
    }
    expect(arrived()).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 2]);
    expect(await states(webhook.id)).toEqual(["failed", "retrying"]);
    expect(await eventsOf("webhook.failed")).toMatchObject([
      { data: { id: webhook.id, reason: "attempts", error: "answered 500" } },
    ]);
    await test.db.event.deleteMany({ where: { type: "webhook.failed" } });
  });

  it("stops after five days of failure, and goes on where it left off when it is enabled", async () => {
    const { webhook } = await given({ events: ["task"] });
    await write(1);
    receiver.told.status = 500;
    await deliver(webhook.id);
    await test.db.webhook.updateMany({
      data: { failingSince: new Date(now.getTime() - 5 * 86_400_000), nextAttemptAt: null },
    });
    expect(await deliver(webhook.id)).toEqual({ kind: "off" });
    expect(await readWebhook(ctx, webhook.id)).toMatchObject({
      enabled: false,
      disabledReason: "failing",
    });
    expect(await eventsOf("webhook.disabled")).toMatchObject([{ data: { id: webhook.id } }]);
    await write(2);
    expect(await deliver(webhook.id)).toEqual({ kind: "off" });
    await expect(redeliverSince(ctx, webhook.id, { since: 0, which: "all" })).rejects.toThrow(
      /is disabled/,
    );
    receiver.clear();
    const enabled = await updateWebhook(ctx, webhook.id, { enabled: true });
    expect(enabled).toMatchObject({ enabled: true, disabledReason: null, failingSince: null });
    await deliver(webhook.id);
    expect(arrived()).toEqual([1, 2]);
    await updateWebhook(ctx, webhook.id, { enabled: false });
    await write(3);
    await updateWebhook(ctx, webhook.id, { enabled: true, start_from: "now" });
    await write(4);
    await deliver(webhook.id);
    expect(arrived()).toEqual([1, 2, 4]);
  });
});

describe("a webhook that is changed while a message is under way", () => {
  /** Runs `change` while the receiver has the next message. */
  const during = (change: () => Promise<unknown>) => {
    receiver.told.before = async () => {
      receiver.told.before = async () => undefined;
      await change();
    };
  };

  it("gets the next messages at its new address alone", async () => {
    const elsewhere = await startReceiver();
    vi.stubEnv("BATON_WEBHOOK_RECEIVERS", `${receiver.listed},${elsewhere.listed}`);
    const both = createSend({ receivers: () => receiversOf([receiver.listed, elsewhere.listed]) });
    const { webhook } = await given({ events: ["task"] });
    for (const n of [1, 2, 3]) await write(n);
    during(() => updateWebhook(ctx, webhook.id, { url: elsewhere.url }));
    expect(await deliver(webhook.id, { name: "one", send: both.send })).toEqual({ kind: "moved" });
    await deliver(webhook.id, { name: "one", send: both.send });
    expect(arrived()).toEqual([1]);
    expect(elsewhere.got.map(({ json }) => json.data.id)).toEqual([2, 3]);
    vi.stubEnv("BATON_WEBHOOK_RECEIVERS", receiver.listed);
    both.close();
    elsewhere.close();
  });

  it("gets only the types that it still asks for", async () => {
    const { webhook } = await given({ events: ["task"] });
    for (const n of [1, 2, 3]) await write(n);
    during(() => updateWebhook(ctx, webhook.id, { events: ["review"] }));
    await deliver(webhook.id);
    await deliver(webhook.id);
    expect(arrived()).toEqual([1]);
  });

  it("gets the next messages with its new secret alone when the old one is not kept", async () => {
    const { webhook, secret } = await given({ events: ["task"] });
    for (const n of [1, 2]) await write(n);
    let next = "";
    during(async () => {
      ({ secret: next } = await rotateSecret(ctx, webhook.id, { keep_old_hours: 0 }));
    });
    await deliver(webhook.id);
    await deliver(webhook.id);
    expect(arrived()).toEqual([1, 2]);
    expect(verify(next, receiver.got[1])).toBeTruthy();
    expect(() => verify(secret, receiver.got[1])).toThrow();
  });

  it("is tried again at once, and gives nothing up, when that attempt fails", async () => {
    const { webhook } = await given({ events: ["task"] });
    await write(1);
    await write(2);
    receiver.told.status = 500;
    await deliver(webhook.id);
    // The last attempt of all is under way when the receiver is mended and somebody says so.
    await test.db.webhook.updateMany({ data: { attempt: 7, nextAttemptAt: now } });
    during(() => retryNow(ctx, webhook.id));
    expect(await deliver(webhook.id)).toEqual({ kind: "moved" });
    expect(await eventsOf("webhook.failed")).toEqual([]);
    expect(await states(webhook.id)).toEqual(["retrying"]);
    receiver.told.status = 204;
    expect(await deliver(webhook.id)).toEqual({ kind: "drained" });
    expect(arrived()).toEqual([1, 1, 1, 2]);
  });
});

describe("a redelivery", () => {
  it("of one message has the id it had, and moves nothing else", async () => {
    const { webhook } = await given({ events: ["task"] });
    for (const n of [1, 2]) await write(n);
    await deliver(webhook.id);
    const [, first] = await log(webhook.id);
    await redeliver(ctx, Number(first?.id));
    await write(3);
    await deliver(webhook.id);
    expect(arrived()).toEqual([1, 2, 1, 3]);
    expect(receiver.got[2]?.id).toBe(receiver.got[0]?.id);
    expect(await readDelivery(ctx, first?.id ?? 0)).toMatchObject({
      attempt_count: 2,
      state: "delivered",
      payload: { type: "task.deleted", data: { id: 1 } },
    });
  });

  it("of what was given up since a time comes in the order of the events", async () => {
    const { webhook } = await given({ events: ["task"] });
    for (const n of [1, 2, 3]) await write(n);
    await deliver(webhook.id);
    await test.db.webhookDelivery.updateMany({
      where: {
        eventId: { in: (await eventsOf("task.deleted")).slice(-3, -1).map(({ id }) => id) },
      },
      data: { state: "failed" },
    });
    expect(await redeliverSince(ctx, webhook.id, { since: 0, which: "failed" })).toEqual({
      queued: 2,
    });
    await deliver(webhook.id);
    expect(arrived()).toEqual([1, 2, 3, 1, 2]);
    const soon = Math.floor(Date.now() / 1000) + 60;
    expect(await redeliverSince(ctx, webhook.id, { since: soon, which: "failed" })).toEqual({
      queued: 0,
    });
  });

  it("of every event since a time goes back to the first of them", async () => {
    const { webhook } = await given({ events: ["task"] });
    for (const n of [1, 2, 3, 4]) await write(n);
    await deliver(webhook.id);
    const [, second] = (await eventsOf("task.deleted")).slice(-4);
    await test.db.$executeRaw`
      UPDATE events SET created_at = created_at - interval '1 hour' WHERE id < ${second?.id}`;
    const since = Math.floor(Date.now() / 1000) - 1_800;
    const [newest] = await log(webhook.id);
    await redeliver(ctx, Number(newest?.id));
    expect(await redeliverSince(ctx, webhook.id, { since, which: "all" })).toEqual({
      queued: null,
    });
    await write(5);
    await deliver(webhook.id);
    expect(arrived()).toEqual([1, 2, 3, 4, 2, 3, 4, 5]);
    expect(await states(webhook.id)).toEqual(Array(5).fill("delivered"));
    // A time before everything there is, and one after.
    await redeliverSince(ctx, webhook.id, { since: 0, which: "all" });
    expect((await readWebhook(ctx, webhook.id)).position).toBeLessThan(second?.id ?? 0n);
    await redeliverSince(ctx, webhook.id, { since: 4_000_000_000, which: "all" });
  });
});

describe("a test", () => {
  it("is sent at once, also to a disabled webhook, and is in the log", async () => {
    const { webhook, secret } = await given({ enabled: false });
    const tested = await tryWebhook(contextOf(test.db), webhook.id);
    expect(verify(secret)).toMatchObject({ type: "webhook.test", data: { name: "hook" } });
    expect(tested).toMatchObject({ state: "delivered", status_code: 204, event_id: null });
    expect(tested.message_id).toBe(receiver.got[0]?.id);
    expect(JSON.parse(receiver.got[0]?.body ?? "")).toEqual(tested.payload);
    receiver.told.status = 418;
    expect(await tryWebhook(contextOf(test.db), webhook.id)).toMatchObject({
      state: "failed",
      error: "answered 418",
    });
    expect(await readWebhook(ctx, webhook.id)).toMatchObject({ failures: 0, lastStatus: null });
  });

  it("of an address that is private and not listed is refused without a connection", async () => {
    const { webhook } = await given();
    vi.stubEnv("BATON_WEBHOOK_RECEIVERS", "");
    expect((await tryWebhook(contextOf(test.db), webhook.id)).error).toMatch(
      /^127\.0\.0\.1 is no public address/,
    );
    await expect(given()).rejects.toThrow(
      "Webhook URL cannot point to internal or private services",
    );
    vi.stubEnv("BATON_WEBHOOK_RECEIVERS", receiver.listed);
    expect(receiver.got).toEqual([]);
  });
});

describe("the process that delivers", () => {
  it("is woken by events, takes over what another left, and costs nothing while idle", async () => {
    const { webhook } = await given({ events: ["task"] });
    const other = await given({ events: ["review"] });
    await write(1);
    const hub = new EventHub(test.db, test.url);
    hub.start();
    const senders = [new WebhookSender(test.db, () => hub), new WebhookSender(test.db, () => hub)];
    const [one, two] = senders as [WebhookSender, WebhookSender];
    await one.tend();
    await receiver.received(1);
    await one.settled();
    await two.tend();
    await two.settled();
    await write(2);
    await receiver.received(2);
    await Promise.all([one.settled(), two.settled()]);
    const idle = await countStatements(async () => {
      await ctx.transaction((tx) =>
        record(tx, { type: "runtime.updated", data: { runtime: null } }),
      );
      await Promise.all([one.settled(), two.settled()]);
    });
    // The transaction with its event, and the hub's readings: nothing of the webhooks.
    expect(idle).toBeLessThanOrEqual(8);
    await one.stop();
    await write(3);
    await two.tend();
    await receiver.received(3);
    const third = await given({ events: ["task"] });
    await write(4);
    await receiver.received(5);
    await two.stop();
    await hub.stop();
    expect(arrived().slice(0, 3)).toEqual([1, 2, 3]);
    expect(await states(third.webhook.id)).toEqual(["delivered"]);
    expect(await states(other.webhook.id)).toEqual([]);
    expect(await test.db.webhook.count({ where: { sender: { not: null } } })).toBe(0);
    expect((await readWebhook(ctx, webhook.id)).delivered).toBe(4);
  });
});

describe("the log of deliveries", () => {
  it("is kept for its days, except for what is under way", async () => {
    const { webhook } = await given();
    for (const [state, days] of [
      ["delivered", 31],
      ["failed", 31],
      ["queued", 31],
      ["retrying", 31],
      ["delivered", 29],
    ] as const)
      await test.db.$executeRaw`
        INSERT INTO webhook_deliveries (webhook_id, type, state, created_at)
        VALUES (${webhook.id}, 'webhook.test', ${state}, clock_timestamp() - ${days}::int * interval '1 day')`;
    expect(await removeOldDeliveries(ctx, 1)).toEqual({ removed: 2 });
    expect(await states(webhook.id)).toEqual(["queued", "retrying", "delivered"]);
  });
});

describe("the retention of events", () => {
  it("waits for an enabled webhook, and tells the receiver of what was removed unsent", async () => {
    const fresh = await createTestDatabase();
    const own = createContext(keyActor(), fresh.db);
    const put = (n: number) =>
      own.transaction((tx) =>
        record(tx, { type: "task.deleted", data: { id: n, ticket_ref: `T-${n}`, title: "x" } }),
      );
    const make = () =>
      createWebhook(
        own,
        CreateWebhook.parse({ name: "hook", url: receiver.url, events: ["task"] }),
      );
    const { webhook } = await make();
    await put(1);
    for (const n of [2, 3]) {
      await preparePartitions(own, 90);
      await fillPartitions(fresh.db);
      await put(n);
    }
    await fresh.db.$executeRaw`
      UPDATE events SET created_at = created_at - interval '91 days' WHERE (data->>'id')::int < 3 OR type = 'webhook.created'`;
    expect(await dropOldPartitions(own, 90)).toBe(0);
    await updateWebhook(own, webhook.id, { enabled: false });
    expect(await dropOldPartitions(own, 90)).toBeGreaterThan(0);
    await updateWebhook(own, webhook.id, { enabled: true });
    expect(await deliverDue(own, webhook.id, sender())).toEqual({ kind: "drained" });
    expect(arrived()).toEqual(["webhook.gap", 3]);
    expect(receiver.got[0]?.json.data).toMatchObject({
      after: expect.any(Number),
      through: expect.any(Number),
    });
    expect(await fresh.db.event.findMany({ where: { type: "webhook.failed" } })).toMatchObject([
      { data: { reason: "gap" } },
    ]);
    await fresh.drop();
  });
});
