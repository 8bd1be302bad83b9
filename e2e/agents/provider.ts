import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from "node:zlib";

/**
 * A model that does what its last prompt says: `[[call NAME {json}]]` calls a tool once, `[[recall …]]` once for each time it is asked, `[[refuse 429]]` answers with that status, anything
 * else is answered with "Done". It speaks Anthropic's Messages and OpenAI's Responses as streams, as far as Claude Code and Codex ask.
 */
export interface Provider {
  url: string;
  /** What was sent with each call, the oldest first. */
  calls: Record<string, unknown>[];
  close(): Promise<void>;
}

interface Reply {
  text: string;
  tool: { name: string; input: object } | null;
}

export async function startProvider(): Promise<Provider> {
  const calls: Record<string, unknown>[] = [];
  const server = createServer((request, response) => {
    void answer(request, response, calls).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    calls,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  calls: Record<string, unknown>[],
): Promise<void> {
  const body = await bodyOf(request);
  const path = new URL(request.url ?? "/", "http://stub").pathname.replace("/v1/v1/", "/v1/");
  if (path === "/v1/messages/count_tokens") return json(response, 200, { input_tokens: 100 });
  const isClaude = path === "/v1/messages";
  if (!isClaude && path !== "/v1/responses") return json(response, 404, {});
  calls.push(body);
  const said = JSON.stringify(isClaude ? body.messages : body.input);
  const refused = /\[\[refuse (\d{3})\]\]/.exec(said)?.[1];
  if (refused) {
    const error = { type: "api_error", message: `refused with ${refused}`, code: null };
    return json(response, Number(refused), { type: "error", error });
  }
  const reply = replyTo(said);
  return isClaude ? asClaude(response, body, reply) : asCodex(response, body, reply);
}

/**
 * A tool is called as long as nothing in the conversation says what came of it, and with `recall` as long as nothing does since it was
 * asked for last: the call of a program that was killed comes to nothing.
 */
function replyTo(said: string): Reply {
  const plain = unescaped(said);
  const asked = [...plain.matchAll(/\[\[(re)?call (\w+) (\{.*?\})\]\]/g)].at(-1);
  const [, again, name, input = "{}"] = asked ?? [];
  const since = again ? plain.slice(asked?.index) : plain;
  const isCalled = /"(?:tool_result|function_call_output)"/.test(since);
  if (name && !isCalled) return { text: "", tool: { name, input: JSON.parse(input) } };
  return { text: "Done, as it was asked", tool: null };
}

const unescaped = (text: string): string => text.replaceAll('\\"', '"');

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  const sent = Buffer.concat(parts);
  if (sent.length === 0) return {};
  const encoding = request.headers["content-encoding"];
  const plain =
    encoding === "gzip"
      ? gunzipSync(sent)
      : encoding === "br"
        ? brotliDecompressSync(sent)
        : encoding === "zstd"
          ? zstdDecompressSync(sent)
          : sent;
  return JSON.parse(plain.toString("utf8"));
}

function json(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
}

function events(response: ServerResponse) {
  response.writeHead(200, { "content-type": "text/event-stream" });
  return (type: string, data: object) =>
    response.write(`event: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`);
}

function asClaude(response: ServerResponse, body: Record<string, unknown>, reply: Reply): void {
  const { text, tool } = reply;
  const usage = { input_tokens: 1000, output_tokens: 10 };
  const block = tool
    ? { type: "tool_use", id: `toolu_${Date.now()}`, name: tool.name, input: {} }
    : { type: "text", text: "" };
  const delta = tool
    ? { type: "input_json_delta", partial_json: JSON.stringify(tool.input) }
    : { type: "text_delta", text };
  const stop_reason = tool ? "tool_use" : "end_turn";
  const head = { id: `msg_${Date.now()}`, type: "message", role: "assistant", model: body.model };
  const message = { ...head, content: [], stop_reason: null, stop_sequence: null, usage };
  if (body.stream !== true) {
    const content = tool ? [{ ...block, input: tool.input }] : [{ type: "text", text }];
    json(response, 200, { ...message, content, stop_reason });
    return;
  }
  const send = events(response);
  send("message_start", { message });
  send("content_block_start", { index: 0, content_block: block });
  send("content_block_delta", { index: 0, delta });
  send("content_block_stop", { index: 0 });
  send("message_delta", { delta: { stop_reason, stop_sequence: null }, usage });
  send("message_stop", {});
  response.end();
}

function asCodex(response: ServerResponse, body: Record<string, unknown>, reply: Reply): void {
  const { text, tool } = reply;
  const id = `item_${Date.now()}`;
  const item = tool
    ? {
        ...{ type: "function_call", id, call_id: `call_${id}`, name: tool.name },
        arguments: JSON.stringify(tool.input),
        status: "completed",
      }
    : {
        ...{ type: "message", id, role: "assistant", status: "completed" },
        content: [{ type: "output_text", text, annotations: [] }],
      };
  const usage = {
    input_tokens: 1000,
    input_tokens_details: { cached_tokens: 0 },
    output_tokens: 10,
    output_tokens_details: { reasoning_tokens: 0 },
    total_tokens: 1010,
  };
  const whole = {
    ...{ id: `resp_${id}`, object: "response", created_at: 0, model: body.model },
    ...{ error: null, incomplete_details: null, tools: [] },
  };
  const send = events(response);
  send("response.created", { response: { ...whole, status: "in_progress", output: [] } });
  send("response.output_item.added", { output_index: 0, item });
  send("response.output_item.done", { output_index: 0, item });
  send("response.completed", {
    response: { ...whole, status: "completed", output: [item], usage },
  });
  response.end();
}
