import { z } from "zod";
import { DAY_MS } from "@/lib/core/clock";
import { config } from "@/lib/core/config";
import type { Answer } from "@/lib/webhooks/send";
import type { ChannelDriver, Means, Message, MessageCard, Outcome } from "./driver";
import { assertPublic, outcomeOfAnswer, urlProblem } from "./http";
import { asHtml, shorten } from "./words";

const OFFICIAL = "https://api.telegram.org";

const Settings = z.strictObject({
  chat_id: z
    .union([z.string(), z.int()], "must be a chat's id, or @ and a channel's name")
    .transform(String)
    .pipe(
      z
        .string()
        .trim()
        .regex(
          /^(-?\d{1,20}|@[A-Za-z][A-Za-z0-9_]{3,63})$/,
          "must be a chat's id, or @ and a channel's name",
        ),
    ),
  bot_token: z
    .string()
    .trim()
    .regex(/^\d{1,20}:[A-Za-z0-9_-]{20,100}$/, "must be a bot's token, such as 123456:ABC-DEF…"),
  /** Of a server of one's own that speaks the same protocol. */
  base_url: z
    .string()
    .trim()
    .max(500, "must have at most 500 characters")
    .superRefine((text, ctx) => {
      const problem = urlProblem(text);
      if (problem) ctx.addIssue({ code: "custom", message: problem });
    })
    .transform((text) => text.replace(/\/+$/, ""))
    .default(OFFICIAL),
});
type Settings = z.output<typeof Settings>;

/** What a message may have is 4096 characters after its markup is read; the markup comes on top. */
const MAX_MESSAGE = 3_500;
const MAX_TEXT = 600;
const MAX_LISTED_TEXT = 120;

/** Bots of Telegram, and servers that speak the same protocol. A message is changed when what it shows was answered elsewhere. */
export const telegramDriver: ChannelDriver<Settings> = {
  kind: "telegram",
  settings: Settings,
  shown: ({ chat_id, base_url }) => ({
    chat_id,
    ...(base_url === OFFICIAL ? {} : { host: new URL(base_url).host }),
  }),
  identity: ({ chat_id, bot_token, base_url }) =>
    [base_url, bot_token.split(":")[0], chat_id].join(" "),
  check: ({ base_url }) => assertPublic("settings.base_url", base_url),
  async send(means, settings, message) {
    const { answer, outcome } = await call(means, settings, "sendMessage", {
      ...textOf(message),
      ...keyboardOf(message),
    });
    return outcome.kind === "sent" ? { ...outcome, ref: messageIdIn(answer) } : outcome;
  },
  async update(means, settings, ref, message) {
    const { answer, outcome } = await call(means, settings, "editMessageText", {
      message_id: Number(ref),
      ...textOf(message),
      ...keyboardOf(message),
    });
    // It already says so, or was deleted there.
    const isSettled = /message is not modified|message to edit not found/.test(
      answer.excerpt ?? "",
    );
    return isSettled ? { kind: "sent", ref, status: answer.status } : outcome;
  },
};

async function call(
  { send, signal }: Means,
  { base_url, bot_token, chat_id }: Settings,
  method: string,
  parameters: object,
): Promise<{ answer: Answer; outcome: Outcome }> {
  const answer = await send({
    url: `${base_url}/bot${bot_token}/${method}`,
    headers: {
      "content-type": "application/json",
      "user-agent": `Baton-Notification/${config.version}`,
    },
    body: JSON.stringify({
      chat_id: /^-?\d+$/.test(chat_id) ? Number(chat_id) : chat_id,
      parse_mode: "HTML",
      link_preview_options: { is_disabled: true },
      ...parameters,
    }),
    signal,
  });
  const reply = replyIn(answer);
  const detail = reply.description ?? null;
  // The token must not reach a log by way of an error.
  const safe = answer.error?.replaceAll(bot_token, "…") ?? null;
  // A server of one's own may ask for anything; a day is the most, as for the header.
  const retryAfterMs =
    reply.retryAfterS === null
      ? answer.retryAfterMs
      : Math.min(Math.max(0, reply.retryAfterS) * 1_000, DAY_MS);
  const isRefused = answer.error === null && reply.ok === false;
  const judged = { ...answer, error: isRefused ? "the bot API refused it" : safe, retryAfterMs };
  const outcome = outcomeOfAnswer(judged, detail, null);
  // 404 is an unknown token here; 403 means that the person blocked the bot or left the chat.
  return {
    answer,
    outcome:
      outcome.kind === "failed" && answer.status === 403
        ? { kind: "gone", error: outcome.error, status: 403 }
        : outcome,
  };
}

