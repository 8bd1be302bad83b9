import { createTransport } from "nodemailer";
import { z } from "zod";
import { config } from "@/lib/core/config";
import { storable } from "@/lib/core/fields";
import { checkedLookup, checkWrittenAddress, PrivateAddressError } from "@/lib/webhooks/address";
import { type MailServer, mailServer } from "../smtp";
import type { ChannelDriver, Message, MessageCard, Outcome } from "./driver";
import { notificationReceivers } from "./http";
import { asHtml, asLine, shorten } from "./words";

const Settings = z.strictObject({
  address: z
    .email("must be an e-mail address such as ada@example.com")
    .max(254, "must have at most 254 characters"),
});
type Settings = z.output<typeof Settings>;

const CONNECT_MS = 10_000;
const ANSWER_MS = 15_000;
/** A mail server that answers every step just in time is given up after this. */
const WHOLE_MS = 45_000;
const NOT_SET_UP = "no mail server is set up: an admin does that in Settings";

/**
 * E-mail over SMTP. All mails about one card are one thread. The Message-ID is the same on every attempt, so that mail programs drop the
 * second of two. A mail cannot be changed once it is sent.
 */
export const emailDriver: ChannelDriver<Settings> = {
  kind: "email",
  settings: Settings,
  shown: ({ address }) => ({ address }),
  identity: ({ address }) => address.toLowerCase(),
  needsConfirmation: ({ address }, owner) => owner.email?.toLowerCase() !== address.toLowerCase(),
  unavailable: async ({ db }) => ((await mailServer(db)) === null ? NOT_SET_UP : null),
  async send({ ctx, signal }, { address }, message) {
    const server = await mailServer(ctx.db);
    if (server === null) return { kind: "failed", error: NOT_SET_UP, status: null };
    if (server.hasPassword && server.password === null) {
      const error =
        "the mail server's password cannot be read with this BATON_SECRET: enter it again";
      return { kind: "failed", error, status: null };
    }
    return sendMail(server, address, message, signal);
  },
};

