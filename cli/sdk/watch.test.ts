import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, it } from "vitest";
import { connect, type Workshop } from "./index";

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** A server whose event stream says what the test wants, at each connection. */
async function streaming(
  ...connections: ((response: ServerResponse, lastId: string | undefined) => void)[]
): Promise<Workshop> {
  const server = createServer((request, response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    connections.shift()?.(response, request.headers["last-event-id"] as string | undefined);
  });
  server.listen(0, "127.0.0.1");
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  await once(server, "listening");
  return connect({
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    key: "mc_x",
  });
}

const frame = (id: number, type: string, data: object = {}) =>
  `id: ${id}\ndata: ${JSON.stringify({ id, type, data })}\n\n`;
const removed = `data: ${JSON.stringify({ type: "reset", data: { reason: "history_removed", message: "gone" } })}\n\n`;

it("skips nothing in silence: where events are gone it throws, or tells whoever asked to be told", async () => {
  const gap = (response: ServerResponse) =>
    response.write(frame(7, "connected") + removed + frame(9, "task.created"));
  const first = await (await streaming(gap))
    .watch({ since: 7 })
    .next()
    .catch((error) => error);
  expect(first).toMatchObject({ code: "history_removed", fix: expect.stringContaining("onGap") });
  const gaps: string[] = [];
  const watching = (await streaming(gap)).watch({ since: 7, onGap: (after) => gaps.push(after) });
  expect((await watching.next()).value).toMatchObject({ id: 9 });
  expect(gaps).toEqual(["7"]);
  await watching.return?.();
});

it("resumes after the last event it gave, and gives no event again that the server repeats", async () => {
  const since: (string | undefined)[] = [];
  const lost: number[] = [];
  const baton = await streaming(
    (response) => response.end(frame(1, "connected") + frame(2, "task.created")),
    (response, lastId) => {
      since.push(lastId);
      response.write(frame(2, "connected") + frame(2, "task.created") + frame(3, "task.updated"));
    },
  );
  const watching = baton.watch({ onLost: (_, retryIn) => lost.push(retryIn) });
  const ids = [(await watching.next()).value.id, (await watching.next()).value.id];
  expect(ids).toEqual([2, 3]);
  expect(since).toEqual(["2"]);
  expect(lost).toEqual([500]);
  await watching.return?.();
});
