import { hash } from "node:crypto";

const WRAP = 1n << 128n;

/**
 * Counts rows and adds up their hashes, so that two tables with the same rows have the same digest whatever their order on the disk.
 */
export class RowDigest {
  rows = 0;
  #sum = 0n;

  /** @param {Buffer} row */
  add(row) {
    const digest = hash("sha256", row, "buffer");
    this.#sum = (this.#sum + (digest.readBigUInt64BE(0) << 64n) + digest.readBigUInt64BE(8)) % WRAP;
    this.rows++;
  }

  get hash() {
    return this.#sum.toString(16).padStart(32, "0");
  }
}