async function sendMail(
  server: MailServer,
  address: string,
  message: Message,
  signal: AbortSignal | undefined,
): Promise<Outcome> {
  let transport: ReturnType<typeof createTransport> | undefined;
  const stop = (): void => transport?.close();
  try {
    const host = await addressOf(server);
    transport = createTransport({
      host,
      port: server.port,
      secure: server.security === "tls",
      requireTLS: server.security === "starttls",
      ignoreTLS: server.security === "none",
      tls: { servername: server.host },
      ...(server.username === null || server.password === null
        ? {}
        : { auth: { user: server.username, pass: server.password } }),
      connectionTimeout: CONNECT_MS,
      greetingTimeout: CONNECT_MS,
      socketTimeout: ANSWER_MS,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    signal?.addEventListener("abort", stop, { once: true });
    const domain = domainOf(server.from);
    const [card] = message.cards;
    await within(
      WHOLE_MS,
      transport.sendMail({
        from: server.from,
        to: { name: "", address },
        subject: asLine(shorten(message.title, 200)),
        text: plainText(message),
        html: html(message),
        messageId: `<${message.id}.${message.to.userId}@${domain}>`,
        ...(card && message.cards.length === 1
          ? { references: [`<card-${card.id}.${message.to.userId}@${domain}>`] }
          : {}),
        headers: { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All" },
      }),
    );
    return { kind: "sent", ref: null, status: 250 };
  } catch (error) {
    signal?.throwIfAborted();
    return failed(error, server);
  } finally {
    signal?.removeEventListener("abort", stop);
    transport?.close();
  }
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not done within ${ms / 1000} s`)), ms);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

const domainOf = (from: string): string =>
  /@([A-Za-z0-9.-]+)>?\s*$/.exec(from)?.[1] ?? new URL(config.publicUrl).hostname;

/**
 * The address to connect to. The operator's own server may be anywhere; one that an admin entered must be public or listed, like every
 * other receiver.
 */
async function addressOf({ host, port, source }: MailServer): Promise<string> {
  if (source === "environment") return host;
  const receivers = notificationReceivers();
  checkWrittenAddress(
    new URL(`http://${host.includes(":") ? `[${host}]` : host}:${port}`),
    receivers,
  );
  return new Promise((resolve, reject) => {
    checkedLookup(port, receivers)(host, {}, (error, address) => {
      if (error) reject(error);
      else resolve(typeof address === "string" ? address : host);
    });
  });
}

const MailError = z.looseObject({
  message: z.string(),
  code: z.string().optional(),
  responseCode: z.int().optional(),
});

/** The server's own words, without the password should it repeat it. */
function failed(error: unknown, { password }: MailServer): Outcome {
  if (error instanceof PrivateAddressError)
    return { kind: "failed", error: error.message, status: null };
  const { message, code, responseCode } = MailError.parse({
    ...(error as object),
    message: error instanceof Error ? error.message : String(error),
  });
  const words = code === undefined ? message : `${message} (${code})`;
  const safe = password ? words.replaceAll(password, "…") : words;
  return { kind: "failed", error: storable(safe).slice(0, 300), status: responseCode ?? null };
}

const MAX_TEXT = 1_000;

function plainText(message: Message): string {
  const { cards, more, title, text, url, settingsUrl, confirmUrl } = message;
  const parts = cards.length === 0 ? [title, text] : cards.map(cardText);
  if (confirmUrl !== null) parts.push(`Confirm: ${confirmUrl}`);
  if (more > 0) parts.push(`And ${more} more: ${url}`);
  parts.push(`--\n${footer(message)}\nChange what you are told: ${settingsUrl}`);
  return parts.join("\n\n");
}

function cardText({ title, text, projectName, url, actions }: MessageCard): string {
  const head = projectName === null ? title : `${title} (${projectName})`;
  const links = [...actions.map((each) => `${each.label}: ${each.url}`), `Open: ${url}`];
  // Quoted, so that no line of it can pass for one of the links.
  const quoted = linesOf(shorten(text, MAX_TEXT)).map((line) => `> ${line}`);
  return [head, quoted.join("\n"), links.join("\n")].join("\n\n");
}

const linesOf = (text: string): string[] => text.split(/\r\n|[\n\r\u2028\u2029]/);

const footer = ({ cards, purpose }: Message): string => {
  if (purpose === "confirm") return "If you did not expect this, ignore it: nothing will be sent.";
  const answers = cards.some(({ actions }) => actions.length > 0);
  return answers
    ? "A link shows what it does before it does it, works once, and answers as you: do not pass it on."
    : "Sent by Baton.";
};

const STYLE =
  "font-family:system-ui,-apple-system,'Segoe UI',sans-serif;font-size:15px;line-height:1.5;color:#1b1b1f";
const QUOTE = "margin:0 0 12px;padding:0 0 0 12px;border-left:3px solid #c9c9d0";
const BUTTON =
  "display:inline-block;margin:0 8px 8px 0;padding:8px 14px;border:1px solid #77777f;border-radius:6px;text-decoration:none;color:#1b1b1f";

function html(message: Message): string {
  const { cards, more, title, text, url, settingsUrl, confirmUrl } = message;
  const body =
    cards.length === 0
      ? `<p><strong>${asHtml(title)}</strong></p><p>${asHtml(text)}</p>`
      : cards.map(cardHtml).join("<hr>");
  const confirm = confirmUrl === null ? "" : `<p>${buttonTo(confirmUrl, "Confirm")}</p>`;
  const rest = more > 0 ? `<p>And ${more} more: ${buttonTo(url, "Open Baton")}</p>` : "";
  return `<!doctype html><html lang="en"><body style="${STYLE}">${body}${confirm}${rest}<hr><p style="color:#66666e;font-size:13px">${asHtml(
    footer(message),
  )}<br><a href="${asHtml(settingsUrl)}">Change what you are told</a></p></body></html>`;
}

function cardHtml({ title, text, projectName, url, actions }: MessageCard): string {
  const place =
    projectName === null ? "" : ` <span style="color:#66666e">${asHtml(projectName)}</span>`;
  const links = [...actions.map((each) => buttonTo(each.url, each.label)), buttonTo(url, "Open")];
  const quoted = linesOf(shorten(text, MAX_TEXT)).map(asHtml).join("<br>");
  return `<p><strong>${asHtml(title)}</strong>${place}</p><blockquote style="${QUOTE}">${quoted}</blockquote><p>${links.join("")}</p>`;
}

const buttonTo = (url: string, label: string): string =>
  `<a style="${BUTTON}" href="${asHtml(url)}">${asHtml(label)}</a>`;
