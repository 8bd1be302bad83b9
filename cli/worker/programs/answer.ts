import { NO_USAGE, type Usage } from "./program";

/** What a program or an address answered, when it answers in JSON. */
export interface JsonAnswer {
  text: string;
  /** Why it failed, if it says so. */
  error: string | null;
  usage: Usage;
  sessionId: string | null;
}

const TEXTS = ["result", "text", "output", "answer", "final", "resolution", "message"] as const;

/**
 * Reads an answer in JSON: an object with its text under `result`, `text`, `output` or another usual name, or with an `error`. Null for
 * anything else, which is then a text that happens to begin like JSON.
 */
export function readAnswer(text: string): JsonAnswer | null {
  const trimmed = text.trim();
  if (!trimmed.startsWith("{")) return null;
  let answer: unknown;
  try {
    answer = JSON.parse(trimmed);
  } catch {
    return null;
  }
  if (!isObject(answer)) return null;
  const { error, is_error: isError, ok, usage } = answer;
  const said = TEXTS.map((name) => answer[name]).find((value) => typeof value === "string");
  const hasFailed = isError === true || ok === false || (error !== undefined && error !== null);
  if (said === undefined && !hasFailed) return null;
  const own = said === undefined ? "" : String(said);
  return {
    text: own,
    error: hasFailed ? errorText(error) || own || "it says that it failed" : null,
    usage: {
      ...NO_USAGE,
      model: textOf(answer.model),
      tokensIn: countOf(answer.tokens_in) ?? countOf(isObject(usage) ? usage.input_tokens : null),
      tokensOut:
        countOf(answer.tokens_out) ?? countOf(isObject(usage) ? usage.output_tokens : null),
      costUsd: amountOf(answer.cost_usd ?? answer.costUsd ?? answer.total_cost_usd),
    },
    sessionId: textOf(answer.session_id ?? answer.sessionId),
  };
}

function errorText(error: unknown): string {
  if (typeof error === "string") return error;
  if (isObject(error) && typeof error.message === "string") return error.message;
  return error === undefined || error === null ? "" : JSON.stringify(error);
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
export const textOf = (value: unknown): string | null =>
  typeof value === "string" && value !== "" ? value : null;
export const countOf = (value: unknown): number | null =>
  typeof value === "number" && Number.isSafeInteger(value) && value >= 0 ? value : null;
export const amountOf = (value: unknown): number | null =>
  typeof value === "number" && Number.isFinite(value) && value >= 0 ? value : null;
