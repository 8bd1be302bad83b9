import { connect } from "node:net";

const prefix = Buffer.from("fan-out-");
/** Length of a mark: the prefix and six digits. */
const markLength = prefix.length + 6;

/** The mark of an event, to be found in it as it arrives. @param {number} n */
export const markOf = (n) => `fan-out-${String(n).padStart(6, "0")}`;

/**
 * Listens on the event stream as many times as asked. What arrives is only searched for marks: parsing it 200 times over
 * would take longer than sending it, and be measured as the product's.
 * @param {{ port: number, apiKey: string }} installation
 * @param {number} count
 * @param {(n: number, at: number) => void} onMark the event's number, and performance.now() of its arrival
 */
export async function openListeners({ port, apiKey }, count, onMark) {
  const request = `GET /api/events?types=task HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\nx-api-key: ${apiKey}\r\naccept: text/event-stream\r\n\r\n`;
  const sockets = await Promise.all(
    Array.from({ length: count }, () => openListener(port, request, onMark)),
  );
  return {
    close() {
      for (const socket of sockets) socket.destroy();
    },
  };
}

/**
 * @param {number} port
 * @param {string} request
 * @param {(n: number, at: number) => void} onMark
 * @returns {Promise<import("node:net").Socket>}
 */
function openListener(port, request, onMark) {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: "127.0.0.1", noDelay: true });
    let rest = Buffer.alloc(0);
    let seen = -1;
    socket.on("error", reject);
    socket.on("close", () => reject(new Error("the server closed an event stream")));
    socket.write(request);
    socket.on("data", (chunk) => {
      const at = performance.now();
      if (seen === -1 && chunk.includes('"connected"')) {
        seen = 0;
        resolve(socket);
      }
      const text = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
      let from = text.indexOf(prefix);
      for (
        ;
        from !== -1 && from + markLength <= text.length;
        from = text.indexOf(prefix, from + markLength)
      ) {
        const n = Number(text.latin1Slice(from + prefix.length, from + markLength));
        // A task's event may contain its title more than once.
        if (n > seen) onMark(n, at);
        seen = Math.max(seen, n);
      }
      // A mark may be cut in two by the network.
      rest = text.subarray(from === -1 ? Math.max(0, text.length - markLength + 1) : from);
    });
  });
}
