import { CallFailed } from "../http-call";
import { isRunKey } from "../run-key";
import type { RuntimeOutcome } from "../runtime";
import { failedOutcome, modelName, usageOf } from "./answer";
import { turnFailure } from "./failure";
import type { History, HistoryRow } from "./wire";

/**
 * The state of a run by the gateway's session history: a restarted gateway has forgotten its idempotency keys, but not
 * its sessions.
 */
export type Trace =
  /** No trace: it never arrived, or it left none in a session, as bare model calls do. */
  | { kind: "unknown" }
  /** Active under this id: the gateway continues an interrupted turn under a new one. `text` is the output so far. */
  | { kind: "running"; runId: string; text: string }
  | { kind: "ended"; outcome: RuntimeOutcome };

/** Looks up what became of the run with this key. */
export function traceOf(history: History, key: string, secret: string | null): Trace {
  const rows = history.messages;
  const at = rows.findIndex((row) => row.idempotencyKey === `${key}:user`);
  const inFlight = history.inFlightRun;
  const isQueued = history.pendingInputs?.items.some((item) => item.runId === key) ?? false;
  if (inFlight?.runId === key || (isQueued && at === -1)) {
    return {
      kind: "running",
      runId: key,
      text: inFlight?.runId === key ? (inFlight.text ?? "") : "",
    };
  }
  if (at === -1) return { kind: "unknown" };
  // A later question in the same session belongs to another attempt at the task.
  const end = rows.findIndex((row, index) => index > at && isOurs(row));
  const isLast = end === -1;
  const turn = rows.slice(at + 1, isLast ? rows.length : end);
  // Another attempt's run, whose question is not in the history yet, must be left alone.
  const isAnothers = inFlight ? isRunKey(inFlight.runId) : false;
  if (isLast && !isAnothers && (inFlight || history.sessionInfo?.hasActiveRun)) {
    return { kind: "running", runId: inFlight?.runId ?? key, text: inFlight?.text ?? "" };
  }
  return {
    kind: "ended",
    outcome: outcomeOfTurn(turn, isLast && history.sessionInfo?.status === "killed", secret),
  };
}

function isOurs({ role, idempotencyKey }: HistoryRow): boolean {
  const key = idempotencyKey ?? "";
  return role === "user" && isRunKey(key) && key.endsWith(":user");
}

function outcomeOfTurn(
  turn: HistoryRow[],
  wasStopped: boolean,
  secret: string | null,
): RuntimeOutcome {
  const answers = turn.filter((row) => row.role === "assistant");
  const last = answers.at(-1);
  if (!last) {
    return failedOutcome(
      wasStopped
        ? new CallFailed("cancelled", "the run was stopped at the gateway")
        : new CallFailed(
            "lost",
            "the gateway has the question, but no answer and no run that works on one",
          ),
    );
  }
  const answer = {
    output: textOf(last),
    model: modelName(last.provider, last.model),
    usage: usageOfAll(answers),
  };
  const isError = last.stopReason === "error" || (last.errorMessage ?? "") !== "";
  if (isError)
    return failedOutcome(turnFailure(last.errorMessage ?? "", secret), { ...answer, output: "" });
  if (last.stopReason === "aborted")
    return failedOutcome(new CallFailed("cancelled", "the run was stopped at the gateway"), answer);
  return { status: "succeeded", ...answer, stopReason: last.stopReason ?? null };
}

const textOf = (row: HistoryRow): string =>
  typeof row.content === "string"
    ? row.content
    : (row.content ?? [])
        .flatMap((part) => (part.type === "text" && part.text ? [part.text] : []))
        .join("\n");

/** Each row counts its own model call. */
function usageOfAll(rows: HistoryRow[]) {
  const each = rows.map((row) => usageOf(row.usage, row.usage?.cost?.total));
  const sum = (values: (number | null)[]): number | null =>
    values.every((value) => value !== null)
      ? values.reduce((a, b) => (a ?? 0) + (b ?? 0), 0)
      : null;
  return {
    tokensIn: sum(each.map((usage) => usage.tokensIn)),
    tokensOut: sum(each.map((usage) => usage.tokensOut)),
    costUsd: sum(each.map((usage) => usage.costUsd)),
  };
}
