import { createServer } from "node:net";
import { Refusal } from "../refusal.mjs";

/**
 * Fails with one sentence when this process cannot listen on the address.
 * @param {string} host
 * @param {number} port
 */
export async function assertPortIsFree(host, port) {
  const code = await tryListening(host, port);
  if (code === null) return;
  if (code === "EADDRINUSE") {
    throw new Refusal(
      `Port ${port} on ${host} is taken by another program: stop it, or choose another port with PORT=${port + 1}.`,
    );
  }
  if (code === "EACCES") {
    throw new Refusal(
      `This user may not listen on port ${port}: choose one above 1023 with PORT=3000.`,
    );
  }
  throw new Refusal(
    `Baton cannot listen on ${host} port ${port} (${code}): HOST must be an address of this machine.`,
  );
}

/** A loopback port that is free now, the preferred one when possible. @param {number} [preferred] */
export async function freeLoopbackPort(preferred) {
  if (preferred && (await tryListening("127.0.0.1", preferred)) === null) return preferred;
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
      server.close(() => resolve(port));
    });
  });
}

/**
 * @param {string} host
 * @param {number} port
 * @returns {Promise<string | null>} the error's code, null when it worked
 */
function tryListening(host, port) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", (error) =>
      resolve(/** @type {NodeJS.ErrnoException} */ (error).code ?? "unknown"),
    );
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(null)));
  });
}
