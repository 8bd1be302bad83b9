import { load } from "../typescript.mjs";

/** @type {typeof import("../../client/client")} */
const { connect } = await load("client/client.ts");
/** @type {typeof import("../../client/failures")} */
const failures = await load("client/failures.ts");

/** Thrown when Baton refuses a request. */
export const Refused = failures.Refused;
/** Thrown when Baton does not answer. */
export const Unreachable = failures.Unreachable;

/** Longer than a poll of the fleet waits for work. */
const timeoutMs = 90_000;

/** @typedef {{ as?: string, idempotencyKey?: string, signal?: AbortSignal }} CallOptions `as` is the agent that acts */

/** Baton's HTTP API with a key, as the demo calls it: by method and path. */
export class Baton {
  #client;

  /** @param {{ address: string, key: string }} options */
  constructor({ address, key }) {
    this.#client = connect({ url: address, key });
  }

  /** @param {string} path @param {CallOptions} [options] */
  get(path, options) {
    return this.#call("GET", path, undefined, options);
  }

  /** @param {string} path @param {unknown} [body] @param {CallOptions} [options] */
  post(path, body = {}, options) {
    return this.#call("POST", path, body, options);
  }

  /** @param {string} path @param {unknown} body @param {CallOptions} [options] */
  put(path, body, options) {
    return this.#call("PUT", path, body, options);
  }

  /** @param {string} method @param {string} path @param {unknown} body @param {CallOptions} [options] @returns {Promise<any>} */
  async #call(method, path, body, { as, ...options } = {}) {
    const reply = await this.#client.send(
      method,
      path,
      { body },
      { ...options, agent: as, timeoutMs },
    );
    return reply.body;
  }
}
