import { randomUUID } from "node:crypto";
import { DomainError } from "@/lib/core/errors";
import { problemResponse } from "@/lib/http/problem";
import { authenticate } from "./route";

/**
 * Answers a path of the API that does not exist: with 404, and with 401 to callers without valid credentials, who learn nothing of
 * which paths there are.
 */
export async function unknownPath(request: Request): Promise<Response> {
  try {
    if ((await authenticate(request)) === null) {
      throw new DomainError("unauthenticated", "Authentication required", {
        fix: "send Authorization: Bearer KEY or x-api-key: KEY, or sign in",
      });
    }
    const { pathname } = new URL(request.url);
    throw new DomainError("not_found", `There is no ${request.method} ${pathname}`, {
      fix: "see GET /api/openapi.json for what there is",
    });
  } catch (error) {
    return problemResponse(error, randomUUID());
  }
}
