import { randomUUID } from "node:crypto";
import { DomainError } from "@/lib/core/errors";
import { problemResponse } from "@/lib/http/problem";

/** Answers every unknown API path with a problem instead of a page. */
function unknownPath(request: Request): Response {
  const { pathname } = new URL(request.url);
  const error = new DomainError("not_found", `There is no ${request.method} ${pathname}`, {
    fix: "see GET /api/openapi.json for what there is",
  });
  return problemResponse(error, randomUUID());
}

export {
  unknownPath as DELETE,
  unknownPath as GET,
  unknownPath as PATCH,
  unknownPath as POST,
  unknownPath as PUT,
};
