import { randomUUID } from "node:crypto";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { systemActor } from "@/lib/core/actor";
import { type Context, createContext } from "@/lib/core/context";
import { recordVerdict } from "@/lib/reviews/record";
import { givenTask } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { type Subscribed, startPushService } from "@/lib/testing/push-service";
import { receiversOf } from "@/lib/webhooks/address";
import { createSend } from "@/lib/webhooks/send";
import { createChannel, removeChannel } from "../channel-change";
import { listChannels } from "../channel-row";
import { deliverTo } from "../deliver";
import { followEvents, lookAround } from "../follow";
import { vapidKeys } from "../push/vapid";
import type { Message, MessageCard } from "./driver";
import { pushDriver } from "./push";

let test: TestDatabase;
let ctx: Context;
let service: Awaited<ReturnType<typeof startPushService>>;
let transport: ReturnType<typeof createSend>;
let publicKey = "";

beforeAll(async () => {
  test = await createTestDatabase();
  ctx = createContext(systemActor("notifications"), test.db);
  service = await startPushService(() => publicKey);
  transport = createSend({ receivers: () => receiversOf([service.receiver]) });
  vi.stubEnv("BATON_SECRET", "a secret of this test");
  vi.stubEnv("BATON_URL", "https://baton.example.com");
  publicKey = (await vapidKeys(test.db)).publicKey;
});
afterEach(() => service.answerWith(null));
afterAll(async () => {
  vi.unstubAllEnvs();
  transport.close();
  service.close();
  await test.drop();
});

const CARD: MessageCard = {
  id: 7,
  version: 1,
  subject: "task:3",
  tag: "baton-card-7",
  kind: "verdict",
  severity: "info",
  title: "TASK-003 needs a verdict: Mend the cart",
  text: "It is mended.",
  ticketRef: "TASK-003",
  projectName: "Shop",
  priority: "high",
  url: "https://baton.example.com/tasks/TASK-003",
  actions: [
    { action: "approve", label: "Approve", url: "https://baton.example.com/links/yes" },
    { action: "reject", label: "Reject", url: "https://baton.example.com/links/no" },
  ],
  state: "open",
  outcome: null,
};

const messageOf = (...cards: MessageCard[]): Message => ({
  id: "n1",
  purpose: "cards",
  to: { userId: 1, name: "Ada", timezone: "UTC" },
  title: cards.length === 1 ? CARD.title : `${cards.length} things need you`,
  text: "",
  cards,
  more: 0,
  url: "https://baton.example.com/inbox",
  settingsUrl: "https://baton.example.com/notifications",
  confirmUrl: null,
});

function subscribed() {
  const browser = service.subscribe();
  const settings = pushDriver.settings.parse({
    endpoint: browser.endpoint,
    keys: browser.keys,
    expirationTime: null,
  });
  const means = { ctx, send: transport.send };
  return {
    browser,
    send: (message: Message) => pushDriver.send(means, settings, message),
    update: (ref: string, message: Message) => pushDriver.update?.(means, settings, ref, message),
    shown: () => browser.received.map(({ text }) => JSON.parse(text)),
  };
}

describe("the installation's keys", () => {
  it("are made once, whoever asks first, and the private one is sealed", async () => {
    await test.db.$executeRaw`DELETE FROM settings`;
    const [first, second] = await Promise.all([vapidKeys(test.db), vapidKeys(test.db)]);
    expect(second).toEqual(first);
    const stored = JSON.stringify(await test.db.$queryRaw`SELECT value FROM settings`);
    expect(stored).toContain(first.publicKey);
    expect(stored).not.toContain(first.privateKey);
    publicKey = first.publicKey;
  });
});

describe("a push to a browser", () => {
  it("shows a card with its links, under the address where the browser has Baton", async () => {
    const { browser, send, shown } = subscribed();
    expect(await send(messageOf(CARD))).toEqual({
      kind: "sent",
      ref: "baton-card-7",
      status: 201,
    });
    expect(shown()).toMatchObject([
      {
        kind: "card",
        tag: "baton-card-7",
        title: CARD.title,
        body: CARD.text,
        href: "/tasks/TASK-003",
        alert: true,
        links: { approve: "/links/yes", reject: "/links/no" },
      },
    ]);
    expect(browser.received[0]?.vapid.sub).toBe("https://baton.example.com");
  });

  it("closes what it showed of a card that was answered", async () => {
    const { send, update, shown } = subscribed();
    await send(messageOf(CARD));
    const answered: MessageCard = {
      ...CARD,
      actions: [],
      state: "answered",
      outcome: "approved by Ada",
    };
    expect(await update("baton-card-7", messageOf(answered))).toMatchObject({ kind: "sent" });
    expect(shown()[1]).toMatchObject({
      kind: "closed",
      tag: "baton-card-7",
      body: "Answered: approved by Ada",
      alert: false,
      links: {},
    });
  });

  it("leaves a card alone whose next version took its place", async () => {
    const { update, shown } = subscribed();
    await update("baton-card-7", messageOf({ ...CARD, actions: [], state: "changed" }));
    expect(shown()).toEqual([]);
  });

  it("lists several cards in one notification, without those that were answered", async () => {
    const { send, update, shown } = subscribed();
    const other = { ...CARD, id: 8, tag: "baton-card-8", title: "TASK-004 failed: Pay" };
    const sent = await send(messageOf(CARD, other));
    expect(sent).toMatchObject({ kind: "sent", ref: "baton-n1" });
    await update("baton-n1", messageOf({ ...CARD, state: "answered", actions: [] }, other));
    const [list, rest] = shown();
    expect(list).toMatchObject({ tag: "baton-n1", href: "/inbox", links: {} });
    expect(list.body).toBe(`${CARD.title}\n${other.title}`);
    expect(rest).toMatchObject({ kind: "card", tag: "baton-n1", body: other.title, alert: false });
  });

  it("is gone when the push service does not know the browser any more", async () => {
    const { browser, send } = subscribed();
    browser.unsubscribe();
    expect(await send(messageOf(CARD))).toMatchObject({ kind: "gone", status: 410 });
  });

  it("fails while the push service is in trouble", async () => {
    const { send } = subscribed();
    service.answerWith(503);
    expect(await send(messageOf(CARD))).toMatchObject({ kind: "failed", status: 503 });
  });
});

