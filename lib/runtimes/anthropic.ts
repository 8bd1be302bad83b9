import {
  type Answer,
  append,
  CallFailed,
  inputOf,
  parseJson,
  streamCall,
  tokens,
  toolsOf,
  wholeJson,
  withToolsIfKnown,
} from "./http-call";
import { asMessages, MODEL_API } from "./model-api";
import { probeModels } from "./probe-models";
import type { ErrorClass, Runtime, RuntimeEvent, RuntimeRequest } from "./runtime";
import { configuredAs, type RuntimeSettings } from "./settings";
import { readSse } from "./sse";

const VERSION = "2023-06-01";
/** The API requires a limit. Verdicts are short; work may be long. */
const MAX_TOKENS = { judge: 8_192, task: 32_000 };

/** The Messages API of Anthropic and compatible servers. */
export function anthropicRuntime(settings: RuntimeSettings): Runtime {
  return {
    name: "anthropic",
    capabilities: MODEL_API,
    configured: () => configuredAs(settings),

    probe(signal) {
      const { url, headers } = endpoint(settings, "models?limit=100");
      return probeModels(url, headers, signal);
    },

    start: (given: RuntimeRequest) =>
      withToolsIfKnown(given, (request) => {
        const messages = messagesOf(request);
        const body = {
          model: request.model,
          max_tokens: request.maxTokens ?? MAX_TOKENS[request.purpose],
          ...(request.system ? { system: request.system } : {}),
          messages,
          ...toolFields(request),
          stream: true,
        };
        const conversation = (answer: Answer) => [...messages, spoken(answer)];
        return streamCall(request, { ...endpoint(settings, "messages"), body, read, conversation });
      }),
  };
}

function toolFields(request: RuntimeRequest) {
  const tools = toolsOf(request).map(({ name, description, parameters }) => ({
    name,
    description,
    input_schema: parameters,
  }));
  return tools.length > 0 ? { tools } : {};
}

function messagesOf({ prompt, history = [], continued }: RuntimeRequest): unknown[] {
  if (!continued) return [...history.flatMap(asMessages), { role: "user", content: prompt }];
  const results = continued.results.map(({ callId, text }) => ({
    type: "tool_result",
    tool_use_id: callId,
    content: text,
  }));
  const said = (continued.said ?? []).map((text) => ({ type: "text", text }));
  return [...continued.messages, { role: "user", content: [...results, ...said] }];
}

/** The model's own part of the conversation. */
function spoken({ output, calls }: Answer): unknown {
  const uses = calls.map(({ id, name, json }) => ({
    type: "tool_use",
    id,
    name,
    input: inputOf(json) ?? {},
  }));
  const said = output.trim() === "" ? [] : [{ type: "text", text: output }];
  const content = [...said, ...uses];
  // The API takes no message without content.
  return {
    role: "assistant",
    content: content.length > 0 ? content : [{ type: "text", text: "(no answer)" }],
  };
}

function endpoint({ baseUrl, apiKey }: RuntimeSettings, path: string) {
  const base = baseUrl.replace(/\/+$/, "").replace(/\/v1$/, "");
  const secret = apiKey ?? "";
  return {
    url: `${base}/v1/${path}`,
    secret,
    headers: { "x-api-key": secret, "anthropic-version": VERSION },
  };
}

interface WireUsage {
  input_tokens?: number | null;
  output_tokens?: number | null;
  cache_creation_input_tokens?: number | null;
  cache_read_input_tokens?: number | null;
}

interface WireBlock {
  type: string;
  text?: string;
  id?: string;
  name?: string;
  input?: unknown;
}

interface WireMessage {
  id?: string;
  model?: string;
  content?: WireBlock[];
  stop_reason?: string | null;
  usage?: WireUsage;
}

interface WireEvent {
  type?: string;
  message?: WireMessage;
  content_block?: WireBlock;
  delta?: { type?: string; text?: string; partial_json?: string; stop_reason?: string | null };
  usage?: WireUsage;
  error?: { type?: string; message?: string };
}

async function* read(
  response: Response,
  chunks: AsyncIterable<Uint8Array>,
  answer: Answer,
): AsyncGenerator<RuntimeEvent> {
  if (!response.headers.get("content-type")?.includes("text/event-stream")) {
    yield* readWhole((await wholeJson(chunks)) as WireMessage, answer);
    return;
  }
  for await (const data of readSse(chunks)) {
    const event = parseJson(data) as WireEvent;
    switch (event.type) {
      case "message_start":
        answer.model = event.message?.model ?? null;
        countUsage(answer, event.message?.usage);
        yield { type: "started", providerRunId: event.message?.id ?? null, model: answer.model };
        break;
      case "content_block_start":
        if (event.content_block?.type === "tool_use") beginCall(answer, event.content_block);
        break;
      case "content_block_delta":
        if (event.delta?.type === "input_json_delta") {
          const last = answer.calls.at(-1);
          if (last) last.json += event.delta.partial_json ?? "";
        }
        if (event.delta?.type === "text_delta" && event.delta.text) {
          append(answer, event.delta.text);
          yield { type: "text", text: event.delta.text };
        }
        break;
      case "message_delta":
        answer.stopReason = event.delta?.stop_reason ?? answer.stopReason;
        countUsage(answer, event.usage);
        break;
      case "message_stop":
        return;
      case "error":
        throw new CallFailed(
          classOf(event.error?.type),
          `the provider broke off: ${event.error?.message ?? "no reason given"}`,
        );
    }
  }
  throw new CallFailed("network", "the connection broke before the answer was complete");
}

function* readWhole(message: WireMessage, answer: Answer): Generator<RuntimeEvent> {
  if (!Array.isArray(message.content)) {
    throw new CallFailed("protocol", "the answer is no message of the provider's protocol");
  }
  answer.model = message.model ?? null;
  answer.stopReason = message.stop_reason ?? null;
  countUsage(answer, message.usage);
  yield { type: "started", providerRunId: message.id ?? null, model: answer.model };
  for (const block of message.content) {
    if (block.type === "text") append(answer, block.text ?? "");
    else if (block.type === "tool_use") beginCall(answer, block, JSON.stringify(block.input ?? {}));
  }
  yield { type: "text", text: answer.output };
}

/** Blocks come one after the other, so what follows belongs to the last call. */
function beginCall(answer: Answer, { id, name }: WireBlock, json = ""): void {
  answer.calls.push({ id: id ?? "", name: name ?? "", json });
}

/** Input counts every token read, cached or not; output counts are cumulative, so the last one is the total. */
function countUsage(answer: Answer, usage: WireUsage | undefined): void {
  if (!usage) return;
  const parts = [
    usage.input_tokens,
    usage.cache_creation_input_tokens,
    usage.cache_read_input_tokens,
  ]
    .map(tokens)
    .filter((part) => part !== null);
  const tokensIn = parts.reduce((sum, part) => sum + part, 0);
  if (parts.length > 0 && tokensIn > 0) answer.usage.tokensIn = tokensIn;
  answer.usage.tokensOut = tokens(usage.output_tokens) ?? answer.usage.tokensOut;
}

function classOf(type: string | undefined): ErrorClass {
  switch (type) {
    case "authentication_error":
    case "permission_error":
    case "not_found_error":
    case "billing_error":
      return "configuration";
    case "rate_limit_error":
      return "rate_limited";
    case "overloaded_error":
      return "overloaded";
    case "invalid_request_error":
    case "request_too_large":
      return "invalid_request";
    default:
      return "provider";
  }
}
