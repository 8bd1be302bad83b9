import { createServer, type Server } from "node:http";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { routes } from "@/app/api/openapi.json/routes";
import { createApiHost } from "@/lib/api/host";
import { sealSession, startSession } from "@/lib/auth/sessions/sessions";
import { systemActor } from "@/lib/core/actor";
import { type Context, createContext } from "@/lib/core/context";
import type { Database } from "@/lib/core/database";
import { EventHub } from "@/lib/events/hub";
import { endLongLived } from "@/lib/events/long-lived";
import { givenKey } from "@/lib/testing/actors";
import { startChatServer } from "@/lib/testing/chat-server";
import { givenTask, keyActor } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { createSend } from "@/lib/webhooks/send";
import { notificationReceivers } from "./channels/http";
import { deliverTo } from "./deliver";
import { followEvents, lookAround } from "./follow";

/** The API as a server answers it, to people with a session and to whoever follows a link. */
let test: TestDatabase;
let server: Server;
let base: string;
let ctx: Context;
let chat: Awaited<ReturnType<typeof startChatServer>>;
let ada: Record<string, string>;
let bob: Record<string, string>;
let key: Record<string, string>;
const shared = globalThis as typeof globalThis & {
  __batonDatabase?: Database;
  __batonEventHub?: EventHub;
};

