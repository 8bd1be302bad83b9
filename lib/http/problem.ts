import { z } from "zod";
import { DomainError, type ErrorCode, type FieldProblem } from "@/lib/core/errors";
import { logger } from "@/lib/core/logger";
import { unavailableReason } from "@/lib/core/unavailable";

/** The body of every refusal: RFC 9457, plus `error`, which existing clients show. Some refusals carry more details. */
export const ProblemShape = z
  .looseObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.string(),
    /** The same as `detail`. */
    error: z.string(),
    request_id: z.string(),
    /** What the caller can do about it. */
    fix: z.string().optional(),
    /** Each field that breaks a rule. */
    problems: z
      .array(
        z.strictObject({
          field: z.string(),
          rule: z.string(),
          /** Of a definition: where in it, and what to write. */
          path: z.string().optional(),
          line: z.int().optional(),
          column: z.int().optional(),
          fix: z.string().optional(),
        }),
      )
      .optional(),
    /** The same as sentences. */
    details: z.unknown().optional(),
  })
  .meta({ id: "Problem", description: "Why a request was refused, and what to do about it." });
type Problem = z.output<typeof ProblemShape>;

interface Shown {
  status: number;
  title: string;
  /** The word used in the body where it differs from the code. */
  code?: string;
}

/** The HTTP status of each refusal. */
const SHOWN: Record<ErrorCode, Shown> = {
  invalid: { status: 400, title: "Invalid input" },
  unauthenticated: { status: 401, title: "Authentication required" },
  forbidden: { status: 403, title: "Not allowed" },
  not_found: { status: 404, title: "Not found" },
  conflict: { status: 409, title: "Conflict" },
  stale_etag: { status: 409, title: "Conflict", code: "conflict" },
  seq_blocked: { status: 409, title: "Blocked by an earlier step" },
  blocked: { status: 409, title: "Blocked" },
  at_capacity: { status: 409, title: "At capacity" },
  stale_run: { status: 409, title: "Stale run" },
  review_required: { status: 403, title: "Review required" },
  payload_too_large: { status: 413, title: "Payload too large" },
  rate_limited: { status: 429, title: "Too many requests" },
  budget_exceeded: { status: 402, title: "Budget exceeded" },
  unsafe_content: { status: 422, title: "Unsafe content" },
  unavailable: { status: 503, title: "Unavailable" },
  internal: { status: 500, title: "Internal error" },
};

/** A stale etag from the If-Match header fails the precondition (412); one from the body is a conflict. */
const PRECONDITION_FAILED: Shown = {
  status: 412,
  title: "Precondition failed",
  code: "precondition_failed",
};

/**
 * Maps anything thrown to a problem response; what is not a DomainError is logged and shown as `internal`.
 * `conditional` says that the request had an If-Match header.
 */
export function problemResponse(
  thrown: unknown,
  requestId: string,
  options: { conditional?: boolean } = {},
): Response {
  const error = toDomainError(thrown, requestId);
  const shown =
    options.conditional && error.code === "stale_etag" ? PRECONDITION_FAILED : SHOWN[error.code];
  const code = shown.code ?? error.code;
  const { fix, problems, retryAfterSeconds, ...rest } = error.details;
  const body: Problem = {
    // Spread first, so that no detail can replace a standard member.
    ...rest,
    type: `urn:baton:problem:${code}`,
    title: shown.title,
    status: shown.status,
    detail: error.message,
    code,
    error: error.message,
    ...(fix ? { fix } : {}),
    ...(problems ? { problems, details: problems.map(sentence) } : {}),
    request_id: requestId,
  };
  const headers: Record<string, string> = {
    "content-type": "application/problem+json",
    "x-request-id": requestId,
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
  };
  if (retryAfterSeconds !== undefined) headers["retry-after"] = String(retryAfterSeconds);
  if (error.code === "unauthenticated") headers["www-authenticate"] = 'Bearer realm="baton"';
  return new Response(JSON.stringify(body), { status: shown.status, headers });
}

const sentence = (problem: FieldProblem): string => `${problem.field}: ${problem.rule}`;

/**
 * Converts what was thrown into a refusal the caller may see. A database that is temporarily unavailable becomes
 * `unavailable` with its reason; every other defect is logged under the request id and hidden behind `internal`.
 */
export function toDomainError(thrown: unknown, requestId: string): DomainError {
  if (thrown instanceof DomainError) return thrown;
  const err = thrown instanceof Error ? thrown : new Error(String(thrown));
  const unavailable = unavailableReason(thrown);
  if (unavailable) {
    logger.warn({ request_id: requestId, err: err.message.trim() }, unavailable.message);
    return unavailable;
  }
  logger.error(
    { request_id: requestId, err: { message: err.message, stack: err.stack } },
    "unhandled error",
  );
  return new DomainError("internal", "Something went wrong on the server", {
    fix: `look for request ${requestId} in the server's log`,
  });
}
