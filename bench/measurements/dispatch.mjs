import { setTimeout as wait } from "node:timers/promises";
import { withConnections } from "../load/connection.mjs";
import { Latencies, sideBySide } from "../load/latencies.mjs";
import { startProvider } from "../load/provider.mjs";
import { oneValue, withDatabase } from "../product/database.mjs";
import { createInstallation } from "../product/installation.mjs";

const thinkingMs = 50;
const agents = 20;
const settleMs = 60_000;

/** @typedef {{ provider: Awaited<ReturnType<typeof startProvider>>, database: import("pg").Pool, connections: import("../load/connection.mjs").Connection[] }} Bench */

/** @type {import("../report/measurement.mjs").Measurement} */
export const dispatch = {
  name: "dispatch",
  title: "Dispatching tasks to agents that Baton calls",
  budgetSeconds: 150,
  async run({ quick }) {
    const provider = await startProvider(thinkingMs);
    const installation = await createInstallation({
      ANTHROPIC_BASE_URL: provider.url,
      ANTHROPIC_API_KEY: "sk-bench",
    });
    try {
      await installation.start();
      return await withDatabase(installation, (database) =>
        withConnections(installation, agents, async (connections) => {
          const bench = { provider, database, connections };
          await registerAgents(connections);
          await assign(bench, quick ? 20 : 100, 1);
          await assign(bench, quick ? 40 : 400, agents);
          const rows = [
            await row(bench, "one task at a time", quick ? 20 : 100, 1),
            await row(bench, "200 tasks, 20 a second, 20 agents", quick ? 40 : 200, agents, 20),
            await row(bench, "200 tasks at once, 20 agents", quick ? 40 : 200, agents),
            await row(bench, "2,000 tasks at once, 20 agents", quick ? 100 : 2_000, agents),
          ];
          await installation.remove();
          return report(rows);
        }),
      );
    } finally {
      await provider.close();
    }
  },
};

/** @param {import("../load/connection.mjs").Connection[]} connections */
async function registerAgents([first]) {
  for (let index = 0; index < agents; index++) {
    await first?.json("POST", "/api/agents", {
      name: agentName(index),
      role: "agent",
      runtime: "anthropic",
      config: { model: "bench" },
      max_capacity: 10,
    });
  }
}

const agentName = (/** @type {number} */ index) => `agent-${index + 1}`;

/**
 * Assigns so many new tasks that need no review, over so many connections side by side, and waits until all are done.
 * @param {Bench} bench
 * @param {number} count
 * @param {number} abreast
 * @param {number} [perSecond] at most
 */
async function assign({ provider, database, connections }, count, abreast, perSecond) {
  const toProvider = new Latencies();
  /** @type {Map<string, number>} */
  const sent = new Map();
  const begun = performance.now();
  const sinceId = Number(await oneValue(database, "SELECT COALESCE(max(id), 0) FROM tasks"));
  let next = 0;
  await sideBySide(abreast, async (lane) => {
    for (let index = next++; index < count; index = next++) {
      if (perSecond)
        await wait(Math.max(0, begun + (index / perSecond) * 1000 - performance.now()));
      const at = performance.now();
      const connection = /** @type {import("../load/connection.mjs").Connection} */ (
        connections[lane]
      );
      const { task } = await connection.json("POST", "/api/tasks", {
        title: `Measure ${index}`,
        assigned_to: agentName(index % agents),
        review_required: false,
      });
      sent.set(task.ticket_ref, at);
      if (abreast === 1) await untilDone(database, sinceId, index + 1);
    }
  });
  await untilDone(database, sinceId, count);
  const seconds = (performance.now() - begun) / 1000;
  for (const [ticket, at] of sent)
    toProvider.add((provider.arrivals.get(ticket) ?? Number.NaN) - at);
  return { toProvider, seconds, sinceId };
}

/** @param {import("pg").Pool} database @param {number} sinceId @param {number} count */
async function untilDone(database, sinceId, count) {
  const deadline = performance.now() + settleMs;
  const done = "SELECT count(*)::int FROM tasks WHERE id > $1 AND status = 'done'";
  while ((await oneValue(database, done, [sinceId])) < count) {
    if (performance.now() > deadline)
      throw new Error(`not all of ${count} tasks were done in time`);
    await wait(count > 100 ? 20 : 3);
  }
}

/** @param {Bench} bench @param {string} label @param {number} count @param {number} abreast @param {number} [perSecond] */
async function row(bench, label, count, abreast, perSecond) {
  const before = bench.provider.calls();
  const { toProvider, seconds, sinceId } = await assign(bench, count, abreast, perSecond);
  const overhead = await oneValue(
    bench.database,
    `SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY extract(epoch FROM finished_at - started_at) * 1000)::float8 - $2
     FROM runs WHERE task_id > $1 AND trigger = 'dispatch'`,
    [sinceId, thinkingMs],
  );
  const runs = await oneValue(
    bench.database,
    "SELECT count(*)::int FROM runs WHERE task_id > $1 AND trigger = 'dispatch'",
    [sinceId],
  );
  return {
    label,
    ...toProvider.percentiles(),
    rate: count / seconds,
    overhead: Number(overhead),
    once: runs === count && bench.provider.calls() - before === count,
  };
}

/** @param {Awaited<ReturnType<typeof row>>[]} rows @returns {import("../report/measurement.mjs").Report} */
function report(rows) {
  const [alone, fleet, burst] = rows;
  return {
    reading: [
      `From the request that creates a task with its agent to the arrival of the call at a provider that takes ${thinkingMs} ms; no review.`,
      "The overhead of a run is what the server adds between its begin and its end to the provider's time (median).",
      `${agents} agents with room for 10 tasks each: in the last two rows a task waits for its agent's place as well.`,
      "Everything (server, PostgreSQL, provider and the load) shares one machine.",
    ].join(" "),
    columns: [
      { key: "label", label: "" },
      { key: "p50", label: "to provider p50", unit: "ms" },
      { key: "p95", label: "p95", unit: "ms" },
      { key: "p99", label: "p99", unit: "ms" },
      { key: "overhead", label: "overhead per run", unit: "ms" },
      { key: "rate", label: "finished", unit: "perSecond" },
    ],
    rows,
    checks: rows.map(({ label, once }) => ({
      what: `every task was called for exactly once (${label})`,
      holds: once,
    })),
    aims: [
      {
        what: "assignment to provider, one at a time, p95",
        value: alone?.p95 ?? Number.NaN,
        atMost: 250,
        unit: "ms",
      },
      {
        what: "assignment to provider, 200 tasks across 20 agents at 20 a second, p95",
        value: fleet?.p95 ?? Number.NaN,
        atMost: 250,
        unit: "ms",
      },
      {
        what: `assignment to provider, ${burst?.label}, p95`,
        value: burst?.p95 ?? Number.NaN,
        atMost: 500,
        unit: "ms",
      },
    ],
  };
}
