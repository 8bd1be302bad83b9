import { createServer } from "node:net";

/**
 * Speaks just enough of PostgreSQL's protocol to be asked for its version.
 * @param {number} version as server_version_num
 */
export async function startOldPostgres(version) {
  const server = createServer((socket) => {
    let greeted = false;
    socket.on("data", () => {
      socket.write(greeted ? answer(String(version)) : Buffer.concat([authenticated, ready]));
      greeted = true;
    });
    socket.on("error", () => {});
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return { url: `postgresql://u:p@127.0.0.1:${port}/old`, close: () => server.close() };
}

/** @param {string} kind @param {Buffer} body */
function message(kind, body) {
  const length = Buffer.alloc(4);
  length.writeInt32BE(body.length + 4);
  return Buffer.concat([Buffer.from(kind), length, body]);
}

const authenticated = message("R", Buffer.alloc(4));
const ready = message("Z", Buffer.from("I"));

/** One row with one text column. @param {string} value */
function answer(value) {
  const column = Buffer.concat([Buffer.from("server_version_num\0"), Buffer.alloc(18)]);
  column.writeInt32BE(25, 19 + 6);
  column.writeInt16BE(-1, 19 + 10);
  column.writeInt32BE(-1, 19 + 12);
  const count = Buffer.from([0, 1]);
  const length = Buffer.alloc(4);
  length.writeInt32BE(value.length);
  return Buffer.concat([
    message("T", Buffer.concat([count, column])),
    message("D", Buffer.concat([count, length, Buffer.from(value)])),
    message("C", Buffer.from("SHOW\0")),
    ready,
  ]);
}
