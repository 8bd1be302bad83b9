import { Failure } from "../failure";
import type { Evidence, Result } from "./delivery";
import { failed, type Outcome, type Usage } from "./programs/program";

/** Baton takes a resolution of 200,000 characters, and an error of 20,000. */
const LONGEST_TEXT = 200_000;
const LONGEST_ERROR = 19_000;

/** What kept a run from beginning: its worktree could not be made, or the worker is at fault. */
export function problem(error: unknown): Outcome {
  if (!(error instanceof Failure))
    return failed("agent", `the worker failed: ${error instanceof Error ? error.message : error}`);
  const said = `${error.message}${error.fix ? ` (${error.fix})` : ""}`;
  if (error.code === "cancelled") return failed("cancelled", said);
  const isTheTasks = error.code === "init_failed" || error.code === "init_timed_out";
  return failed(isTheTasks ? "agent" : "configuration", said);
}

/** What is reported of an outcome; `handBack` says why the work was handed back, if it was. */
export function reported(
  outcome: Outcome,
  {
    evidence,
    handBack,
    isTurn,
  }: { evidence: Evidence | null; handBack: string | null; isTurn: boolean },
): Result["what"] {
  const used = usageBody(outcome.usage);
  if (outcome.status === "done") {
    const text = withoutNul(outcome.text).slice(0, LONGEST_TEXT);
    if (isTurn) return { is: "answer", body: { output: text, ...used } };
    return { is: "complete", body: { resolution: text, ...used }, evidence };
  }
  const { errorClass } = outcome;
  const said = withoutNul(handBack ?? outcome.error);
  const error = said.slice(0, LONGEST_ERROR).trim() || errorClass;
  const error_class = handBack === null ? errorClass : "cancelled";
  return { is: isTurn ? "fail" : "end", body: { error_class, error, ...used } };
}

/** Baton takes no NUL characters, and what prints some (`find -print0`) has not failed. */
const withoutNul = (text: string): string => text.replaceAll("\0", "");

function usageBody({ model, tokensIn, tokensOut, costUsd }: Usage) {
  return {
    ...(model === null ? {} : { model: model.slice(0, 200) }),
    ...(tokensIn === null ? {} : { tokens_in: tokensIn }),
    ...(tokensOut === null ? {} : { tokens_out: tokensOut }),
    ...(costUsd === null ? {} : { cost_usd: costUsd }),
  };
}

/** An outcome without secrets. */
export function cleared(outcome: Outcome, redact: (text: string) => string): Outcome {
  return outcome.status === "done"
    ? { ...outcome, text: redact(outcome.text) }
    : { ...outcome, error: redact(outcome.error) };
}

/** A diff and what checks print may hold secrets as well. */
export function clearedEvidence(
  { change, checks }: Evidence,
  redact: (text: string) => string,
): Evidence {
  const withoutSecrets = <T extends { diff?: string | null | undefined }>(of: T): T => ({
    ...of,
    diff: of.diff == null ? of.diff : redact(of.diff),
  });
  return {
    change: change && { ...withoutSecrets(change), since: change.since?.map(withoutSecrets) },
    checks: checks && {
      ...checks,
      checks: checks.checks.map((check) => ({ ...check, output: redact(check.output ?? "") })),
    },
  };
}
