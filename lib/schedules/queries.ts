import { authorize } from "@/lib/auth/permissions";
import { projectLimitOf } from "@/lib/core/actor";
import type { Context } from "@/lib/core/context";
import { MAX_INT } from "@/lib/core/fields";
import { databaseNow } from "./fire";
import { nextTime } from "./recurrence";
import { findSchedule, lastRuns, recurrenceOf, runsOf, type ScheduleRow } from "./row";
import type { AgendaQuery, ListSchedules, RunsPage } from "./schema";
import type { ScheduleRunWire, ScheduleWire } from "./shapes";
import { runToWire, scheduleToWire } from "./wire";

/** A page of the schedules the actor may see, by id; `next` is the cursor of the page after it. */
export async function listSchedules(
  ctx: Context,
  query: ListSchedules,
): Promise<{ schedules: ScheduleWire[]; next: string | null }> {
  authorize(ctx.actor, "schedule.read");
  const rows = await ctx.db.schedule.findMany({
    where: { ...inProject(ctx, query.project_id), id: { gt: query.cursor ?? 0 } },
    orderBy: { id: "asc" },
    take: query.limit + 1,
  });
  const page = rows.slice(0, query.limit);
  const next = rows.length > query.limit ? String(page.at(-1)?.id) : null;
  return { schedules: await schedulesWire(ctx, page), next };
}

const PAGE = 200;

/** Every schedule the actor may see, by id. */
export async function everySchedule(ctx: Context): Promise<ScheduleWire[]> {
  const all: ScheduleWire[] = [];
  for (let cursor: number | undefined; ; ) {
    const { schedules, next } = await listSchedules(ctx, { limit: PAGE, cursor });
    all.push(...schedules);
    if (next === null) return all;
    cursor = Number(next);
  }
}

/** One schedule, by id or name. */
export async function readSchedule(ctx: Context, ref: string): Promise<ScheduleWire> {
  const schedule = await findSchedule(ctx, ref);
  authorize(ctx.actor, "schedule.read", { projectId: schedule.projectId });
  return scheduleWire(ctx, schedule);
}

/** A schedule as it is answered, with its latest run. */
export async function scheduleWire(ctx: Context, schedule: ScheduleRow): Promise<ScheduleWire> {
  const [wire] = await schedulesWire(ctx, [schedule]);
  return wire as ScheduleWire;
}

/** The same for several. */
export async function schedulesWire(
  ctx: Context,
  rows: readonly ScheduleRow[],
): Promise<ScheduleWire[]> {
  if (rows.length === 0) return [];
  const runs = await lastRuns(
    ctx.db,
    rows.map(({ id }) => id),
  );
  const now = await databaseNow(ctx);
  return rows.map((row) => scheduleToWire(row, runs.get(row.id) ?? null, now));
}

/** A page of what came of a schedule's due times, the latest first. */
export async function listRunsOf(
  ctx: Context,
  ref: string,
  { limit, cursor = MAX_INT }: RunsPage,
): Promise<{ runs: ScheduleRunWire[]; next: string | null }> {
  const schedule = await findSchedule(ctx, ref);
  authorize(ctx.actor, "schedule.read", { projectId: schedule.projectId });
  const rows = await runsOf(ctx.db, schedule.id, { below: cursor, limit: limit + 1 });
  const page = rows.slice(0, limit);
  return {
    runs: page.map(runToWire),
    next: rows.length > limit ? String(page.at(-1)?.id) : null,
  };
}

const MOST_ENTRIES = 3_000;
/** How many due times of one schedule an agenda shows. */
const MOST_OF_ONE = 1_500;
const MOST_SCHEDULES = 1_000;

export interface Agenda {
  entries: { at: Date; scheduleId: number; name: string }[];
  hasMore: boolean;
}

/** The due times to come of all schedules, in order. Paused schedules have none. */
export async function agenda(ctx: Context, query: AgendaQuery): Promise<Agenda> {
  authorize(ctx.actor, "schedule.read");
  const [from, to] = [new Date(query.from * 1000), new Date(query.to * 1000)];
  const rows = await ctx.db.schedule.findMany({
    where: { ...inProject(ctx, query.project_id), nextAt: { lte: to } },
    orderBy: { nextAt: "asc" },
    take: MOST_SCHEDULES,
  });
  const entries: Agenda["entries"] = [];
  let hasMore = rows.length === MOST_SCHEDULES;
  for (const row of rows) {
    const recurrence = recurrenceOf(row);
    const first =
      row.nextAt !== null && row.nextAt >= from ? row.nextAt : nextTime(recurrence, before(from));
    let count = 0;
    for (let at = first; at !== null && at <= to; at = nextTime(recurrence, at)) {
      if (++count > MOST_OF_ONE || entries.length > MOST_ENTRIES) {
        hasMore = true;
        break;
      }
      entries.push({ at, scheduleId: row.id, name: row.name });
    }
  }
  entries.sort((a, b) => a.at.getTime() - b.at.getTime() || a.scheduleId - b.scheduleId);
  return {
    entries: entries.slice(0, MOST_ENTRIES),
    hasMore: hasMore || entries.length > MOST_ENTRIES,
  };
}

const before = (time: Date): Date => new Date(time.getTime() - 1_000);

function inProject(ctx: Context, asked: number | undefined): { projectId?: number } {
  const limit = projectLimitOf(ctx.actor);
  if (limit === null) return asked === undefined ? {} : { projectId: asked };
  return { projectId: asked === undefined || asked === limit ? limit : -1 };
}
