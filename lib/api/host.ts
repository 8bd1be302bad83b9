import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { DomainError } from "@/lib/core/errors";
import type { RouteHandler } from "@/lib/http/define-route";
import { problemResponse } from "@/lib/http/problem";
import type { RouteModule } from "./openapi";

/** More than any route accepts: what is beyond is not even kept. */
const MAX_BODY_BYTES = 4 * 1024 * 1024;

interface Route {
  segments: string[];
  module: RouteModule;
}

/**
 * Serves the API's routes straight from Node's HTTP server. A route is a plain function of a Request, so the framework's
 * own routing, which costs several times what a claim does, is left to the pages (docs/decisions/0010). Returns false for
 * a path that is none of the routes'.
 */
export function createApiHost(routes: Record<string, RouteModule>) {
  const table = Object.entries(routes).map(([path, module]) => ({
    segments: path.split("/"),
    module,
  }));
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
    const hangUp = new AbortController();
    outgoing.once("close", () => hangUp.abort());
    try {
      await send(await answer(route, path, target, incoming, hangUp.signal), outgoing);
    } catch (error) {
      if (outgoing.headersSent) outgoing.destroy();
      else await send(problemResponse(error, randomUUID()), outgoing);
    }
    return true;
  };
}

const isParam = (segment: string): boolean => segment.startsWith("{");

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
  target: string,
  incoming: IncomingMessage,
  signal: AbortSignal,
): Promise<Response> {
  const method = incoming.method ?? "GET";
  const handler = route.module[(method === "HEAD" ? "GET" : method) as keyof RouteModule];
  if (!handler) return methodNotAllowed(route, method);
  const headers = new Headers();
  for (let i = 0; i < incoming.rawHeaders.length; i += 2) {
    headers.append(incoming.rawHeaders[i] as string, incoming.rawHeaders[i + 1] as string);
  }
  settle(headers, incoming);
  const body = method === "GET" || method === "HEAD" ? undefined : await read(incoming);
  const url = `http://${incoming.headers.host ?? "localhost"}${target}`;
  const request = new Request(url, { method, headers, body, signal });
  return (handler as RouteHandler)(request, { params: paramsOf(route, path) });
}

/** What the server settled about the client's address stands, whatever the client sent (scripts/serve/client-address). */
function settle(headers: Headers, incoming: IncomingMessage): void {
  const address = incoming.headers["x-forwarded-for"];
  if (address === undefined) headers.delete("x-forwarded-for");
  else headers.set("x-forwarded-for", String(address));
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

async function read(incoming: IncomingMessage): Promise<Buffer<ArrayBuffer> | undefined> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of incoming) {
    size += (part as Buffer).length;
    if (size > MAX_BODY_BYTES) {
      throw new DomainError(
        "payload_too_large",
        `The request body is larger than ${MAX_BODY_BYTES} bytes`,
        {
          fix: "send less at once",
        },
      );
    }
    parts.push(part as Buffer);
  }
  return size === 0 ? undefined : Buffer.concat(parts);
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
  outgoing.statusCode = response.status;
  for (const [name, value] of response.headers) outgoing.setHeader(name, value);
  if (outgoing.req.method === "HEAD" || response.body === null) {
    await response.body?.cancel();
    outgoing.end();
    return;
  }
  if (!response.headers.get("content-type")?.startsWith("text/event-stream")) {
    outgoing.end(Buffer.from(await response.arrayBuffer()));
    return;
  }
  await stream(response.body, outgoing);
}

/** Writes a stream as it comes, no faster than the reader takes it. */
async function stream(body: ReadableStream<Uint8Array>, outgoing: ServerResponse): Promise<void> {
  outgoing.flushHeaders();
  const reader = body.getReader();
  outgoing.once("close", () => void reader.cancel().catch(() => undefined));
  for (;;) {
    const { done, value } = await reader.read();
    if (done || outgoing.destroyed) break;
    if (!outgoing.write(value)) {
      await new Promise<void>((resolve) => {
        outgoing.once("drain", resolve);
        outgoing.once("close", resolve);
      });
    }
  }
  outgoing.end();
}
