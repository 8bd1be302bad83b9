import { systemActor } from "@/lib/core/actor";
import { createContext } from "@/lib/core/context";
import type { Database } from "@/lib/core/database";
import type { JobName, JobPayloads } from "@/lib/core/jobs";
import { logger } from "@/lib/core/logger";
import type { RunHost } from "@/lib/dispatch/host";
import { COMMANDS, PERIODIC } from "./commands";
import { failureOf, type JobResult, noteEnd, noteStart, summaryOf } from "./status";

/** Runs the command behind a job; of a periodic one it is noted how it went. */
export async function runJob<N extends JobName>(
  db: Database,
  name: N,
  payload: JobPayloads[N],
  signal: AbortSignal,
  host: RunHost,
): Promise<void> {
  const isNoted = PERIODIC[name] !== undefined;
  if (isNoted) await noteStart(db, name);
  const started = performance.now();
  const elapsed = (): number => Math.round(performance.now() - started);
  const note = async (result: JobResult): Promise<void> => {
    if (isNoted) await noteEnd(db, name, result, elapsed());
  };
  try {
    const ctx = createContext(systemActor("scheduler"), db);
    const result = await COMMANDS[name](ctx, payload, signal, host);
    logger.debug({ job: name, ms: elapsed(), result }, "job done");
    await note({ ok: true, message: summaryOf(result) });
  } catch (error) {
    const { message, stack } = error as Error;
    logger.error({ job: name, ms: elapsed(), err: { message, stack } }, "job failed");
    // The job's own error says more than that it could not be noted.
    await note({ ok: false, message: failureOf(error) }).catch(() => undefined);
    throw error;
  }
}
