/** What went wrong with a call to a model, as far as what to do next depends on it. */
export type ErrorClass =
  /** No key, a refused key, an unknown model or address: nothing but a change of the settings helps. */
  | "configuration"
  | "rate_limited"
  | "overloaded"
  | "provider"
  | "network"
  | "timeout"
  /** The answer is not what the provider's protocol says. */
  | "protocol"
  /** The provider will not take this request, however often it is sent. */
  | "invalid_request"
  /** The model declined to answer. */
  | "refused"
  | "cancelled";

/** Tokens as the provider counts them; what it does not report is null, never zero. */
export interface Usage {
  tokensIn: number | null;
  tokensOut: number | null;
  /** In US dollars, only when the provider says so itself. */
  costUsd: number | null;
}

interface Ended {
  output: string;
  /** The model that answered, as the provider names it. */
  model: string | null;
  usage: Usage;
}

export type RuntimeOutcome =
  | (Ended & { status: "succeeded"; stopReason: string | null })
  | (Ended & {
      status: "failed";
      errorClass: ErrorClass;
      /** A sentence that is safe to show: no key, no prompt. */
      error: string;
      /** How long the provider asks to wait. */
      retryAfterMs: number | null;
    });

export type RuntimeEvent =
  | { type: "started"; providerRunId: string | null; model: string | null }
  | { type: "text"; text: string }
  | { type: "outcome"; outcome: RuntimeOutcome };

export interface RuntimeRequest {
  model: string;
  system: string | null;
  prompt: string;
  signal: AbortSignal;
  /** For the whole answer. */
  timeoutMs: number;
  /** Until the first byte of the answer, and between two of its parts; one minute each unless given. */
  connectTimeoutMs?: number;
  idleTimeoutMs?: number;
  maxTokens?: number;
}

export interface Capabilities {
  streams: boolean;
  cancels: boolean;
  reportsUsage: boolean;
  systemPrompt: boolean;
}

/** The installation's settings for a runtime are complete, or the sentence that says what is missing. */
export type Configured = { ok: true; fingerprint: string } | { ok: false; reason: string };

/** Whether a runtime would take a call now; `reason` is a sentence to show. */
export type Probe = { ok: true } | { ok: false; errorClass: ErrorClass; reason: string };

/**
 * One way of having an agent's work done by Baton itself. A run is a sequence of events that ends in exactly one outcome;
 * it never throws for what a provider or the network does.
 */
export interface Runtime {
  name: "anthropic" | "openai";
  capabilities: Capabilities;
  /** Reads the settings anew with every call: a changed key is used at once. */
  configured(): Configured;
  probe(signal: AbortSignal): Promise<Probe>;
  run(request: RuntimeRequest): AsyncIterable<RuntimeEvent>;
}

/** Errors that may be gone the next time. */
export function isRetryable(errorClass: ErrorClass): boolean {
  switch (errorClass) {
    case "rate_limited":
    case "overloaded":
    case "provider":
    case "network":
    case "timeout":
    case "protocol":
      return true;
    case "configuration":
    case "invalid_request":
    case "refused":
    case "cancelled":
      return false;
  }
}

/** Runs to the end and returns how it ended. */
export async function outcomeOf(events: AsyncIterable<RuntimeEvent>): Promise<RuntimeOutcome> {
  for await (const event of events) if (event.type === "outcome") return event.outcome;
  throw new Error("a runtime ended without an outcome");
}
