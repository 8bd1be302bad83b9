import { setTimeout as delay } from "node:timers/promises";
import { EXIT, Failure } from "../failure";
import type { Message } from "./message";

/** How long a request waits for a Baton that restarts; clients give up after a minute. */
const PATIENCE_MS = 20_000;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 2_000;

/** Requests that change nothing, whatever the tools are. */
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

/** The connection was never made, so the request cannot have been heard. */
const UNHEARD = ["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"];

/**
 * Sends a request again while Baton does not answer: always when it was not heard, else only when it changes nothing. A
 * claim that may have been made is never made twice.
 */
export class Retry {
  private readonly readers = new Set<string>();
  private readonly patienceMs: number;

  constructor(patienceMs = PATIENCE_MS) {
    this.patienceMs = patienceMs;
  }

  /** Notes from the list of tools which of them only read. */
  learn(request: Message, answer: Message): void {
    const tools = answer.result?.tools;
    if (request.method !== "tools/list" || !Array.isArray(tools)) return;
    for (const tool of tools) {
      if (tool?.annotations?.readOnlyHint === true) this.readers.add(String(tool.name));
    }
  }

  async untilAnswered(
    message: Message,
    send: () => Promise<Response>,
    signal: AbortSignal,
  ): Promise<Response> {
    const deadline = Date.now() + this.patienceMs;
    for (let pause = FIRST_PAUSE_MS; ; pause = Math.min(2 * pause, LONGEST_PAUSE_MS)) {
      const isLast = Date.now() + pause > deadline;
      let reason: unknown = new Failure("Baton is not ready", { exitCode: EXIT.unreachable });
      try {
        const response = await send();
        if (isLast || !this.isPassing(message, response.status)) return response;
        await response.body?.cancel();
      } catch (error) {
        if (isLast || signal.aborted || !this.maySendAgain(message, error)) throw error;
        reason = error;
      }
      await delay(pause, undefined, { signal }).catch(() => {
        throw reason;
      });
    }
  }

  private isPassing(message: Message, status: number): boolean {
    return [502, 503, 504].includes(status) && this.isHarmless(message);
  }

  private maySendAgain(message: Message, error: unknown): boolean {
    if (!(error instanceof Failure) || error.exitCode !== EXIT.unreachable) return false;
    return isUnheard(error.cause) || this.isHarmless(message);
  }

  private isHarmless({ method, params }: Message): boolean {
    if (method === "tools/call") return this.readers.has(String(params?.name));
    return (
      method !== undefined && (HARMLESS.includes(method) || method.startsWith("notifications/"))
    );
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
