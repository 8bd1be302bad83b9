import { once } from "node:events";
import { createServer } from "node:http";
import { setTimeout as wait } from "node:timers/promises";

/** @typedef {{ pieces: number, everyMs: number }} Pace in how many pieces the text comes, and how often one */

/**
 * A model provider on loopback that speaks Anthropic's Messages API, streamed, takes a fixed time for every answer, and
 * notes when each call arrived.
 * @param {number} thinkingMs
 * @param {Pace} [pace] all at once unless told
 */
export async function startProvider(thinkingMs, pace = { pieces: 1, everyMs: 0 }) {
  /** When the call for each ticket arrived, by performance.now(), the first one. @type {Map<string, number>} */
  const arrivals = new Map();
  let calls = 0;
  const server = createServer((request, response) => {
    const at = performance.now();
    let text = "";
    request.setEncoding("utf8");
    request.on("data", (chunk) => {
      text += chunk;
    });
    request.on("end", () => {
      calls++;
      const ticket = text.match(/# \[([A-Z0-9]+-\d+)\]/)?.[1] ?? "";
      if (!arrivals.has(ticket)) arrivals.set(ticket, at);
      setTimeout(() => answer(response, pace), thinkingMs);
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return {
    url: `http://127.0.0.1:${port}`,
    arrivals,
    calls: () => calls,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/** @param {import("node:http").ServerResponse} response @param {Pace} pace */
async function answer(response, { pieces, everyMs }) {
  const send = (/** @type {{ type: string }} */ data) =>
    response.write(`event: ${data.type}\ndata: ${JSON.stringify(data)}\n\n`);
  response.writeHead(200, { "content-type": "text/event-stream" });
  for (const data of opening) send(data);
  // In other words each time: an agent that answers everything the same is paused.
  send(pieceOf(`${++answers}. `));
  for (let n = 0; n < pieces && !response.destroyed; n++) {
    if (n > 0) await wait(everyMs);
    send(piece);
  }
  for (const data of ending) send(data);
  response.end();
}

const opening = [
  {
    type: "message_start",
    message: { id: "msg_1", model: "bench", usage: { input_tokens: 400, output_tokens: 1 } },
  },
  { type: "content_block_start", index: 0, content_block: { type: "text", text: "" } },
];
let answers = 0;
const pieceOf = (/** @type {string} */ text) => ({
  type: "content_block_delta",
  index: 0,
  delta: { type: "text_delta", text },
});
const piece = pieceOf("It is done. ");
const ending = [
  { type: "content_block_stop", index: 0 },
  { type: "message_delta", delta: { stop_reason: "end_turn" }, usage: { output_tokens: 5 } },
  { type: "message_stop" },
];
