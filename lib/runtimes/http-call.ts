import { ASK_TOOL, type Conversation, type ToolSpec } from "./ask-tool";
import { oneLine } from "./prompt-material";
import type {
  Asking,
  ErrorClass,
  RuntimeEvent,
  RuntimeOutcome,
  RuntimeRequest,
  Usage,
} from "./runtime";

const CONNECT_MS = 60_000;
const IDLE_MS = 60_000;
/** The maximum length of an answer that is kept; a longer one means a broken model. */
const MAX_OUTPUT = 1024 * 1024;
const MAX_WHOLE = 2 * MAX_OUTPUT;
const MAX_ERROR_BYTES = 8 * 1024;
/** The longest pause that a provider may ask for. */
const MAX_RETRY_AFTER_MS = 60 * 60 * 1000;

/** Aborts a call for a known reason. */
export class CallFailed extends Error {
  readonly errorClass: ErrorClass;
  readonly retryAfterMs: number | null;

  constructor(errorClass: ErrorClass, message: string, retryAfterMs: number | null = null) {
    super(message);
    this.name = "CallFailed";
    this.errorClass = errorClass;
    this.retryAfterMs = retryAfterMs;
  }
}

/** What a provider's reader collects; it is filled in while the answer streams in. */
export interface Answer {
  output: string;
  model: string | null;
  stopReason: string | null;
  usage: Usage;
  /** The calls of tools so far; their input is JSON that comes in pieces. */
  calls: { id: string; name: string; json: string }[];
}

export function append(answer: Answer, text: string): void {
  answer.output += text;
  if (answer.output.length > MAX_OUTPUT)
    throw new CallFailed("protocol", "the answer is longer than 1 MB");
}

/** A token count as reported, or null. */
export function tokens(value: unknown): number | null {
  return typeof value === "number" && Number.isFinite(value) && value >= 0
    ? Math.round(value)
    : null;
}

interface Call {
  url: string;
  headers: Record<string, string>;
  body: unknown;
  /** Removed from error messages, should the provider repeat it. */
  secret: string;
  /** All that was said so far with the model's answer, for a conversation that goes on later. */
  conversation?(answer: Answer): Conversation;
  read(
    response: Response,
    chunks: AsyncIterable<Uint8Array>,
    answer: Answer,
  ): AsyncIterable<RuntimeEvent>;
}

/**
 * Makes one streaming call and yields it as events. Every failure becomes the outcome: refusals by class, silence as
 * `timeout` (first byte, between parts, overall), the caller's abort as `cancelled`.
 */
export async function* streamCall(
  request: RuntimeRequest,
  call: Call,
): AsyncGenerator<RuntimeEvent> {
  const answer: Answer = {
    output: "",
    model: null,
    stopReason: null,
    usage: { tokensIn: null, tokensOut: null, costUsd: null },
    calls: [],
  };
  const watch = new Watch(request);
  try {
    const response = await send(request, call, watch);
    if (!response.ok) throw await refusal(response, call.secret);
    yield* call.read(response, watch.chunks(response), answer);
    if (answer.stopReason === "refusal" || answer.stopReason === "content_filter") {
      throw new CallFailed("refused", `the model declined to answer (${answer.stopReason})`);
    }
    if (answer.calls.length > 0 && call.conversation) {
      const conversation = call.conversation(answer);
      yield { type: "outcome", outcome: asking(request, answer, conversation) };
      return;
    }
    const conversation = request.mayGoOn ? call.conversation?.(answer) : undefined;
    if (isCutOff(answer) && request.purpose === "task") append(answer, CUT_OFF);
    const { calls: _, ...ended } = answer;
    yield {
      type: "outcome",
      outcome: { status: "succeeded", ...ended, ...(conversation ? { conversation } : {}) },
    };
  } catch (error) {
    yield { type: "outcome", outcome: failure(error, request, watch, answer) };
  } finally {
    watch.end();
  }
}

/** The questions of an answer. Fails for a tool that the model was not given. */
function asking(request: RuntimeRequest, answer: Answer, conversation: Conversation): Asking {
  const known = toolsOf(request).map(({ name }) => name);
  const other = answer.calls.find(({ name }) => !known.includes(name));
  if (other)
    throw new CallFailed(
      "protocol",
      `the model called a tool that there is not: ${oneLine(other.name).slice(0, 60)}`,
    );
  const { output, model, usage } = answer;
  const calls = answer.calls.map(({ id, name, json }) => ({ id, name, input: inputOf(json) }));
  return { status: "asks", output, model, usage, calls, conversation };
}

