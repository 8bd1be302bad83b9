import { createServer } from "node:http";

// The least that a Node server can do, for the calibration: it runs in a process of its own, whose processor time is counted.
const server = createServer((_, response) => {
  response.writeHead(200, { "content-type": "application/json", "content-length": 2 });
  response.end("{}");
});
server.listen(0, "127.0.0.1", () => {
  process.send?.(/** @type {import("node:net").AddressInfo} */ (server.address()).port);
});
process.on("disconnect", () => process.exit());
