import createClient from "openapi-fetch";
import pRetry from "p-retry";
import { NotBaton, Refused, refusedBy, Unreachable } from "./failures";
import type { paths } from "./generated/api";
import { timeLimit } from "./time-limit";

/** Where Baton is, and who calls. */
export interface Connection {
  /** Without a trailing slash. */
  url: string;
  key: string | null;
  /** The agent that a general key acts for. */
  agent?: string | null;
  /** In place of the global `fetch`. */
  fetch?: (request: Request) => Promise<Response>;
}

export interface CallOptions {
  signal?: AbortSignal;
  /** How long one attempt may take; 20 seconds unless said otherwise. */
  timeoutMs?: number;
  /** How long to go on while Baton refuses with 429 or 503; 15 seconds unless said otherwise, 0 tries once. */
  patienceMs?: number;
  /** Also goes on while nobody answers. Only for what may safely arrive twice. */
  again?: boolean;
  /** The agent that this call acts for, in place of the connection's. */
  agent?: string;
  /** For a POST; a random one unless said otherwise. */
  idempotencyKey?: string;
  headers?: Record<string, string>;
}

/** A request by its parts, for callers that know the operation only when they run. */
export interface Parts {
  path?: Record<string, string>;
  query?: Record<string, unknown>;
  body?: unknown;
}

export interface Reply {
  status: number;
  /** Without parameters: `application/json`, `text/csv`. */
  type: string;
  /** Parsed if it is JSON, else the text. */
  body: unknown;
}

/** Requests by method and path, whatever the API has. */
export interface Transport {
  readonly connection: Connection;
  /**
   * Sends a request, such as one to `/api/tasks/{id}` with its parts. Throws `Refused` when Baton refuses, `Unreachable` when nobody
   * answers in time, and the signal's reason when it aborts.
   */
  send(method: string, path: string, parts?: Parts, options?: CallOptions): Promise<Reply>;
  /** Opens an answer that does not end, such as the event stream. The time limit is for its beginning alone. */
  open(path: string, parts: Parts, options: CallOptions): Promise<ReadableStream<Uint8Array>>;
}

const TIMEOUT_MS = 20_000;
const PATIENCE_MS = 15_000;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 5_000;

/** The way to a Baton. It keeps nothing but the connection it was given. */
export function transport(connection: Connection): Transport {
  const http = createClient<paths>({
    baseUrl: connection.url,
    headers: {
      accept: "application/json, */*;q=0.5",
      ...(connection.key === null ? {} : { authorization: `Bearer ${connection.key}` }),
      ...(connection.agent ? { "x-agent-name": connection.agent } : {}),
    },
    fetch: async (request) => {
      const response = await (connection.fetch ?? fetch)(request);
      if (!response.ok) throw await refusedBy(response);
      return response;
    },
  });
  // Paths are literals in `paths`; here they come from the caller, who checks them against the same description.
  const request = http.request as unknown as (
    method: string,
    path: string,
    init: object,
  ) => Promise<{ data?: unknown; response: Response }>;

  async function once<T>(
    { method, path, parts, parseAs }: Attempt,
    options: CallOptions,
    read: (answer: { data?: unknown; response: Response }) => T,
  ): Promise<T> {
    const limit = timeLimit(options.timeoutMs ?? TIMEOUT_MS, options.signal);
    try {
      const answer = await request(method, path, {
        params: { path: parts.path, query: parts.query },
        body: parts.body,
        parseAs,
        signal: limit.signal,
        headers: {
          ...(options.agent ? { "x-agent-name": options.agent } : {}),
          ...(options.idempotencyKey ? { "idempotency-key": options.idempotencyKey } : {}),
          ...options.headers,
        },
      });
      const result = read(answer);
      if (parseAs === "stream") limit.stopClock();
      else limit.end();
      return result;
    } catch (error) {
      limit.end();
      if (error instanceof Refused || error instanceof NotBaton) throw error;
      options.signal?.throwIfAborted();
      throw new Unreachable(connection.url, limit.isOver() ? limit.reason : error);
    }
  }

  async function send(
    method: string,
    path: string,
    parts: Parts = {},
    options: CallOptions = {},
  ): Promise<Reply> {
    const attempt: Attempt = { method: method.toLowerCase(), path, parts, parseAs: "text" };
    return persist(options, () =>
      once(attempt, options, ({ data, response }) => replyOf(response, data, connection.url)),
    );
  }

  return {
    connection,
    send,
    open(path, parts, options) {
      const attempt: Attempt = { method: "get", path, parts, parseAs: "stream" };
      return once(attempt, options, ({ data, response }) => {
        if (data instanceof ReadableStream) return data as ReadableStream<Uint8Array>;
        throw new NotBaton(connection.url, response.headers.get("content-type") ?? "no body");
      });
    },
  };
}

interface Attempt {
  method: string;
  path: string;
  parts: Parts;
  parseAs: "text" | "stream";
}

function replyOf(response: Response, data: unknown, url: string): Reply {
  const type = (response.headers.get("content-type") ?? "").split(";")[0] as string;
  const { status } = response;
  if (type !== "application/json") return { status, type, body: data ?? "" };
  try {
    return { status, type, body: JSON.parse(String(data)) };
  } catch {
    throw new NotBaton(url, "its JSON cannot be read");
  }
}

/** Tries again what Baton refuses for the moment, with growing pauses and never before `Retry-After`. */
function persist<T>(options: CallOptions, attempt: () => Promise<T>): Promise<T> {
  const patienceMs = options.patienceMs ?? PATIENCE_MS;
  const until = performance.now() + patienceMs;
  return pRetry(attempt, {
    retries: Number.POSITIVE_INFINITY,
    minTimeout: FIRST_PAUSE_MS,
    maxTimeout: LONGEST_PAUSE_MS,
    maxRetryTime: patienceMs,
    randomize: true,
    signal: options.signal,
    async onFailedAttempt({ error }) {
      const waitMs = retryAfterMs(error);
      if (waitMs > 0 && performance.now() + waitMs < until) await pause(waitMs, options.signal);
    },
    shouldRetry: ({ error }) => {
      if (error instanceof Unreachable) return options.again === true;
      const isInTime = performance.now() + retryAfterMs(error) < until;
      return error instanceof Refused && error.isPassing && isInTime;
    },
  });
}

const retryAfterMs = (error: unknown): number =>
  error instanceof Refused && error.isPassing ? (error.retryAfter ?? 0) * 1_000 : 0;

/** Resolves after a while, or rejects when the signal aborts. */
export function pause(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", stop);
      resolve();
    }, ms);
    if (signal?.aborted) stop();
    else signal?.addEventListener("abort", stop, { once: true });
  });
}

/** A key for one request. Without `crypto`, as on Node 18, it only differs from the same caller's other keys. */
export const randomKey = (): string =>
  globalThis.crypto?.randomUUID?.() ??
  `${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}${Math.random().toString(36).slice(2)}`;
