import { setTimeout as wait } from "node:timers/promises";
import { Connection } from "./connection.mjs";

/** How many begin to wait in a second. All at once, the server refuses some for want of a connection to its database. */
const perSecond = 100;

/**
 * Idle agents, each over its own connection: every one polls its project with `wait=60`, and again when that has ended, or a
 * second later when the server refused it for now (503).
 * @param {{ port: number, apiKey: string }} installation
 * @param {string[]} agents
 * @param {number} projectId a project in which nothing happens
 */
export async function openWaiters(installation, agents, projectId) {
  let isOver = false;
  let answers = 0;
  let refusals = 0;
  /** @type {Error | null} */
  let failure = null;
  const connections = agents.map(() => new Connection(installation));
  for (const [index, connection] of connections.entries()) {
    const path = `/api/tasks/queue?agent=${agents[index]}&project_id=${projectId}&wait=60`;
    (async () => {
      await wait((index / perSecond) * 1_000);
      while (!isOver) {
        const { status, body } = await connection.send("GET", path);
        if (status === 503) {
          refusals++;
          await wait(1_000);
        } else if (status === 200) answers++;
        else throw new Error(`GET ${path} answered ${status}: ${body.subarray(0, 500)}`);
      }
    })().catch((error) => {
      if (!isOver) failure = error;
    });
  }
  await untilAllWait(installation, agents.length, () => failure);
  return {
    /** How many polls ended so far, and were sent again. */
    answers: () => answers,
    /** How many polls the server refused for want of a connection to its database. */
    refusals: () => refusals,
    failure: () => failure,
    close() {
      isOver = true;
      for (const connection of connections) connection.close();
    },
  };
}

/** @param {{ port: number, apiKey: string }} installation @param {number} count @param {() => Error | null} failure */
async function untilAllWait(installation, count, failure) {
  const asking = new Connection(installation);
  const deadline = performance.now() + 120_000;
  try {
    while (openPolls((await asking.send("GET", "/metrics")).body.toString()) < count) {
      const error = failure();
      if (error) throw error;
      if (performance.now() > deadline) throw new Error(`not all of ${count} agents could wait`);
      await wait(200);
    }
  } finally {
    asking.close();
  }
}

/** How many polls are open, from the server's metrics. @param {string} text */
export function openPolls(text) {
  const line = text
    .split("\n")
    .find(
      (each) => each.startsWith("baton_http_requests_open{") && each.includes('"/api/tasks/queue"'),
    );
  return Number(line?.slice(line.lastIndexOf(" ")) ?? 0);
}
