import type { z } from "zod";
import type { Context } from "./context";
import type { Database, Queryable } from "./database";

/**
 * The name and payload of a background job: all that is needed to queue it. A module that queues work for a higher
 * layer declares the signature, and the higher layer defines the job from it.
 */
export interface JobSignature<P extends z.ZodType = z.ZodType> {
  name: string;
  payload: P;
  /** The maximum number of tries when the caller of `addJob` does not set it; 10 by default. */
  maxAttempts?: number;
}

/**
 * Each kind of job has its own workers, so that slow jobs never delay the rest: `quick` for short transactions,
 * `outbound` for calls to other systems, `upkeep` for long clean-ups.
 */
export type JobPool = "quick" | "outbound" | "upkeep";

/**
 * A resource that exists once per worker process, opened when a job first needs it and closed when the process stops.
 */
export interface ProcessPart<T> {
  name: string;
  open(db: Database): T;
  /** May be called more than once: the last job may have started something after the first call. */
  close(part: T): Promise<void>;
}

/** The worker process, as a running job sees it. */
export interface JobProcess {
  /** Aborts when the process stops. */
  signal: AbortSignal;
  part<T>(part: ProcessPart<T>): T;
}

export interface JobDeclaration<P extends z.ZodType> extends JobSignature<P> {
  /** One sentence on what the job does; shown in the settings for periodic jobs. */
  description: string;
  /** Default: `quick`. */
  pool?: JobPool;
  /**
   * The schedule of a periodic job, as a cron pattern in UTC; it also runs once when a process starts. Needs an empty
   * payload.
   */
  periodic?: string;
  /** The command. Counts in its result (`{ requeued: 3 }`) form the line that the settings show for a periodic job. */
  run(ctx: Context, payload: z.output<P>, process: JobProcess): Promise<unknown>;
}

/** A job that worker processes can run. */
export interface Job<P extends z.ZodType = z.ZodType> extends JobSignature<P> {
  description: string;
  pool: JobPool;
  periodic: string | null;
  /**
   * Parses the payload and runs the command. Throws `JobPayloadError` without running it when the payload is invalid.
   */
  perform(ctx: Context, payload: unknown, process: JobProcess): Promise<unknown>;
}

/** A queued payload that does not match the job's schema, probably because another version of Baton queued it. */
export class JobPayloadError extends Error {
  constructor(job: string, problems: readonly z.core.$ZodIssue[]) {
    const list = problems.map(({ path, message }) => `${path.join(".") || "payload"}: ${message}`);
    super(`the payload of ${job} is not one that this version can run: ${list.join("; ")}`);
    this.name = "JobPayloadError";
  }
}

/**
 * Declares a background job. Export it from the module that owns the work and add it to the list in `lib/jobs/all.ts`;
 * no other registration is needed.
 */
export function defineJob<P extends z.ZodType>(declaration: JobDeclaration<P>): Job<P> {
  const { name, payload: schema, maxAttempts, description, pool = "quick", periodic } = declaration;
  return {
    name,
    payload: schema,
    maxAttempts,
    description,
    pool,
    periodic: periodic ?? null,
    async perform(ctx, payload, process) {
      const parsed = schema.safeParse(payload);
      if (!parsed.success) throw new JobPayloadError(name, parsed.error.issues);
      return declaration.run(ctx, parsed.data, process);
    },
  };
}

const MAX_ATTEMPTS = 10;

/**
 * Queues a job in the caller's transaction. With a `key`, a new job replaces one that is still waiting under the same
 * key.
 */
export async function addJob<P extends z.ZodType>(
  tx: Queryable,
  job: JobSignature<P>,
  payload: z.input<P>,
  { maxAttempts, ...when }: { runAt?: Date; key?: string; maxAttempts?: number } = {},
): Promise<void> {
  await addJobs(tx, { ...job, maxAttempts: maxAttempts ?? job.maxAttempts }, [
    { payload, ...when },
  ]);
}

/** Queues several jobs of one kind as `addJob` does, in one statement. */
export async function addJobs<P extends z.ZodType>(
  tx: Queryable,
  { name, maxAttempts = MAX_ATTEMPTS }: JobSignature<P>,
  jobs: readonly { payload: z.input<P>; runAt?: Date; key?: string }[],
): Promise<void> {
  if (jobs.length === 0) return;
  await tx.$queryRaw`
    SELECT 1 AS added FROM jsonb_to_recordset(${JSON.stringify(jobs)}::jsonb) AS j(payload json, "runAt" timestamptz, key text)
    CROSS JOIN LATERAL graphile_worker.add_job(identifier => ${name}, payload => j.payload, run_at => j."runAt",
      max_attempts => ${maxAttempts}::smallint, job_key => j.key, job_key_mode => 'replace')`;
}
