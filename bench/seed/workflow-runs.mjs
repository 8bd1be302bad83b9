/** @typedef {import("../load/connection.mjs").Connection} Connection */

/**
 * A definition of chains beside each other, between a first and a last stage.
 * @param {{ chains: number, stages: number, agent?: (chain: number) => string }} shape `stages` in all
 */
export function chainsOf({ chains, stages, agent }) {
  const prompt = "Do it";
  /** @type {object[]} */
  const list = [{ name: "begin", prompt, review: false, ...(agent ? { agent: agent(0) } : {}) }];
  /** @type {string[]} */
  const ends = [];
  for (let n = 0; n < stages - 2; n++) {
    const chain = n % chains;
    const name = `stage_${n}`;
    list.push({
      name,
      prompt,
      review: false,
      from: ends[chain] ?? "begin",
      ...(agent ? { agent: agent(chain) } : {}),
    });
    ends[chain] = name;
  }
  list.push({
    name: "last",
    prompt,
    review: false,
    from: ends,
    ...(agent ? { agent: agent(0) } : {}),
  });
  return { stages: list };
}

/** @param {Connection} connection @param {string} name @param {object} definition */
export async function defineWorkflow(connection, name, definition) {
  await connection.json("POST", "/api/workflows", { name, definition });
}

/**
 * Starts a run. Resolves to it, with its stages.
 * @param {Connection} connection @param {string} workflow @param {object} [inputs]
 */
export async function startRun(connection, workflow, inputs = {}) {
  const { run } = await connection.json("POST", `/api/workflows/${workflow}/runs`, { inputs });
  return run;
}

/** @param {Connection} connection @param {number} id */
export async function readRun(connection, id) {
  const { run } = await connection.json("GET", `/api/workflow-runs/${id}`);
  return run;
}
