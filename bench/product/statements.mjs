import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import pg from "pg";
import { maintenanceUrl, readAccess } from "../../scripts/postgres/access.mjs";

/** An entry: process, application, text. Further lines of a statement begin with a tab. */
const entry = /^<(\d+) ([^>]*)> LOG: {2}(?:statement|execute [^:]*): (.*(?:\n\t.*)?)/gm;

/**
 * @typedef {object} Sent
 * @property {string} session
 * @property {string} application the name of the pool or listener that sent it
 * @property {string} text its first two lines
 */

/**
 * Lets an installation's PostgreSQL write down every statement it is sent; each is a round trip. What takes time is
 * measured before: writing them down costs some itself.
 * @param {import("./installation.mjs").Installation} installation
 */
export async function writeDownStatements({ dataDirectory }) {
  const client = new pg.Client({
    connectionString: maintenanceUrl(readAccess(dataDirectory)),
    application_name: "bench",
  });
  await client.connect();
  await client.query("ALTER SYSTEM SET log_line_prefix = '<%p %a> '");
  await client.query("ALTER SYSTEM SET log_statement = 'all'");
  await client.query("SELECT pg_reload_conf()");
  await client.end();
  const file = path.join(dataDirectory, "postgres.log");
  return {
    /** What was sent while `work` ran. @param {() => Promise<unknown>} work @returns {Promise<Sent[]>} */
    async during(work) {
      const from = statSync(file).size;
      await work();
      const log = readFileSync(file).subarray(from).toString();
      return [...log.matchAll(entry)].map(([, session, application, text]) => ({
        session,
        application,
        text: text.trim(),
      }));
    },
  };
}

/**
 * Transactions among statements: those that begin one, and those sent on their own.
 * @param {Sent[]} sent
 */
export function countTransactions(sent) {
  const open = new Set();
  let count = 0;
  for (const { session, text } of sent) {
    if (/^BEGIN/i.test(text)) {
      open.add(session);
      count++;
    } else if (/^(COMMIT|ROLLBACK)$/i.test(text)) open.delete(session);
    else if (!open.has(session)) count++;
  }
  return count;
}
