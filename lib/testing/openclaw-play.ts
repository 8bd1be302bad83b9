/** A turn that an agent was given. */
export interface Ask {
  agentId: string;
  sessionKey: string;
  key: string;
  message: string;
  system: string | null;
  model: string;
  isModelRun: boolean;
}

/** What an agent does with a turn. */
export interface Play {
  text?: string;
  /** Waits for this before it answers. */
  until?: Promise<unknown>;
  /** A command that it needs leave for, before it answers with what was decided. */
  leave?: string;
  /** Says nothing until it is stopped. */
  hang?: boolean;
  /** Streams this many characters at a time. */
  chunk?: number;
  usage?: { input: number; output: number };
  costUsd?: number;
  /** The turn fails with an error answer, as it does when the provider refuses. */
  failure?: string;
  /** The turn ends well, but for a payload that is marked as an error. */
  errorPayload?: string;
  /** The gateway's own deadline. */
  timesOut?: boolean;
  /** Breaks the asking connection: before the turn is taken, after that, or before the answer. */
  drops?: "unheard" | "accepted" | "answered";
  /** Answers twice. */
  twice?: boolean;
}

/** What an answer frame has. */
export type Answer = {
  ok: boolean;
  payload?: Record<string, unknown>;
  error?: { code: string; message: string };
};

export const USAGE = { input: 4233, output: 10 };
export const COST_USD = 0.004253;

/** The agent's answer. */
export const textOf = (play: Play): string =>
  play.failure || play.errorPayload || play.timesOut ? "" : (play.text ?? "RESOLUTION: done");

/** The gateway's last answer to the turn. */
export function finalOf(ask: Ask, play: Play): Answer {
  const { key: runId } = ask;
  if (play.failure) {
    const payload = { runId, status: "error", summary: play.failure };
    return { ok: false, payload, error: { code: "UNAVAILABLE", message: play.failure } };
  }
  if (play.timesOut) {
    const text = "Request timed out before a response was generated. Please try again.";
    const result = { payloads: [{ text, isError: true, mediaUrl: null }], meta: {} };
    return {
      ok: true,
      payload: { runId, status: "timeout", summary: "aborted", timeoutPhase: "provider", result },
    };
  }
  const [provider, model] = ask.model.split("/");
  const usage = { ...(play.usage ?? USAGE), cacheRead: 0, cacheWrite: 0 };
  const payloads = [
    ...(play.text !== undefined || !play.errorPayload
      ? [{ text: play.text ?? textOf(play), mediaUrl: null }]
      : []),
    ...(play.errorPayload ? [{ text: play.errorPayload, isError: true, mediaUrl: null }] : []),
  ];
  const agentMeta = { provider, model, usage, costUsd: play.costUsd ?? COST_USD };
  const meta = {
    durationMs: 5,
    agentMeta,
    stopReason: "stop",
    finalAssistantVisibleText: textOf(play),
  };
  return {
    ok: true,
    payload: { runId, status: "ok", summary: "completed", result: { payloads, meta } },
  };
}