describe("a person's browser", () => {
  let person: Context;
  beforeAll(async () => {
    vi.stubEnv("BATON_NOTIFICATION_RECEIVERS", service.receiver);
    const { id } = await test.db.user.create({
      data: { username: "ada", displayName: "Ada", role: "admin" },
    });
    const sessionId = randomUUID();
    await test.db.$executeRaw`
      INSERT INTO sessions (id, user_id, provider, expires_at, proven_at)
      VALUES (${sessionId}, ${id}, 'password', clock_timestamp() + interval '1 day', clock_timestamp())`;
    person = createContext(
      { kind: "user", id, name: "Ada", username: "ada", role: "admin", sessionId },
      test.db,
    );
    await lookAround(ctx);
  });

  const turnOn = ({ endpoint, keys }: Subscribed) =>
    createChannel(person, { kind: "push", name: "Firefox", settings: { endpoint, keys } });
  const given = async () => {
    const task = await givenTask(ctx, { title: "Mend", status: "review", resolution: "Done." });
    await followEvents(ctx);
    return task;
  };
  /** What waits for the channel is due now. */
  const deliver = async (channel: number) => {
    await test.db.$executeRaw`UPDATE notification_outbox SET due_at = now()`;
    await test.db
      .$executeRaw`UPDATE notification_messages SET edit_due_at = now() WHERE edit_due_at IS NOT NULL`;
    return deliverTo(ctx, channel, { send: transport.send });
  };

  it("shows what needs the person, until it is answered anywhere", async () => {
    const browser = service.subscribe();
    const { id } = await turnOn(browser);
    const task = await given();
    await deliver(id);
    await recordVerdict(person, { ref: task.id, verdict: "approved", notes: "Good." });
    await followEvents(ctx);
    await deliver(id);
    const [asked, over] = browser.received.map(({ text }) => JSON.parse(text));
    expect(asked).toMatchObject({ kind: "card", href: `/tasks/${task.ticket_ref}` });
    expect(Object.keys(asked.links)).toEqual(["approve", "reject"]);
    expect(over).toMatchObject({
      kind: "closed",
      tag: asked.tag,
      body: "Answered: approved by Ada",
    });
    await removeChannel(person, id);
  });

  it("takes the place of one that is gone when it subscribes again", async () => {
    const browser = service.subscribe();
    const { id } = await turnOn(browser);
    browser.unsubscribe();
    await given();
    expect(await deliver(id)).toMatchObject({ failed: 1 });
    expect(await listChannels(person)).toMatchObject([{ id, enabled: false }]);
    const again = await turnOn(service.subscribe());
    expect((await listChannels(person)).map((channel) => channel.id)).toEqual([again.id]);
  });
});

describe("a browser's subscription", () => {
  const problemsOf = (settings: unknown): string[] =>
    (pushDriver.settings.safeParse(settings).error?.issues ?? []).map(
      ({ path, message }) => `${path.join(".")} ${message}`,
    );
  const { endpoint, keys } = { endpoint: "https://push.example.com/x", keys: {} };

  it("is refused with the field that is wrong", () => {
    expect(problemsOf({ endpoint, keys: { p256dh: "AAAA", auth: "AAAA" } })).toEqual([
      "keys.p256dh must be a P-256 key: 65 bytes in base64url",
      "keys.auth must be 16 bytes in base64url",
    ]);
    expect(problemsOf({ endpoint: "ftp://push.example.com", keys })[0]).toContain("https://");
  });

  it("is refused at a private address that is not listed", () => {
    const { keys: given } = service.subscribe();
    const at = (address: string) =>
      pushDriver.check?.(pushDriver.settings.parse({ endpoint: address, keys: given }));
    expect(() => at("http://169.254.169.254/latest")).toThrow(/settings.endpoint.*no public/);
    expect(() => at(endpoint)).not.toThrow();
  });

  it("is named by a hash, because its address is a secret", () => {
    const { keys: given } = service.subscribe();
    const settings = pushDriver.settings.parse({ endpoint, keys: given });
    expect(pushDriver.shown(settings)).toEqual({
      host: "push.example.com",
      browser: expect.stringMatching(/^[0-9a-f]{32}$/),
    });
  });
});
