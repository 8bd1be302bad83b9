import { authorize } from "@/lib/auth/permissions";
import { projectLimitOf } from "@/lib/core/actor";
import { config } from "@/lib/core/config";
import type { Context } from "@/lib/core/context";
import { csvLine } from "@/lib/core/csv";
import { Prisma, type Queryable } from "@/lib/core/database";
import { AUDIT_CATEGORIES } from "@/lib/events/replay";
import type { ExportQuery } from "./schema";
import { EVERYTHING, SOURCES, type Source } from "./sources";

/** Rows of one page: few enough that a page of long texts is no burden. */
const PAGE = 200;

/**
 * Streams rows as JSON lines or CSV, in pages, so that it takes the same memory however many there are. What is created after it began
 * is left out. Admins only; with a key of one project, only that project's. Secrets are in none of it.
 */
export async function exportRows(
  ctx: Context,
  query: ExportQuery,
): Promise<{ bytes: ReadableStream<Uint8Array>; type: string; filename: string }> {
  const limit = projectLimitOf(ctx.actor);
  authorize(ctx.actor, "data.export", { projectId: query.project_id ?? limit ?? undefined });
  const project = query.project_id ?? limit;
  const isAll = query.kind === "everything";
  const sources = query.kind === "everything" ? EVERYTHING : [SOURCES[query.kind]];
  const ceilings = await Promise.all(sources.map((source) => measure(ctx.db, source, project)));
  const lines =
    query.format === "csv"
      ? csv(ctx.db, sources[0] as Source, ceilings[0] as Measure, project)
      : jsonl();
  const name = `${query.kind}-${ctx.clock.now().toISOString().slice(0, 10)}.${query.format}`;

  async function* jsonl(): AsyncGenerator<string> {
    if (isAll) {
      const counts = Object.fromEntries(
        sources.map(({ kind }, at) => [kind, ceilings[at]?.count ?? 0]),
      );
      const head = {
        kind: "export",
        format: 1,
        version: config.version,
        source: await sourceName(ctx.db),
        counts,
      };
      yield `${JSON.stringify(head)}\n`;
    }
    let total = 0;
    for (const [at, source] of sources.entries()) {
      for await (const rows of pages(ctx.db, source, ceilings[at] as Measure, project)) {
        total += rows.length;
        yield rows
          .map(
            ({ row }) =>
              `{"kind":${JSON.stringify(source.kind)},${withoutOwnId(source, row).slice(1)}\n`,
          )
          .join("");
      }
    }
    if (isAll) yield `${JSON.stringify({ kind: "end", records: total })}\n`;
  }

  return {
    bytes: encoded(lines),
    type: query.format === "csv" ? "text/csv" : "application/x-ndjson",
    filename: `baton-${name}`,
  };
}

/** A place has no id: its page key was its task's. */
function withoutOwnId({ kind }: Source, row: string): string {
  return kind === "place" ? row.replace(/^\{"id": ?\d+, ?/, "{") : row;
}

async function* csv(
  db: Queryable,
  source: Source,
  measure: Measure,
  project: number | null,
): AsyncGenerator<string> {
  yield csvLine(source.columns);
  for await (const rows of pages(db, source, measure, project)) {
    yield rows
      .map(({ row }) => {
        const values: Record<string, unknown> = JSON.parse(row);
        return csvLine(source.columns.map((column) => cellOf(values[column])));
      })
      .join("");
  }
}

/** Lists and objects as JSON. */
function cellOf(value: unknown): string | number | boolean | null {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean")
    return value;
  return value == null ? null : JSON.stringify(value);
}

interface Measure {
  highest: bigint;
  count: number;
}

const AUDIT = [...AUDIT_CATEGORIES];
/** With a key of one project, not even an event of the whole installation. */
const filterOf = ({ kind, ofProject }: Source, project: number | null): Prisma.Sql => {
  const own = project === null ? Prisma.sql`true` : ofProject(project);
  return kind === "event" && project !== null
    ? Prisma.sql`${own} AND t.category <> ALL(${AUDIT}::text[])`
    : own;
};

async function measure(db: Queryable, source: Source, project: number | null): Promise<Measure> {
  const [row] = await db.$queryRaw<{ highest: bigint | null; count: number }[]>`
    SELECT max(r.id)::bigint AS highest, count(*)::int AS count FROM (${source.rows} AND ${filterOf(source, project)}) r`;
  return { highest: row?.highest ?? 0n, count: row?.count ?? 0 };
}

async function* pages(
  db: Queryable,
  source: Source,
  { highest }: Measure,
  project: number | null,
): AsyncGenerator<{ id: bigint; row: string }[]> {
  for (let after = -1n; ; ) {
    const rows = await db.$queryRaw<{ id: bigint; row: string }[]>`
      SELECT r.id::bigint AS id, row_to_json(r)::text AS row
      FROM (${source.rows} AND ${filterOf(source, project)}) r
      WHERE r.id > ${after} AND r.id <= ${highest} ORDER BY r.id LIMIT ${source.page ?? PAGE}`;
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    if (!last || rows.length < (source.page ?? PAGE)) return;
    after = last.id;
  }
}

/** Names this installation for an import, always the same: by its first project, which every installation has, and its time. */
async function sourceName(db: Queryable): Promise<string> {
  const [row] = await db.$queryRaw<{ at: string }[]>`
    SELECT coalesce(to_char(min(created_at) AT TIME ZONE 'UTC', 'YYYYMMDDHH24MISSMS'), '0') AS at FROM projects`;
  return `baton:${row?.at ?? "0"}`;
}

function encoded(lines: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await lines.next();
        if (done) controller.close();
        else controller.enqueue(encoder.encode(value));
      },
      async cancel() {
        await lines.return(undefined);
      },
    },
    { highWaterMark: 0 },
  );
}