const Reply = z.object({
  ok: z.boolean().optional(),
  description: z.string().optional(),
  parameters: z.object({ retry_after: z.number().optional() }).optional(),
});

function replyIn({ excerpt }: Answer): {
  ok: boolean | null;
  description: string | undefined;
  retryAfterS: number | null;
} {
  const none = { ok: null, description: undefined, retryAfterS: null };
  try {
    const { ok, description, parameters } = Reply.parse(JSON.parse(excerpt ?? ""));
    return {
      ok: ok ?? null,
      description: description?.slice(0, 200),
      retryAfterS: parameters?.retry_after ?? null,
    };
  } catch {
    // A long answer is kept in part.
    return none;
  }
}

/** The id of the message that was sent, which the answer has before the message's text. */
const messageIdIn = ({ excerpt }: Answer): string | null =>
  /"message_id"\s*:\s*(\d{1,15})/.exec(excerpt ?? "")?.[1] ?? null;

function textOf({ cards, more, title, text }: Message): { text: string } {
  if (cards.length === 0)
    return { text: `<b>${asHtml(title)}</b>\n${asHtml(shorten(text, 1_000))}` };
  const [only] = cards;
  if (only && cards.length + more === 1)
    return { text: cardText(only, MAX_TEXT) + (canLink(only.url) ? "" : linksOf(only)) };
  const parts: string[] = [`<b>${asHtml(title)}</b>`];
  let left = MAX_MESSAGE - (parts[0]?.length ?? 0);
  let unshown = more;
  for (const card of cards) {
    const part = `${cardText(card, MAX_LISTED_TEXT)}${linksOf(card)}`;
    if (part.length > left) unshown += 1;
    else {
      parts.push(part);
      left -= part.length;
    }
  }
  return { text: [...parts, ...(unshown > 0 ? [`and ${unshown} more`] : [])].join("\n\n") };
}

function cardText({ title, text, projectName, state, outcome }: MessageCard, max: number): string {
  const place = projectName === null ? "" : ` · ${asHtml(projectName)}`;
  const head = `<b>${asHtml(shorten(title, 200))}</b>${place}`;
  if (state === "answered") return `<s>${head}</s>\n${asHtml(outcome ?? "no longer needs you")}`;
  if (state === "changed") return `<s>${head}</s>\nchanged: see the newer message`;
  return `${head}\n${asHtml(shorten(text, max))}`;
}

/** Telegram takes buttons and links only to hosts that have a domain; for others the address stands in the text. */
function canLink(url: string): boolean {
  const { hostname } = new URL(url);
  return hostname.includes(".") && !/^[\d.]+$/.test(hostname);
}

function linksOf({ actions, url, state }: MessageCard): string {
  if (state !== "open") return "";
  const links = [...actions, { label: "Open", url }];
  const shown = links.map(({ label, url: to }) =>
    canLink(to)
      ? `<a href="${asHtml(to)}">${asHtml(label)}</a>`
      : `${asHtml(label)}: ${asHtml(to)}`,
  );
  return `\n${shown.join(canLink(url) ? " · " : "\n")}`;
}

/** Buttons below a message: the answers of its one card, or the way to all of them. None once nothing is left to answer. */
function keyboardOf({ cards, more, url }: Message): object {
  const [card] = cards;
  if (!canLink(url) || (card && cards.every(({ state }) => state !== "open"))) return {};
  if (!card || cards.length + more > 1) return button([[{ text: "Open Baton", url }]]);
  const answers = card.actions.map(({ label, url: to }) => ({ text: label, url: to }));
  const open = [{ text: "Open", url: card.url }];
  return button(answers.length > 0 ? [answers, open] : [open]);
}

const button = (rows: { text: string; url: string }[][]): object => ({
  reply_markup: { inline_keyboard: rows },
});
