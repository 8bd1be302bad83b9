import { z } from "zod";
import { Prisma, type Queryable } from "@/lib/core/database";
import { invalid } from "@/lib/core/errors";
import { MAX_INT, singleLine } from "@/lib/core/fields";

/** A sign of life of a worker is written at most this often. */
const SEEN_EVERY_SECONDS = 60;

/** The process that asks for work or reports on it, as it names itself. */
export const WorkerName = z.strictObject({
  host: singleLine(200),
  pid: z.number().int().min(0).max(MAX_INT).optional(),
  version: singleLine(100).optional(),
});
export type WorkerName = z.output<typeof WorkerName>;

/** For requests without a body: `x-worker: HOST PID VERSION`, the last two optional. */
const WORKER_HEADER = "x-worker";

/** The worker a request names: its body's, else its header's, else undefined. Throws `invalid` for a header it cannot read. */
export function workerOf(request: Request, named: WorkerName | undefined): WorkerName | undefined {
  const header = request.headers.get(WORKER_HEADER);
  if (named !== undefined || header === null) return named;
  const [host, pid, version, ...rest] = header.trim().split(/\s+/);
  const read = WorkerName.safeParse({
    host,
    ...(pid === undefined ? {} : { pid: Number(pid) }),
    ...(version === undefined ? {} : { version }),
  });
  if (!read.success || rest.length > 0) {
    throw invalid(WORKER_HEADER, "must be HOST, or HOST PID, or HOST PID VERSION");
  }
  return read.data;
}

/**
 * Notes that a process that works under an agent's name was heard of, and returns its id. Index: workers_agent_host_pid_key.
 */
export async function seeWorker(db: Queryable, agent: string, worker: WorkerName): Promise<number> {
  const { host, pid = null, version = null } = worker;
  const samePid = pid === null ? Prisma.sql`pid IS NULL` : Prisma.sql`pid = ${pid}`;
  const [known] = await db.$queryRaw<{ id: number }[]>`
    SELECT id FROM workers WHERE agent = ${agent} AND host = ${host} AND ${samePid} AND version IS NOT DISTINCT FROM ${version}
      AND last_seen_at > clock_timestamp() - ${SEEN_EVERY_SECONDS}::int * interval '1 second'`;
  if (known) return known.id;
  const [seen] = await db.$queryRaw<{ id: number }[]>`
    INSERT INTO workers (agent, host, pid, version, first_seen_at, last_seen_at)
    VALUES (${agent}, ${host}, ${pid}::int, ${version}, clock_timestamp(), clock_timestamp())
    ON CONFLICT (agent, host, pid) DO UPDATE SET last_seen_at = EXCLUDED.last_seen_at, version = EXCLUDED.version
    RETURNING id`;
  return (seen as { id: number }).id;
}

/** Whether people want the worker to take no new work. Its poll may still wait when it has heard so and has gone. Index: workers_pkey. */
export async function isResting(db: Queryable, workerId: number): Promise<boolean> {
  const rows = await db.$queryRaw<unknown[]>`
    SELECT 1 FROM workers WHERE id = ${workerId} AND wanted <> 'run'
      AND NOT (wanted = 'pause' AND COALESCE(wanted_until <= clock_timestamp(), false))`;
  return rows.length > 0;
}
