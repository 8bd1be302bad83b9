import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { setImmediate as turn } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterEach, expect, it } from "vitest";
import { connect } from "./client";
import { followEvents } from "./follow";

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

/** Collects what nobody holds any more: of a stream that is followed, its request. */
async function collectRequests(): Promise<void> {
  for (let round = 0; round < 5; round++) {
    collect();
    await turn();
  }
}

/** A stream that says it is connected, and then nothing; the promise is of the connection's end. */
async function silentStream(signal: AbortSignal) {
  let closed: Promise<unknown> = Promise.resolve();
  const server = createServer((_, response: ServerResponse) => {
    closed = once(response, "close");
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write('id: 1\ndata: {"type":"connected"}\n\n');
  });
  server.listen(0, "127.0.0.1");
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  await once(server, "listening");
  const baton = connect({
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    key: "mc_x",
  });
  const events = followEvents(baton, { signal, silenceMs: 20, firstPauseMs: 60_000 });
  expect((await events.next()).value).toMatchObject({ kind: "connected", id: "1" });
  await collectRequests();
  return { events, closed };
}

it("notices that a stream has fallen silent, also once its request was collected", async () => {
  const end = new AbortController();
  const { events, closed } = await silentStream(end.signal);
  const lost = (await events.next()).value;
  expect(lost).toMatchObject({ kind: "lost", message: expect.stringContaining("silent for") });
  await closed;
  end.abort();
});

it("ends with its signal, and closes the connection, also once its request was collected", async () => {
  const end = new AbortController();
  const { events, closed } = await silentStream(end.signal);
  const next = events.next();
  end.abort();
  expect(await next).toEqual({ done: true, value: undefined });
  await closed;
});

it("closes the connection when nobody reads on, also once its request was collected", async () => {
  const { events, closed } = await silentStream(new AbortController().signal);
  await events.return(undefined);
  await closed;
});
