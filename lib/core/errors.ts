/** Every way a command can refuse. One closed union: surfaces translate codes, they never invent them. */
export const ERROR_CODES = [
  "invalid",
  "unauthenticated",
  "forbidden",
  "not_found",
  "conflict",
  "precondition_failed",
  "seq_blocked",
  "blocked",
  "at_capacity",
  "stale_run",
  "review_required",
  "payload_too_large",
  "rate_limited",
  "budget_exceeded",
  "unavailable",
  "internal",
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** One violated rule of one input field: `field` is a dotted path, `rule` a sentence. */
export interface FieldProblem {
  field: string;
  rule: string;
}

export interface ErrorDetails {
  /** What the caller can do about it, as an imperative sentence. */
  fix?: string;
  problems?: FieldProblem[];
  retryAfterSeconds?: number;
  [key: string]: unknown;
}

/** A refusal with a reason that is safe to show to the caller. Anything else that is thrown is a defect and becomes `internal`. */
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

interface ErrorSurface {
  status: number;
  title: string;
  /** The code word a ticket tool answers with: `ERR{code:…}` in TOON/1. */
  toon: "invalid" | "not_found" | "conflict" | "seq_blocked" | "internal";
}

/** How each code looks on each surface (architecture.md, "The shape of a command"). */
export const ERROR_SURFACES: Record<ErrorCode, ErrorSurface> = {
  invalid: { status: 400, title: "Invalid input", toon: "invalid" },
  unauthenticated: { status: 401, title: "Authentication required", toon: "invalid" },
  forbidden: { status: 403, title: "Not allowed", toon: "invalid" },
  not_found: { status: 404, title: "Not found", toon: "not_found" },
  conflict: { status: 409, title: "Conflict", toon: "conflict" },
  precondition_failed: { status: 412, title: "Precondition failed", toon: "conflict" },
  seq_blocked: { status: 409, title: "Blocked by an earlier step", toon: "seq_blocked" },
  blocked: { status: 409, title: "Blocked", toon: "conflict" },
  at_capacity: { status: 409, title: "At capacity", toon: "conflict" },
  stale_run: { status: 409, title: "Stale run", toon: "conflict" },
  review_required: { status: 403, title: "Review required", toon: "conflict" },
  payload_too_large: { status: 413, title: "Payload too large", toon: "invalid" },
  rate_limited: { status: 429, title: "Too many requests", toon: "internal" },
  budget_exceeded: { status: 402, title: "Budget exceeded", toon: "conflict" },
  unavailable: { status: 503, title: "Unavailable", toon: "internal" },
  internal: { status: 500, title: "Internal error", toon: "internal" },
};

/** Refuses one field of the input. */
export function invalid(field: string, rule: string, details: ErrorDetails = {}): DomainError {
  return new DomainError("invalid", `${field}: ${rule}`, {
    ...details,
    problems: [{ field, rule }],
  });
}

export function notFound(what: string): DomainError {
  return new DomainError("not_found", `${what} not found`);
}

/** Whether an error says that something does not exist, and not that it could not be read. */
export function isNotFound(error: unknown): boolean {
  return error instanceof DomainError && error.code === "not_found";
}
