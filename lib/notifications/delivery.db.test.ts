import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { signOutEverywhere } from "@/lib/auth/users/users";
import type { Actor } from "@/lib/core/actor";
import { type Context, createContext } from "@/lib/core/context";
import { answerRequest } from "@/lib/requests/answer";
import { ask } from "@/lib/requests/ask";
import { findRequest } from "@/lib/requests/find";
import { AskBody } from "@/lib/requests/schema";
import { recordVerdict } from "@/lib/reviews/record";
import { deleteTask } from "@/lib/tasks/change/delete";
import { updateTask } from "@/lib/tasks/change/update";
import { claimTask } from "@/lib/tasks/queue/claim";
import { startChatServer } from "@/lib/testing/chat-server";
import { givenTask, keyActor } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { startMailServer } from "@/lib/testing/mail-server";
import { createSend } from "@/lib/webhooks/send";
import { useLink, viewLink } from "./answer";
import { dismissCard, listCards } from "./cards";
import {
  createChannel,
  listMessages,
  removeChannel,
  sendConfirmation,
  testChannel,
  updateChannel,
} from "./channel-change";
import { readChannel } from "./channel-row";
import { notificationReceivers } from "./channels/http";
import { deliverTo, RETRY_AFTER_MS } from "./deliver";
import { followEvents, lookAround } from "./follow";
import { hashOf } from "./links";
import { nextDue } from "./outbox.sql";
import { setPreferences, setRules } from "./rules";
import {
  CreateChannel,
  ListCards,
  ListMessages,
  PutEmail,
  PutPreferences,
  PutRules,
} from "./schema";
import { setEmail } from "./smtp";

let test: TestDatabase;
let ctx: Context;
let ada: Context;
let bob: Context;
let chat: Awaited<ReturnType<typeof startChatServer>>;
let mail: Awaited<ReturnType<typeof startMailServer>>;
let transport: ReturnType<typeof createSend>;
/** Noon in UTC, so that nobody's night is near. */
const NOON = new Date("2026-11-20T12:00:00Z");
let now = NOON;
const clock = { now: () => now };

beforeAll(async () => {
  chat = await startChatServer();
  mail = await startMailServer({ password: "open sesame" });
  vi.stubEnv("BATON_SECRET", "a secret of this test");
  vi.stubEnv("BATON_URL", "https://baton.example.com");
  vi.stubEnv("BATON_NOTIFICATION_RECEIVERS", `${chat.listed} ${mail.listed}`);
  test = await createTestDatabase();
  ctx = createContext(keyActor(), test.db, clock);
  ada = await signedIn("Ada", "admin");
  bob = await signedIn("Bob", "operator");
  transport = createSend({ receivers: notificationReceivers });
  await lookAround(ctx);
});
afterAll(async () => {
  vi.unstubAllEnvs();
  transport.close();
  chat.close();
  mail.close();
  await test.drop();
});
beforeEach(async () => {
  now = NOON;
  chat.clear();
  mail.clear();
  await test.db.notificationCard.deleteMany();
  await test.db.notificationChannel.deleteMany();
  await test.db.notificationRule.deleteMany();
  await test.db.notificationPreferences.deleteMany();
  await test.db.task.deleteMany();
  await followEvents(ctx);
});

async function signedIn(name: string, role: "operator" | "admin"): Promise<Context> {
  const username = name.toLowerCase();
  const email = `${username}@example.com`;
  const { id } = await test.db.user.create({ data: { username, displayName: name, role, email } });
  const sessionId = `session of ${username}`;
  const expiresAt = new Date(Date.now() + 3_600_000);
  await test.db.session.create({
    data: { id: sessionId, userId: id, provider: "password", expiresAt },
  });
  const actor: Actor = { kind: "user", id, name, username, role, sessionId };
  return createContext(actor, test.db, clock);
}

const channel = async (who: Context, kind: string, settings: object): Promise<number> =>
  (await createChannel(who, CreateChannel.parse({ kind, name: `${kind} of mine`, settings }))).id;
const telegram = (who = ada, settings: object = {}) =>
  channel(who, "telegram", { ...chat.telegram, ...settings });
const slack = (who = ada) => channel(who, "slack", { url: chat.slackUrl });
const mailServer = (password = "open sesame") =>
  setEmail(
    ada,
    PutEmail.parse({
      host: "127.0.0.1",
      port: mail.port,
      security: "none",
      username: "baton",
      password,
      from: "Baton <baton@example.com>",
    }),
  );
const inReview = (fields: object = {}) =>
  givenTask(ctx, {
    title: "Parse <dates> & times",
    status: "review",
    resolution: "Done & dusted.",
    ...fields,
  });
const judge = (ref: number, verdict: "approved" | "rejected", who = bob) =>
  recordVerdict(who, { ref, verdict, notes: "So be it." });
