import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RouteHandler } from "@/lib/http/define-route";
import { createApiHost } from "./host";

let server: Server;
let base: string;
let hungUp: Promise<void>;
let hangUp: () => void;
hungUp = new Promise((resolve) => {
  hangUp = resolve;
});

const route = (
  handle: (request: Request, params: Record<string, string>) => Response | Promise<Response>,
) =>
  (async (request: Request, context?: { params?: unknown }) =>
    handle(request, (await context?.params) as Record<string, string>)) as RouteHandler;

beforeAll(async () => {
  const serve = createApiHost({
    "/api/echo": {
      POST: route(async (request) => Response.json({ got: await request.text() }, { status: 201 })),
    },
    "/api/things/{id}": { GET: route((_, params) => Response.json(params)) },
    "/api/things/all": { GET: route(() => Response.json("all")) },
    "/api/stream": {
      GET: route((request) => {
        request.signal.addEventListener("abort", () => hangUp());
        const body = new ReadableStream({
          start: (controller) => controller.enqueue(new TextEncoder().encode("data: first\n\n")),
        });
        return new Response(body, { headers: { "content-type": "text/event-stream" } });
      }),
    },
  });
  server = createServer(async (request, response) => {
    if (!(await serve(request, response))) response.writeHead(404).end("not the API's");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

describe("the API's host", () => {
  it("gives a route its body, status and decoded parameters, literal paths first", async () => {
    const echo = await fetch(`${base}/api/echo?x=1`, { method: "POST", body: "grüße" });
    expect([echo.status, await echo.json()]).toEqual([201, { got: "grüße" }]);
    expect(await (await fetch(`${base}/api/things/a%20b`)).json()).toEqual({ id: "a b" });
    expect(await (await fetch(`${base}/api/things/all`)).json()).toBe("all");
  });

  it("leaves other paths to others, and names the methods that a path takes", async () => {
    expect((await fetch(`${base}/api/nothing`)).status).toBe(404);
    const refused = await fetch(`${base}/api/things/all`, { method: "DELETE" });
    expect([refused.status, refused.headers.get("allow")]).toEqual([405, "GET"]);
    const head = await fetch(`${base}/api/things/all`, { method: "HEAD" });
    expect([head.status, await head.text()]).toEqual([200, ""]);
  });

  it("refuses a path that is not text and a body beyond measure as problems", async () => {
    const path = await fetch(`${base}/api/things/%ff`);
    expect([path.status, (await path.json()).code]).toEqual([400, "invalid"]);
    const large = await fetch(`${base}/api/echo`, {
      method: "POST",
      body: "x".repeat(5 * 1024 * 1024),
    });
    expect([large.status, (await large.json()).code]).toEqual([413, "payload_too_large"]);
  });

  it("streams as it comes, and tells the route when the reader hangs up", async () => {
    const reader = new AbortController();
    const response = await fetch(`${base}/api/stream`, { signal: reader.signal });
    const { value } = await (response.body as ReadableStream<Uint8Array>).getReader().read();
    expect(new TextDecoder().decode(value)).toBe("data: first\n\n");
    reader.abort();
    await hungUp;
  });
});
