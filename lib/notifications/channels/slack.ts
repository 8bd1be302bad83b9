import { z } from "zod";
import { config } from "@/lib/core/config";
import type { ChannelDriver, Message, MessageCard } from "./driver";
import { assertPublic, outcomeOfAnswer, urlProblem } from "./http";
import { shorten } from "./words";

const Settings = z.strictObject({
  /** The address of an incoming webhook. Whoever knows it can post there, so it is a secret. */
  url: z
    .string("must be the address of an incoming webhook")
    .trim()
    .max(2_000, "must have at most 2000 characters")
    .superRefine((text, ctx) => {
      const problem = urlProblem(text);
      if (problem) ctx.addIssue({ code: "custom", message: problem });
    }),
});

const MAX_TEXT = 300;

/**
 * Incoming webhooks of Slack, and of what takes the same, such as Mattermost and Rocket.Chat. Everything is in `text`, in Slack's
 * markup, because that is what all of them show. A message cannot be changed once it is sent.
 */
export const slackDriver: ChannelDriver<z.output<typeof Settings>> = {
  kind: "slack",
  settings: Settings,
  shown: ({ url }) => ({ host: new URL(url).host }),
  identity: ({ url }) => new URL(url).href,
  check: ({ url }) => assertPublic("settings.url", url),
  async send({ send, signal }, { url }, message) {
    const body = JSON.stringify({
      text: slackText(message),
      unfurl_links: false,
      unfurl_media: false,
    });
    const headers = {
      "content-type": "application/json; charset=utf-8",
      "user-agent": `Baton-Notification/${config.version}`,
    };
    const answer = await send({ url, headers, body, signal });
    // Slack names its reason in a word of the body: `no_service`, `channel_is_archived`.
    const [word = null] = /^[a-z_]{3,60}$/.exec(answer.excerpt?.trim() ?? "") ?? [];
    return outcomeOfAnswer(answer, word, null);
  },
};

function slackText(message: Message): string {
  const { cards, more, title, text, url } = message;
  if (cards.length === 0) return [`*${escaped(title)}*`, escaped(text)].join("\n");
  const head = cards.length + more > 1 ? [`*${escaped(title)}*`] : [];
  const rest = more > 0 ? [`and ${more} more: ${link(url, "open Baton")}`] : [];
  return [...head, ...cards.map(cardText), ...rest].join("\n\n");
}

function cardText({ title, text, url, actions, projectName }: MessageCard): string {
  const place = projectName === null ? "" : ` · ${escaped(projectName)}`;
  const links = [...actions.map((each) => link(each.url, escaped(each.label))), link(url, "Open")];
  const quoted = escaped(shorten(text, MAX_TEXT))
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map((line) => `> ${line}`);
  return [`*${escaped(title)}*${place}`, ...quoted, links.join("  ·  ")].join("\n");
}

/**
 * Text that can neither call anybody nor make a link. Slack reads `&`, `<` and `>` alone; what takes the same reads Markdown, in which
 * `[label](address)` is a link and `@all` calls everybody unless something stands between.
 */
const escaped = (text: string): string =>
  text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replace(/\](?=[([:])/g, `]${NOTHING}`)
    .replace(/(?<!\w)@(?=\w)/g, `@${NOTHING}`);

/** U+2060, which has no width. */
const NOTHING = "\u2060";

const link = (url: string, label: string): string => `<${url}|${label}>`;
