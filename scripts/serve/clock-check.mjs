import { Refusal } from "../refusal.mjs";

/**
 * How far this machine's clock is from the database's, by the fastest of a few queries.
 * @param {import("pg").Client} client
 * @returns {Promise<number>} milliseconds, positive when this clock is ahead
 */
export async function clockOffsetMs(client) {
  let best = { tookMs: Number.POSITIVE_INFINITY, offsetMs: 0 };
  for (let round = 0; round < 5; round += 1) {
    const askedAt = Date.now();
    const { rows } = await client.query(
      "SELECT extract(epoch FROM clock_timestamp())::float8 * 1000 AS now",
    );
    const answeredAt = Date.now();
    const tookMs = answeredAt - askedAt;
    if (tookMs < best.tookMs) best = { tookMs, offsetMs: (askedAt + answeredAt) / 2 - rows[0].now };
  }
  return Math.round(best.offsetMs);
}

/**
 * Leases and times of start are compared with the database's clock, so a server's own must not be far from it.
 * @param {number} offsetMs
 * @param {number} maximumMs
 */
export function assertClockAgrees(offsetMs, maximumMs) {
  if (Math.abs(offsetMs) <= maximumMs) return;
  const seconds = (Math.abs(offsetMs) / 1000).toFixed(1);
  throw new Refusal(
    `This machine's clock is ${seconds} s ${offsetMs > 0 ? "ahead of" : "behind"} the database's: synchronise both with a time server, or allow more with BATON_MAX_CLOCK_OFFSET_MS=${Math.ceil(Math.abs(offsetMs) / 1000) * 1000} (now ${maximumMs}).`,
  );
}
