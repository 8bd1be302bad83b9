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
      fix: wayAround(pathname) ?? "see GET /api/openapi.json for what there is",
    });
  } catch (error) {
    return problemResponse(error, randomUUID());
  }
}

/** What clients of Mission Control ask for and Baton has in another form (docs/existing-clients.md). */
const WAYS: readonly [RegExp, string][] = [
  [
    /^\/api\/(workflows|pipelines)(\/|$)/,
    "create a task with children, or with follow_ups: POST /api/tasks",
  ],
  [
    /^\/api\/v1\/runs\//,
    "a run is reported when it is over, with POST /api/v1/runs; every claim opens one of Baton's own",
  ],
  [/^\/api\/v1\/evals(\/|$)/, "verdicts are evaluations: see GET /api/quality-review/history"],
  [/^\/api\/(sessions|claude)(\/|$)/, "every claim opens a run: see GET /api/runs"],
  [/^\/api\/(gateways?|gateway-config|openclaw)(\/|$)/, "see GET /api/runtimes"],
  [/^\/api\/adapters$/, "register with POST /api/agents/register and poll GET /api/tasks/queue"],
  [/^\/api\/memory(\/|$)/, "an agent's notes are at GET /api/agents/{id}/memory"],
  [
    /^\/api\/settings$/,
    "see GET /api/budgets, /api/prices, /api/runtimes and /api/events/retention",
  ],
];

function wayAround(pathname: string): string | undefined {
  return WAYS.find(([path]) => path.test(pathname))?.[1];
}
