import pRetry from "p-retry";
import { Unreachable } from "@/client/failures";
import type { Message } from "./message";

/** How long a request waits for Baton to restart. Clients give up after a minute. */
const PATIENCE_MS = 20_000;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 2_000;

/** Methods that never change anything. */
const HARMLESS = [
  "initialize",
  "ping",
  "server/discover",
  "tools/list",
  "prompts/list",
  "prompts/get",
  "resources/list",
  "resources/read",
  "resources/templates/list",
];

/** Errors that mean no connection was made, so the request cannot have arrived. */
const UNHEARD = ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"];

/**
 * Retries requests while Baton does not answer: always if the request cannot have arrived, otherwise only if it changes nothing, so that
 * a claim is never made twice.
 */
export class Retry {
  private readonly readers = new Set<string>();
  private readonly patienceMs: number;

  constructor(patienceMs = PATIENCE_MS) {
    this.patienceMs = patienceMs;
  }

  /** Remembers which tools only read, from the answer to `tools/list`. */
  learn(request: Message, answer: Message): void {
    const tools = answer.result?.tools;
    if (request.method !== "tools/list" || !Array.isArray(tools)) return;
    for (const tool of tools) {
      if (tool?.annotations?.readOnlyHint === true) this.readers.add(String(tool.name));
    }
  }

  /** The answer, or the last error if Baton stays away for longer than clients wait. */
  async untilAnswered(
    message: Message,
    send: () => Promise<Response>,
    signal: AbortSignal,
  ): Promise<Response> {
    let last: unknown;
    try {
      return await pRetry(() => this.once(message, send), {
        maxRetryTime: this.patienceMs,
        retries: Number.POSITIVE_INFINITY,
        minTimeout: FIRST_PAUSE_MS,
        maxTimeout: LONGEST_PAUSE_MS,
        signal,
        onFailedAttempt: ({ error }) => {
          last = error;
        },
        shouldRetry: ({ error }) => error instanceof NotReady || this.maySendAgain(message, error),
      });
    } catch (error) {
      // When aborted between two attempts, report the error of the last attempt.
      const reason = signal.aborted && last !== undefined ? last : error;
      if (reason instanceof NotReady && !signal.aborted) return reason.response;
      throw reason;
    }
  }

  private async once(message: Message, send: () => Promise<Response>): Promise<Response> {
    const response = await send();
    if (!this.isPassing(message, response.status)) return response;
    const { status, headers } = response;
    throw new NotReady(new Response(await response.text(), { status, headers }));
  }

  private isPassing(message: Message, status: number): boolean {
    return [502, 503, 504].includes(status) && this.isHarmless(message);
  }

  private maySendAgain(message: Message, error: unknown): boolean {
    if (!(error instanceof Unreachable)) return false;
    return isUnheard(error.cause) || this.isHarmless(message);
  }

  private isHarmless({ method, params }: Message): boolean {
    if (method === "tools/call") return this.readers.has(String(params?.name));
    return (
      method !== undefined && (HARMLESS.includes(method) || method.startsWith("notifications/"))
    );
  }
}

/** An answer from a proxy in front of Baton, or from Baton while it is starting. */
class NotReady extends Error {
  readonly response: Response;

  constructor(response: Response) {
    super("Baton is not ready");
    this.response = response;
  }
}

function isUnheard(error: unknown): boolean {
  const { code, errors } = ((error as { cause?: unknown })?.cause ?? {}) as {
    code?: string;
    errors?: { code?: string }[];
  };
  return [code, ...(errors ?? []).map((each) => each.code)].some((each) =>
    UNHEARD.includes(each ?? ""),
  );
}
