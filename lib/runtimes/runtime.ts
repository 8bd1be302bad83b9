import type { Continued, Conversation, ToolCall, ToolSpec } from "./ask-tool";

/** The classes of failed model calls, as far as the next step depends on them. */
export type ErrorClass =
  /** No key, a refused key, an unknown model or address: only a change of the settings helps. */
  | "configuration"
  | "rate_limited"
  | "overloaded"
  | "provider"
  | "network"
  | "timeout"
  /** The other side no longer knows the run: it stopped and forgot it. */
  | "lost"
  /** The answer violates the provider's protocol. */
  | "protocol"
  /** The provider refuses this request, and would refuse it again. */
  | "invalid_request"
  /** The model declined to answer. */
  | "refused"
  | "cancelled";

/** Tokens as the provider counts them; an unreported count is null, never zero. */
export interface Usage {
  tokensIn: number | null;
  tokensOut: number | null;
  /** In US dollars, only when the provider reports it. */
  costUsd: number | null;
}

interface Ended {
  output: string;
  /** The model that answered, by the provider's name. */
  model: string | null;
  usage: Usage;
}

export type RuntimeOutcome =
  | (Ended & {
      status: "succeeded";
      stopReason: string | null;
      /** All that was said, where the runtime can go on with it. */
      conversation?: Conversation;
    })
  | (Ended & {
      status: "failed";
      errorClass: ErrorClass;
      /** A sentence that is safe to show: no key, no prompt. */
      error: string;
      /** How long the provider asks to wait. */
      retryAfterMs: number | null;
      /** The work never reached the runtime, so nothing was begun there. */
      isUnsent?: true;
      /** The run goes on at the runtime, which refuses us for now: to be joined again once the settings are right. */
      isLeft?: true;
    });

/** A model that asks people, or calls other tools that it was given, before it goes on; with all that was said so far. */
export type Asking = Ended & {
  status: "asks";
  calls: readonly ToolCall[];
  conversation: Conversation;
};

export type RuntimeEvent =
  | { type: "started"; providerRunId: string | null; model: string | null }
  | { type: "text"; text: string }
  | { type: "outcome"; outcome: RuntimeOutcome | Asking };

/** The purpose of a run: work on a task, or a verdict, which needs no tools and no context of its own. */
export type Purpose = "task" | "judge";

export interface RuntimeRequest {
  /** Identifies this attempt for good: a runtime that knows it does not start a second time. */
  key: string;
  /** The agent's name at the runtime. */
  agentId: string;
  /** A runtime that has no agent of that name uses its default one. */
  isAgentOptional?: boolean;
  /** The key under which the runtime keeps one task's context apart from others; null for none. */
  sessionKey: string | null;
  purpose: Purpose;
  /** Null leaves the choice to the runtime, where it can choose. */
  model: string | null;
  /** The model is a preference: a runtime without it uses the agent's own. */
  isModelOptional?: boolean;
  system: string | null;
  prompt: string;
  /** What was said before in the conversation that the prompt continues; only where the runtime keeps no session of it. */
  history?: readonly { prompt: string; output: string }[];
  /** What to say before the prompt if the runtime does not have the session any more: what was said in it. */
  ifForgotten?: string;
  /** Whether it may ask people: only where `capabilities.parks`. */
  mayAsk?: boolean;
  /** Tools that Baton calls for it; only where `capabilities.parks`. */
  tools?: readonly ToolSpec[];
  /** Whether the conversation may go on after its answer: then the outcome brings it. */
  mayGoOn?: boolean;
  /** Goes on with a conversation that stopped, in place of the prompt; only where `capabilities.parks` or `asksLeave`. */
  continued?: Continued | null;
  signal: AbortSignal;
  /** The time limit for the whole answer. */
  timeoutMs: number;
  /** The time limits for the first byte and between two parts; one minute each by default. */
  connectTimeoutMs?: number;
  idleTimeoutMs?: number;
  maxTokens?: number;
}

/** A run that was started, perhaps by an earlier process. */
export type RunRef = Pick<RuntimeRequest, "key" | "agentId" | "isAgentOptional" | "sessionKey"> & {
  /** The runtime's name for it, reported when it started. */
  providerRunId: string | null;
};

export interface Capabilities {
  /** Its agents have tools: they change files and call Baton themselves. */
  editsFiles: boolean;
  streams: boolean;
  /** A run continues without the process that started it, and `attach` joins it again. */
  resumes: boolean;
  cancels: boolean;
  reportsUsage: boolean;
  reportsCost: boolean;
  systemPrompt: boolean;
  /** Its agents ask people through a tool, and the conversation goes on later in any process. */
  parks: boolean;
  /** Its runs stop where they need leave, and go on at the runtime once people have given or refused it. */
  asksLeave: boolean;
  /** Its runs hear what people say to them in the middle of their work. */
  steersNow: boolean;
  /** Its runs hear it when they would otherwise be done, and go on. */
  steersAfterTurn: boolean;
  /** A run needs an explicit model. */
  needsModel: boolean;
}

/** Whether the installation's settings for a runtime are complete, or a sentence on what is missing. */
export type Configured = { ok: true; fingerprint: string } | { ok: false; reason: string };

/** What a reachable runtime reports about itself. */
export interface Found {
  version: string | null;
  models: string[];
  agents: { id: string; name: string; model: string | null }[];
}

/** Whether a runtime would accept a call now; `reason` is a sentence to show. */
export type Probe = ({ ok: true } & Found) | { ok: false; errorClass: ErrorClass; reason: string };

/** The connection to a runtime, kept open to notice at once when it breaks. */
export interface Watched {
  /** Whether the runtime answers now, within two seconds. */
  check(): Promise<Reach>;
  end(): void;
}

export type Reach = { ok: true } | { ok: false; errorClass: ErrorClass; reason: string };

/** The runtimes that Baton can call; `pull` agents work by themselves. */
export type RuntimeName = "openclaw" | "anthropic" | "openai" | "worker";

/** The abort reason when only we stop listening: a run that can continue without us does. */
export const DETACH = "detach";

/**
 * A way for Baton to run an agent, bound to given settings. A run is a sequence of events that ends in exactly one
 * outcome, or in questions to people; provider and network failures never make it throw.
 */
export interface Runtime {
  name: RuntimeName;
  capabilities: Capabilities;
  configured(): Configured;
  probe(signal: AbortSignal): Promise<Probe>;
  /** Watches the connection; only where there is one to keep. */
  watch?(): Watched;
  start(request: RuntimeRequest): AsyncIterable<RuntimeEvent>;
  /** Joins a run that `start` started with the same key; only where `capabilities.resumes`. */
  attach?(request: RuntimeRequest, ref: RunRef): AsyncIterable<RuntimeEvent>;
  /**
   * Stops a run that continues without us. An unknown or finished one is not an error; throws `CallFailed` when the
   * runtime is unreachable, so that the caller retries.
   */
  cancel?(ref: RunRef): Promise<void>;
}

/** Errors that may not recur. */
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
