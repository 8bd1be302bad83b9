import { systemActor } from "@/lib/core/actor";
import { createContext } from "@/lib/core/context";
import type { Database } from "@/lib/core/database";
import { type Job, JobPayloadError, type JobProcess } from "@/lib/core/jobs";
import { logger } from "@/lib/core/logger";
import { metrics } from "@/lib/core/metrics";
import { span } from "@/lib/core/tracing";
import { failureOf, type JobResult, noteEnd, noteStart, summaryOf } from "./status";

/** Runs a job with its queued payload. The result of a periodic job is recorded for the settings. */
export async function runJob(
  db: Database,
  job: Job,
  queued: unknown,
  process: JobProcess,
): Promise<void> {
  const isNoted = job.periodic !== null;
  if (isNoted) await noteStart(db, job.name);
  const started = performance.now();
  const elapsed = (): number => Math.round(performance.now() - started);
  const note = async (result: JobResult): Promise<void> => {
    if (isNoted) await noteEnd(db, job.name, result, elapsed());
  };
  try {
    const ctx = createContext(systemActor("scheduler"), db);
    const result = await span(`job ${job.name}`, { "baton.job": job.name }, () =>
      job.perform(ctx, withoutCron(queued), process),
    );
    metrics().jobs.observe({ job: job.name, outcome: "done" }, elapsed() / 1000);
    logger.debug({ job: job.name, ms: elapsed(), result }, "job done");
    await note({ ok: true, message: summaryOf(result) });
  } catch (error) {
    metrics().jobs.observe({ job: job.name, outcome: "failed" }, elapsed() / 1000);
    logFailure(job, error, elapsed());
    // The job's own error matters more than the failure to record it.
    await note({ ok: false, message: failureOf(error) }).catch(() => undefined);
    throw error;
  }
}

function logFailure(job: Job, error: unknown, ms: number): void {
  if (error instanceof JobPayloadError) {
    logger.error({ job: job.name, err: error.message }, "job refused: its payload does not fit");
    return;
  }
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  logger.error({ job: job.name, ms, err: { message, stack } }, "job failed");
}

/** graphile-worker adds `_cron` to the payload of jobs that its schedule queues. */
function withoutCron(queued: unknown): unknown {
  if (typeof queued !== "object" || queued === null || !("_cron" in queued)) return queued;
  const { _cron, ...payload } = queued;
  return payload;
}
