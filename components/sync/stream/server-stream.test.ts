import { createServer, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { openServerStream, type StreamEnd, type StreamMessage } from "./server-stream";

let server: Server | undefined;
let close = (): void => undefined;
afterEach(async () => {
  close();
  server?.closeAllConnections();
  await new Promise((resolve) => server?.close(resolve));
});

/** Opens a stream at a server that answers like this. */
async function open(answer: (response: ServerResponse) => void) {
  server = createServer((_, response) => answer(response));
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const messages: StreamMessage[][] = [];
  const heard = Promise.withResolvers<void>();
  const ended = Promise.withResolvers<StreamEnd>();
  close = openServerStream(`http://127.0.0.1:${port}/api/events`, {
    onMessages(arrived) {
      messages.push(arrived);
      heard.resolve();
    },
    onEnd: ended.resolve,
  });
  return { messages, heard: heard.promise, ended: ended.promise };
}

const STREAM = { "content-type": "text/event-stream" };

test("reads messages and named ticks, leaves comments out, and says when the stream ends", async () => {
  const { messages, ended } = await open((response) => {
    response.writeHead(200, STREAM);
    response.write('data: {"type":"connected"}\n\n: keep-alive\n\n');
    response.end('id: 7\nevent: tick\ndata: {"type":"tick","id":7}\n\nid: 8\ndata: {"id":8}\n\n');
  });
  expect(await ended).toEqual({ kind: "ended" });
  expect(messages.flat()).toEqual([{ type: "connected" }, { type: "tick", id: 7 }, { id: 8 }]);
});

test("says with which status a stream was refused, and when to come back", async () => {
  const { ended } = await open((response) =>
    response.writeHead(429, { "retry-after": "15" }).end("{}"),
  );
  expect(await ended).toEqual({ kind: "refused", status: 429, retryAfterMs: 15_000 });
});

test("a connection that breaks in the middle has ended", async () => {
  const { heard, ended } = await open((response) => {
    response.writeHead(200, STREAM);
    response.write('data: {"type":"connected"}\n\n');
    void heard.then(() => response.destroy());
  });
  expect(await ended).toEqual({ kind: "ended" });
});

test("a server that is not there is unreachable", async () => {
  const ended = Promise.withResolvers<StreamEnd>();
  close = openServerStream("http://127.0.0.1:9/api/events", {
    onMessages: () => undefined,
    onEnd: ended.resolve,
  });
  expect(await ended.promise).toEqual({ kind: "unreachable" });
});
