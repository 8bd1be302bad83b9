import { readFileSync } from "node:fs";
import { hostname } from "node:os";
import { withClient } from "../postgres/database.mjs";
import { inProject } from "../project.mjs";
import { clockOffsetMs } from "./clock-check.mjs";

const seenEveryMs = 60_000;

/**
 * Keeps this server's row in `instances`, for the operator of several: where it runs, which version, how far its clock is
 * from the database's. Rows of servers not seen for a week are removed.
 * @param {import("./config.mjs").ServeConfig} config
 * @param {string} databaseUrl
 */
export async function registerInstance(config, databaseUrl) {
  const { version } = JSON.parse(readFileSync(inProject("package.json"), "utf8"));
  const id = await withClient(databaseUrl, async (client) => {
    await client.query("DELETE FROM instances WHERE last_seen_at < now() - interval '7 days'");
    const { rows } = await client.query(
      "INSERT INTO instances (host, pid, role, version, clock_offset_ms) VALUES ($1, $2, $3, $4, $5) RETURNING id",
      [hostname(), process.pid, config.role, version, await clockOffsetMs(client)],
    );
    return rows[0].id;
  });
  const sign = () =>
    withClient(databaseUrl, async (client) =>
      client.query(
        "UPDATE instances SET last_seen_at = clock_timestamp(), clock_offset_ms = $2 WHERE id = $1",
        [id, await clockOffsetMs(client)],
      ),
    );
  // While the database is unreachable nothing can be recorded; the next sign of life follows in a minute.
  const signs = setInterval(() => sign().catch(() => {}), seenEveryMs);
  return {
    async remove() {
      clearInterval(signs);
      await withClient(databaseUrl, (client) =>
        client.query("DELETE FROM instances WHERE id = $1", [id]),
      ).catch(() => {});
    },
  };
}
