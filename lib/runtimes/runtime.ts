/** What went wrong with a call to a model, as far as what to do next depends on it. */
export type ErrorClass =
  /** No key, a refused key, an unknown model or address: nothing but a change of the settings helps. */
  | "configuration"
  | "rate_limited"
  | "overloaded"
  | "provider"
  | "network"
  | "timeout"
  /** The other side no longer knows the run: it stopped and forgot. */
  | "lost"
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

/** What a run is for: work on a task, or a verdict, which needs no tools and no context of its own. */
export type Purpose = "task" | "judge";

export interface RuntimeRequest {
  /** Names this attempt for good: a runtime that knows it already does not begin a second time. */
  key: string;
  /** The agent as the runtime calls it. */
  agentId: string;
  /** A runtime with agents of its own that has none of that name takes its default one. */
  isAgentOptional?: boolean;
  /** Where the runtime keeps the context of one task apart from others; null for none. */
  sessionKey: string | null;
  purpose: Purpose;
  /** Null leaves the choice to the runtime, where it has one. */
  model: string | null;
  /** The model is a wish: a runtime that does not have it takes the agent's own. */
  isModelOptional?: boolean;
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

/** A run that was begun, by an earlier process perhaps. */
export type RunRef = Pick<RuntimeRequest, "key" | "agentId" | "isAgentOptional" | "sessionKey"> & {
  /** What the runtime called it when it began. */
  providerRunId: string | null;
};

export interface Capabilities {
  /** Its agents have tools: they change files and call Baton themselves. */
  editsFiles: boolean;
  streams: boolean;
  /** A run goes on without the process that began it, and `attach` joins it again. */
  resumes: boolean;
  cancels: boolean;
  reportsUsage: boolean;
  reportsCost: boolean;
  systemPrompt: boolean;
  /** A run needs a model by name. */
  needsModel: boolean;
}

/** The installation's settings for a runtime are complete, or the sentence that says what is missing. */
export type Configured = { ok: true; fingerprint: string } | { ok: false; reason: string };

/** What a runtime that answers says of itself. */
export interface Found {
  version: string | null;
  models: string[];
  agents: { id: string; name: string; model: string | null }[];
}

/** Whether a runtime would take a call now; `reason` is a sentence to show. */
export type Probe = ({ ok: true } & Found) | { ok: false; errorClass: ErrorClass; reason: string };

/** Who can have an agent's work done; `pull` agents do it themselves. */
export type RuntimeName = "openclaw" | "anthropic" | "openai" | "worker";

/** Why a request's signal is aborted when only we stop listening: a run that goes on without us is left to go on. */
export const DETACH = "detach";

/**
 * One way of having an agent's work done by Baton itself, bound to the settings it was made with. A run is a sequence of
 * events that ends in exactly one outcome; it never throws for what a provider or the network does.
 */
export interface Runtime {
  name: RuntimeName;
  capabilities: Capabilities;
  configured(): Configured;
  probe(signal: AbortSignal): Promise<Probe>;
  start(request: RuntimeRequest): AsyncIterable<RuntimeEvent>;
  /** Joins a run that `start` began, with the same key; only where `capabilities.resumes`. */
  attach?(request: RuntimeRequest, ref: RunRef): AsyncIterable<RuntimeEvent>;
  /**
   * Ends a run that goes on without us. One that is unknown or over is no error; throws `CallFailed` when the runtime is out
   * of reach, so that the caller tries again.
   */
  cancel?(ref: RunRef): Promise<void>;
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
    case "lost":
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
