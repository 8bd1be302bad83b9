import type { Context } from "@/lib/core/context";
import { csvLine } from "@/lib/core/csv";
import { type ActivityFilter, readEventsBackwards } from "@/lib/events/replay";
import type { ExportActivities } from "@/lib/events/schema";
import type { EventRow } from "@/lib/events/types";
import { pastOf } from "./filter";
import { activityToWire } from "./wire";

const PAGE = 1_000;

const COLUMNS = [
  "id",
  "time",
  "type",
  "actor",
  "actor_kind",
  "description",
  "entity_type",
  "entity_id",
  "project_id",
  "task_id",
  "agent",
  "run_id",
  "data",
] as const;

export const EXPORT_TYPES = {
  jsonl: "application/x-ndjson",
  csv: "text/csv; charset=utf-8",
} as const;

/**
 * The events asked for, newest first, as lines of JSON or CSV. They are read page by page as the caller takes them, so no export holds
 * more than a page. When the limit cuts it, its last line says so, with the `before` to go on from.
 */
export async function exportActivities(
  ctx: Context,
  asked: ExportActivities,
): Promise<{ lines: AsyncGenerator<string>; filename: string }> {
  const past = await pastOf(ctx, asked);
  const day = ctx.clock.now().toISOString().slice(0, 10);
  return {
    lines: linesOf(asked, everyEvent(ctx, past.filter, past.before)),
    filename: `activity-${day}.${asked.format}`,
  };
}

/** Every event that passes, newest first, read page by page. */
export async function* everyEvent(
  ctx: Context,
  filter: ActivityFilter,
  before?: bigint,
): AsyncGenerator<EventRow> {
  for (let from = before; ; ) {
    const page = await readEventsBackwards(ctx.db, PAGE, filter, from);
    yield* page;
    from = page.at(-1)?.id;
    if (page.length < PAGE || from === undefined) return;
  }
}

async function* linesOf(
  { format, limit }: ExportActivities,
  events: AsyncGenerator<EventRow>,
): AsyncGenerator<string> {
  if (format === "csv") yield csvLine(COLUMNS);
  let written = 0;
  let last = 0n;
  for await (const event of events) {
    if (written === limit) {
      const note = `cut after ${limit} events; go on with before=${last}`;
      yield format === "csv"
        ? csvLine([note])
        : `${JSON.stringify({ cut: true, exported: written, next_before: Number(last) })}\n`;
      return;
    }
    yield format === "csv" ? csvLine(cellsOf(event)) : `${JSON.stringify(activityToWire(event))}\n`;
    written++;
    last = event.id;
  }
}

function cellsOf(row: EventRow) {
  const event = activityToWire(row);
  const { actor, timestamp, data } = event;
  const cells = {
    ...event,
    time: new Date(timestamp).toISOString(),
    actor: actor.name,
    actor_kind: actor.kind,
    data: JSON.stringify(data),
  };
  return COLUMNS.map((name) => cells[name]);
}
