import { type Database, Prisma } from "@/lib/core/database";

/** What triggers derive from tasks, and would empty as well when the tasks were truncated. */
const OF_TASKS = [
  "task_counts",
  "task_count_changes",
  "label_counts",
  "label_count_changes",
  "task_search",
];

/**
 * Empties tables and all that refer to them, as TRUNCATE ... CASCADE does, in a hundredth of its time where there are few rows: no files
 * are made anew, and no connection has to plan its statements again. Numbers go on where they were.
 */
export async function emptyTables(db: Database, ...names: string[]): Promise<void> {
  const given = names.includes("tasks") ? [...names, ...OF_TASKS] : names;
  const rows = await db.$queryRaw<{ name: string }[]>`
    WITH RECURSIVE emptied AS (
      SELECT unnest(${given}::text[])::regclass AS id
      UNION SELECT c.conrelid::regclass FROM pg_constraint c JOIN emptied e ON c.confrelid = e.id WHERE c.contype = 'f'
    )
    SELECT e.id::text AS name FROM emptied e JOIN pg_class c ON c.oid = e.id WHERE NOT c.relispartition ORDER BY 1`;
  const tables = rows.map(({ name }) => name);
  // The lock waits for whoever still writes. Triggers and foreign keys rest: nothing that they look after is left.
  await db.$executeRaw`${Prisma.raw(`DO $$ BEGIN
    LOCK TABLE ${tables.join(", ")} IN SHARE ROW EXCLUSIVE MODE;
    PERFORM set_config('session_replication_role', 'replica', true);
    ${tables.map((table) => `DELETE FROM ${table};`).join("\n    ")}
  END $$`)}`;
}
