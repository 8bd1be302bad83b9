import pg from "pg";
import { withClient } from "../postgres/database.mjs";

/**
 * A temporary database beside the given one, in which the migrations are replayed to see what they make.
 * @param {string} databaseUrl
 */
export async function createShadowDatabase(databaseUrl) {
  const name = pg.escapeIdentifier(
    `baton_shadow_${globalThis.crypto.randomUUID().replaceAll("-", "")}`,
  );
  await withClient(databaseUrl, (client) =>
    client.query(`CREATE DATABASE ${name} TEMPLATE template0`),
  );
  const url = new URL(databaseUrl);
  url.pathname = `/${name.slice(1, -1)}`;
  return {
    url: url.href,
    async drop() {
      await withClient(databaseUrl, (client) =>
        client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
      );
    },
  };
}
