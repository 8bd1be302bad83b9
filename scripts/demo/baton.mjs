/** Thrown when Baton refuses a request. */
export class Refused extends Error {
  name = "Refused";
  /** @param {number} status @param {{ code?: string, detail?: string }} problem */
  constructor(status, problem) {
    super(problem.detail ?? `HTTP ${status}`);
    this.status = status;
    this.code = problem.code ?? "unknown";
  }
}

/** Thrown when Baton does not answer. */
export class Unreachable extends Error {
  name = "Unreachable";
}

/** @typedef {"GET" | "POST" | "PUT"} Method */
/** @typedef {{ body?: unknown, as?: string, idempotencyKey?: string, signal?: AbortSignal }} CallOptions `as` is the agent that acts */

/** A client of Baton's HTTP API with a key. */
export class Baton {
  #address;
  #key;

  /** @param {{ address: string, key: string }} options */
  constructor({ address, key }) {
    this.#address = address;
    this.#key = key;
  }

  /** @param {string} path @param {CallOptions} [options] */
  get(path, options) {
    return this.#call("GET", path, options);
  }

  /** @param {string} path @param {unknown} [body] @param {CallOptions} [options] */
  post(path, body = {}, options) {
    return this.#call("POST", path, { ...options, body });
  }

  /** @param {string} path @param {unknown} body @param {CallOptions} [options] */
  put(path, body, options) {
    return this.#call("PUT", path, { ...options, body });
  }

  /**
   * Throws `Refused` if Baton refuses, `Unreachable` if it does not answer, and an AbortError if the signal aborts.
   * @param {Method} method
   * @param {string} path
   * @param {CallOptions} [options]
   */
  async #call(method, path, { body, as, idempotencyKey, signal } = {}) {
    let answer;
    let text;
    try {
      answer = await fetch(`${this.#address}${path}`, {
        method,
        signal,
        body: body === undefined ? undefined : JSON.stringify(body),
        headers: {
          authorization: `Bearer ${this.#key}`,
          "content-type": "application/json",
          ...(as ? { "x-agent-name": as } : {}),
          ...(idempotencyKey ? { "idempotency-key": idempotencyKey } : {}),
        },
      });
      text = await answer.text();
    } catch (error) {
      if (signal?.aborted) throw error;
      throw new Unreachable(`${this.#address} does not answer`, { cause: error });
    }
    const content = parse(text);
    if (!answer.ok) throw new Refused(answer.status, content);
    return content;
  }
}

/** @param {string} text */
function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}
