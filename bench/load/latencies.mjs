/** How long each of many requests took, in milliseconds. */
export class Latencies {
  /** @type {number[]} */
  #took = [];

  /** @param {number} ms */
  add(ms) {
    this.#took.push(ms);
  }

  /**
   * @template T
   * @param {() => Promise<T>} request
   * @returns {Promise<T>}
   */
  async time(request) {
    const begun = performance.now();
    const result = await request();
    this.#took.push(performance.now() - begun);
    return result;
  }

  get count() {
    return this.#took.length;
  }

  /** The latency that this share of all requests did not exceed (nearest rank). @param {number} share 0..1 */
  at(share) {
    if (this.#took.length === 0) return Number.NaN;
    const sorted = Float64Array.from(this.#took).sort();
    return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  }

  percentiles() {
    return { p50: this.at(0.5), p95: this.at(0.95), p99: this.at(0.99) };
  }
}

/**
 * Runs `count` workers side by side until each has returned.
 * @param {number} count
 * @param {(index: number) => Promise<void>} work
 * @returns {Promise<number>} how long that took, in seconds
 */
export async function sideBySide(count, work) {
  const begun = performance.now();
  await Promise.all(Array.from({ length: count }, (_, index) => work(index)));
  return (performance.now() - begun) / 1000;
}
