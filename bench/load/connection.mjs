import { connect } from "node:net";

const crlf = Buffer.from("\r\n");
const endOfHead = Buffer.from("\r\n\r\n");

/**
 * @typedef {object} Answer
 * @property {number} status
 * @property {Buffer} body
 * @property {number} startedAt performance.now() when its first byte was here
 */

/**
 * One keep-alive HTTP/1.1 connection that sends one request at a time. It reads no more of an answer than where it ends:
 * some 20 µs of CPU per request where node:http takes 75, which on a small machine would be taken from the server.
 */
export class Connection {
  #port;
  #headers;
  /** @type {import("node:net").Socket | null} */
  #socket = null;
  /** @type {{ resolve: (answer: Answer) => void, reject: (error: Error) => void } | null} */
  #waiting = null;
  /** @type {Buffer | null} */
  #received = null;
  #startedAt = 0;

  /** @param {{ port: number, apiKey: string }} installation */
  constructor({ port, apiKey }) {
    this.#port = port;
    this.#headers = `host: 127.0.0.1:${port}\r\nx-api-key: ${apiKey}\r\n`;
    this.#socket = this.#connect();
  }

  #connect() {
    const socket = connect({ port: this.#port, host: "127.0.0.1", noDelay: true });
    socket.on("data", (chunk) => this.#read(chunk));
    socket.on("error", (error) => this.#fail(error));
    socket.on("close", () => {
      this.#fail(new Error("the server closed the connection"));
      // The server closes what was idle for a minute, as while a million tasks are seeded.
      if (this.#socket === socket) this.#socket = null;
    });
    return socket;
  }

  /**
   * @param {"GET" | "POST" | "PUT" | "PATCH"} method
   * @param {string} path
   * @param {unknown} [body] sent as JSON
   * @returns {Promise<Answer>}
   */
  send(method, path, body) {
    if (this.#waiting) throw new Error("a connection sends one request at a time");
    const json = body === undefined ? "" : JSON.stringify(body);
    const about =
      body === undefined
        ? ""
        : `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(json)}\r\n`;
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.#received = null;
      this.#socket ??= this.#connect();
      this.#socket.write(`${method} ${path} HTTP/1.1\r\n${this.#headers}${about}\r\n${json}`);
    });
  }

  /**
   * The same, for an answer that must be good: throws for any other and reads the JSON.
   * @param {"GET" | "POST" | "PUT" | "PATCH"} method
   * @param {string} path
   * @param {unknown} [body]
   */
  async json(method, path, body) {
    const answer = await this.send(method, path, body);
    if (answer.status >= 300) {
      throw new Error(
        `${method} ${path} answered ${answer.status}: ${answer.body.subarray(0, 500)}`,
      );
    }
    return JSON.parse(answer.body.toString());
  }

  close() {
    this.#waiting = null;
    this.#socket?.destroy();
  }

  /** @param {Buffer} chunk */
  #read(chunk) {
    if (!this.#received) this.#startedAt = performance.now();
    this.#received = this.#received ? Buffer.concat([this.#received, chunk]) : chunk;
    const answer = readAnswer(this.#received);
    if (!answer || !this.#waiting) return;
    const { resolve } = this.#waiting;
    this.#waiting = null;
    resolve({ ...answer, startedAt: this.#startedAt });
  }

  /** @param {Error} error */
  #fail(error) {
    this.#waiting?.reject(error);
    this.#waiting = null;
  }
}

/**
 * The answer in these bytes, or null while part of it is missing.
 * @param {Buffer} bytes
 * @returns {{ status: number, body: Buffer } | null}
 */
export function readAnswer(bytes) {
  const headEnd = bytes.indexOf(endOfHead);
  if (headEnd === -1) return null;
  const head = bytes.latin1Slice(0, headEnd);
  const status = Number(head.slice(9, 12));
  const start = headEnd + endOfHead.length;
  const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
  if (length !== undefined) {
    const end = start + Number(length);
    return bytes.length < end ? null : { status, body: bytes.subarray(start, end) };
  }
  if (!/\r\ntransfer-encoding: chunked/i.test(head)) return { status, body: bytes.subarray(start) };
  const body = readChunks(bytes, start);
  return body && { status, body };
}

/** @param {Buffer} bytes @param {number} start @returns {Buffer | null} */
function readChunks(bytes, start) {
  const parts = [];
  for (let at = start; ; ) {
    const sizeEnd = bytes.indexOf(crlf, at);
    if (sizeEnd === -1) return null;
    const size = Number.parseInt(bytes.latin1Slice(at, sizeEnd), 16);
    const end = sizeEnd + crlf.length + size;
    if (bytes.length < end + crlf.length) return null;
    if (size === 0) return parts.length === 1 ? parts[0] : Buffer.concat(parts);
    parts.push(bytes.subarray(sizeEnd + crlf.length, end));
    at = end + crlf.length;
  }
}

/**
 * Opens connections, hands them to `work` and closes them, however it ends.
 * @template T
 * @param {{ port: number, apiKey: string }} installation
 * @param {number} count
 * @param {(connections: Connection[]) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withConnections(installation, count, work) {
  const connections = Array.from({ length: count }, () => new Connection(installation));
  try {
    return await work(connections);
  } finally {
    for (const connection of connections) connection.close();
  }
}
