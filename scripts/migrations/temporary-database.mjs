import pg from "pg";
import { withClient } from "../postgres/database.mjs";

/**
 * A temporary database on the server of the given one: empty, or a copy of the database named as its template.
 * @param {string} databaseUrl
 * @param {string} [template]
 */
export async function createTemporaryDatabase(databaseUrl, template = "template0") {
  const name = pg.escapeIdentifier(
    `baton_temporary_${globalThis.crypto.randomUUID().replaceAll("-", "")}`,
  );
  await withClient(databaseUrl, (client) =>
    client.query(`CREATE DATABASE ${name} TEMPLATE ${pg.escapeIdentifier(template)}`),
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
