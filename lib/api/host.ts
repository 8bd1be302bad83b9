import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { NodeRequest, sendNodeResponse } from "srvx/node";
import { DomainError } from "@/lib/core/errors";
import { currentRequest } from "@/lib/core/request-record";
import type { RouteHandler } from "@/lib/http/define-route";
import { problemResponse } from "@/lib/http/problem";
import { isStreamed } from "@/lib/http/respond";
import type { RouteModule } from "./openapi";

interface Route {
  pattern: string;
  segments: string[];
  module: RouteModule;
}

/**
 * Serves the API's routes directly from Node's HTTP server. A route is a plain function of a Request, so only pages go
 * through the framework's routing, which costs several times as much as a claim (docs/decisions/0010). srvx reads the
 * request, aborts it with the connection and streams the response at the reader's pace; limits on what may come in are
 * applied before (scripts/serve/admission.mjs). Returns false for a path that is not an API route.
 */
export function createApiHost(routes: Record<string, RouteModule>) {
  const table = Object.entries(routes)
    .map(([path, module]) => ({ pattern: path, segments: path.split("/"), module }))
    .sort(literalsFirst);
  const literal = new Map(
    table
      .filter((route) => !route.segments.some(isParam))
      .map((route) => [route.segments.join("/"), route]),
  );

  return async function serveApi(
    incoming: IncomingMessage,
    outgoing: ServerResponse,
  ): Promise<boolean> {
    const target = incoming.url ?? "/";
    const cut = target.indexOf("?");
    const path = cut === -1 ? target : target.slice(0, cut);
    const route = literal.get(path) ?? table.find((candidate) => matches(candidate, path));
    if (!route) return false;
    const observed = currentRequest();
    if (observed) observed.route = route.pattern;
    try {
      await send(await answer(route, path, incoming, outgoing), outgoing);
    } catch (error) {
      if (outgoing.headersSent) outgoing.destroy();
      else await send(problemResponse(error, randomUUID()), outgoing);
    }
    return true;
  };
}

const isParam = (segment: string): boolean => segment.startsWith("{");

/** As in the framework's routing: of /runs/{id}/messages/take and /runs/{id}/messages/{seq}, the first takes what both match. */
function literalsFirst(one: Route, other: Route): number {
  for (const [at, segment] of one.segments.entries()) {
    const theirs = other.segments[at];
    if (theirs === undefined) return 0;
    if (isParam(segment) !== isParam(theirs)) return isParam(segment) ? 1 : -1;
  }
  return 0;
}

function matches(route: Route, path: string): boolean {
  const given = path.split("/");
  return (
    given.length === route.segments.length &&
    route.segments.every((segment, i) =>
      isParam(segment) ? given[i] !== "" : segment === given[i],
    )
  );
}

async function answer(
  route: Route,
  path: string,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<Response> {
  const method = incoming.method ?? "GET";
  const handler = route.module[(method === "HEAD" ? "GET" : method) as keyof RouteModule];
  // Whoever asks for the head of an answer wants nothing changed, and no backup begun.
  const changes = method === "HEAD" && (handler as RouteHandler | undefined)?.spec?.changes;
  if (!handler || changes) return methodNotAllowed(route, method);
  const request = new NodeRequest({ req: incoming, res: outgoing });
  return (handler as RouteHandler)(request, { params: paramsOf(route, path) });
}

function paramsOf(route: Route, path: string): Record<string, string> {
  const params: Record<string, string> = {};
  const given = path.split("/");
  route.segments.forEach((segment, i) => {
    if (isParam(segment)) params[segment.slice(1, -1)] = decode(given[i] as string);
  });
  return params;
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw new DomainError("invalid", "The path is not valid percent-encoded text", {
      problems: [{ field: "path", rule: "must be valid percent-encoded UTF-8" }],
    });
  }
}

function methodNotAllowed(route: Route, method: string): Response {
  const allow = Object.keys(route.module).join(", ");
  if (method === "OPTIONS") return new Response(null, { status: 204, headers: { allow } });
  const problem = {
    type: "urn:baton:problem:method_not_allowed",
    title: "Method not allowed",
    status: 405,
    detail: `This path takes ${allow}, not ${method}`,
    code: "method_not_allowed",
    error: `This path takes ${allow}, not ${method}`,
    request_id: randomUUID(),
  };
  return new Response(JSON.stringify(problem), {
    status: 405,
    headers: { allow, "content-type": "application/problem+json" },
  });
}

async function send(response: Response, outgoing: ServerResponse): Promise<void> {
  // A body beyond the limit was answered while the route was still reading it.
  if (outgoing.headersSent) return;
  const streams =
    isStreamed(response) || response.headers.get("content-type")?.startsWith("text/event-stream");
  if (streams || outgoing.req.method === "HEAD") return sendNodeResponse(outgoing, response);
  // Sent in one piece with its length: responses that are not streams are small.
  outgoing.statusCode = response.status;
  for (const [name, value] of response.headers) outgoing.setHeader(name, value);
  outgoing.end(response.body === null ? undefined : Buffer.from(await response.arrayBuffer()));
}
