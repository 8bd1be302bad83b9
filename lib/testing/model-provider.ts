import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** One answer of the stand-in provider, in whichever protocol it is asked. */
export interface ScriptedAnswer {
  text?: string;
  /** An HTTP refusal instead of an answer. */
  status?: number;
  message?: string;
  retryAfterSeconds?: number;
  /** Null leaves the usage out, as some servers do. */
  usage?: { tokensIn: number; tokensOut: number } | null;
  costUsd?: number;
  /** Breaks the connection after this many characters of the answer. */
  dropAfter?: number;
  /** Sends this error inside the stream, after the text. */
  streamError?: { type: string; message: string };
  /** Never answers: not at all, or not beyond the text. */
  hang?: "before" | "after";
  /** Waits for this before it answers. */
  until?: Promise<unknown>;
  /** Answers in one piece, as a proxy does that ignores `stream`. */
  whole?: boolean;
  /** Bytes per write; small ones cut through lines and characters. */
  chunkBytes?: number;
  stopReason?: string;
  /** Calls of tools after the text. */
  calls?: { id: string; name: string; input: unknown }[];
}

export interface ProviderRequest {
  protocol: "anthropic" | "openai" | "models" | "other";
  path: string;
  headers: Record<string, string | string[] | undefined>;
  model: string | null;
  system: string | null;
  prompt: string;
  body: Record<string, unknown>;
}

export interface ModelProvider {
  /** Without `/v1`. */
  url: string;
  /** Every call so far, the oldest first. */
  requests: ProviderRequest[];
  /** Answers of the next calls, in this order; then `otherwise`. */
  script(...answers: ScriptedAnswer[]): void;
  otherwise: (request: ProviderRequest) => ScriptedAnswer;
  /** Forgets calls and answers. */
  reset(): void;
  /** Resolves when this many calls for an answer have arrived in total. */
  calls(count: number): Promise<void>;
  /** Resolves when callers have ended this many calls in total before their answer was complete. */
  hungUp(count: number): Promise<void>;
  close(): Promise<void>;
}

/**
 * A model provider on loopback that speaks the real wire of Anthropic's Messages API and of OpenAI's chat completions,
 * streamed in small pieces, and gives the answers that the test sets.
 */
