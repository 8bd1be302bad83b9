import {
  type Answer,
  append,
  CallFailed,
  parseJson,
  streamCall,
  tokens,
  toolsOf,
  wholeJson,
  withToolsIfKnown,
} from "./http-call";
import { asMessages, MODEL_API } from "./model-api";
import { probeModels } from "./probe-models";
import type { Runtime, RuntimeEvent, RuntimeRequest } from "./runtime";
import { configuredAs, type RuntimeSettings } from "./settings";
import { readSse } from "./sse";

/** The chat completions API of OpenAI and the many compatible servers. */
export function openaiRuntime(settings: RuntimeSettings): Runtime {
  return {
    name: "openai",
    capabilities: MODEL_API,
    configured: () => configuredAs(settings),

    probe(signal) {
      const { url, headers } = endpoint(settings, "models");
      return probeModels(url, headers, signal);
    },

    start: (given: RuntimeRequest) =>
      withToolsIfKnown(given, (request) => {
        const system = request.system ? [{ role: "system", content: request.system }] : [];
        const messages = messagesOf(request);
        const body = {
          model: request.model,
          messages: [...system, ...messages],
          ...toolFields(request),
          ...(request.maxTokens ? { max_tokens: request.maxTokens } : {}),
          stream: true,
          stream_options: { include_usage: true },
        };
        return streamCall(request, {
          ...endpoint(settings, "chat/completions"),
          body,
          read: readCompletion,
          conversation: (answer) => [...messages, spoken(answer)],
        });
      }),
  };
}

function toolFields(request: RuntimeRequest) {
  const tools = toolsOf(request).map((tool) => ({ type: "function", function: tool }));
  return tools.length > 0 ? { tools } : {};
}

function messagesOf({ prompt, history = [], continued }: RuntimeRequest): unknown[] {
  if (!continued) return [...history.flatMap(asMessages), { role: "user", content: prompt }];
  const results = continued.results.map(({ callId, text }) => ({
    role: "tool",
    tool_call_id: callId,
    content: text,
  }));
  const said = (continued.said ?? []).map((content) => ({ role: "user", content }));
  return [...continued.messages, ...results, ...said];
}

/** The model's own part of the conversation. */
function spoken({ output, calls }: Answer): unknown {
  const made = calls.map(({ id, name, json }) => ({
    id,
    type: "function",
    function: { name, arguments: json },
  }));
  if (made.length === 0) return { role: "assistant", content: output };
  return { role: "assistant", content: output === "" ? null : output, tool_calls: made };
}

function endpoint({ baseUrl, apiKey }: RuntimeSettings, path: string) {
  const secret = apiKey ?? "";
  return {
    url: `${versioned(baseUrl)}/${path}`,
    secret,
    headers: { authorization: `Bearer ${secret}` },
  };
}

/** The base address with its version: people enter it with or without `/v1`, and some servers use another version. */
function versioned(baseUrl: string): string {
  const base = baseUrl.replace(/\/+$/, "").replace(/\/chat\/completions$/, "");
  const hasVersion = new URL(base).pathname.split("/").some((part) => /^v\d/.test(part));
  return hasVersion ? base : `${base}/v1`;
}

interface WireUsage {
  prompt_tokens?: number | null;
  completion_tokens?: number | null;
  /** Routers that know their prices report the cost of the call. */
  cost?: number | null;
}

/** A call of a tool, or a piece of one: pieces of one call have the same index. */
interface WireCall {
  index?: number;
  id?: string;
  function?: { name?: string; arguments?: string };
}

interface WireChunk {
  id?: string;
  model?: string;
  choices?: {
    delta?: { content?: string | null; tool_calls?: WireCall[] | null };
    message?: {
      content?: string | null;
      refusal?: string | null;
      tool_calls?: WireCall[] | null;
    };
    finish_reason?: string | null;
  }[];
  usage?: WireUsage | null;
  error?: { message?: string; code?: string | number | null; type?: string } | string;
}

/** Reads a chat completion, streamed or whole, as events. */
export async function* readCompletion(
  response: Response,
  chunks: AsyncIterable<Uint8Array>,
  answer: Answer,
): AsyncGenerator<RuntimeEvent> {
  if (!response.headers.get("content-type")?.includes("text/event-stream")) {
    const whole = (await wholeJson(chunks)) as WireChunk;
    if (!Array.isArray(whole.choices) && whole.error === undefined) {
      throw new CallFailed("protocol", "the answer is no completion of the provider's protocol");
    }
    yield* readChunk(whole, answer, true);
    return;
  }
  let first = true;
  for await (const data of readSse(chunks)) {
    if (data.trim() === "[DONE]") return;
    yield* readChunk(parseJson(data) as WireChunk, answer, first);
    first = false;
  }
  // Some servers end the stream without `[DONE]`; then a finish reason shows that the answer is complete.
  if (answer.stopReason === null) {
    throw new CallFailed("network", "the connection broke before the answer was complete");
  }
}

function* readChunk(chunk: WireChunk, answer: Answer, first: boolean): Generator<RuntimeEvent> {
  if (chunk.error !== undefined) throw brokenOff(chunk.error);
  answer.model ??= chunk.model ?? null;
  if (first) yield { type: "started", providerRunId: chunk.id ?? null, model: answer.model };
  const choice = chunk.choices?.[0];
  const text = choice?.delta?.content ?? choice?.message?.content;
  if (text) {
    append(answer, text);
    yield { type: "text", text };
  }
  for (const call of choice?.delta?.tool_calls ?? choice?.message?.tool_calls ?? [])
    addCall(answer, call);
  answer.stopReason = choice?.finish_reason ?? answer.stopReason;
  if (!chunk.usage) return;
  answer.usage.tokensIn = tokens(chunk.usage.prompt_tokens) ?? answer.usage.tokensIn;
  answer.usage.tokensOut = tokens(chunk.usage.completion_tokens) ?? answer.usage.tokensOut;
  const cost = chunk.usage.cost;
  if (typeof cost === "number" && cost >= 0) answer.usage.costUsd = cost;
}

/** A piece without an index belongs to the last call, unless it has an id of its own. */
function addCall({ calls }: Answer, { index, id, function: of }: WireCall): void {
  const at = index ?? (id === undefined ? calls.length - 1 : calls.length);
  const known = calls[at];
  if (known) {
    known.json += of?.arguments ?? "";
    return;
  }
  calls.push({ id: id ?? "", name: of?.name ?? "", json: of?.arguments ?? "" });
}

function brokenOff(error: NonNullable<WireChunk["error"]>): CallFailed {
  const message = typeof error === "string" ? error : (error.message ?? "no reason given");
  const code = typeof error === "string" ? "" : String(error.code ?? error.type ?? "");
  const errorClass = /rate|429/.test(code)
    ? "rate_limited"
    : /overload|503|529/.test(code)
      ? "overloaded"
      : "provider";
  return new CallFailed(errorClass, `the provider broke off: ${message}`);
}
