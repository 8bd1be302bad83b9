import { expect, test } from "vitest";
import { withClient } from "../postgres/database.mjs";
import { testPostgres } from "../testing/test-postgres.mjs";

const { maintenanceUrl, template } = testPostgres();
const url = new URL(maintenanceUrl);
url.pathname = `/${template}`;

/**
 * Foreign keys whose columns do not lead an index. A partial index counts when it leaves out nothing but NULL, which
 * points nowhere.
 */
const withoutIndex = `
  SELECT con.conrelid::regclass || ': ' || pg_get_constraintdef(con.oid) AS key FROM pg_constraint con
  WHERE con.contype = 'f' AND con.connamespace = 'public'::regnamespace AND NOT EXISTS (
    SELECT 1 FROM pg_index i
    WHERE i.indrelid = con.conrelid AND i.indisvalid
      AND (SELECT array_agg(k ORDER BY k) FROM unnest((i.indkey::int2[])[0:cardinality(con.conkey) - 1]) k)
        = (SELECT array_agg(k ORDER BY k) FROM unnest(con.conkey) k)
      AND (i.indpred IS NULL OR pg_get_expr(i.indpred, i.indrelid) IN (
        SELECT format('(%I IS NOT NULL)', a.attname) FROM pg_attribute a
        WHERE a.attrelid = con.conrelid AND a.attnum = ANY (con.conkey))))
  ORDER BY 1`;

/** @param {string} [statement] run before, and undone */
const missing = (statement = "SELECT 1") =>
  withClient(url.href, async (client) => {
    await client.query("BEGIN");
    await client.query(statement);
    const { rows } = await client.query(withoutIndex);
    await client.query("ROLLBACK");
    return rows.map(({ key }) => key);
  });

test("every foreign key leads an index, so that a deletion scans no table for what points at the row", async () => {
  expect(await missing()).toEqual([]);
});

test("a foreign key without an index is found, also behind a partial one", async () => {
  expect(await missing("DROP INDEX comments_parent_idx, tasks_project_id_idx")).toEqual([
    "comments: FOREIGN KEY (parent_id) REFERENCES comments(id) ON UPDATE CASCADE ON DELETE SET NULL",
    "tasks: FOREIGN KEY (project_id) REFERENCES projects(id) ON UPDATE CASCADE ON DELETE RESTRICT",
  ]);
});