export async function startModelProvider(port = 0): Promise<ModelProvider> {
  const scripted: ScriptedAnswer[] = [];
  const waiting: { count: number; resolve: () => void }[] = [];
  const hanging: { count: number; resolve: () => void }[] = [];
  let hangups = 0;
  const provider: ModelProvider = {
    url: "",
    requests: [],
    script: (...answers) => void scripted.push(...answers),
    reset: () => {
      provider.requests.length = 0;
      scripted.length = 0;
      waiting.length = 0;
      hanging.length = 0;
      hangups = 0;
    },
    otherwise: () => ({ text: "VERDICT: APPROVED\nNOTES: It does what the task asks for." }),
    calls: (count) =>
      new Promise((resolve) => {
        waiting.push({ count, resolve });
        wake();
      }),
    hungUp: (count) =>
      new Promise((resolve) => {
        if (hangups >= count) resolve();
        else hanging.push({ count, resolve });
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  const wake = (): void => {
    const made = provider.requests.filter((request) => request.protocol !== "models").length;
    for (const wait of waiting) if (made >= wait.count) wait.resolve();
  };
  const server = createServer((incoming, outgoing) => {
    outgoing.on("close", () => {
      if (outgoing.writableFinished) return;
      hangups++;
      for (const wait of hanging) if (hangups >= wait.count) wait.resolve();
    });
    void answerTo(incoming, outgoing).catch(() => outgoing.destroy());
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  provider.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return provider;

  async function answerTo(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const request = await readRequest(incoming);
    provider.requests.push(request);
    wake();
    if (request.protocol === "models")
      return void json(outgoing, 200, { data: [], object: "list" });
    if (request.protocol === "other")
      return void json(outgoing, 404, { error: { message: "no such path" } });
    const answer = scripted.shift() ?? provider.otherwise(request);
    await answer.until;
    if (answer.hang === "before") return;
    if (answer.status !== undefined) return refuse(outgoing, answer);
    if (answer.whole) return void json(outgoing, 200, wholeAnswer(request, answer));
    await stream(outgoing, request, answer);
  }
}

async function readRequest(incoming: IncomingMessage): Promise<ProviderRequest> {
  let text = "";
  for await (const chunk of incoming.setEncoding("utf8")) text += chunk;
  const body = (text ? JSON.parse(text) : {}) as Record<string, unknown>;
  const path = incoming.url ?? "/";
  const messages = (body.messages ?? []) as Message[];
  const said = (role: string): string | undefined =>
    messages
      .map((message) => (message.role === role ? textOf(message) : ""))
      .findLast((text) => text !== "");
  return {
    protocol: protocolOf(path),
    path,
    headers: incoming.headers,
    model: typeof body.model === "string" ? body.model : null,
    system: (body.system as string | undefined) ?? said("system") ?? null,
    prompt: said("user") ?? "",
    body,
  };
}

interface Message {
  role: string;
  content?: string | { type?: string; text?: string }[] | null;
}

/** The prompt without what an agent program adds to it in the user's name. */
function textOf({ content }: Message): string {
  const parts =
    typeof content === "string" ? [content] : (content ?? []).map((part) => part.text ?? "");
  return parts
    .join("\n")
    .replace(
      /<<<BEGIN_OPENCLAW_INTERNAL_CONTEXT>>>[\s\S]*?<<<END_OPENCLAW_INTERNAL_CONTEXT>>>/g,
      "",
    )
    .replace(/^\[\w{3} \d{4}-\d\d-\d\d \d\d:\d\d [A-Z]{2,5}\] /, "")
    .trim();
}

function protocolOf(path: string): ProviderRequest["protocol"] {
  if (path.startsWith("/v1/messages")) return "anthropic";
  if (path.startsWith("/v1/chat/completions")) return "openai";
  return path.startsWith("/v1/models") ? "models" : "other";
}

function json(outgoing: ServerResponse, status: number, body: unknown): void {
  outgoing.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
}

function refuse(outgoing: ServerResponse, answer: ScriptedAnswer): void {
  if (answer.retryAfterSeconds !== undefined)
    outgoing.setHeader("retry-after", String(answer.retryAfterSeconds));
  json(outgoing, answer.status ?? 500, {
    type: "error",
    error: { type: "api_error", message: answer.message ?? "scripted refusal" },
  });
}

async function stream(
  outgoing: ServerResponse,
  request: ProviderRequest,
  answer: ScriptedAnswer,
): Promise<void> {
  outgoing.writeHead(200, { "content-type": "text/event-stream; charset=utf-8" });
  const frames =
    request.protocol === "anthropic"
      ? anthropicFrames(request, answer)
      : openaiFrames(request, answer);
  const bytes = Buffer.from(frames.join(""), "utf8");
  const size = answer.chunkBytes ?? 64;
  for (let at = 0; at < bytes.length; at += size) {
    outgoing.write(bytes.subarray(at, at + size));
    // The other side receives each piece in a separate read.
    await new Promise((resolve) => setImmediate(resolve));
  }
  if (answer.hang === "after") return;
  if (answer.dropAfter !== undefined) outgoing.destroy();
  else outgoing.end();
}

const USAGE = { tokensIn: 321, tokensOut: 45 };
const DEFAULT_TEXT = "VERDICT: APPROVED\nNOTES: It does what the task asks for.";

const textOfAnswer = ({ text, calls }: ScriptedAnswer): string =>
  text ?? (calls ? "" : DEFAULT_TEXT);

/** The input of a call in pieces, as models send it. */
const piecesOf = (input: unknown): string[] => JSON.stringify(input).match(/[\s\S]{1,7}/g) ?? [];

/** The text in parts as a model sends it, cut short where the answer breaks off. */
function partsOf(answer: ScriptedAnswer): string[] {
  const text = textOfAnswer(answer);
  return text.slice(0, answer.dropAfter ?? text.length).match(/[\s\S]{1,7}/g) ?? [];
}

const isCut = (answer: ScriptedAnswer): boolean =>
  answer.dropAfter !== undefined || answer.hang === "after";

function anthropicFrames(request: ProviderRequest, answer: ScriptedAnswer): string[] {
  const usage = answer.usage === undefined ? USAGE : answer.usage;
  const frame = (type: string, data: Record<string, unknown>): string =>
    `event: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`;
  const frames = [
    frame("message_start", {
      message: {
        id: "msg_stub",
        type: "message",
        role: "assistant",
        model: request.model,
        content: [],
        stop_reason: null,
        ...(usage ? { usage: { input_tokens: usage.tokensIn, output_tokens: 1 } } : {}),
      },
    }),
    frame("content_block_start", { index: 0, content_block: { type: "text", text: "" } }),
    frame("ping", {}),
    ...partsOf(answer).map((text) =>
      frame("content_block_delta", { index: 0, delta: { type: "text_delta", text } }),
    ),
  ];
  if (isCut(answer)) return frames;
  if (answer.streamError) return [...frames, frame("error", { error: answer.streamError })];
  const calls = (answer.calls ?? []).flatMap(({ id, name, input }, at) => {
    const index = at + 1;
    const block = { type: "tool_use", id, name, input: {} };
    return [
      frame("content_block_start", { index, content_block: block }),
      ...piecesOf(input).map((partial_json) =>
        frame("content_block_delta", { index, delta: { type: "input_json_delta", partial_json } }),
      ),
      frame("content_block_stop", { index }),
    ];
  });
  const reason = answer.stopReason ?? (answer.calls ? "tool_use" : "end_turn");
  return [
    ...frames,
    frame("content_block_stop", { index: 0 }),
    ...calls,
    frame("message_delta", {
      delta: { stop_reason: reason, stop_sequence: null },
      ...(usage ? { usage: { output_tokens: usage.tokensOut } } : {}),
    }),
    frame("message_stop", {}),
  ];
}

function openaiFrames(request: ProviderRequest, answer: ScriptedAnswer): string[] {
  const usage = answer.usage === undefined ? USAGE : answer.usage;
  const base = {
    id: "chatcmpl-stub",
    object: "chat.completion.chunk",
    created: 1,
    model: request.model,
  };
  const frame = (data: unknown): string =>
    `data: ${typeof data === "string" ? data : JSON.stringify(data)}\n\n`;
  const choice = (delta: unknown, finish: string | null): string =>
    frame({ ...base, choices: [{ index: 0, delta, finish_reason: finish }] });
  const frames = [
    choice({ role: "assistant", content: "" }, null),
    ...partsOf(answer).map((content) => choice({ content }, null)),
  ];
  if (isCut(answer)) return frames;
  if (answer.streamError) {
    return [
      ...frames,
      frame({ error: { message: answer.streamError.message, code: answer.streamError.type } }),
    ];
  }
  const calls = (answer.calls ?? []).flatMap(({ id, name, input }, index) => [
    choice(
      { tool_calls: [{ index, id, type: "function", function: { name, arguments: "" } }] },
      null,
    ),
    ...piecesOf(input).map((piece) =>
      choice({ tool_calls: [{ index, function: { arguments: piece } }] }, null),
    ),
  ]);
  return [
    ...frames,
    ...calls,
    choice({}, answer.stopReason ?? (answer.calls ? "tool_calls" : "stop")),
    ...(usage ? [frame({ ...base, choices: [], usage: openaiUsage(usage, answer) })] : []),
    frame("[DONE]"),
  ];
}

const openaiUsage = (usage: { tokensIn: number; tokensOut: number }, answer: ScriptedAnswer) => ({
  prompt_tokens: usage.tokensIn,
  completion_tokens: usage.tokensOut,
  total_tokens: usage.tokensIn + usage.tokensOut,
  ...(answer.costUsd === undefined ? {} : { cost: answer.costUsd }),
});

function wholeAnswer(request: ProviderRequest, answer: ScriptedAnswer): unknown {
  const usage = answer.usage === undefined ? USAGE : answer.usage;
  const text = textOfAnswer(answer);
  const calls = answer.calls ?? [];
  if (request.protocol === "anthropic") {
    return {
      id: "msg_stub",
      model: request.model,
      content: [{ type: "text", text }, ...calls.map((call) => ({ type: "tool_use", ...call }))],
      stop_reason: calls.length > 0 ? "tool_use" : "end_turn",
      ...(usage ? { usage: { input_tokens: usage.tokensIn, output_tokens: usage.tokensOut } } : {}),
    };
  }
  return {
    id: "chatcmpl-stub",
    model: request.model,
    choices: [
      {
        index: 0,
        message: {
          role: "assistant",
          content: text,
          ...(calls.length > 0 && {
            tool_calls: calls.map(({ id, name, input }) => ({
              id,
              type: "function",
              function: { name, arguments: JSON.stringify(input) },
            })),
          }),
        },
        finish_reason: calls.length > 0 ? "tool_calls" : "stop",
      },
    ],
    ...(usage ? { usage: openaiUsage(usage, answer) } : {}),
  };
}
