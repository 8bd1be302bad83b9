import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test, vi } from "vitest";
import { apiGet, everyAgent, everyPage } from "./api";

let server: Server | undefined;

/** A server at the other end of the paths that the page reads. */
async function serve(answer: RequestListener): Promise<void> {
  const listening = createServer(answer);
  server = listening;
  await new Promise<void>((resolve) => listening.listen(0, "127.0.0.1", resolve));
  const { port } = listening.address() as AddressInfo;
  const real = fetch;
  vi.stubGlobal("fetch", (path: string, init: RequestInit) =>
    real(`http://127.0.0.1:${port}${path}`, init),
  );
}

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
  server?.closeAllConnections();
  server?.close();
});

test("a server that never answers ends the reading after a minute", async () => {
  const late = new AbortController();
  const timeout = vi.spyOn(AbortSignal, "timeout").mockReturnValue(late.signal);
  await serve(() => late.abort());
  await expect(apiGet("/api/tasks")).rejects.toMatchObject({ code: "unavailable", status: 503 });
  expect(timeout).toHaveBeenCalledWith(60_000);
});

test("a reading that is taken back says nothing of the server", async () => {
  const taken = new AbortController();
  await serve(() => taken.abort());
  await expect(apiGet("/api/tasks", taken.signal)).rejects.toMatchObject({ name: "AbortError" });
});

test("an answer that breaks off is a failure, not an empty answer", async () => {
  await serve((_, response) => {
    response.writeHead(200, { "content-length": 100 });
    response.write('{"tasks":', () => response.destroy());
  });
  await expect(apiGet("/api/tasks")).rejects.toMatchObject({ code: "unavailable" });
});

test("a page in place of data is a failure", async () => {
  await serve((_, response) => response.end("<html>Sign in to the proxy</html>"));
  await expect(apiGet("/api/tasks")).rejects.toThrow("The server's answer cannot be read");
});

test("a refusal keeps its words and its advice", async () => {
  const refusal = {
    code: "forbidden",
    detail: "Not yours.",
    fix: "ask an admin",
    request_id: "r1",
  };
  await serve((_, response) => response.writeHead(403).end(JSON.stringify(refusal)));
  await expect(apiGet("/api/tasks")).rejects.toMatchObject({
    status: 403,
    code: "forbidden",
    message: "Not yours.",
    fix: "ask an admin",
    requestId: "r1",
  });
});

/** Answers as the API pages its lists, and notes the paths that are asked for. */
async function serveList(answer: (query: URLSearchParams) => unknown): Promise<string[]> {
  const asked: string[] = [];
  await serve(({ url = "" }, response) => {
    asked.push(url);
    response.end(JSON.stringify(answer(new URL(url, "http://baton.invalid").searchParams)));
  });
  return asked;
}

test("agents are read to the last one, however many pages that takes", async () => {
  const all = Array.from({ length: 450 }, (_, id) => ({ id }));
  const asked = await serveList((query) => {
    const offset = Number(query.get("offset"));
    return { agents: all.slice(offset, offset + 200), total: all.length };
  });
  expect((await everyAgent<{ id: number }>()).agents).toEqual(all);
  expect(asked).toHaveLength(3);
});

test("agents deleted between two pages end the reading", async () => {
  await serveList((query) => ({
    agents: query.get("offset") === "0" ? [{ id: 1 }] : [],
    total: 2,
  }));
  expect((await everyAgent()).agents).toEqual([{ id: 1 }]);
});

test("a list with a query keeps it on every page", async () => {
  const asked = await serveList((query) => ({ next_cursor: query.has("cursor") ? null : "next" }));
  await everyPage("/api/tasks?status=in_progress");
  await everyPage("/api/labels");
  expect(asked).toEqual([
    "/api/tasks?status=in_progress",
    "/api/tasks?status=in_progress&cursor=next",
    "/api/labels",
    "/api/labels?cursor=next",
  ]);
});
