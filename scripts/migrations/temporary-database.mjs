import pg from "pg";
import { withClient } from "../postgres/database.mjs";

/**
 * A temporary, empty database on the server of the given one.
 * @param {string} databaseUrl
 */
export async function createTemporaryDatabase(databaseUrl) {
  const name = pg.escapeIdentifier(
    `baton_temporary_${globalThis.crypto.randomUUID().replaceAll("-", "")}`,
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
