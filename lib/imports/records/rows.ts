import type { TxContext } from "@/lib/core/context";
import { Prisma } from "@/lib/core/database";
import { MAX_INT } from "@/lib/core/fields";
import type { Columns } from "./columns";
import type { RowKind } from "./kinds";

const TABLES = {
  project: "projects",
  agent: "agents",
  task: "tasks",
  link: "task_links",
  comment: "comments",
  run: "runs",
  review: "quality_reviews",
  schedule: "schedules",
  webhook: "webhooks",
} as const satisfies Record<RowKind, string>;

/** Ids here by the ids that they had at the source. */
export type Ids = Map<string, number>;

/** Which of these records are here already, under which ids. Index: imported_records_pkey. */
export async function knownIds(
  tx: TxContext,
  source: string,
  kind: RowKind,
  sourceIds: readonly (string | number)[],
): Promise<Ids> {
  if (sourceIds.length === 0) return new Map();
  const rows = await tx.db.$queryRaw<{ source_id: string; id: number }[]>`
    SELECT source_id, id FROM imported_records
    WHERE source = ${source} AND kind = ${kind} AND source_id = ANY(${[...new Set(sourceIds.map(String))]}::text[])`;
  return new Map(rows.map(({ source_id, id }) => [source_id, id]));
}

/** Remembers under which ids records came in. */
export async function rememberIds(
  tx: TxContext,
  source: string,
  kind: RowKind,
  ids: Ids,
): Promise<void> {
  await tx.db.$executeRaw`
    INSERT INTO imported_records (source, kind, source_id, id)
    SELECT ${source}, ${kind}, s, i FROM unnest(${[...ids.keys()]}::text[], ${[...ids.values()]}::int[]) AS u (s, i)
    ON CONFLICT DO NOTHING`;
}

/**
 * An id for each record: its own where that is free, otherwise the next. The table's sequence moves past them first, so that nobody is
 * given one of them meanwhile.
 */
export async function chooseIds(
  tx: TxContext,
  kind: RowKind,
  sourceIds: readonly (string | number)[],
): Promise<Ids> {
  const table = TABLES[kind];
  const numbers = sourceIds
    .map(Number)
    .filter((id) => Number.isInteger(id) && id > 0 && id <= MAX_INT);
  const highest = Math.max(0, ...numbers);
  if (highest > 0) {
    await tx.db.$queryRaw`
      SELECT 1 AS moved FROM (SELECT pg_get_serial_sequence(${table}, 'id')::regclass AS name) s
      WHERE setval(s.name, GREATEST(${highest}::bigint, COALESCE(pg_sequence_last_value(s.name), 0))) > 0`;
  }
  const taken = await tx.db.$queryRaw<{ id: number }[]>`
    SELECT id FROM ${Prisma.raw(table)} WHERE id = ANY(${numbers}::int[])`;
  const free = new Set(numbers);
  for (const { id } of taken) free.delete(id);
  const others = sourceIds.filter((id) => !free.has(Number(id)));
  const next = await tx.db.$queryRaw<{ id: number }[]>`
    SELECT nextval(pg_get_serial_sequence(${table}, 'id')::regclass)::int AS id FROM generate_series(1, ${others.length}::int) ORDER BY 1`;
  return new Map(
    sourceIds.map((id) => {
      const given = free.has(Number(id)) ? Number(id) : next.shift()?.id;
      return [String(id), given as number];
    }),
  );
}

/** Inserts rows with their ids and these columns, in one statement. */
export async function insertRows(
  tx: TxContext,
  kind: RowKind,
  columns: Columns,
  rows: readonly object[],
): Promise<void> {
  if (rows.length === 0) return;
  const names = ["id", ...Object.keys(columns)];
  const types = [
    "id int",
    ...Object.entries(columns).map(([name, { pg }]) => `"${name}" ${typeOf(pg)}`),
  ];
  const values = ["r.id", ...Object.entries(columns).map(([name, { pg }]) => `r."${name}"::${pg}`)];
  // The names are constants of this program.
  await tx.db.$executeRaw`
    INSERT INTO ${Prisma.raw(`${TABLES[kind]} (${names.map((name) => `"${name}"`).join(", ")})`)}
    SELECT ${Prisma.raw(values.join(", "))} FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS r(${Prisma.raw(types.join(", "))}) ORDER BY r.id`;
}

/** Enums come as text and are cast. */
const typeOf = (pg: string): string =>
  /^(text|text\[\]|int|float8|numeric|boolean|jsonb|timestamptz)$/.test(pg) ? pg : "text";
