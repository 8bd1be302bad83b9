import { CallFailed } from "../http-call";
import type { ErrorClass, RuntimeOutcome, Usage } from "../runtime";
import { turnFailure } from "./failure";
import { Final, readAs } from "./wire";

const NO_USAGE: Usage = { tokensIn: null, tokensOut: null, costUsd: null };
const MAX_OUTPUT = 1024 * 1024;

/** The outcome of a failure before any answer. */
export function failedOutcome(
  error: CallFailed,
  answer: { output: string; model: string | null; usage: Usage } = {
    output: "",
    model: null,
    usage: NO_USAGE,
  },
): RuntimeOutcome {
  const { errorClass, message, retryAfterMs } = error;
  return { status: "failed", ...answer, errorClass, error: message, retryAfterMs };
}

/**
 * The outcome of a run, from the gateway's final answer. A failed run looks much like a successful one: its error may
 * be in `summary`, or be the text of a payload that is marked as an error.
 */
export function outcomeOfFinal(payload: unknown, secret: string | null): RuntimeOutcome {
  const final = readAs(Final, payload);
  if (!final) {
    return failedOutcome(
      new CallFailed("protocol", "the gateway's answer is none that its protocol knows"),
    );
  }
  const answer = answerOf(final);
  const errors = (final.result?.payloads ?? [])
    .filter((part) => part.isError)
    .map((part) => part.text ?? "");
  if (final.status === "ok" && errors.length === 0) {
    if (answer.output.length > MAX_OUTPUT) {
      const tooLong = new CallFailed("protocol", "the answer is longer than 1 MB");
      return failedOutcome(tooLong, { ...answer, output: answer.output.slice(0, MAX_OUTPUT) });
    }
    return {
      status: "succeeded",
      ...answer,
      stopReason: final.result?.meta?.stopReason ?? final.stopReason ?? null,
    };
  }
  const wasAborted =
    final.stopReason === "rpc" || (final.summary === "aborted" && errors.length === 0);
  if (wasAborted) {
    return failedOutcome(new CallFailed("cancelled", "the run was stopped at the gateway"), answer);
  }
  const sentence = errors.join(" ").trim() || final.summary || "";
  const failed = turnFailure(sentence, secret);
  return failedOutcome(final.status === "timeout" ? withClass(failed, "timeout") : failed, answer);
}

const withClass = (failed: CallFailed, errorClass: ErrorClass): CallFailed =>
  new CallFailed(errorClass, failed.message, failed.retryAfterMs);

function answerOf(final: Final): { output: string; model: string | null; usage: Usage } {
  const payloads = final.result?.payloads ?? [];
  const meta = final.result?.meta;
  const said = payloads
    .flatMap((part) => (part.isError || !part.text ? [] : [part.text]))
    .join("\n");
  const isError = payloads.some((part) => part.isError);
  const agent = meta?.agentMeta;
  return {
    output: said || (isError ? "" : (meta?.finalAssistantVisibleText ?? "")),
    model: modelName(agent?.provider, agent?.model),
    usage: usageOf(agent?.usage, agent?.costUsd),
  };
}

/** The model's name in the gateway's format, which includes the provider. */
export const modelName = (
  provider: string | null | undefined,
  model: string | null | undefined,
): string | null => (model ? (provider ? `${provider}/${model}` : model) : null);

interface WireUsage {
  input?: number | null;
  output?: number | null;
  cacheRead?: number | null;
  cacheWrite?: number | null;
}

/**
 * Input counts every token read, cached or not. A cost of zero means that the gateway has no price for the model, so it
 * is unknown.
 */
export function usageOf(
  usage: WireUsage | null | undefined,
  costUsd: number | null | undefined,
): Usage {
  const parts = [usage?.input, usage?.cacheRead, usage?.cacheWrite].filter(isCount);
  return {
    tokensIn: parts.length > 0 ? parts.reduce((sum, part) => sum + part, 0) : null,
    tokensOut: isCount(usage?.output) ? usage.output : null,
    costUsd: isCount(costUsd) && costUsd > 0 ? costUsd : null,
  };
}

const isCount = (value: unknown): value is number =>
  typeof value === "number" && Number.isFinite(value) && value >= 0;
