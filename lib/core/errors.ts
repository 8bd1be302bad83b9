/** Every way a command can refuse, as a closed union: each surface decides how to show each one. */
export const ERROR_CODES = [
  "invalid",
  "unauthenticated",
  "forbidden",
  "not_found",
  "conflict",
  "stale_etag",
  "seq_blocked",
  "blocked",
  "at_capacity",
  "stale_run",
  "review_required",
  "payload_too_large",
  "rate_limited",
  "budget_exceeded",
  "unsafe_content",
  "unavailable",
  "internal",
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** One violated rule of one input field: `field` is a dotted path, `rule` a sentence. */
export interface FieldProblem {
  field: string;
  rule: string;
  /** Of a definition: the place in it, in its source (from 1), and the way out. */
  path?: string;
  line?: number;
  column?: number;
  fix?: string;
}

export interface ErrorDetails {
  /** What the caller can do about it, as an imperative sentence. */
  fix?: string;
  problems?: FieldProblem[];
  retryAfterSeconds?: number;
  [key: string]: unknown;
}

/**
 * A refusal whose message is safe to show to the caller. Anything else that is thrown is a defect and becomes
 * `internal`.
 */
export class DomainError extends Error {
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message);
    this.name = "DomainError";
    this.code = code;
    this.details = details;
  }
}

/** Refuses one field of the input. */
export function invalid(field: string, rule: string, details: ErrorDetails = {}): DomainError {
  return new DomainError("invalid", `${field}: ${rule}`, {
    ...details,
    problems: [{ field, rule }],
  });
}

/** Where the things are listed that are asked for by a name or a number. */
const LISTED: Readonly<Record<string, string>> = {
  Agent: "GET /api/agents (mc agents list) has their names; a deleted agent is none",
  Task: "GET /api/tasks (mc tasks list) has their references, such as shop-014",
  Run: "GET /api/runs (mc runs list) has their numbers",
  Request: "GET /api/requests (mc requests list) has those that are open",
  Worker: "GET /api/workers (mc workers list) has their numbers",
  Profile: "GET /api/profiles (mc profiles list) has their names",
  Project: "GET /api/projects (mc projects list) has them",
  Schedule: "GET /api/schedules (mc schedules list) has their names",
  "Workflow run": "GET /api/workflow-runs has their numbers",
};

/** Something is not there, or not for the caller. `which` is what it was asked for by: a name, a number or a reference. */
export function notFound(what: string, which?: string | number): DomainError {
  const named = which === undefined ? what : `${what} ${String(which).slice(0, 120)}`;
  const fix = LISTED[what];
  return new DomainError("not_found", `${named} not found`, fix === undefined ? {} : { fix });
}

/** Whether an error means that something does not exist, rather than that it could not be read. */
export function isNotFound(error: unknown): boolean {
  return error instanceof DomainError && error.code === "not_found";
}

/**
 * What was read has changed before it was locked, so what was decided from it no longer holds. A transaction that throws it runs again from
 * the start; if that goes wrong every time, the caller is told `conflict`.
 */
export class Overtaken extends DomainError {
  constructor(what: string) {
    super("conflict", `${what} changed at the same moment`, { fix: "try it again" });
  }
}
