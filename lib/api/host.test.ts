import { createServer, type Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RouteHandler } from "@/lib/http/define-route";
import { readText } from "@/lib/http/validate";
import { createApiHost } from "./host";

const LONG_PART = "x".repeat(256 * 1024);
const LONG_PARTS = 60;
let backpressured = 0;
let mostListeners = 0;
let taken = 0;

let server: Server;
let base: string;
let hungUp: Promise<void>;
let hangUp: () => void;
hungUp = new Promise((resolve) => {
  hangUp = resolve;
});
const { promise: letGo, resolve: wasLetGo } = Promise.withResolvers<void>();
const { promise: uploading, resolve: beginUpload } = Promise.withResolvers<void>();
let upload: Promise<string>;
function startUpload(reading: Promise<string>): void {
  upload = reading;
  beginUpload();
}

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
    "/api/take": {
      GET: Object.assign(
        route(() => Response.json({ taken: ++taken })),
        { spec: { id: "things.take", summary: "Take one", response: null, changes: true } },
      ) as unknown as RouteHandler,
    },
    "/api/things/all": { GET: route(() => Response.json("all")) },
    "/api/upload": {
      POST: route(async (request) => {
        startUpload(readText(request));
        return Response.json({ got: await upload });
      }),
    },
    "/api/long": {
      GET: route(() => {
        let parts = 0;
        const body = new ReadableStream({
          pull(controller) {
            controller.enqueue(new TextEncoder().encode(LONG_PART));
            if (++parts === LONG_PARTS) controller.close();
          },
        });
        return new Response(body, { headers: { "content-type": "text/event-stream" } });
      }),
    },
    "/api/stream": {
      GET: route((request) => {
        request.signal.addEventListener("abort", () => hangUp());
        const body = new ReadableStream({
          start: (controller) => controller.enqueue(new TextEncoder().encode("data: first\n\n")),
          cancel: () => wasLetGo(),
        });
        return new Response(body, { headers: { "content-type": "text/event-stream" } });
      }),
    },
  });
  server = createServer(async (request, response) => {
    response.on("newListener", () => {
      const listeners = response.listenerCount("close") + response.listenerCount("drain");
      mostListeners = Math.max(mostListeners, listeners);
    });
    response.on("drain", () => backpressured++);
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

  it("refuses a HEAD where the GET changes something, which it does not call", async () => {
    const head = await fetch(`${base}/api/take`, { method: "HEAD" });
    expect([head.status, head.headers.get("allow"), taken]).toEqual([405, "GET", 0]);
    expect(await (await fetch(`${base}/api/take`)).json()).toEqual({ taken: 1 });
  });

  it("refuses a path that is not text as a problem", async () => {
    const path = await fetch(`${base}/api/things/%ff`);
    expect([path.status, (await path.json()).code]).toEqual([400, "invalid"]);
  });

  it("streams as it comes, and tells the route when the reader hangs up", async () => {
    const reader = new AbortController();
    const response = await fetch(`${base}/api/stream`, { signal: reader.signal });
    const { value } = await (response.body as ReadableStream<Uint8Array>).getReader().read();
    expect(new TextDecoder().decode(value)).toBe("data: first\n\n");
    reader.abort();
    await hungUp;
  });

  it("writes a stream no faster than it is read, and waits with one listener however often", async () => {
    const socket = connect(Number(new URL(base).port), "127.0.0.1");
    socket.write("GET /api/long HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n");
    let received = 0;
    for await (const chunk of socket) received += (chunk as Buffer).length;
    expect(received).toBeGreaterThan(LONG_PARTS * LONG_PART.length);
    expect(backpressured).toBeGreaterThan(20);
    expect(mostListeners).toBeLessThan(8);
  });

  it("answers a HEAD as the GET, without the body, and lets go of its stream", async () => {
    const head = await fetch(`${base}/api/stream`, { method: "HEAD" });
    expect([head.status, head.headers.get("content-type")]).toEqual([200, "text/event-stream"]);
    expect(await head.text()).toBe("");
    await letGo;
  });

  it("gives an upload that breaks off to nobody as a whole one", async () => {
    const socket = connect(Number(new URL(base).port), "127.0.0.1");
    socket.write("POST /api/upload HTTP/1.1\r\nhost: localhost\r\ncontent-length: 10\r\n\r\nhalf");
    await uploading;
    socket.destroy();
    await expect(upload).rejects.toMatchObject({ code: "invalid" });
  });
});
