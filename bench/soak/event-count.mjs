import { get } from "node:http";

/**
 * Listens on the event stream and counts its events.
 * @param {{ port: number, apiKey: string }} installation
 * @returns {Promise<{ count: () => number, close: () => void }>}
 */
export function openEventCount({ port, apiKey }) {
  return new Promise((resolve, reject) => {
    let events = 0;
    let rest = "";
    const request = get(
      { port, host: "127.0.0.1", path: "/api/events", headers: { "x-api-key": apiKey } },
      (response) => {
        response.setEncoding("utf8");
        response.on("data", (/** @type {string} */ chunk) => {
          const lines = (rest + chunk).split("\n");
          rest = lines.pop() ?? "";
          // Only what is stored has an id: ticks and notices have none.
          events += lines.filter((line) => line.startsWith("id: ")).length;
        });
        resolve({ count: () => events, close: () => request.destroy() });
      },
    );
    request.on("error", reject);
  });
}
