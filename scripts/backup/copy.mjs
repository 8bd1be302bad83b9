/**
 * COPY through `pg`, which leaves it to objects of one's own that it calls at each message: its documented interface for such.
 * @typedef {import("pg").Client} Client
 */

/**
 * Runs `COPY … TO STDOUT`. `onRow` gets the bytes of each row, which are only valid during the call; when it returns a promise, no more
 * is read from the database until that is fulfilled. If it fails, the connection is destroyed.
 * @param {Client} client
 * @param {string} statement
 * @param {(row: Buffer) => Promise<void> | undefined} onRow
 * @returns {Promise<void>}
 */
export function copyOut(client, statement, onRow) {
  return new Promise((resolve, reject) => {
    client.query(/** @type {any} */ (new CopyOut(statement, onRow, { resolve, reject })));
  });
}

/**
 * Runs `COPY … FROM STDIN` with these bytes.
 * @param {Client} client
 * @param {string} statement
 * @param {Buffer} bytes whole rows in the text format
 * @returns {Promise<void>}
 */
export function copyIn(client, statement, bytes) {
  return new Promise((resolve, reject) => {
    client.query(/** @type {any} */ (new CopyIn(statement, bytes, { resolve, reject })));
  });
}

/** @typedef {{ resolve: (value: void) => void, reject: (error: unknown) => void }} Settled */

class Copy {
  /** @param {string} text @param {Settled} settled */
  constructor(text, settled) {
    this.text = text;
    this.settled = settled;
  }

  /** @param {any} connection */
  submit(connection) {
    connection.query(this.text);
    return null;
  }

  /** @param {unknown} error */
  handleError(error) {
    this.settled.reject(error);
  }

  handleCommandComplete() {}

  handleReadyForQuery() {
    this.settled.resolve();
  }
}

class CopyOut extends Copy {
  /** @param {string} text @param {(row: Buffer) => Promise<void> | undefined} onRow @param {Settled} settled */
  constructor(text, onRow, settled) {
    super(text, settled);
    this.onRow = onRow;
    this.failed = false;
  }

  /** @param {{ chunk: Buffer }} message @param {any} connection */
  handleCopyData({ chunk }, connection) {
    if (this.failed) return;
    const fail = (/** @type {unknown} */ error) => {
      this.failed = true;
      this.settled.reject(error);
      connection.stream.destroy();
    };
    try {
      const waiting = this.onRow(chunk);
      if (!waiting) return;
      connection.stream.pause();
      waiting.then(() => connection.stream.resume(), fail);
    } catch (error) {
      fail(error);
    }
  }
}

class CopyIn extends Copy {
  /** @param {string} text @param {Buffer} bytes @param {Settled} settled */
  constructor(text, bytes, settled) {
    super(text, settled);
    this.bytes = bytes;
  }

  /** @param {any} connection */
  handleCopyInResponse(connection) {
    connection.sendCopyFromChunk(this.bytes);
    connection.endCopyFrom();
  }
}