const deliver = (id: number) => deliverTo(ctx, id, { send: transport.send });
const minutes = (n: number): void => {
  now = new Date(now.getTime() + n * 60_000);
};
/** What is due within a minute or so, is sent. */
const sendAll = async (id: number) => {
  await followEvents(ctx);
  minutes(2);
  return deliver(id);
};
const log = async (who: Context, id: number) =>
  (await listMessages(who, id, ListMessages.parse({ limit: "50" }))).messages;
const states = async () =>
  (await test.db.notificationOutbox.findMany({ orderBy: { id: "asc" } })).map(({ state }) => state);
const tokenIn = (url = ""): string => url.split("/").at(-1) ?? "";
/** The token in the newest mail. */
const tokenOfMail = (): string => {
  const source = mail.mails.at(-1)?.source.replace(/=\r\n/g, "") ?? "";
  return /notification-links\/([\w-]+)/.exec(source)?.[1] ?? "";
};
/** The token behind a button of the newest message in the chat. */
const button = (label: string, message = chat.chat.at(-1)): string =>
  tokenIn(message?.buttons.find(([name]) => name === label)?.[1]);
const leaseEnds = () =>
  test.db
    .$executeRaw`UPDATE notification_channels SET sender_until = clock_timestamp() - interval '1 second'`;

describe("a question of an agent", () => {
  async function asked(body: object = {}) {
    const task = await givenTask(ctx, { title: "Parse dates" });
    const { run } = await claimTask(ctx, { ref: task.id, agent: "scout" });
    const question = AskBody.parse({ title: "Which <port>?", body: "Both are open.", ...body });
    const { request } = await ask(ctx, { runId: run.id, body: question });
    return { task, run, request };
  }
  const stateOf = async (id: number) => (await findRequest(test.db, id))?.state;

  it("is a card with a link for each answer, over everywhere when it is answered anywhere", async () => {
    const id = await telegram();
    const { task, request } = await asked({ options: ["80", "4|4>3"], proposed: "80" });
    await sendAll(id);
    expect(chat.chat).toMatchObject([
      {
        text: `<b>${task.ticket_ref} asks: Which &lt;port&gt;?</b> · General\nBoth are open.\nAnswers: 80 (proposed), 4|4&gt;3`,
        buttons: [
          ["80", expect.stringContaining("/api/notification-links/")],
          ["4|4>3", expect.any(String)],
          ["Open", `https://baton.example.com/requests/${request.id}`],
        ],
      },
    ]);
    const [first, second] = [button("80"), button("4|4>3")];
    expect(await viewLink(ctx, first)).toMatchObject({
      state: "ready",
      view: { action: "answer", worker: "scout", title: "Which <port>?", answer: "80" },
    });
    expect(await stateOf(request.id)).toBe("open");
    expect(await useLink(ctx, first, { notes: "for now" })).toMatchObject({
      state: "done",
      message: "scout goes on with your answer.",
    });
    expect(await findRequest(test.db, request.id)).toMatchObject({
      state: "answered",
      answer_option: "80",
      answer_text: "for now",
      closed_by: "Ada",
    });
    expect(await useLink(ctx, second, { notes: "" })).toMatchObject({ state: "used" });
    expect(await sendAll(id)).toMatchObject({ sent: 0, edited: 1 });
    expect(chat.chat[0]?.text).toContain("answered by Ada: 80: for now");
    expect((await listCards(ada, ListCards.parse({ limit: "5" }))).open).toBe(0);
  });

  it("without options takes words, once, and nothing after somebody else was faster", async () => {
    const id = await telegram();
    const { request } = await asked();
    await sendAll(id);
    const link = button("Answer");
    expect(await useLink(ctx, link, { notes: " " })).toMatchObject({ state: "incomplete" });
    await answerRequest(bob, { id: request.id, body: { text: "443" } });
    expect(await viewLink(ctx, link)).toMatchObject({
      state: "changed",
      message: "Bob already answered this. Nothing was done.",
    });
    expect(await useLink(ctx, link, { notes: "80" })).toMatchObject({ state: "changed" });
    expect((await findRequest(test.db, request.id))?.answer_text).toBe("443");
  });

  it("that names its people asks nobody else, and is over when the work is taken away", async () => {
    const { task, request } = await asked({ may_answer: ["bob"] });
    await followEvents(ctx);
    const openFor = async (who: Context) =>
      (await listCards(who, ListCards.parse({ limit: "5" }))).cards.map(({ subject }) => subject);
    expect(await openFor(bob)).toEqual([`request:${request.id}`]);
    expect(await openFor(ada)).toEqual([]);
    await updateTask(ctx, task.id, { status: "cancelled" });
    await followEvents(ctx);
    expect(await openFor(bob)).toEqual([]);
    expect(await stateOf(request.id)).toBe("withdrawn");
  });
});

