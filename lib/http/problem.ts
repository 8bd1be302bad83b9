import { z } from "zod";
import { DomainError, ERROR_SURFACES, type FieldProblem } from "@/lib/core/errors";
import { logger } from "@/lib/core/logger";
import { unavailableReason } from "@/lib/core/unavailable";

/** The body of every refusal: RFC 9457, and `error`, which existing clients show. Some refusals carry further facts. */
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
    problems: z.array(z.strictObject({ field: z.string(), rule: z.string() })).optional(),
    /** The same as sentences. */
    details: z.unknown().optional(),
  })
  .meta({ id: "Problem", description: "Why a request was refused, and what to do about it." });
type Problem = z.output<typeof ProblemShape>;

/** Maps anything thrown to a problem response; what is not a DomainError is logged and shown as `internal`. */
export function problemResponse(thrown: unknown, requestId: string): Response {
  const error = toDomainError(thrown, requestId);
  const surface = ERROR_SURFACES[error.code];
  const { fix, problems, retryAfterSeconds, ...rest } = error.details;
  const body: Problem = {
    // First, so that no detail can stand in for a standard member.
    ...rest,
    type: `urn:baton:problem:${error.code}`,
    title: surface.title,
    status: surface.status,
    detail: error.message,
    code: error.code,
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
  return new Response(JSON.stringify(body), { status: surface.status, headers });
}

const sentence = (problem: FieldProblem): string => `${problem.field}: ${problem.rule}`;

/**
 * What was thrown as a refusal the caller may see. A database that cannot answer at the moment is `unavailable` with its
 * reason; every other defect is logged under the request id and hidden behind `internal`.
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
