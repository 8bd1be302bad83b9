import { authorizeAgent } from "@/lib/agents/authorize";
import { sawAgent } from "@/lib/agents/presence";
import { projectLimitOf } from "@/lib/core/actor";
import type { Context } from "@/lib/core/context";
import type { Queryable } from "@/lib/core/database";
import { DomainError } from "@/lib/core/errors";
import { eventHub } from "@/lib/events/hub";
import { type Caller, type Ending, isStopping, openLongLived } from "@/lib/events/long-lived";
import type { EventRow } from "@/lib/events/types";
import { countUnheard } from "@/lib/steering/find";
import { type Renewals, renewNamed } from "@/lib/tasks/queue/lease";
import { findWorker, type WorkerRow } from "./row";
import type { ReportWorker } from "./schema";
import { type Unpicked, unpickedOf } from "./unpicked.sql";
import { noteUnpicked } from "./unpicked-done";

export interface Report {
  worker: WorkerRow;
  runs: Renewals;
  /** How many messages wait for the runs that it named. */
  messages: Unheard[];
  /** Of the tasks whose worktrees it keeps: those whose work was not picked. */
  unpicked: Unpicked[];
}

type Unheard = Awaited<ReturnType<typeof countUnheard>>[number];

const NONE: Renewals = { renewed: [], lost: [] };

/**
 * A worker's sign of life: notes what it says of itself and renews the runs it names. Then waits up to `wait` seconds for news: an
 * order that it has not heard yet, the end of one of its runs, or that work was not picked whose worktree it keeps. A new process of a worker that was paused is paused as well.
 */
export async function reportWorker(
  ctx: Context,
  input: ReportWorker,
  signal: AbortSignal,
  caller: Caller,
): Promise<Report> {
  await authorizeAgent(ctx, "agent.heartbeat", input.agent);
  const limit = projectLimitOf(ctx.actor);
  const id = await noteWorker(ctx.db, input);
  await noteUnpicked(ctx, input);
  const read = async (): Promise<Report> => ({
    worker: await findWorker(ctx.db, id, limit),
    runs: await renew(ctx, input, id),
    messages: await messagesFor(ctx, input),
    unpicked: await unpickedOf(ctx.db, input.worktree_tasks, limit),
  });
  const now = await read();
  if (input.wait === 0 || input.stopped || isNews(now, input)) return now;
  const waited = await untilNews(input, id, signal, caller, async () => {
    const again = await findWorker(ctx.db, id, limit);
    const messages = await messagesFor(ctx, input);
    const unpicked = await unpickedOf(ctx.db, input.worktree_tasks, limit);
    return isNews({ worker: again, runs: NONE, messages, unpicked }, input);
  });
  if (!waited || signal.aborted) return now;
  return read();
}

const isNews = ({ worker, runs, messages, unpicked }: Report, { heard }: ReportWorker): boolean =>
  runs.lost.length > 0 ||
  unpicked.length > 0 ||
  (heard !== undefined && worker.wanted !== heard) ||
  messages.some(({ is_new }) => is_new);

/** What waits to be heard by the runs of its agent that a worker names, if its program hears anything. */
async function messagesFor({ db }: Context, input: ReportWorker): Promise<Unheard[]> {
  return input.steers.length === 0 ? [] : countUnheard(db, input.agent, input.run_ids);
}