/** The tools that a model is told of. */
export const toolsOf = ({ mayAsk, tools = [] }: RuntimeRequest): readonly ToolSpec[] =>
  mayAsk ? [ASK_TOOL, ...tools] : tools;

/** What a model wrote as a tool's input; nothing if it is no JSON. */
export function inputOf(json: string): unknown {
  try {
    return json.trim() === "" ? {} : JSON.parse(json);
  } catch {
    return null;
  }
}

/** Whether a provider refuses a call because its model knows no tools. */
function refusesTools({ outcome }: { outcome: RuntimeOutcome | Asking }): boolean {
  return (
    outcome.status === "failed" &&
    outcome.errorClass === "invalid_request" &&
    /\b(tools?|functions?)\b/i.test(outcome.error)
  );
}

/** Makes the call, and once more without tools if the model knows none: then the run asks nobody and leads nobody. */
export async function* withToolsIfKnown(
  request: RuntimeRequest,
  start: (request: RuntimeRequest) => AsyncIterable<RuntimeEvent>,
): AsyncGenerator<RuntimeEvent> {
  for await (const event of start(request)) {
    // Whoever went on with questions knows tools.
    const isFirst = toolsOf(request).length > 0 && !request.continued?.results.length;
    if (isFirst && event.type === "outcome" && refusesTools(event)) {
      yield* start({ ...request, mayAsk: false, tools: [] });
      return;
    }
    yield event;
  }
}

/** The reader must see that the work is incomplete. */
const CUT_OFF = "\n\n[Cut off: the model reached its limit of output tokens.]";

const isCutOff = ({ stopReason }: Answer): boolean =>
  stopReason === "max_tokens" || stopReason === "length";

async function send(request: RuntimeRequest, call: Call, watch: Watch): Promise<Response> {
  watch.expect(request.connectTimeoutMs ?? CONNECT_MS, "no answer");
  return fetch(call.url, {
    method: "POST",
    headers: { "content-type": "application/json", accept: "text/event-stream", ...call.headers },
    body: JSON.stringify(call.body),
    // A key must not follow a redirect to another address.
    redirect: "manual",
    signal: watch.signal,
  });
}

function failure(
  error: unknown,
  request: RuntimeRequest,
  watch: Watch,
  answer: Answer,
): RuntimeOutcome {
  const { stopReason: _, calls: __, ...ended } = answer;
  const failed = (errorClass: ErrorClass, message: string, retryAfterMs: number | null = null) =>
    ({ status: "failed", ...ended, errorClass, error: message, retryAfterMs }) as const;
  if (request.signal.aborted) return failed("cancelled", "the call was cancelled");
  if (watch.overdue !== null) return failed("timeout", watch.overdue);
  if (error instanceof CallFailed)
    return failed(error.errorClass, error.message, error.retryAfterMs);
  const network = networkReason(error);
  if (network && wasRefusedAConnection(error)) {
    return { ...failed("network", network), isUnsent: true };
  }
  return network
    ? failed("network", network)
    : failed("protocol", `the answer cannot be read: ${said(error)}`);
}

export const said = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);

/** The underlying network error: fetch hides it in the cause. */
export function networkReason(error: unknown): string | null {
  const cause = (error as { cause?: { code?: string; message?: string } }).cause;
  if (cause?.code) return `the provider cannot be reached (${cause.code})`;
  if (error instanceof TypeError)
    return `the connection to the provider broke (${cause?.message ?? error.message})`;
  return null;
}

/** Errors of looking up and opening a connection: nothing was sent over it. */
const NOT_CONNECTED = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "UND_ERR_CONNECT_TIMEOUT",
]);

const wasRefusedAConnection = (error: unknown): boolean =>
  NOT_CONNECTED.has((error as { cause?: { code?: string } }).cause?.code ?? "");

/** Aborts a call that is silent or takes too long, and remembers which. */
class Watch {
  overdue: string | null = null;
  private readonly controller = new AbortController();
  private readonly total: NodeJS.Timeout;
  private silence: NodeJS.Timeout | undefined;

  private readonly request: RuntimeRequest;

