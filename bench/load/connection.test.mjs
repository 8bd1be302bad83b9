import { once } from "node:events";
import { createServer } from "node:http";
import { describe, expect, test } from "vitest";
import { readAnswer, withConnections } from "./connection.mjs";

const chunked =
  "HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n7\r\n, world\r\n0\r\n\r\n";

describe("readAnswer", () => {
  test("reads an answer of a known length", () => {
    const answer = readAnswer(Buffer.from("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}"));
    expect(answer).toEqual({ status: 200, body: Buffer.from("{}") });
  });

  test("puts a chunked answer together", () => {
    expect(readAnswer(Buffer.from(chunked))).toEqual({
      status: 201,
      body: Buffer.from("hello, world"),
    });
  });

  test("waits for the rest wherever an answer is cut", () => {
    for (let length = 0; length < chunked.length; length++) {
      expect(readAnswer(Buffer.from(chunked.slice(0, length)))).toBeNull();
    }
  });
});

test("a connection that the server closed while nothing was asked is opened again", async () => {
  const server = createServer((_, response) => response.end("{}")).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  await withConnections({ port, apiKey: "" }, 1, async ([connection]) => {
    const [socket] = await Promise.all([
      once(server, "connection").then(([socket]) => socket),
      connection.json("GET", "/"),
    ]);
    socket.end();
    await once(socket, "close");
    expect(await connection.json("GET", "/")).toEqual({});
  });
  server.close();
});
