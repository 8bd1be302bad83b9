import { Refusal } from "../refusal.mjs";
import { Baton, Refused, Unreachable } from "./baton.mjs";
import { cast } from "./cast.mjs";

const keyPlace =
  "`npm start` printed it when it first started (only its hash is kept); lost it? Stop Baton and start it with a key of your own: MC_API_KEY=... npm start";

/**
 * Connects to the installation that the demo fills. Refuses if it does not run, if the key is missing or wrong, and if other agents work
 * there, because the demo's agents would take their tasks.
 * @param {{ address: string, key: string | undefined, force: boolean }} options
 * @returns {Promise<Baton>}
 */
export async function findInstallation({ address, key, force }) {
  if (!URL.canParse(address)) {
    throw new Refusal(`MC_URL must be an address such as http://127.0.0.1:3000, not "${address}".`);
  }
  const baton = new Baton({ address: address.replace(/\/+$/, ""), key: key ?? "" });
  try {
    await baton.get("/api/health");
  } catch (error) {
    if (!(error instanceof Unreachable || error instanceof Refused)) throw error;
    throw new Refusal(
      `No Baton answers at ${address}: start one with \`npm start\` in another terminal, or say where it is with MC_URL.`,
    );
  }
  if (!key)
    throw new Refusal(`The demo needs the API key, as MC_API_KEY or with --key: ${keyPlace}.`);
  const others = await otherAgents(baton);
  if (others.length > 0 && !force) {
    throw new Refusal(
      `Other agents work here (${others.join(", ")}), and the demo's would take their work: use a Baton of its own (BATON_DATA_DIR and PORT with \`npm start\`), or go on with --force.`,
    );
  }
  return baton;
}

/** Agents that poll the queue, are online, and do not belong to the demo. @param {Baton} baton @returns {Promise<string[]>} */
async function otherAgents(baton) {
  try {
    const { agents } = await baton.get("/api/agents?limit=200");
    return agents
      .filter(({ runtime, status }) => runtime === "pull" && status !== "offline")
      .map(({ name }) => name)
      .filter((name) => !cast.some((member) => member.name === name));
  } catch (error) {
    if (error instanceof Refused && error.status === 401) {
      throw new Refusal(`Baton does not accept this API key: ${keyPlace}.`);
    }
    throw error;
  }
}
