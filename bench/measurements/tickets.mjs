import { Latencies, sideBySide } from "../load/latencies.mjs";
import { connectAgent, etagIn, idsIn } from "../load/mcp-client.mjs";
import { oneValue, withDatabase } from "../product/database.mjs";
import { createInstallation } from "../product/installation.mjs";
import { pool, seedTasks } from "../seed/tasks.mjs";

const racers = 64;
const raced = 1_000;

/** @typedef {Awaited<ReturnType<typeof connectAgent>>} Agent */

/** @type {import("../report/measurement.mjs").Measurement} */
export const tickets = {
  name: "tickets",
  title: "Ticket tools over MCP",
  budgetSeconds: 120,
  async run({ quick }) {
    const installation = await createInstallation();
    await installation.start();
    return withDatabase(installation, async (database) => {
      const agent = await connectAgent(installation, "bench-agent");
      const rows = [];
      let seeded = 0;
      for (const size of quick ? [1_000] : [1_000, 50_000]) {
        await seedTasks(database, size - seeded, pool);
        await database.query("UPDATE tasks SET review_required = false WHERE review_required");
        await database.query("VACUUM (ANALYZE) tasks");
        seeded = size;
        if (rows.length === 0) await latenciesAt(agent, 100);
        rows.push({ size, ...(await latenciesAt(agent, quick ? 100 : 300)) });
      }
      await agent.close();
      const race = await runRace(installation, database, quick ? raced / 10 : raced);
      await installation.remove();
      return report(rows, race);
    });
  },
};

/** @param {Agent} agent @param {number} calls of each tool */
async function latenciesAt(agent, calls) {
  const backlog = new Latencies();
  const claim = new Latencies();
  const update = new Latencies();
  const ids = idsIn(await agent.call("ticket_backlog", { limit: 200 }));
  for (let i = 0; i < calls; i++) {
    await backlog.time(() => agent.call("ticket_backlog", { limit: 20 }));
    if (ids.length === 0) ids.push(...idsIn(await agent.call("ticket_backlog", { limit: 200 })));
    const id = ids.shift();
    const claimed = await claim.time(() => agent.call("ticket_claim", { id }));
    const etag = etagIn(claimed);
    const done = await update.time(() => agent.call("ticket_update", { id, status: "dn", etag }));
    if (!done.includes(",s:dn,")) throw new Error(`an update answered ${done}`);
  }
  const named = (/** @type {string} */ tool, /** @type {Latencies} */ latencies) => ({
    [`${tool}P50`]: latencies.at(0.5),
    [`${tool}P95`]: latencies.at(0.95),
  });
  return { ...named("backlog", backlog), ...named("claim", claim), ...named("update", update) };
}

/**
 * Every agent asks for the backlog and claims, on a conflict the next, until nothing is left: the seed's loop.
 * @param {{ port: number, apiKey: string }} installation
 * @param {import("pg").Pool} database
 * @param {number} count
 */
async function runRace(installation, database, count) {
  await database.query("TRUNCATE tasks, runs CASCADE");
  await seedTasks(database, count, pool);
  await database.query("UPDATE tasks SET review_required = false");
  const agents = await Promise.all(
    Array.from({ length: racers }, (_, i) => connectAgent(installation, `racer-${i}`)),
  );
  /** @type {string[]} */
  const won = [];
  let conflicts = 0;
  const seconds = await sideBySide(racers, async (index) => {
    const agent = agents[index];
    for (;;) {
      const offered = idsIn(await agent.call("ticket_backlog", { limit: racers }));
      if (offered.length === 0) return;
      // Each starts at a different place: 64 agents that all start at the head would mostly get "already claimed".
      const from = Math.floor(Math.random() * offered.length);
      for (const id of [...offered.slice(from), ...offered.slice(0, from)]) {
        const claimed = await agent.call("ticket_claim", { id });
        if (claimed.includes("ERR{code:conflict")) {
          conflicts++;
          continue;
        }
        won.push(id);
        await agent.call("ticket_update", { id, status: "dn", etag: etagIn(claimed) });
        break;
      }
    }
  });
  await Promise.all(agents.map((agent) => agent.close()));
  const done = Number(await oneValue(database, "SELECT count(*) FROM tasks WHERE status = 'done'"));
  const runs = Number(
    await oneValue(database, "SELECT count(*) FROM runs WHERE outcome = 'succeeded'"),
  );
  return {
    count,
    seconds,
    conflicts,
    noneTwice: new Set(won).size === won.length && runs === count,
    noneLost: won.length === count && done === count,
  };
}

/**
 * @param {Record<string, number>[]} rows
 * @param {Awaited<ReturnType<typeof runRace>>} race
 * @returns {import("../report/measurement.mjs").Report}
 */
function report(rows, race) {
  const first = rows[0];
  const last = rows.at(-1) ?? first;
  const rate = (race.count / race.seconds).toFixed(0);
  return {
    reading: `One agent with the official SDK's client calls the ticket tools over Streamable HTTP, one call after the other; the time is the caller's, with the client's own work in it. Then ${racers} such agents in one process race for ${race.count} tickets by the seed's loop (backlog, claim from a random place in it, on a conflict the next, done): all were finished in ${race.seconds.toFixed(1)} s, ${rate} tickets a second, after ${race.conflicts} lost claims.`,
    columns: [
      { key: "size", label: "tickets that can be claimed", unit: "count" },
      { key: "backlogP50", label: "ticket_backlog p50", unit: "ms" },
      { key: "backlogP95", label: "p95", unit: "ms" },
      { key: "claimP50", label: "ticket_claim p50", unit: "ms" },
      { key: "claimP95", label: "p95", unit: "ms" },
      { key: "updateP50", label: "ticket_update s=dn p50", unit: "ms" },
      { key: "updateP95", label: "p95", unit: "ms" },
    ],
    rows,
    checks: [
      { what: `${racers} agents, ${race.count} tickets: none given twice`, holds: race.noneTwice },
      { what: `${racers} agents, ${race.count} tickets: none lost`, holds: race.noneLost },
    ],
    aims: [
      {
        what: `a claim over MCP with ${last.size} tickets, against ${first.size} (p50)`,
        value: last.claimP50 / first.claimP50,
        atMost: 1.5,
        unit: "times",
      },
      {
        what: `a backlog over MCP with ${last.size} tickets, against ${first.size} (p50)`,
        value: last.backlogP50 / first.backlogP50,
        atMost: 1.5,
        unit: "times",
      },
    ],
  };
}
