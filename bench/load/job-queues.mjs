import { Logger, makeWorkerUtils, run } from "graphile-worker";
import { PgBoss } from "pg-boss";
import { sideBySide } from "./latencies.mjs";

/**
 * Job queues on PostgreSQL that others use, doing what the cycle does without a review: a job is added, given to one worker and
 * finished. Each through its own library, which keeps its own connections.
 * @typedef {object} QueueTimes
 * @property {number} create seconds for all jobs
 * @property {number} [claim] seconds; absent where the library does not tell it from finishing
 * @property {number} [handIn]
 * @property {number} both seconds for claiming and finishing
 */

/** @typedef {{ url: string, jobs: number, callers: number, connections: number, batch: number }} Load `batch` is 1 for one by one */

const payload = { body: "y".repeat(300) };
const name = "bench";
/** graphile-worker writes a line for every job. */
const silent = new Logger(() => () => {});

/** @param {Load} load @returns {Promise<QueueTimes>} */
export async function workGraphile({ url, jobs, callers, connections, batch }) {
  const utils = await makeWorkerUtils({
    connectionString: url,
    maxPoolSize: connections,
    logger: silent,
  });
  await utils.migrate();
  try {
    const create = await inShares(callers, jobs, batch, async (count) => {
      if (count === 1) return utils.addJob(name, payload);
      return utils.addJobs(Array.from({ length: count }, () => ({ identifier: name, payload })));
    });
    let left = jobs;
    /** @type {() => void} */
    let finished = () => {};
    const done = new Promise((resolve) => {
      finished = () => resolve(undefined);
    });
    const begun = performance.now();
    const runner = await run({
      connectionString: url,
      noHandleSignals: true,
      parsedCronItems: [],
      taskList: {
        [name]: async () => {
          left--;
          if (left === 0) finished();
        },
      },
      preset: {
        worker: {
          logger: silent,
          // As its authors advise: no more at a time than there are connections.
          concurrentJobs: connections,
          maxPoolSize: connections,
          ...(batch > 1 ? { localQueue: { size: batch }, completeJobBatchDelay: 0 } : {}),
        },
      },
    });
    await done;
    // The last ones are finished when it has stopped.
    await runner.stop();
    return { create, both: (performance.now() - begun) / 1000 };
  } finally {
    await utils.release();
  }
}

/** @param {Load} load @returns {Promise<QueueTimes>} */
export async function workPgBoss({ url, jobs, callers, connections, batch }) {
  const boss = new PgBoss({
    connectionString: url,
    max: connections,
    supervise: false,
    schedule: false,
  });
  boss.on("error", () => {});
  await boss.start();
  try {
    await boss.createQueue(name);
    const create = await inShares(callers, jobs, batch, (count) =>
      count === 1
        ? boss.send(name, payload)
        : boss.insert(
            name,
            Array.from({ length: count }, () => ({ data: payload })),
          ),
    );
    /** @type {string[]} */
    const taken = [];
    const claim = await sideBySide(callers, async () => {
      for (;;) {
        const fetched = await boss.fetch(name, { batchSize: batch });
        if (fetched.length === 0) return;
        taken.push(...fetched.map(({ id }) => id));
      }
    });
    if (taken.length !== jobs) throw new Error(`pg-boss gave ${taken.length} of ${jobs} jobs`);
    let next = 0;
    const handIn = await inShares(callers, jobs, batch, (count) => {
      const ids = taken.slice(next, next + count);
      next += count;
      return boss.complete(name, ids);
    });
    return { create, claim, handIn, both: claim + handIn };
  } finally {
    await boss.stop({ graceful: false });
  }
}

/** Work for `all` in shares of `batch`, by several callers at once. @param {number} callers @param {number} all @param {number} batch @param {(count: number) => Promise<unknown>} work @returns {Promise<number>} seconds */
export function inShares(callers, all, batch, work) {
  let left = all;
  return sideBySide(callers, async () => {
    while (left > 0) {
      const count = Math.min(batch, left);
      left -= count;
      await work(count);
    }
  });
}
