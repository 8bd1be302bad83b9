import { setTimeout as wait } from "node:timers/promises";
import { withConnections } from "../load/connection.mjs";
import { startProvider } from "../load/provider.mjs";
import { agentNames } from "../load/rounds.mjs";
import { costOf } from "../product/costs.mjs";
import { oneValue, withDatabase } from "../product/database.mjs";
import { createInstallation } from "../product/installation.mjs";

const runs = 50;
const everyMs = 200;
/** Enough for all runs: an agent may have twenty. */
const agents = agentNames("writer", 5);

/** Rows written to each table that survives a crash, and to those that do not. */
const written = `
  SELECT c.relname AS table, c.relpersistence = 'p' AS durable, pg_stat_get_tuples_inserted(c.oid)::int AS inserted,
    pg_stat_get_tuples_updated(c.oid)::int AS updated
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind = 'r' AND n.nspname IN ('public', 'graphile_worker')`;

/** @type {import("../report/measurement.mjs").Measurement} */
export const streams = {
  name: "streams",
  title: "Runs whose output streams in",
  budgetSeconds: 120,
  async run({ quick }) {
    const seconds = quick ? 10 : 30;
    // Longer than what is measured, so that no run begins or ends meanwhile.
    const provider = await startProvider(50, {
      pieces: (seconds + 40) * (1000 / everyMs),
      everyMs,
    });
    const installation = await createInstallation({
      ANTHROPIC_BASE_URL: provider.url,
      ANTHROPIC_API_KEY: "sk-bench",
    });
    try {
      await installation.start();
      return await withDatabase(installation, (database) =>
        withConnections(installation, 1, async ([connection]) => {
          for (const name of agents) {
            await connection.json("POST", "/api/agents", {
              name,
              role: "agent",
              runtime: "anthropic",
              config: { model: "bench" },
              max_capacity: runs / agents.length,
            });
          }
          for (let n = 0; n < runs; n++) {
            await connection.json("POST", "/api/tasks", {
              title: `Write ${n}`,
              assigned_to: agents[n % agents.length],
              review_required: false,
            });
          }
          const open = await untilOpen(database, provider);
          // Sessions that are idle report what they wrote within ten seconds; what began with the runs must not count.
          await wait(12_000);
          const before = await snapshot(database);
          const { cost } = await costOf(installation.pids, () => wait(seconds * 1_000));
          const after = await snapshot(database);
          await installation.remove();
          return report({ before, after, cost, open, seconds });
        }),
      );
    } finally {
      await provider.close();
    }
  },
};

/** How many runs are open when all are, or when no more begin for ten seconds. @param {import("pg").Pool} database @param {Awaited<ReturnType<typeof startProvider>>} provider */
async function untilOpen(database, provider) {
  let changedAt = performance.now();
  let open = 0;
  while (open < runs && performance.now() < changedAt + 10_000) {
    const now = await oneValue(database, "SELECT count(*)::int FROM runs WHERE outcome IS NULL");
    if (now !== open) changedAt = performance.now();
    open = now;
    await wait(100);
  }
  return Math.min(open, provider.calls());
}

/** @param {import("pg").Pool} database */
async function snapshot(database) {
  const { rows } = await database.query(written);
  const wal = await oneValue(database, "SELECT pg_current_wal_lsn() - '0/0'::pg_lsn");
  return { rows, wal: Number(wal) };
}

/** @param {{ before: Awaited<ReturnType<typeof snapshot>>, after: Awaited<ReturnType<typeof snapshot>>, cost: import("../product/costs.mjs").Cost, open: number, seconds: number }} measured @returns {import("../report/measurement.mjs").Report} */
function report({ before, after, cost, open, seconds }) {
  const rows = after.rows
    .map((row) => {
      const earlier = before.rows.find(({ table }) => table === row.table);
      return {
        what: `\`${row.table}\`${row.durable ? "" : ", not durable"}`,
        durable: row.durable,
        inserted: (row.inserted - (earlier?.inserted ?? 0)) / seconds,
        updated: (row.updated - (earlier?.updated ?? 0)) / seconds,
      };
    })
    .filter(({ inserted, updated }) => inserted + updated > 0)
    .toSorted((a, b) => b.inserted + b.updated - (a.inserted + a.updated));
  const durable = rows.filter((row) => row.durable);
  const inserted = durable.reduce((sum, row) => sum + row.inserted, 0);
  const wal = (after.wal - before.wal) / seconds / 1024;
  return {
    reading: `${open} runs at once get a piece of their output every ${everyMs} ms from a provider that streams, for ${seconds} s in which none begins or ends; rows written a second, by table. Meanwhile the server used ${(cost.server / seconds).toFixed(0)} ms of CPU a second and PostgreSQL ${(cost.postgres / seconds).toFixed(0)} ms, and ${wal.toFixed(0)} KB of write-ahead log a second were written.`,
    columns: [
      { key: "what", label: "table" },
      { key: "inserted", label: "inserted a second", unit: "mean" },
      { key: "updated", label: "updated a second", unit: "mean" },
    ],
    rows,
    checks: [{ what: `${runs} runs streamed at once`, holds: open === runs }],
    aims: [
      {
        what: `durable rows a second that ${runs} runs add by streaming`,
        value: inserted,
        atMost: 1,
        unit: "mean",
      },
    ],
  };
}