beforeAll(async () => {
  test = await createTestDatabase();
  chat = await startChatServer();
  vi.stubEnv("DATABASE_URL", test.url);
  vi.stubEnv("BATON_SECRET", "a secret of the tests, long enough to be one");
  vi.stubEnv("BATON_URL", "https://baton.example.com");
  vi.stubEnv("BATON_NOTIFICATION_RECEIVERS", chat.listed);
  shared.__batonDatabase = test.db;
  shared.__batonEventHub = new EventHub(test.db, test.url);
  shared.__batonEventHub.start();
  const serveApi = createApiHost(routes);
  server = createServer(async (request, response) => {
    if (!(await serveApi(request, response))) response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  base = `http://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
  ctx = createContext(keyActor(), test.db);
  ada = await signedIn("Ada", "admin");
  bob = await signedIn("Bob", "operator");
  key = { authorization: `Bearer ${await givenKey(test.db, { role: "admin" })}` };
  await lookAround(ctx);
});
afterAll(async () => {
  endLongLived();
  await shared.__batonEventHub?.stop();
  shared.__batonEventHub = undefined;
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  chat.close();
  vi.unstubAllEnvs();
  await test.drop();
});
beforeEach(async () => {
  chat.clear();
  await test.db.notificationCard.deleteMany();
  await test.db.notificationChannel.deleteMany();
  // A rule of one test must not keep another's messages back, and quiet hours not at some hours of the day.
  await test.db.notificationRule.deleteMany();
  await test.db.notificationPreferences.deleteMany();
});

async function signedIn(name: string, role: "operator" | "admin"): Promise<Record<string, string>> {
  const username = name.toLowerCase();
  const user = await test.db.user.create({ data: { username, displayName: name, role } });
  const system = createContext(systemActor("test"), test.db);
  const from = { provider: "password", address: null, userAgent: null };
  const sealed = await sealSession(await startSession(system, user, from));
  const port = new URL(base).port;
  return { cookie: `baton-session-${port}=${sealed}` };
}

async function ask(who: Record<string, string>, method: string, path: string, body?: unknown) {
  const response = await fetch(`${base}/api/${path}`, {
    method,
    headers: {
      ...who,
      origin: base,
      ...(body === undefined ? {} : { "content-type": "application/json" }),
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  return { status: response.status, body: JSON.parse(await response.text()) };
}

const telegram = async (who: Record<string, string>) =>
  (
    await ask(who, "POST", "notification-channels", {
      kind: "telegram",
      name: "Phone",
      settings: chat.telegram,
    })
  ).body.channel;

describe("the API", () => {
  it("lets a person set up channels and rules, see cards and put them away", async () => {
    const listed = (await ask(ada, "GET", "notification-channels")).body;
    expect(listed).toMatchObject({ channels: [], email: null });
    expect(listed.kinds).toContainEqual({ kind: "slack", available: true, reason: null });
    expect(listed.kinds).toContainEqual({
      kind: "email",
      available: false,
      reason: "no mail server is set up: an admin does that in Settings",
    });
    const channel = await telegram(ada);
    expect(channel).toMatchObject({
      kind: "telegram",
      shown: { chat_id: chat.telegram.chat_id, host: chat.listed },
      health: "new",
      waiting: 0,
    });
    expect(JSON.stringify(channel)).not.toContain("AAtest");
    const tested = await ask(ada, "POST", `notification-channels/${channel.id}/test`, {});
    expect(tested.body).toMatchObject({ success: true, error: null, status: 200 });
    const log = await ask(ada, "GET", `notification-channels/${channel.id}/messages`);
    expect(log.body.messages).toMatchObject([{ purpose: "test", state: "sent", cards: 0 }]);
    const rules = { rules: [{ name: "Failures", match: { kinds: ["failed"] }, pace: "now" }] };
    expect((await ask(ada, "PUT", "notification-rules", rules)).body).toMatchObject({
      rules: [{ name: "Failures", enabled: true, channel_ids: null }],
      default: { name: "Everything that needs me" },
      preferences: { timezone: "UTC", quiet_hours: null, is_set: false },
    });
    const spare = await ask(ada, "POST", "notification-channels", {
      kind: "telegram",
      name: "Spare",
      settings: { ...chat.telegram, chat_id: "99" },
    });
    const { id: spareId } = spare.body.channel;
    const named = { rules: [{ name: "Both", channel_ids: [channel.id, spareId] }] };
    const both = (await ask(ada, "PUT", "notification-rules", named)).body;
    await ask(ada, "DELETE", `notification-channels/${spareId}`);
    // A removed channel is left out of what is read, and of what is sent back by whoever read it before.
    const left = [{ name: "Both", channel_ids: [channel.id] }];
    expect((await ask(ada, "GET", "notification-rules")).body.rules).toMatchObject(left);
    const again = await ask(ada, "PUT", "notification-rules", { rules: both.rules });
    expect([again.status, again.body.rules]).toMatchObject([200, left]);
    const foreign = { rules: [{ name: "Foreign", channel_ids: [999_999] }] };
    expect((await ask(ada, "PUT", "notification-rules", foreign)).body.problems).toMatchObject([
      { field: "rules.0.channel_ids", rule: "names 999999, which is no channel of yours" },
    ]);
    expect((await ask(ada, "PUT", "notification-rules", { rules: [] })).body.rules).toEqual([]);
    const quiet = { timezone: "europe/berlin", quiet_hours: { from: "22:00", until: "07:00" } };
    expect((await ask(ada, "PUT", "notification-preferences", quiet)).body).toEqual({
      preferences: {
        timezone: "Europe/Berlin",
        quiet_hours: { from: "22:00", until: "07:00" },
        paused_until: null,
        is_set: true,
      },
    });
    await givenTask(ctx, { title: "Work", status: "review", resolution: "In." });
    await followEvents(ctx);
    const [card] = (await ask(ada, "GET", "notification-cards")).body.cards;
    expect((await ask(ada, "POST", "notification-cards/seen", { ids: [card.id] })).body.seen).toBe(
      1,
    );
    expect((await ask(ada, "GET", "notification-cards?unseen=true")).body.cards).toEqual([]);
    await ask(ada, "POST", `notification-cards/${card.id}/dismiss`, {});
    expect((await ask(ada, "GET", "notification-cards")).body).toMatchObject({
      cards: [],
      open: 0,
    });
    expect((await ask(ada, "DELETE", `notification-channels/${channel.id}`)).status).toBe(200);
  });

  it("refuses what could not work, with the field, the rule and a way out", async () => {
    const problemOf = async (method: string, path: string, body: unknown) =>
      (await ask(ada, method, path, body)).body.problems?.[0];
    expect(
      await problemOf("PUT", "notification-preferences", { timezone: "Berlin", quiet_hours: null }),
    ).toEqual({
      field: "timezone",
      rule: '"Berlin" is not a time zone',
    });
    const never = { timezone: "UTC", quiet_hours: { from: "22:00", until: "22:00" } };
    expect((await problemOf("PUT", "notification-preferences", never)).field).toBe(
      "quiet_hours.until",
    );
    expect(await problemOf("POST", "notification-cards/seen", {})).toEqual({
      field: "ids",
      rule: "is required, or all: true, and not both",
    });
    const push = { kind: "email", name: "Mail", settings: { address: "ada@example.com" } };
    expect((await problemOf("POST", "notification-channels", push)).field).toBe("kind");
    const hook = { kind: "slack", name: "Team", settings: { url: "http://169.254.169.254/x" } };
    expect((await problemOf("POST", "notification-channels", hook)).rule).toContain(
      "is no public address",
    );
  });

  it("is for people: keys get nothing, and nobody anything of another's", async () => {
    const channel = await telegram(ada);
    expect((await ask(key, "GET", "notification-cards")).status).toBe(403);
    expect((await ask(key, "GET", "notification-channels")).status).toBe(403);
    expect((await ask({}, "GET", "notification-cards")).status).toBe(401);
    for (const [method, path] of [
      ["GET", ""],
      ["PATCH", ""],
      ["DELETE", ""],
      ["POST", "/test"],
      ["GET", "/messages"],
    ] as const) {
      const body = method === "GET" || method === "DELETE" ? undefined : {};
      const answer = await ask(bob, method, `notification-channels/${channel.id}${path}`, body);
      expect(answer.status, `${method} ${path}`).toBe(404);
    }
  });

  it("stores the mail server for admins and never shows its password", async () => {
    const server = {
      host: "mail.example.com",
      port: 587,
      security: "starttls",
      username: "baton",
      password: "open sesame",
      from: "baton@example.com",
    };
    expect((await ask(bob, "PUT", "notification-email", server)).status).toBe(403);
    const stored = (await ask(ada, "PUT", "notification-email", server)).body;
    expect(stored.email).toMatchObject({
      host: "mail.example.com",
      has_password: true,
      source: "settings",
    });
    expect(JSON.stringify(stored)).not.toContain("sesame");
    expect(JSON.stringify(await test.db.setting.findMany())).not.toContain("sesame");
    // Without the password again it would go elsewhere, or in the clear.
    const { password: _, ...same } = server;
    expect((await ask(ada, "PUT", "notification-email", same)).body.email.has_password).toBe(true);
    for (const changed of [
      { host: "mail.example.net" },
      { port: 25 },
      { security: "none" },
      { username: "other" },
    ]) {
      const refused = await ask(ada, "PUT", "notification-email", { ...same, ...changed });
      expect([refused.status, refused.body.problems?.[0]?.field]).toEqual([400, "password"]);
    }
    expect((await ask(ada, "DELETE", "notification-email")).body).toEqual({ email: null });
    vi.stubEnv("BATON_SMTP_URL", "smtps://baton:open%20sesame@mail.example.net");
    expect((await ask(ada, "GET", "notification-email")).body.email).toEqual({
      host: "mail.example.net",
      port: 465,
      security: "tls",
      username: "baton",
      has_password: true,
      from: "baton@mail.example.net",
      source: "environment",
    });
    vi.stubEnv("BATON_SMTP_URL", "");
  });
});

describe("the live stream", () => {
  it("tells a person of their own marks and everybody of cards, and keys of neither", async () => {
    const [ofAda, ofBob, ofKey] = [
      await openStream(ada),
      await openStream(bob),
      await openStream(key),
    ];
    await givenTask(ctx, { title: "Live", status: "review", resolution: "In." });
    await followEvents(ctx);
    await ask(ada, "POST", "notification-cards/seen", { all: true });
    await ask(bob, "PUT", "notification-rules", { rules: [] });
    const idOf = async (username: string) =>
      (await test.db.user.findUniqueOrThrow({ where: { username } })).id;
    const [adaId, bobId] = [await idOf("ada"), await idOf("bob")];
    await ofAda.until(`{"user_id":${adaId}}`);
    await ofBob.until(`{"user_id":${bobId}}`);
    // What everybody gets after all of that.
    const { id } = await givenTask(ctx, { title: "The last" });
    const streams = [ofAda, ofBob, ofKey];
    for (const stream of streams) await stream.until(`"task_id":${id},`);
    expect(streams.map((stream) => stream.changed())).toEqual([[null, adaId], [null, bobId], []]);
    for (const stream of streams) await stream.close();
  });

  async function openStream(who: Record<string, string>) {
    const response = await fetch(`${base}/api/events`, { headers: who });
    const reader = response.body?.getReader();
    let text = "";
    const stream = {
      async until(mark: string): Promise<void> {
        while (!text.includes(mark)) {
          const read = await reader?.read();
          if (!read || read.done) throw new Error(`the stream ended before ${mark}`);
          text += Buffer.from(read.value).toString("utf8");
        }
      },
      /** For whom cards changed, as this stream says. */
      changed: (): unknown[] =>
        [...text.matchAll(/^data: (.*)$/gm)]
          .map(([, data = ""]) => JSON.parse(data))
          .filter(({ type }) => type === "notification.changed")
          .map(({ data }) => data.user_id),
      close: async (): Promise<void> => reader?.cancel(),
    };
    await stream.until('"connected"');
    return stream;
  }
});

describe("the page of a link", () => {
  const sent = async () => {
    const channel = await telegram(ada);
    const title = 'Fix <img src=x onerror="alert(1)">';
    const task = await givenTask(ctx, { title, status: "review", resolution: "<b>Done</b>" });
    await followEvents(ctx);
    const later = createContext(keyActor(), test.db, { now: () => new Date(Date.now() + 120_000) });
    const transport = createSend({ receivers: notificationReceivers });
    await deliverTo(later, channel.id, { send: transport.send });
    transport.close();
    const buttons = new Map(chat.chat.at(-1)?.buttons);
    const path = (label: string) => new URL(buttons.get(label) ?? "").pathname;
    return { task, approve: base + path("Approve"), reject: base + path("Reject") };
  };
  const post = (url: string, form: Record<string, string>, headers: Record<string, string> = {}) =>
    fetch(url, {
      method: "POST",
      body: new URLSearchParams(form),
      headers: { origin: base, ...headers },
    });
  const statusOf = async (id: number) =>
    (await test.db.task.findUniqueOrThrow({ where: { id } })).status;

  it("says what it will do, without a session, scripts, caches, referrers or frames", async () => {
    const { task, approve } = await sent();
    const page = await fetch(approve);
    expect(page.status).toBe(200);
    const html = await page.text();
    expect(html).toContain(
      `<h1 dir="auto">Approve ${task.ticket_ref}: Fix &lt;img src=x onerror=&quot;alert(1)&quot;&gt;</h1>`,
    );
    expect(html).toContain("&lt;b&gt;Done&lt;/b&gt;");
    expect(html).toContain("you answer as Ada");
    expect(html).not.toMatch(/<script|<img/);
    expect(page.headers.get("cache-control")).toBe("no-store");
    expect(page.headers.get("referrer-policy")).toBe("same-origin");
    expect(page.headers.get("x-robots-tag")).toContain("noindex");
    expect(page.headers.get("x-frame-options")).toBe("DENY");
    expect(page.headers.get("content-security-policy")).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self'/,
    );
  });

  it("does nothing for mail scanners that open every link, and for forms of other sites", async () => {
    const { task, approve, reject } = await sent();
    for (const method of ["HEAD", "GET", "GET", "OPTIONS"])
      for (const url of [approve, reject]) await (await fetch(url, { method })).arrayBuffer();
    expect(await statusOf(task.id)).toBe("review");
    expect((await post(approve, {}, { origin: "https://evil.example" })).status).toBe(403);
    expect((await fetch(approve, { method: "PUT" })).status).toBe(405);
    expect(await statusOf(task.id)).toBe("review");
    const done = await post(approve, { notes: "Fine." });
    expect(done.status).toBe(200);
    expect(await done.text()).toContain(`${task.ticket_ref} is approved.`);
    expect(await statusOf(task.id)).toBe("done");
  });

  it("asks for feedback before it rejects, keeps what was written, and works once", async () => {
    const { task, reject } = await sent();
    expect(await (await fetch(reject)).text()).toContain("<textarea");
    const empty = await post(reject, { notes: "  " });
    expect(empty.status).toBe(400);
    expect(await empty.text()).toContain("Write what is missing");
    const long = await post(reject, { notes: "x".repeat(20_001) });
    expect([long.status, (await long.text()).includes("at most 20000")]).toEqual([400, true]);
    expect((await post(reject, { notes: "Tests are missing. Ä 漢" })).status).toBe(200);
    expect(await statusOf(task.id)).not.toBe("review");
    const again = await post(reject, { notes: "Again." });
    expect(again.status).toBe(410);
    expect(await again.text()).toContain("already used to reject");
    const [review] = await test.db.qualityReview.findMany({ where: { taskId: task.id } });
    expect(review).toMatchObject({ reviewer: "Ada", notes: "Tests are missing. Ä 漢" });
  });

  it("says so in words when it is unknown", async () => {
    const page = await fetch(`${base}/api/notification-links/${"A".repeat(43)}`);
    expect([page.status, (await page.text()).includes("This link is not known")]).toEqual([
      404,
      true,
    ]);
  });
});
