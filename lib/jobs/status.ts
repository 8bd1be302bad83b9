import type { Queryable } from "@/lib/core/database";
import { DomainError } from "@/lib/core/errors";

/** The outcome of a periodic job, as one line. */
export interface JobResult {
  ok: boolean;
  message: string;
}

/** Times are Unix milliseconds. */
export interface JobStatus {
  name: string;
  lastRun: number;
  /** Null until its first run has ended. */
  finished: number | null;
  ok: boolean | null;
  message: string | null;
  /** It has started and not ended; one that started long ago died with its process. */
  running: boolean;
}

const RUNS_AT_MOST_MINUTES = 5;

/** The recorded status of every periodic job that has ever run here. */
export async function jobStatuses(db: Queryable): Promise<Map<string, JobStatus>> {
  const rows = await db.$queryRaw<JobStatus[]>`
    SELECT name, extract(epoch FROM last_run_at)::float8 * 1000 AS "lastRun",
           extract(epoch FROM finished_at)::float8 * 1000 AS finished, ok, message,
           coalesce(finished_at < last_run_at, true)
             AND last_run_at > now() - ${RUNS_AT_MOST_MINUTES}::int * interval '1 minute' AS running
    FROM job_status`;
  return new Map(rows.map((row) => [row.name, row]));
}

export async function noteStart(db: Queryable, name: string): Promise<void> {
  await db.$executeRaw`
    INSERT INTO job_status (name, last_run_at) VALUES (${name}, clock_timestamp())
    ON CONFLICT (name) DO UPDATE SET last_run_at = EXCLUDED.last_run_at`;
}

export async function noteEnd(
  db: Queryable,
  name: string,
  { ok, message }: JobResult,
  durationMs: number,
): Promise<void> {
  await db.$executeRaw`
    UPDATE job_status SET finished_at = GREATEST(clock_timestamp(), last_run_at), ok = ${ok}, message = ${message},
           duration_ms = ${durationMs}::int
    WHERE name = ${name}`;
}

/** Summarises a command by the counts in its result. */
export function summaryOf(result: unknown): string {
  if (typeof result === "number") return result === 0 ? "nothing to do" : String(result);
  if (typeof result !== "object" || result === null) return "done";
  const counts = Object.entries(result).filter(
    (entry): entry is [string, number] => typeof entry[1] === "number",
  );
  if (counts.length === 0) return "done";
  const done = counts.filter(([, count]) => count !== 0);
  return done.length === 0
    ? "nothing to do"
    : done.map(([what, count]) => `${count} ${wordsOf(what)}`).join(", ");
}

/** The error message for users, without details that belong in the log. */
export function failureOf(error: unknown): string {
  if (error instanceof DomainError) return error.message;
  const message = error instanceof Error ? error.message : String(error);
  const last = message.trim().split("\n").at(-1)?.trim() ?? "";
  return (last === "" ? "it failed; the log says more" : last).slice(0, 300);
}

const wordsOf = (name: string): string =>
  name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`).replaceAll("_", " ");