  constructor(request: RuntimeRequest) {
    this.request = request;
    this.total = this.after(request.timeoutMs, "no complete answer");
    request.signal.addEventListener("abort", this.abort, { once: true });
    if (request.signal.aborted) this.abort();
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  expect(ms: number, what: string): void {
    clearTimeout(this.silence);
    this.silence = this.after(ms, what);
  }

  /** The body's bytes; each part must arrive within the idle time. */
  async *chunks(response: Response): AsyncGenerator<Uint8Array> {
    if (!response.body) return;
    const idleMs = this.request.idleTimeoutMs ?? IDLE_MS;
    this.expect(idleMs, "no further part of the answer");
    for await (const chunk of response.body) {
      this.expect(idleMs, "no further part of the answer");
      yield chunk;
    }
  }

  end(): void {
    clearTimeout(this.total);
    clearTimeout(this.silence);
    this.request.signal.removeEventListener("abort", this.abort);
    // Closes the connection of a response that was not read to its end.
    this.controller.abort();
  }

  private readonly abort = (): void => this.controller.abort();

  private after(ms: number, what: string): NodeJS.Timeout {
    return setTimeout(() => {
      this.overdue ??= `${what} from the provider within ${Math.round(ms / 1000)} s`;
      this.controller.abort();
    }, ms);
  }
}

/**
 * Classifies a refusal by its status alone, for an address that may not be a provider's: its message is not repeated.
 */
export function refusedProbe(status: number): CallFailed {
  const errorClass = classOf(status);
  return new CallFailed(errorClass, `the provider answered ${status}${MEANINGS[errorClass] ?? ""}`);
}

const MEANINGS: Partial<Record<ErrorClass, string>> = {
  configuration: ": it refused the key or the address",
  rate_limited: ": it takes no more calls for now",
  overloaded: ": it has too much to do",
  provider: ": it has trouble of its own",
  invalid_request: ": it did not understand the question",
};

/** Classifies a refusal by its status, with the provider's message and the pause it asks for. */
export async function refusal(response: Response, secret: string): Promise<CallFailed> {
  const errorClass = classOf(response.status);
  const said = await errorMessage(response);
  const safe = secret.length > 0 ? said.replaceAll(secret, "[key]") : said;
  const message = `the provider answered ${response.status}${safe ? `: ${safe}` : ""}`;
  return new CallFailed(errorClass, message, retryAfterMs(response.headers));
}

function classOf(status: number): ErrorClass {
  if (status === 401 || status === 402 || status === 403 || status === 404) return "configuration";
  if (status >= 300 && status < 400) return "configuration";
  if (status === 429) return "rate_limited";
  if (status === 529 || status === 503) return "overloaded";
  if (status >= 500 || status === 408 || status === 409 || status === 425) return "provider";
  return "invalid_request";
}

/** `retry-after-ms`, or `retry-after` in seconds or as a date. */
function retryAfterMs(headers: Headers): number | null {
  const ms = Number(headers.get("retry-after-ms") ?? Number.NaN);
  if (Number.isFinite(ms) && ms >= 0) return Math.min(ms, MAX_RETRY_AFTER_MS);
  const value = headers.get("retry-after");
  if (value === null) return null;
  const after = /^\d+(\.\d+)?$/.test(value.trim())
    ? Number(value) * 1000
    : Date.parse(value) - Date.now();
  return Number.isFinite(after) ? Math.min(Math.max(after, 0), MAX_RETRY_AFTER_MS) : null;
}

/** The message in an error's body, in any of the usual shapes; at most one short line. */
async function errorMessage(response: Response): Promise<string> {
  const body = await firstBytes(response, MAX_ERROR_BYTES);
  return oneLine(messageIn(body)).slice(0, 300).toWellFormed();
}

export function messageIn(body: string): string {
  try {
    const parsed = JSON.parse(body) as {
      error?: { message?: unknown } | string;
      message?: unknown;
    };
    const error = typeof parsed.error === "object" ? parsed.error?.message : parsed.error;
    return String(error ?? parsed.message ?? "");
  } catch {
    // A proxy's HTML page is no help.
    return /^\s*</.test(body) ? "" : body;
  }
}

async function firstBytes(response: Response, max: number): Promise<string> {
  if (!response.body) return "";
  const decoder = new TextDecoder();
  let text = "";
  try {
    for await (const chunk of response.body) {
      text += decoder.decode(chunk, { stream: true });
      if (text.length >= max) break;
    }
  } catch {
    // The part received before the connection broke is enough.
  }
  return text.slice(0, max);
}

/** Reads a whole answer of at most 2 MB that is not a stream: a proxy may ignore the request for one. */
export async function wholeJson(
  chunks: AsyncIterable<Uint8Array>,
): Promise<Record<string, unknown>> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of chunks) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > MAX_WHOLE) throw new CallFailed("protocol", "the answer is longer than 2 MB");
  }
  return parseJson(text + decoder.decode());
}

export function parseJson(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === "object" && value !== null) return value as Record<string, unknown>;
  } catch {
    // Reported below.
  }
  throw new CallFailed("protocol", "the answer is not the JSON that the provider's protocol says");
}
