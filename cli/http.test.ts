import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Baton, connect } from "@/client/client";
import { Unreachable } from "@/client/failures";
import { httpFetch } from "./http";

/** A peer that says what it was sent, and answers some paths as others than Baton do. */
let server: Server;
let baton: Baton;
beforeAll(async () => {
  server = createServer(async (request, response) => {
    if (request.url === "/moved")
      return response.writeHead(308, { location: "https://new/" }).end();
    if (request.url === "/empty") return response.writeHead(204).end();
    if (request.url === "/broken")
      return response.writeHead(200, { "content-length": "9" }).end("x");
    if (request.url === "/silent") return undefined;
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part);
    const { method, headers } = request;
    response.setHeader("content-type", "application/json");
    return response.end(JSON.stringify({ method, headers, body: Buffer.concat(parts).toString() }));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  baton = connect({ url: `http://127.0.0.1:${port}`, key: "mc_x", fetch: httpFetch });
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

it("sends method, headers and a body in any script", async () => {
  const body = { title: "日本語 😀" };
  const reply = await baton.send("POST", "/echo", { body });
  expect(reply.body).toMatchObject({
    method: "POST",
    headers: { authorization: "Bearer mc_x", "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  expect((await baton.send("GET", "/empty")).status).toBe(204);
});

it("does not send a key on to where an answer points, and says where that is", async () => {
  await expect(baton.send("POST", "/moved", { body: {} })).rejects.toMatchObject({
    code: "moved",
    message: expect.stringContaining("https://new/"),
  });
});

it("ends with the answer, with its caller, and with an answer that breaks off", async () => {
  await expect(baton.send("GET", "/broken")).rejects.toBeInstanceOf(Unreachable);
  const caller = new AbortController();
  const waiting = baton.send("GET", "/silent", {}, { signal: caller.signal });
  caller.abort(new Error("enough"));
  await expect(waiting).rejects.toThrow("enough");
});
