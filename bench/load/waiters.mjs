import { Connection } from "./connection.mjs";

/**
 * Idle agents, each over its own connection: every one polls its project with `wait=60`, and again when that has ended.
 * @param {{ port: number, apiKey: string }} installation
 * @param {string[]} agents
 * @param {number} projectId a project in which nothing happens
 */
export async function openWaiters(installation, agents, projectId) {
  let isOver = false;
  let answers = 0;
  /** @type {Error | null} */
  let failure = null;
  const connections = agents.map(() => new Connection(installation));
  for (const [index, connection] of connections.entries()) {
    const path = `/api/tasks/queue?agent=${agents[index]}&project_id=${projectId}&wait=60`;
    (async () => {
      for (; !isOver; answers++) await connection.json("GET", path);
    })().catch((error) => {
      if (!isOver) failure = error;
    });
  }
  await untilAllWait(installation, agents.length, () => failure);
  return {
    /** How many polls ended so far, and were sent again. */
    answers: () => answers,
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
  const deadline = performance.now() + 60_000;
  try {
    while (openPolls((await asking.send("GET", "/metrics")).body.toString()) < count) {
      const error = failure();
      if (error) throw error;
      if (performance.now() > deadline) throw new Error(`not all of ${count} agents could wait`);
      await new Promise((resolve) => setTimeout(resolve, 200));
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
