import { countPostgresProcessor, countProcessor } from "./processor.mjs";

/** @typedef {{ server: number, postgres: number }} Cost processor time in milliseconds */

/** What some work costs the server and PostgreSQL. @template T @param {{ server: number, postgres: number }} pids @param {() => Promise<T>} work */
export async function costOf(pids, work) {
  const server = countProcessor(pids.server);
  const postgres = countPostgresProcessor(pids.postgres);
  const result = await work();
  return { result, cost: { server: server(), postgres: postgres() } };
}

/** Adds up what the same work cost several times. */
export class Costs {
  #server = 0;
  #postgres = 0;
  #count = 0;

  /** @param {Cost} cost @param {number} count how many operations it was for */
  add({ server, postgres }, count) {
    this.#server += server;
    this.#postgres += postgres;
    this.#count += count;
  }

  /** Of one operation. */
  each() {
    const server = this.#server / this.#count;
    const postgres = this.#postgres / this.#count;
    return { server, postgres, together: server + postgres };
  }
}

/**
 * The same as multiples of a cost.
 * @param {{ server: number, postgres: number, together: number }} cost
 * @param {{ server: number, postgres: number, together: number }} unit
 */
export const timesOf = (cost, unit) => ({
  serverTimes: cost.server / unit.server,
  postgresTimes: cost.postgres / unit.postgres,
  togetherTimes: cost.together / unit.together,
});

/**
 * What `GET /api/health` costs now. From one caller: what several ask at once is answered by one SELECT.
 * @param {{ server: number, postgres: number }} pids
 * @param {import("../load/connection.mjs").Connection} connection
 * @param {number} count
 */
export async function healthCost(pids, connection, count) {
  const costs = new Costs();
  const { cost } = await costOf(pids, async () => {
    for (let n = 0; n < count; n++) await connection.json("GET", "/api/health");
  });
  costs.add(cost, count);
  return costs.each();
}