describe("Telegram", () => {
  it("shows the card with its links, and is changed when somebody answers elsewhere", async () => {
    const id = await telegram();
    const task = await inReview();
    expect(await sendAll(id)).toMatchObject({ sent: 1, failed: 0 });
    expect(chat.chat).toMatchObject([
      {
        text: `<b>${task.ticket_ref} needs a verdict: Parse &lt;dates&gt; &amp; times</b> · General\nDone &amp; dusted.`,
        buttons: [
          [
            "Approve",
            expect.stringMatching(
              /^https:\/\/baton\.example\.com\/api\/notification-links\/[\w-]{43}$/,
            ),
          ],
          ["Reject", expect.any(String)],
          ["Open", `https://baton.example.com/tasks/${task.ticket_ref}`],
        ],
      },
    ]);
    await judge(task.id, "approved");
    expect(await sendAll(id)).toMatchObject({ sent: 0, edited: 1 });
    expect(chat.chat).toMatchObject([
      { text: expect.stringMatching(/^<s><b>.*<\/s>\napproved by Bob$/s), buttons: [] },
    ]);
    expect(chat.calls).toEqual(["/botTOKEN/sendMessage", "/botTOKEN/editMessageText"]);
    expect(await log(ada, id)).toMatchObject([
      { state: "sent", cards: 1, attempts: [{ error: null, status: 200 }] },
    ]);
  });

  it("is sent nothing that was answered, put away or undone before it was due", async () => {
    const id = await telegram();
    const [answered, away] = [await inReview(), await inReview({ title: "Away" })];
    await followEvents(ctx);
    await judge(answered.id, "approved");
    await followEvents(ctx);
    const { cards } = await listCards(ada, ListCards.parse({ limit: "9" }));
    for (const card of cards) await dismissCard(ada, card.id);
    expect(cards.map(({ task_id }) => task_id)).toEqual([away.id]);
    expect(await sendAll(id)).toEqual({ sent: 0, failed: 0, edited: 0 });
    expect(chat.calls).toEqual([]);
    expect(await states()).toEqual(["dropped", "dropped"]);
  });

  it("gets what comes within a minute as one message, most urgent first", async () => {
    const id = await telegram();
    await inReview();
    await givenTask(ctx, { title: "Broken", status: "failed", error_message: "It broke." });
    await sendAll(id);
    expect(chat.chat).toHaveLength(1);
    const [text = ""] = chat.chat.map((message) => message.text);
    expect(text.indexOf("Broken")).toBeLessThan(text.indexOf("Parse"));
    expect(text).toMatch(/^<b>2 things need you<\/b>/);
    expect(text).toContain(">Approve</a>");
    // One of the two is over: the other keeps working links.
    const [failed] = await test.db.task.findMany({ where: { status: "failed" } });
    await deleteTask(ada, failed?.id ?? 0);
    await sendAll(id);
    expect(chat.chat).toHaveLength(1);
    expect(chat.chat[0]?.text).toMatch(/<s>.*Broken.*<\/s>\nthe task was deleted/);
    expect(chat.chat[0]?.text).toContain(">Approve</a>");
  });

  it("waits as long as the API asks, and says why it failed without showing the token", async () => {
    const id = await telegram();
    await inReview();
    const body = JSON.stringify({
      ok: false,
      description: "Too Many Requests",
      parameters: { retry_after: 300 },
    });
    chat.told.refuse = { status: 429, body };
    expect(await sendAll(id)).toMatchObject({ failed: 1 });
    const failing = await readChannel(ada, id);
    expect(failing).toMatchObject({ failures: 1, last_error: "answered 429: Too Many Requests" });
    expect(failing.next_attempt_at).toEqual(new Date(now.getTime() + 300_000));
    chat.told.refuse = null;
    minutes(4);
    expect(await deliver(id)).toMatchObject({ sent: 0, failed: 0 });
    minutes(1);
    expect(await deliver(id)).toMatchObject({ sent: 1 });
    expect(await readChannel(ada, id)).toMatchObject({ failures: 0, last_error: null, attempt: 0 });
    expect(await log(ada, id)).toMatchObject([
      { state: "sent", attempts: [{ status: 429 }, { status: 200 }] },
    ]);
  });

  it("is tried again after a day at most, whatever the server asks for", async () => {
    const id = await telegram();
    await inReview();
    const parameters = { retry_after: 1e300 };
    chat.told.refuse = { status: 429, body: JSON.stringify({ ok: false, parameters }) };
    expect(await sendAll(id)).toMatchObject({ failed: 1 });
    const { next_attempt_at } = await readChannel(ada, id);
    expect(next_attempt_at).toEqual(new Date(now.getTime() + 24 * 3_600_000));
  });

  it("tells nothing more to who was locked out, in messages that they have either", async () => {
    const id = await telegram(bob);
    const task = await inReview();
    await sendAll(id);
    const bobId = bob.actor.kind === "user" ? bob.actor.id : 0;
    await test.db.user.update({ where: { id: bobId }, data: { disabledAt: now } });
    await judge(task.id, "approved", ada);
    await sendAll(id);
    expect(chat.calls).toEqual(["/botTOKEN/sendMessage"]);
    await test.db.user.update({ where: { id: bobId }, data: { disabledAt: null } });
  });

  it("is switched off at once when the bot was blocked, and its owner is told in Baton", async () => {
    const id = await telegram();
    await inReview();
    const description = "Forbidden: bot was blocked by the user";
    chat.told.refuse = { status: 403, body: JSON.stringify({ ok: false, description }) };
    await sendAll(id);
    expect(await readChannel(ada, id)).toMatchObject({ enabled: false, disabled_reason: "gone" });
    expect(await states()).toEqual(["failed"]);
    await lookAround(ctx);
    const ofAda = await listCards(ada, ListCards.parse({ limit: "9", kind: "channel" }));
    expect(ofAda.cards).toMatchObject([
      {
        subject: `channel:${id}`,
        title: "telegram of mine was switched off",
        text: `answered 403: ${description}`,
      },
    ]);
    expect((await listCards(bob, ListCards.parse({ limit: "9", kind: "channel" }))).cards).toEqual(
      [],
    );
    await updateChannel(ada, id, { enabled: true });
    await lookAround(ctx);
    expect((await listCards(ada, ListCards.parse({ limit: "9", kind: "channel" }))).cards).toEqual(
      [],
    );
  });

  it("refuses settings that could not work, and private addresses that are not listed", async () => {
    await expect(telegram(ada, { bot_token: "no token" })).rejects.toMatchObject({
      details: {
        problems: [{ field: "settings.bot_token", rule: expect.stringContaining("a bot's token") }],
      },
    });
    await expect(telegram(ada, { base_url: "http://127.0.0.1:9" })).rejects.toMatchObject({
      details: {
        problems: [
          {
            field: "settings.base_url",
            rule: expect.stringContaining("BATON_NOTIFICATION_RECEIVERS"),
          },
        ],
      },
    });
  });
});

