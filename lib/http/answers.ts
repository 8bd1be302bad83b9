import type { z } from "zod";
import { config } from "@/lib/core/config";

/** A response that is not, or not always, one JSON document, described by content type. */
export interface AnswerTypes {
  byContentType: Record<string, z.ZodType>;
}

/** The success response of a route: a JSON schema, or a description by content type. No body: `byContentType({})`. */
export type AnswerSpec = z.ZodType | AnswerTypes;

export function byContentType(byContentType: Record<string, z.ZodType>): AnswerTypes {
  return { byContentType };
}

/** The schemas of a response by content type. */
export function answerTypes(spec: AnswerSpec): Record<string, z.ZodType> {
  return "byContentType" in spec ? spec.byContentType : { "application/json": spec };
}

/**
 * Checks a success response against its route's declaration, in tests and development. A mismatch is a defect of the
 * server and throws. Only the content type of streams and texts is checked.
 */
export async function assertDeclared(
  operation: string,
  spec: AnswerSpec,
  response: Response,
): Promise<void> {
  if (!config.checkAnswers || !response.ok || response.body === null) return;
  const type = (response.headers.get("content-type") ?? "").split(";")[0] as string;
  const schema = answerTypes(spec)[type];
  if (!schema)
    throw new Error(`${operation} answered ${type}, which its declaration does not have`);
  if (type !== "application/json") return;
  const result = schema.safeParse(await response.clone().json());
  if (result.success) return;
  const wrong = result.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
  throw new Error(`${operation} answered what its declaration does not have: ${wrong.join("; ")}`);
}
