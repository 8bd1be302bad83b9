import { createHash } from "node:crypto";
import { z } from "zod";
import type { PushMessage } from "../push/message";
import { pushRequest } from "../push/request";
import { vapidKeys, vapidSubject } from "../push/vapid";
import type { ChannelDriver, Means, Message, Outcome } from "./driver";
import { assertPublic, outcomeOfAnswer, urlProblem } from "./http";
import { asLine } from "./words";

const bytes = (count: number, rule: string) =>
  z
    .string(rule)
    .max(200, rule)
    .refine((text) => Buffer.from(text, "base64url").length === count, rule)
    .transform((text) => Buffer.from(text, "base64url").toString("base64url"));

/** As a browser's `PushSubscription.toJSON()` gives it. */
const Settings = z.strictObject({
  endpoint: z
    .string("must be the address of a push service, as the browser gives it")
    .max(2_000, "must have at most 2000 characters")
    .superRefine((text, ctx) => {
      const problem = urlProblem(text);
      if (problem) ctx.addIssue({ code: "custom", message: problem });
    }),
  keys: z.strictObject({
    p256dh: bytes(65, "must be a P-256 key: 65 bytes in base64url"),
    auth: bytes(16, "must be 16 bytes in base64url"),
  }),
  /** Browsers add it; it is null. */
  expirationTime: z.number().nullish(),
});
type Settings = z.output<typeof Settings>;

/** Web push to one browser of a person. A card has one notification there, which changes with it and goes when it was answered. */
export const pushDriver: ChannelDriver<Settings> = {
  kind: "push",
  settings: Settings,
  /** By `browser` a browser finds out which of the person's channels it is: a hash, because the endpoint is a secret. */
  shown: ({ endpoint }) => ({
    host: new URL(endpoint).host,
    browser: createHash("sha256").update(endpoint).digest("hex").slice(0, 32),
  }),
  identity: ({ endpoint }) => endpoint,
  check: ({ endpoint }) => assertPublic("settings.endpoint", endpoint),
  send: (means, settings, message) => deliver(means, settings, pushOf(message, means)),
  async update(means, settings, ref, message) {
    // What newly is asked has a message of its own, which took the place of this one.
    if (!message.cards.some(({ state }) => state === "answered"))
      return { kind: "sent", ref, status: null };
    return deliver(means, settings, { ...pushOf(message, means), tag: ref, alert: false });
  },
};

async function deliver(
  { ctx, send, signal }: Means,
  target: Settings,
  message: PushMessage,
): Promise<Outcome> {
  const sender = { ...(await vapidKeys(ctx.db)), subject: vapidSubject() };
  let post: ReturnType<typeof pushRequest>;
  try {
    post = pushRequest(sender, target, message);
  } catch (error) {
    // The bytes are as many as they should be, and no point of the curve.
    const reason = `the browser's keys cannot be used: ${(error as Error).message}`;
    return { kind: "gone", error: reason, status: null };
  }
  const answer = await send({ ...post, signal });
  return outcomeOfAnswer(answer, answer.excerpt && asLine(answer.excerpt), message.tag);
}

/** A message as a notification: a card under its own tag, so that its next version takes its place, or several as a list. */
function pushOf(message: Message, { ctx }: Pick<Means, "ctx">): PushMessage {
  const { cards, more, title, url } = message;
  const open = cards.filter(({ state }) => state === "open");
  const base = {
    kind: cards.length > 0 && open.length === 0 && more === 0 ? "closed" : "card",
    at: Math.floor(ctx.clock.now().getTime() / 1_000),
    alert: true,
  } as const;
  const [card] = cards;
  if (card === undefined || cards.length + more > 1) {
    const lines = open.map((each) => each.title);
    if (more > 0) lines.push(`and ${more} more`);
    const body = cards.length === 0 ? message.text : lines.join("\n") || "All of it was answered.";
    return { ...base, tag: `baton-${message.id}`, title, body, href: pathOf(url), links: {} };
  }
  // A browser shows two buttons at most, which the service worker knows by name; the answers to a question are behind the card.
  const links = card.actions
    .filter(({ action }) => action !== "answer")
    .map((each) => [each.action, pathOf(each.url)]);
  return {
    ...base,
    tag: card.tag,
    title: card.title,
    body: card.outcome === null ? card.text : `Answered: ${card.outcome}`,
    href: pathOf(card.url),
    links: Object.fromEntries(links),
  };
}

/** The browser opens it under the address where it subscribed, which need not be the one that mails carry. */
function pathOf(url: string): string {
  const { pathname, search, hash } = new URL(url);
  return `${pathname}${search}${hash}`;
}