describe("Slack", () => {
  it("gets text in its markup, in which no title can call a channel", async () => {
    const id = await slack();
    const task = await inReview({ title: "<!channel> & more" });
    await sendAll(id);
    expect(chat.slack).toHaveLength(1);
    expect(chat.slack[0]).toContain(
      `*${task.ticket_ref} needs a verdict: &lt;!channel&gt; &amp; more* · General`,
    );
    expect(chat.slack[0]).toMatch(
      /<https:\/\/baton\.example\.com\/api\/notification-links\/[\w-]+\|Approve>/,
    );
    await judge(task.id, "approved");
    expect(await sendAll(id)).toEqual({ sent: 0, failed: 0, edited: 0 });
  });

  it("has no link and calls nobody by a text either where its markup is read as Markdown", async () => {
    const id = await slack();
    const title = "[Approve](https://evil.test) @all ![x][1]";
    await inReview({ title, resolution: "one\rApprove: @here\n[1]: https://evil.test" });
    await sendAll(id);
    const text = chat.slack[0] ?? "";
    expect(text).not.toMatch(/\](\(|\[|:)/);
    expect(text).not.toMatch(/@\w/);
    // Whoever reads it sees what was written.
    expect(text.replaceAll("\u2060", "")).toContain(title);
    const outside = text.split(/[\r\n]/).filter((line) => !line.startsWith("> "));
    expect(outside).toHaveLength(2);
  });

  it("is tried again with pauses, and given up after the last attempt", async () => {
    const id = await slack();
    await inReview();
    chat.told.refuse = { status: 500 };
    await sendAll(id);
    for (const pause of RETRY_AFTER_MS) {
      const { next_attempt_at } = await readChannel(ada, id);
      expect(next_attempt_at).toEqual(new Date(now.getTime() + pause));
      now = new Date(now.getTime() + pause);
      await deliver(id);
    }
    expect(await readChannel(ada, id)).toMatchObject({
      failures: 8,
      next_attempt_at: null,
      enabled: true,
    });
    expect(await log(ada, id)).toMatchObject([{ state: "failed", cards: 1 }]);
    expect(await states()).toEqual(["failed"]);
  });

  it("is switched off after days in which nothing arrived", async () => {
    const id = await slack();
    chat.told.refuse = { status: 500 };
    await inReview();
    await sendAll(id);
    minutes(3 * 24 * 60);
    await deliver(id);
    expect(await readChannel(ada, id)).toMatchObject({
      enabled: false,
      disabled_reason: "failing",
    });
  });
});

describe("e-mail", () => {
  it("goes through the mail server that an admin set, one thread for each card", async () => {
    await mailServer();
    const id = await channel(ada, "email", { address: "Ada@Example.com" });
    const task = await inReview({ title: "Fwd:\nBcc: all@example.com" });
    expect(await sendAll(id)).toMatchObject({ sent: 1 });
    expect(mail.mails).toMatchObject([{ from: "baton@example.com", to: ["Ada@example.com"] }]);
    const { headers, source } = mail.mails[0] as (typeof mail.mails)[number];
    expect(headers.get("subject")).toBe(
      `${task.ticket_ref} needs a verdict: Fwd: Bcc: all@example.com`,
    );
    expect(headers.get("message-id")).toMatch(/^<n\d+\.\d+@example\.com>$/);
    expect(headers.get("references")).toMatch(/^<card-\d+\.\d+@example\.com>$/);
    expect(headers.get("auto-submitted")).toBe("auto-generated");
    expect(headers.has("bcc")).toBe(false);
    expect(source.replace(/=\r\n/g, "")).toContain(
      "Approve: https://baton.example.com/api/notification-links/",
    );
  });

  it("asks another address than the person's own to agree first", async () => {
    await mailServer();
    const id = await channel(ada, "email", { address: "team@example.org" });
    await inReview();
    expect(await sendAll(id)).toMatchObject({ sent: 0 });
    expect(mail.mails.map(({ headers }) => headers.get("subject"))).toEqual([
      "Confirm this address for Baton",
    ]);
    const token = tokenOfMail();
    await expect(testChannel(ada, id)).rejects.toMatchObject({ code: "conflict" });
    expect(await viewLink(ctx, token)).toMatchObject({
      state: "ready",
      view: { action: "confirm" },
    });
    expect(await useLink(ctx, token, { notes: "" })).toMatchObject({ state: "done" });
    expect(await useLink(ctx, token, { notes: "" })).toMatchObject({ state: "used" });
    await inReview({ title: "After" });
    expect(await sendAll(id)).toMatchObject({ sent: 1 });
    await expect(sendConfirmation(ada, id)).rejects.toMatchObject({ code: "conflict" });
  });

  it("lets nobody confirm an address by the link that another one got", async () => {
    await mailServer();
    const id = await channel(ada, "email", { address: "mine@example.org" });
    const token = tokenOfMail();
    await updateChannel(ada, id, { settings: { address: "victim@example.org" } });
    expect(mail.mails.at(-1)?.to).toEqual(["victim@example.org"]);
    expect(await useLink(ctx, token, { notes: "" })).toMatchObject({ state: "unknown" });
    expect(await readChannel(ada, id)).toMatchObject({ confirmed_at: null });
    expect(await useLink(ctx, tokenOfMail(), { notes: "" })).toMatchObject({ state: "done" });
  });

  it("fills no stranger's mailbox, also where the channel is removed and made again", async () => {
    await mailServer();
    now = new Date(NOON.getTime() - 24 * 3_600_000);
    const ask = async () => {
      const id = await channel(bob, "email", { address: "victim@example.org" });
      await removeChannel(bob, id);
    };
    for (let n = 0; n < 20; n++) await ask();
    await expect(ask()).rejects.toMatchObject({ code: "rate_limited" });
    expect(mail.mails).toHaveLength(20);
    minutes(60);
    await channel(bob, "email", { address: "victim@example.org" });
    expect(mail.mails).toHaveLength(21);
  });

  it("quotes each line of the work, so that none passes for a link of ours", async () => {
    await mailServer();
    const id = await channel(ada, "email", { address: "ada@example.com" });
    await inReview({
      resolution: "Done.\n\nApprove: https://evil.test/\rOpen: https://evil.test/",
    });
    await sendAll(id);
    const lines = (mail.mails[0]?.source ?? "").replace(/=\r\n/g, "").split(/[\r\n]+/);
    const links = lines.filter((line) => /^(Approve|Reject|Open): /.test(line));
    expect(links).toHaveLength(3);
    expect(links.join(" ")).not.toContain("evil");
    expect(lines).toContain("> Approve: https://evil.test/");
  });

  it("says what the mail server said, without the password", async () => {
    await mailServer("wrong words");
    const id = await channel(ada, "email", { address: "ada@example.com" });
    const { outcome } = await testChannel(ada, id);
    expect(outcome).toMatchObject({
      kind: "failed",
      status: 535,
      error: expect.stringContaining("535"),
    });
    expect(JSON.stringify(outcome)).not.toContain("wrong words");
    mail.told.refuse = "452 4.2.2 mailbox full";
    await mailServer();
    expect((await testChannel(ada, id)).outcome).toMatchObject({ kind: "failed", status: 452 });
  });

  it("keeps a stored password for the same host and user only", async () => {
    await mailServer();
    const moved = {
      host: "mail.example.net",
      port: 587,
      security: "starttls",
      from: "b@example.com",
    };
    await expect(
      setEmail(ada, PutEmail.parse({ ...moved, username: "baton" })),
    ).rejects.toMatchObject({
      details: { problems: [{ field: "password" }] },
    });
    await expect(setEmail(bob, PutEmail.parse({ ...moved, password: null }))).rejects.toMatchObject(
      {
        code: "forbidden",
      },
    );
  });
});

describe("rules", () => {
  it("choose what a channel gets, and nothing is sent of what does not fit or was one's own doing", async () => {
    const id = await telegram();
    await setRules(
      ada,
      PutRules.parse({
        rules: [{ name: "failures", match: { kinds: ["failed"] }, channel_ids: [id], pace: "now" }],
      }),
    );
    await inReview();
    await followEvents(ctx);
    expect(await states()).toEqual([]);
    const task = await givenTask(ctx, { title: "By Ada" });
    await updateTask(ada, task.id, { status: "failed", error_message: "No." });
    await followEvents(ctx);
    expect(await states()).toEqual([]);
    await givenTask(ctx, { title: "By others", status: "failed" });
    await followEvents(ctx);
    expect(await deliver(id)).toMatchObject({ sent: 1 });
    await expect(
      setRules(bob, PutRules.parse({ rules: [{ name: "x", channel_ids: [id] }] })),
    ).rejects.toMatchObject({
      details: {
        problems: [
          { field: "rules.0.channel_ids", rule: `names ${id}, which is no channel of yours` },
        ],
      },
    });
  });

  it("hold back what comes in quiet hours, and send it at their end as one message", async () => {
    const id = await telegram();
    const quiet = { from: "22:00", until: "07:00" };
    await setPreferences(
      ada,
      PutPreferences.parse({ timezone: "Europe/Berlin", quiet_hours: quiet }),
    );
    now = new Date("2026-11-20T23:00:00Z");
    await inReview();
    await followEvents(ctx);
    minutes(60);
    await inReview({ title: "Later" });
    await followEvents(ctx);
    expect((await nextDue(test.db, [id]))[0]?.at).toEqual(new Date("2026-11-21T06:00:00Z"));
    expect(await deliver(id)).toMatchObject({ sent: 0 });
    now = new Date("2026-11-21T06:00:00Z");
    expect(await deliver(id)).toMatchObject({ sent: 1 });
    expect(chat.chat).toHaveLength(1);
    expect(chat.chat[0]?.text).toMatch(/^<b>2 things need you/);
  });

  it("obey quiet hours that were set after something was queued", async () => {
    const id = await telegram();
    await inReview();
    await followEvents(ctx);
    await setPreferences(
      ada,
      PutPreferences.parse({ timezone: "UTC", quiet_hours: { from: "12:00", until: "13:00" } }),
    );
    minutes(1);
    expect(await deliver(id)).toMatchObject({ sent: 0 });
    expect((await nextDue(test.db, [id]))[0]?.at).toEqual(new Date("2026-11-20T13:00:00Z"));
  });

  it("gather a day's cards for a digest", async () => {
    const id = await telegram();
    await setRules(
      ada,
      PutRules.parse({ rules: [{ name: "digest", pace: "daily", digest_at: "18:00" }] }),
    );
    for (const title of ["One", "Two", "Three"]) {
      await inReview({ title });
      minutes(60);
      await followEvents(ctx);
    }
    expect(await deliver(id)).toMatchObject({ sent: 0 });
    now = new Date("2026-11-20T18:00:00Z");
    expect(await deliver(id)).toMatchObject({ sent: 1 });
    expect(chat.chat[0]?.text).toMatch(/^<b>3 things need you/);
  });
});

describe("delivery", () => {
  it("sends one message when two servers try at the same moment", async () => {
    const id = await telegram();
    await inReview();
    await followEvents(ctx);
    minutes(2);
    await Promise.all([deliver(id), deliver(id), deliver(id)]);
    expect(chat.calls).toHaveLength(1);
    expect(await states()).toEqual(["sent"]);
  });

  it("goes on after a process that died while it sent, under the same id and without doubling the log", async () => {
    const id = await telegram();
    await inReview();
    await followEvents(ctx);
    minutes(2);
    // The receiver has the message, and the process dies before it writes that down.
    const died = deliverTo(ctx, id, {
      send: async (post) => {
        await transport.send(post);
        throw new Error("killed");
      },
    });
    await expect(died).rejects.toThrow("killed");
    expect(await states()).toEqual(["pending"]);
    await leaseEnds();
    expect(await deliver(id)).toMatchObject({ sent: 1 });
    // The guarantee is at least once: this is the one case in which a person gets something twice.
    expect(chat.chat).toHaveLength(2);
    expect(await log(ada, id)).toHaveLength(1);
    expect(await deliver(id)).toMatchObject({ sent: 0 });
  });

  it("of a failing channel does not delay another", async () => {
    const [ofAda, ofBob] = [await slack(ada), await telegram(bob)];
    await inReview();
    await followEvents(ctx);
    minutes(2);
    chat.told.refuse = { status: 500 };
    await deliver(ofAda);
    chat.told.refuse = null;
    expect(await deliver(ofBob)).toMatchObject({ sent: 1 });
    expect(await readChannel(bob, ofBob)).toMatchObject({ failures: 0 });
  });

  it("of a thousand cards at once is one message that shows the first and counts the rest", async () => {
    const id = await telegram();
    await test.db.$executeRaw`
      INSERT INTO tasks (project_id, project_ticket_no, ticket_ref, title, status, created_by)
      SELECT (SELECT id FROM projects ORDER BY id LIMIT 1), 7000 + n, 'MANY-' || n, 'Work ' || n, 'failed', 'Ada'
      FROM generate_series(1, 1000) AS n`;
    await test.db.$executeRaw`
      INSERT INTO events (id, type, category, task_id, actor, actor_kind, version, data)
      SELECT event_id(row_number() OVER ()::int), 'task.status_changed', 'task', id, 'x', 'key', 1, '{}' FROM tasks WHERE ticket_ref LIKE 'MANY-%'`;
    expect(await sendAll(id)).toMatchObject({ sent: 1 });
    expect(chat.chat).toHaveLength(1);
    expect(chat.chat[0]?.text).toMatch(/^<b>1000 things need you<\/b>/);
    expect(chat.chat[0]?.text).toMatch(/and \d+ more$/);
    expect(new Set(await states())).toEqual(new Set(["sent"]));
  });

  it("stops for who lost the right to answer, or was locked out", async () => {
    const id = await telegram(bob);
    await inReview();
    await followEvents(ctx);
    minutes(2);
    const { actor } = bob;
    const bobId = actor.kind === "user" ? actor.id : 0;
    await test.db.user.update({ where: { id: bobId }, data: { role: "viewer" } });
    expect(await deliver(id)).toMatchObject({ sent: 0 });
    expect(await states()).toEqual(["dropped"]);
    await test.db.user.update({ where: { id: bobId }, data: { role: "operator" } });
  });
});

describe("a link", () => {
  const sent = async () => {
    const id = await telegram();
    const task = await inReview();
    await sendAll(id);
    return { id, task, approve: button("Approve"), reject: button("Reject") };
  };
  const statusOf = async (id: number) =>
    (await test.db.task.findUniqueOrThrow({ where: { id } })).status;

  it("shows what it does and does nothing until it is told to, however often it is opened", async () => {
    const { task, approve } = await sent();
    for (let n = 0; n < 3; n++)
      expect(await viewLink(ctx, approve)).toMatchObject({
        state: "ready",
        view: {
          action: "approve",
          person: "Ada",
          ticketRef: task.ticket_ref,
          text: "Done & dusted.",
        },
      });
    expect(await statusOf(task.id)).toBe("review");
    expect(await useLink(ctx, approve, { notes: "" })).toMatchObject({
      state: "done",
      message: `${task.ticket_ref} is approved.`,
    });
    const [review] = await test.db.qualityReview.findMany({ where: { taskId: task.id } });
    expect(review).toMatchObject({
      reviewer: "Ada",
      reviewerKind: "user",
      status: "approved",
      applied: true,
    });
  });

  it("works once, and takes the one beside it with it", async () => {
    const { task, approve, reject } = await sent();
    expect(await useLink(ctx, reject, { notes: " " })).toMatchObject({ state: "incomplete" });
    expect(await useLink(ctx, reject, { notes: "Dates before 1970 fail." })).toMatchObject({
      state: "done",
    });
    expect(await useLink(ctx, reject, { notes: "Again." })).toMatchObject({ state: "used" });
    expect(await useLink(ctx, approve, { notes: "" })).toMatchObject({
      state: "used",
      message: expect.stringContaining("used to reject"),
    });
    expect(await statusOf(task.id)).toBe("assigned");
    const [feedback] = await test.db.comment.findMany({ where: { taskId: task.id } });
    expect(feedback?.content).toContain("Dates before 1970 fail.");
  });

  it("used many times at the same moment counts once", async () => {
    const { task, approve, reject } = await sent();
    const all = await Promise.all([
      ...Array.from({ length: 4 }, () => useLink(ctx, approve, { notes: "" })),
      ...Array.from({ length: 4 }, () => useLink(ctx, reject, { notes: "No." })),
    ]);
    expect(all.filter(({ state }) => state === "done")).toHaveLength(1);
    expect(await test.db.qualityReview.count({ where: { taskId: task.id } })).toBe(1);
  });

  it("does nothing once the work has changed, and says what happened", async () => {
    const { task, approve, reject } = await sent();
    await judge(task.id, "rejected");
    expect(await viewLink(ctx, approve)).toMatchObject({
      state: "changed",
      message: `Bob already rejected ${task.ticket_ref}. Nothing was done.`,
    });
    await updateTask(ctx, task.id, { status: "review", resolution: "Other work." });
    expect(await useLink(ctx, approve, { notes: "" })).toMatchObject({
      state: "changed",
      message: `${task.ticket_ref} was handed in again since this was sent. Nothing was done.`,
    });
    expect(await useLink(ctx, reject, { notes: "No." })).toMatchObject({ state: "changed" });
    expect(await statusOf(task.id)).toBe("review");
  });

  it("ends with its time, with the right of its person, and with their account", async () => {
    const { task, approve } = await sent();
    const adaId = ada.actor.kind === "user" ? ada.actor.id : 0;
    const asAda = (data: object) => test.db.user.update({ where: { id: adaId }, data });
    await asAda({ role: "viewer" });
    expect(await useLink(ctx, approve, { notes: "" })).toMatchObject({ state: "forbidden" });
    await asAda({ role: "admin", disabledAt: now });
    expect(await useLink(ctx, approve, { notes: "" })).toMatchObject({ state: "forbidden" });
    await asAda({ disabledAt: null });
    minutes(73 * 60);
    expect(await useLink(ctx, approve, { notes: "" })).toMatchObject({ state: "expired" });
    expect(await statusOf(task.id)).toBe("review");
    await test.db.notificationLink.deleteMany();
    expect(await useLink(ctx, approve, { notes: "" })).toMatchObject({ state: "unknown" });
  });

  it("ends with the channel that it was sent to, and with its former address", async () => {
    const { id, task, approve } = await sent();
    await removeChannel(ada, id);
    expect(await useLink(ctx, approve, { notes: "" })).toMatchObject({ state: "unknown" });
    const other = await sent();
    await updateChannel(ada, other.id, { settings: { ...chat.telegram, chat_id: "4711" } });
    expect(await useLink(ctx, other.approve, { notes: "" })).toMatchObject({ state: "unknown" });
    expect([await statusOf(task.id), await statusOf(other.task.id)]).toEqual(["review", "review"]);
  });

  it("ends when its person is signed out everywhere, as after a new password", async () => {
    const { task, approve, reject } = await sent();
    const adaId = ada.actor.kind === "user" ? ada.actor.id : 0;
    const sessions = await test.db.session.findMany();
    await signOutEverywhere(ada, adaId);
    expect(await useLink(ctx, approve, { notes: "" })).toMatchObject({ state: "expired" });
    expect(await useLink(ctx, reject, { notes: "No." })).toMatchObject({ state: "expired" });
    expect(await statusOf(task.id)).toBe("review");
    await test.db.session.createMany({ data: sessions, skipDuplicates: true });
    expect(await useLink(ctx, (await sent()).approve, { notes: "" })).toMatchObject({
      state: "done",
    });
  });

  it("goes to no browser any more once its person is signed out everywhere", async () => {
    const adaId = ada.actor.kind === "user" ? ada.actor.id : 0;
    const fields = { userId: adaId, sealed: "{}", name: "one" };
    const { id: user } = await test.db.user.create({
      data: { username: "cleo", displayName: "Cleo" },
    });
    await test.db.notificationChannel.createMany({
      data: [
        { ...fields, kind: "push", fingerprint: "phone" },
        { ...fields, kind: "push", fingerprint: "laptop" },
        { ...fields, kind: "slack", fingerprint: "team" },
        { ...fields, userId: user, kind: "push", fingerprint: "hers" },
      ],
    });
    const sessions = await test.db.session.findMany();
    await signOutEverywhere(ada, adaId);
    const left = await test.db.notificationChannel.findMany({
      where: { fingerprint: { in: ["phone", "laptop", "team", "hers"] } },
      orderBy: { id: "asc" },
    });
    expect(left.map(({ fingerprint }) => fingerprint)).toEqual(["team", "hers"]);
    await test.db.notificationChannel.deleteMany({
      where: { fingerprint: { in: ["team", "hers"] } },
    });
    await test.db.session.createMany({ data: sessions, skipDuplicates: true });
  });

  it("is stored as a hash only", async () => {
    const { approve } = await sent();
    const links = await test.db.notificationLink.findMany();
    expect(links.map(({ tokenHash }) => tokenHash)).toContain(hashOf(approve));
    expect(
      JSON.stringify(links, (_, value) => (typeof value === "bigint" ? Number(value) : value)),
    ).not.toContain(approve);
  });
});

describe("a channel", () => {
  it("at the same address is the same channel, and nobody reads another's", async () => {
    const id = await telegram();
    expect(await telegram()).toBe(id);
    await expect(readChannel(bob, id)).rejects.toMatchObject({ code: "not_found" });
    expect(await telegram(bob)).not.toBe(id);
    const stored = await test.db.notificationChannel.findUniqueOrThrow({ where: { id } });
    expect(JSON.stringify(stored)).not.toContain(chat.telegram.bot_token.slice(10));
  });

  it("is tested by a button, a few times an hour, also while it is off", async () => {
    const id = await telegram();
    await updateChannel(ada, id, { enabled: false });
    for (let n = 0; n < 10; n++) expect((await testChannel(ada, id)).outcome.kind).toBe("sent");
    expect(chat.chat[0]?.text).toContain("A test from Baton");
    await expect(testChannel(ada, id)).rejects.toMatchObject({ code: "rate_limited" });
    expect(await log(ada, id)).toHaveLength(10);
  });
});
