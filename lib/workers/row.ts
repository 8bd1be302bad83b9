import { toUnixSeconds } from "@/lib/core/clock";
import { Prisma, type Queryable } from "@/lib/core/database";
import { notFound } from "@/lib/core/errors";
import type { Timing } from "@/lib/steering/schema";
import type { Order, WorkerState } from "./schema";
import type { WorkerWire } from "./shapes";

/** A worker that was not heard of for this long is shown as lost: two and a half of its longest reports. */
const LOST_AFTER_MS = 150_000;
/** The same for a process that only names itself in its requests; its signs of life are those of its runs. */
const SILENT_AFTER_MS = 10 * 60_000;

interface Held {
  run_id: number;
  task_id: number | null;
  ticket_ref: string | null;
  title: string | null;
  /** Of a run that waits for a person nothing works, and its place is free. */
  state: "running" | "waiting" | "answered";
  since: string;
}

export interface WorkerRow {
  id: number;
  agent: string;
  host: string;
  pid: number | null;
  version: string | null;
  program: string | null;
  concurrency: number | null;
  work_type: string | null;
  steers: Timing[];
  free_disk_bytes: number | null;
  condition: string | null;
  wanted: Order;
  wanted_note: string | null;
  wanted_by: string | null;
  wanted_at: string | null;
  wanted_until: string | null;
  first_seen_at: string;
  last_seen_at: string;
  stopped_at: string | null;
  holds: Held[];
}

/** The open runs of the worker `w`, in one project or in all. Index: runs_worker_idx, tasks_pkey. */
function held(projectId: number | null): Prisma.Sql {
  return Prisma.sql`(SELECT COALESCE(jsonb_agg(jsonb_build_object('run_id', r.id, 'task_id', r.task_id, 'ticket_ref', r.task_ref,
      'title', t.title, 'state', r.state, 'since', r.started_at) ORDER BY r.id), '[]')
    FROM runs r LEFT JOIN tasks t ON t.id = r.task_id
    WHERE r.worker_id = w.id AND r.outcome IS NULL AND (${projectId}::int IS NULL OR r.project_id = ${projectId}::int))`;
}

/** The worker `w` as a WorkerRow. A pause that is over is none. */
function workerJson(projectId: number | null): Prisma.Sql {
  return Prisma.sql`to_jsonb(w) || jsonb_build_object('holds', ${held(projectId)})
    || CASE WHEN w.wanted = 'pause' AND w.wanted_until <= clock_timestamp()
       THEN '{"wanted": "run", "wanted_note": null, "wanted_by": null, "wanted_at": null, "wanted_until": null}'::jsonb ELSE '{}' END`;
}

/** Index: workers_pkey. */
export async function findWorker(
  db: Queryable,
  id: number,
  projectId: number | null = null,
): Promise<WorkerRow> {
  const [row] = await db.$queryRaw<{ worker: WorkerRow }[]>`
    SELECT ${workerJson(projectId)} AS worker FROM workers w WHERE w.id = ${id}`;
  if (!row) throw notFound("Worker");
  return row.worker;
}

interface Asked {
  agents: string[] | null;
  /** Also those that ended, or were not heard of for a day. */
  ended: boolean;
  /** For a key that is limited to a project: the workers that work in it. */
  projectId: number | null;
}

/** The workers, by agent and host. Index: workers_last_seen_at_idx. */
export async function findWorkers(
  db: Queryable,
  { agents, ended, projectId }: Asked,
): Promise<WorkerRow[]> {
  const rows = await db.$queryRaw<{ worker: WorkerRow }[]>`
    SELECT ${workerJson(projectId)} AS worker FROM workers w
    WHERE (${ended} OR (w.stopped_at IS NULL AND w.last_seen_at > clock_timestamp() - interval '1 day'))
      AND (${agents}::text[] IS NULL OR w.agent = ANY(${agents}::text[]))
      AND (${projectId}::int IS NULL
        OR EXISTS (SELECT 1 FROM runs r WHERE r.worker_id = w.id AND r.outcome IS NULL AND r.project_id = ${projectId}::int))
    ORDER BY w.agent, w.host, w.id DESC LIMIT 500`;
  return rows.map(({ worker }) => worker);
}

export function workerToWire(row: WorkerRow, now: Date): WorkerWire {
  return {
    id: row.id,
    agent: row.agent,
    host: row.host,
    pid: row.pid,
    version: row.version,
    program: row.program,
    concurrency: row.concurrency,
    work_type: row.work_type,
    steers: row.steers,
    state: stateOf(row, now),
    condition: row.condition,
    wanted: row.wanted,
    wanted_note: row.wanted_note,
    wanted_by: row.wanted_by,
    wanted_at: toUnixSeconds(row.wanted_at),
    wanted_until: toUnixSeconds(row.wanted_until),
    free_disk_bytes: row.free_disk_bytes,
    holds: row.holds.map(({ since, ...held }) => ({ ...held, since: toUnixSeconds(since) })),
    first_seen_at: toUnixSeconds(row.first_seen_at),
    last_seen_at: toUnixSeconds(row.last_seen_at),
    stopped_at: toUnixSeconds(row.stopped_at),
  };
}

function stateOf(row: WorkerRow, now: Date): WorkerState {
  if (row.stopped_at !== null) return "stopped";
  const silentMs = now.getTime() - Date.parse(row.last_seen_at);
  if (silentMs > (row.program === null ? SILENT_AFTER_MS : LOST_AFTER_MS)) return "lost";
  if (row.wanted === "stop") return "stopping";
  if (row.wanted === "drain") return "draining";
  if (row.wanted === "pause") return "paused";
  if (row.holds.some((held) => held.state !== "waiting")) return "working";
  return row.condition === null ? "waiting" : "blocked";
}