/** Index: workers_agent_host_pid_key. */
async function noteWorker(db: Queryable, input: ReportWorker): Promise<number> {
  const { agent, host, pid, version = null, program, concurrency } = input;
  const isNew = input.heard === undefined;
  const [row] = await db.$queryRaw<{ id: number }[]>`
    WITH before AS (
      SELECT wanted, wanted_note, wanted_by, wanted_at, wanted_until FROM (
        SELECT * FROM workers WHERE agent = ${agent} AND host = ${host} AND program IS NOT NULL ORDER BY last_seen_at DESC, id DESC LIMIT 1) last
      WHERE ${isNew}::boolean AND wanted = 'pause' AND (wanted_until IS NULL OR wanted_until > clock_timestamp())
    ), start AS (
      SELECT COALESCE(before.wanted, 'run') AS wanted, wanted_note, wanted_by, wanted_at, wanted_until
      FROM (VALUES (1)) one LEFT JOIN before ON true
    )
    INSERT INTO workers AS w (agent, host, pid, version, program, concurrency, work_type, free_disk_bytes, condition, steers,
                              wanted, wanted_note, wanted_by, wanted_at, wanted_until, first_seen_at, last_seen_at, stopped_at)
    SELECT ${agent}, ${host}, ${pid}::int, ${version}, ${program}, ${concurrency}::int, ${input.work_type ?? null},
           ${input.free_disk_bytes ?? null}::bigint, ${input.condition ?? null}, ${[...new Set(input.steers)]}::text[], start.wanted, start.wanted_note, start.wanted_by,
           start.wanted_at, start.wanted_until, clock_timestamp(), clock_timestamp(),
           CASE WHEN ${input.stopped}::boolean THEN clock_timestamp() END
    FROM start
    ON CONFLICT (agent, host, pid) DO UPDATE SET
      version = EXCLUDED.version, program = EXCLUDED.program, concurrency = EXCLUDED.concurrency, work_type = EXCLUDED.work_type,
      free_disk_bytes = EXCLUDED.free_disk_bytes, condition = EXCLUDED.condition, steers = EXCLUDED.steers, last_seen_at = EXCLUDED.last_seen_at,
      stopped_at = EXCLUDED.stopped_at,
      first_seen_at = CASE WHEN ${isNew}::boolean THEN EXCLUDED.first_seen_at ELSE w.first_seen_at END,
      wanted = CASE WHEN ${isNew}::boolean THEN EXCLUDED.wanted ELSE w.wanted END,
      wanted_note = CASE WHEN ${isNew}::boolean THEN EXCLUDED.wanted_note ELSE w.wanted_note END,
      wanted_by = CASE WHEN ${isNew}::boolean THEN EXCLUDED.wanted_by ELSE w.wanted_by END,
      wanted_at = CASE WHEN ${isNew}::boolean THEN EXCLUDED.wanted_at ELSE w.wanted_at END,
      wanted_until = CASE WHEN ${isNew}::boolean THEN EXCLUDED.wanted_until ELSE w.wanted_until END
    RETURNING id`;
  return (row as { id: number }).id;
}

/** Renews the named runs. Also tells that the agent lives while its worker does not poll, because it is busy, paused or kept from it. */
async function renew(ctx: Context, input: ReportWorker, workerId: number): Promise<Renewals> {
  const { agent, run_ids: named } = input;
  if (named.length === 0 && (input.heard ?? "run") === "run" && !input.condition) return NONE;
  return ctx.transaction(async (tx) => {
    const limit = projectLimitOf(tx.actor);
    const runs =
      named.length === 0
        ? NONE
        : await renewNamed(tx.db, agent, named, workerId, limit, { takesUp: false });
    await sawAgent(tx, agent);
    return runs;
  });
}

/**
 * Waits for an event that concerns the worker. `isThere` is asked once the events are followed, for what happened before. Returns false
 * if the time is over, the caller has gone, or the server stops. Fails with `unauthenticated` if the caller's access ends.
 */
async function untilNews(
  { wait, run_ids: runs, worktree_tasks: tasks }: ReportWorker,
  workerId: number,
  signal: AbortSignal,
  caller: Caller,
  isThere: () => Promise<boolean>,
): Promise<boolean> {
  if (isStopping()) return false;
  let tell: (isNews: boolean) => void = () => undefined;
  const told = new Promise<boolean>((resolve) => {
    tell = resolve;
  });
  let ended: Ending | undefined;
  const longLived = openLongLived("report", caller, (why) => {
    ended = why;
    tell(false);
  });
  const giveUp = (): void => tell(false);
  const timer = setTimeout(giveUp, wait * 1_000);
  signal.addEventListener("abort", giveUp, { once: true });
  let unsubscribe: () => void = () => undefined;
  try {
    ({ unsubscribe } = await eventHub().subscribe((events) => {
      if (events.some((event) => concerns(event, workerId, runs, tasks))) tell(true);
    }));
    if (await isThere()) return true;
    const isNew = await told;
    if (ended?.reason === "access_ended") throw new DomainError("unauthenticated", ended.message);
    return isNew;
  } finally {
    unsubscribe();
    clearTimeout(timer);
    signal.removeEventListener("abort", giveUp);
    longLived.release();
  }
}

function concerns(
  event: EventRow,
  workerId: number,
  runs: readonly number[],
  tasks: readonly number[],
): boolean {
  if (
    event.type === "task.status_changed" &&
    event.task_id !== null &&
    tasks.includes(event.task_id)
  )
    return (event.data as { status?: string }).status === "cancelled";
  if (event.type === "run.completed") return event.run_id !== null && runs.includes(event.run_id);
  if (event.type === "steering.created" || event.type === "steering.updated") {
    const { message } = event.data as { message?: { state?: string; when?: string } };
    const isNew = message?.state === "waiting" && message.when === "now";
    return isNew && event.run_id !== null && runs.includes(event.run_id);
  }
  if (event.type !== "worker.updated") return false;
  const { worker } = event.data as { worker?: { id?: number } };
  return worker?.id === workerId;
}
