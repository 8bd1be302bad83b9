import http from "node:http";
import type { AddressInfo } from "node:net";
import { z } from "zod";

const TOKEN = "123456:AAtest-token_of-the-tests-0123456789";

/** What the bot API takes, checked as strictly as the real one checks it. */
const ButtonShape = z.strictObject({
  text: z.string().min(1),
  // The real API refuses hosts without a domain.
  url: z.url().refine((url) => /\./.test(new URL(url).hostname), "Wrong HTTP URL"),
});
const Common = {
  chat_id: z.int(),
  text: z.string().min(1).refine(isTelegramHtml, "can't parse entities"),
  parse_mode: z.literal("HTML"),
  link_preview_options: z.strictObject({ is_disabled: z.literal(true) }),
  reply_markup: z
    .strictObject({ inline_keyboard: z.array(z.array(ButtonShape).min(1)).min(1) })
    .optional(),
};
const METHODS = {
  sendMessage: z.strictObject(Common),
  editMessageText: z.strictObject({ ...Common, message_id: z.int() }),
} as const;

/** Whether every tag is one that Telegram knows and is closed, and nothing else needs escaping; at most 4096 characters without them. */
function isTelegramHtml(html: string): boolean {
  const open: string[] = [];
  const rest = html.replace(/<(\/?)(b|i|s|u|a)( href="[^"<>]*")?>/g, (_, close, tag) => {
    if (!close) open.push(tag);
    else if (open.pop() !== tag) open.push("unbalanced");
    return "";
  });
  return (
    open.length === 0 && !/[<>]|&(?!(?:amp|lt|gt|quot|#39);)/.test(rest) && rest.length <= 4_096
  );
}

const SlackShape = z.strictObject({
  text: z.string().min(1).max(40_000),
  unfurl_links: z.literal(false),
  unfurl_media: z.literal(false),
});

/** A message as a chat shows it now. */
export interface ChatMessage {
  id: number;
  text: string;
  /** The labels and addresses of its buttons. */
  buttons: [string, string][];
}

/**
 * A server on this machine that speaks the wire protocols of Telegram's bot API and of Slack's incoming webhooks, and refuses what
 * they would refuse. `chat` shows what a person would see; `slack` what was posted.
 */
export async function startChatServer() {
  const chat: ChatMessage[] = [];
  const slack: string[] = [];
  const calls: string[] = [];
  let waiting: (() => void)[] = [];
  const told: {
    /** Answers with this status instead, and the headers and body that go with it. */
    refuse: { status: number; body?: string; headers?: Record<string, string> } | null;
    /** Before the answer, when the message has been taken. */
    before: () => Promise<void>;
  } = { refuse: null, before: async () => undefined };

  const server = http.createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    const path = request.url ?? "";
    calls.push(path.replace(TOKEN, "TOKEN"));
    const answer = (status: number, text: string, headers: Record<string, string> = {}): void => {
      response.writeHead(status, headers).end(text);
      for (const tell of waiting.splice(0)) tell();
    };
    if (told.refuse) {
      answer(told.refuse.status, told.refuse.body ?? "", told.refuse.headers);
      return;
    }
    if (
      request.method !== "POST" ||
      !/^application\/json/.test(request.headers["content-type"] ?? "")
    )
      return answer(400, "invalid_payload");
    if (path.startsWith("/services/")) {
      const parsed = SlackShape.safeParse(JSON.parse(body));
      if (!parsed.success) return answer(400, "invalid_payload");
      slack.push(parsed.data.text);
      await told.before();
      return answer(200, "ok");
    }
    const [status, reply] = botReply(path, body);
    await told.before();
    return answer(status, JSON.stringify(reply), { "content-type": "application/json" });
  });

  function botReply(path: string, body: string): [number, object] {
    const method = path.replace(`/bot${TOKEN}/`, "");
    if (method !== "sendMessage" && method !== "editMessageText")
      return [404, { ok: false, error_code: 404, description: "Not Found" }];
    const parsed = METHODS[method].safeParse(JSON.parse(body));
    if (!parsed.success) return badRequest(parsed.error.issues[0]?.message ?? "");
    const { text, reply_markup } = parsed.data;
    const buttons = (reply_markup?.inline_keyboard ?? [])
      .flat()
      .map(({ text: label, url }): [string, string] => [label, url]);
    if ("message_id" in parsed.data) {
      const { message_id } = parsed.data;
      const known = chat.find(({ id }) => id === message_id);
      if (!known) return badRequest("message to edit not found");
      if (known.text === text && JSON.stringify(known.buttons) === JSON.stringify(buttons))
        return badRequest("message is not modified");
      Object.assign(known, { text, buttons });
      return [200, { ok: true, result: { message_id, text } }];
    }
    const message = { id: 100 + chat.length, text, buttons };
    chat.push(message);
    return [200, { ok: true, result: { message_id: message.id, date: 0, text } }];
  }

  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const base = `http://127.0.0.1:${port}`;
  return {
    /** What the operator lists to allow it. */
    listed: `127.0.0.1:${port}`,
    telegram: { chat_id: "-100200300", bot_token: TOKEN, base_url: base },
    slackUrl: `${base}/services/T000/B000/XXXX`,
    chat,
    slack,
    /** The paths that were called, with the token left out. */
    calls,
    told,
    /** Waits until so many calls were answered since it was cleared. */
    async called(count: number): Promise<void> {
      while (calls.length < count) await new Promise<void>((resolve) => waiting.push(resolve));
    },
    clear(): void {
      chat.length = 0;
      slack.length = 0;
      calls.length = 0;
      told.refuse = null;
      told.before = async () => undefined;
    },
    close(): void {
      waiting = [];
      server.closeAllConnections();
      server.close();
    },
  };
}

const badRequest = (why: string): [number, object] => [
  400,
  { ok: false, error_code: 400, description: `Bad Request: ${why}` },
];
