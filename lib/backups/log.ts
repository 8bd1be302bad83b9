import { hostname } from "node:os";
import type { Context } from "@/lib/core/context";
import { logger } from "@/lib/core/logger";
import { record } from "@/lib/events/append";
import type { BackupSummary } from "./process";

export type BackupTrigger = "download" | "manual" | "scheduled";

interface Begun {
  trigger: BackupTrigger;
  directory: string | null;
  file: string | null;
}

/**
 * Writes down that a backup has begun. Only one is made at a time, so whatever else is said to run was killed; unless this one did not
 * get as far as to have its turn, and is not `isAlone`.
 */
export async function beginLog(
  ctx: Context,
  begun: Begun,
  { isAlone } = { isAlone: true },
): Promise<number> {
  return ctx.transaction(async (tx) => {
    if (isAlone)
      await tx.db.$executeRaw`
        UPDATE backups SET state = 'failed', error = 'The process that made it ended', finished_at = clock_timestamp()
        WHERE state = 'running'`;
    const { id } = await tx.db.backup.create({
      data: { ...begun, state: "running", host: hostname(), createdBy: tx.actor.name },
    });
    await record(tx, { type: "backup.started", data: { id, trigger: begun.trigger } });
    return id;
  });
}

/** Writes down how it ended. */
export async function endLog(
  ctx: Context,
  id: number,
  ended: { summary: BackupSummary } | { error: string },
): Promise<void> {
  try {
    await ctx.transaction(async (tx) => {
      const done = "summary" in ended ? ended.summary : null;
      const error = "error" in ended ? ended.error.slice(0, 1_000) : null;
      const rows = await tx.db.$queryRaw<{ trigger: BackupTrigger }[]>`
        UPDATE backups SET state = ${done ? "done" : "failed"}, error = ${error}, bytes = ${done?.bytes ?? null}::bigint,
          rows = ${done?.rows ?? null}::bigint, finished_at = clock_timestamp()
        WHERE id = ${id} AND state = 'running' RETURNING trigger`;
      const trigger = rows[0]?.trigger;
      // That a download began is what matters of it; whoever reads it knows how it ended.
      if (trigger === undefined || trigger === "download") return;
      if (done) {
        const { bytes, rows } = done;
        await record(tx, { type: "backup.completed", data: { id, trigger, bytes, rows } });
      } else await record(tx, { type: "backup.failed", data: { id, trigger, error: error ?? "" } });
    });
  } catch (error) {
    logger.error({ err: String(error), backup: id }, "the end of a backup was not written down");
  }
}
