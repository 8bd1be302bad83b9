import { claimStatement, claimWithoutHttp, openProductDatabase } from "../product/code.mjs";
import { seedAgents } from "../seed/tasks.mjs";
import { capacity } from "./agents.mjs";
import { Latencies, sideBySide } from "./latencies.mjs";
import { agentNames } from "./rounds.mjs";

/** How often a claim tries again when another took the task from under it, as the product does. */
const races = 20;

/** @typedef {() => Promise<{ task: { id: number } | null }>} Attempt at one claim, for one agent */

/**
 * The product's claim without the server: its own function and database client, in this process.
 * @param {{ databaseUrl: string }} installation
 * @param {import("pg").Pool} database
 * @param {{ callers: number, claims: number, label: string }} amount
 */
export async function claimByCommand(installation, database, { callers, claims, label }) {
  const agents = agentNames(`command-${label}`, Math.floor(claims / capacity));
  await seedAgents(database, agents);
  const product = openProductDatabase(installation.databaseUrl);
  try {
    return await fillUp(
      callers,
      agents.map((agent) => () => claimWithoutHttp(product, agent)),
    );
  } finally {
    await product.$disconnect();
  }
}

/**
 * The product's claim statement, sent to PostgreSQL as it is.
 * @param {import("pg").Pool} database
 * @param {{ callers: number, claims: number, label: string }} amount
 */
export async function claimBySql(database, { callers, claims, label }) {
  const agents = agentNames(`sql-${label}`, Math.floor(claims / capacity));
  await seedAgents(database, agents);
  const statements = await Promise.all(agents.map(claimStatement));
  return fillUp(
    callers,
    statements.map((statement) => async () => (await database.query(statement)).rows[0]),
  );
}

/**
 * Several callers at once, each of which fills one agent after the other.
 * @param {number} callers
 * @param {Attempt[]} attempts one for each agent
 */
async function fillUp(callers, attempts) {
  const latencies = new Latencies();
  const waiting = [...attempts];
  const seconds = await sideBySide(callers, async () => {
    for (let attempt = waiting.pop(); attempt; attempt = waiting.pop()) {
      for (let held = 0; held < capacity; held++) {
        const claim = attempt;
        if (!(await latencies.time(() => succeeds(claim)))) throw new Error("the pool ran out");
      }
    }
  });
  return { rate: latencies.count / seconds, latencies };
}

/** @param {Attempt} attempt */
async function succeeds(attempt) {
  for (let race = 0; race < races; race++) {
    const { task } = await attempt();
    if (task !== null) return true;
  }
  return false;
}
