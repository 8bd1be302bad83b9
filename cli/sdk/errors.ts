import type { Run } from "./types";
import type { WorkflowRun } from "./workflow-types";

interface Details {
  code: string;
  status?: number | null;
  retryable?: boolean;
  fix?: string;
  requestId?: string;
  problems?: { field: string; rule: string }[];
  cause?: unknown;
}

/** Whatever goes wrong with a call, but for an abort: that rejects with the signal's own reason. */
export class BatonError extends Error {
  /** A word for programs: Baton's own, such as `conflict`, or `network`, `timeout`, `not_baton`, `usage`. */
  readonly code: string;
  /** The HTTP status; null where Baton gave no answer. */
  readonly status: number | null;
  /** Whether the same call may succeed later. */
  readonly retryable: boolean;
  /** What to do about it, in a sentence. */
  readonly fix: string | undefined;
  /** The request's id in Baton's log. */
  readonly requestId: string | undefined;
  /** The fields that break a rule, each with its rule. */
  readonly problems: readonly { field: string; rule: string }[];

  constructor(message: string, details: Details) {
    super(message, { cause: details.cause });
    this.name = "BatonError";
    this.code = details.code;
    this.status = details.status ?? null;
    this.retryable = details.retryable ?? false;
    this.fix = details.fix;
    this.requestId = details.requestId;
    this.problems = details.problems ?? [];
  }
}

/** A turn or run that did not succeed. `code` is the class of its error, such as `rate_limited`, or its outcome. */
export class TurnError extends BatonError {
  readonly run: Run;

  constructor(run: Run) {
    const { agent, outcome, error, error_class: kind } = run;
    super(`${agent}: ${error ?? `its turn ended as ${outcome}`}`, {
      code: kind ?? outcome ?? "failed",
      retryable: PASSING.includes(kind ?? "") || outcome === "lost",
    });
    this.name = "TurnError";
    this.run = run;
  }
}

const PASSING: readonly string[] = ["rate_limited", "overloaded", "network", "timeout"];

/** A run of a workflow that did not succeed. `code` is `failed`, `cancelled`, or `timeout` if it was only waited for so long. */
export class WorkflowError extends BatonError {
  readonly run: WorkflowRun;
  /** The stage that failed first; null if none did. */
  readonly stage: string | null;

  constructor(run: WorkflowRun) {
    const failed = run.stages.find(({ state }) => state === "failed");
    const stage = run.failed_stage ?? failed?.name ?? null;
    const why = run.error ?? failed?.error ?? failed?.reason ?? "no reason was given";
    const isOpen = run.status === "running";
    const how = isOpen ? "is still running" : run.status;
    super(`${run.workflow} ${how}${stage ? ` at ${stage}` : ""}${isOpen ? "" : `: ${why}`}`, {
      code: isOpen ? "timeout" : run.status,
      retryable: isOpen,
      fix: isOpen
        ? `wait on: awaitWorkflow(${run.id})`
        : `retryWorkflow(${run.id}, "${stage ?? "STAGE"}") when that is put right`,
    });
    this.name = "WorkflowError";
    this.run = run;
    this.stage = stage;
  }
}
