import { rm } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { authorize } from "@/lib/auth/permissions";
import { requireProof } from "@/lib/auth/sessions/proof";
import { asSystem, type Context } from "@/lib/core/context";
import { DomainError } from "@/lib/core/errors";
import { addJob, defineJob } from "@/lib/core/jobs";
import { logger } from "@/lib/core/logger";
import { backupName } from "./download";
import { nextTry } from "./due";
import { beginLog, endLog } from "./log";
import { startBackup } from "./process";
import { assertOwnFolder, type BackupSettings, directoryOf, readBackupSettings } from "./settings";

/** How long a backup waits while another one is made. */
const BUSY_MS = 60_000;

/** Queues a backup into the folder of the settings, to be made now. Admins only, with an unlimited key or a recent proof. */
export async function requestBackup(ctx: Context): Promise<void> {
  authorize(ctx.actor, "backup.manage");
  await requireProof(ctx);
  await addJob(
    ctx.db,
    makeBackupJob,
    { by: ctx.actor.name },
    { key: "backups:asked", maxAttempts: 1 },
  );
}

/**
 * Makes a backup if one is due, or if somebody asked for it, and removes what is more than the settings keep. A failure is written
 * down, shown and notified of, and tried again within the hour. Fails with `conflict` while another one is being made.
 */
export async function makeDueBackup(
  caller: Context,
  asked: string | null,
  signal?: AbortSignal,
): Promise<{ made: number; removed: number }> {
  const ctx = asSystem(caller, asked ?? "backups");
  const settings = await readBackupSettings(ctx.db);
  if (asked === null && !(settings.enabled && (await isDue(ctx, settings))))
    return { made: 0, removed: 0 };
  const directory = directoryOf(settings);
  const file = backupName(ctx.clock.now());
  const log = { trigger: asked === null ? "scheduled" : "manual", directory, file } as const;
  let id: number | null = null;
  try {
    await assertOwnFolder(directory);
    const running = await startBackup(join(directory, file), signal);
    id = await beginLog(ctx, log);
    const summary = await running.done;
    await endLog(ctx, id, { summary });
  } catch (error) {
    // Somebody takes one at this moment: it is tried again in a minute.
    if (id === null && error instanceof DomainError && error.code === "conflict") throw error;
    logger.error({ err: String(error) }, "a backup failed");
    id ??= await beginLog(ctx, log, { isAlone: false });
    await endLog(ctx, id, { error: error instanceof Error ? error.message : String(error) });
    return { made: 0, removed: 0 };
  }
  return { made: 1, removed: await removeOld(ctx, directory, settings.keep) };
}

async function isDue(ctx: Context, settings: BackupSettings): Promise<boolean> {
  return (await upcoming(ctx, settings)) <= ctx.clock.now();
}

async function upcoming(ctx: Context, settings: BackupSettings): Promise<Date> {
  const newest = { orderBy: { id: "desc" } } as const;
  const own = { trigger: { not: "download" } };
  const [success, lastTry] = await Promise.all([
    ctx.db.backup.findFirst({ ...newest, where: { ...own, state: "done" } }),
    ctx.db.backup.findFirst({ ...newest, where: own }),
  ]);
  return nextTry(settings, success, lastTry);
}

/** Removes the oldest of the files that Baton made in this folder, and no other file. */
async function removeOld(ctx: Context, directory: string, keep: number): Promise<number> {
  const old = await ctx.db.backup.findMany({
    where: { directory, host: hostname(), state: "done", removedAt: null },
    orderBy: { id: "desc" },
    skip: keep,
  });
  for (const { id, file } of old) {
    if (file) await rm(join(directory, file), { force: true });
    await ctx.db.backup.update({ where: { id }, data: { removedAt: ctx.clock.now() } });
  }
  return old.length;
}

/** Queues the job for the next due time, in place of the one that waits. */
export async function armBackups(ctx: Context): Promise<void> {
  const settings = await readBackupSettings(ctx.db);
  if (!settings.enabled) return;
  const at = await upcoming(ctx, settings);
  await addJob(ctx.db, makeBackupJob, {}, { key: "backups", runAt: at, maxAttempts: 3 });
}

export const makeBackupJob = defineJob({
  name: "makeBackup",
  payload: z.strictObject({ by: z.string().optional() }),
  description: "Makes a backup when one is due, and removes those that are too many.",
  pool: "upkeep",
  periodic: "17 * * * *",
  run: async (ctx, { by }, process) => {
    try {
      const result = await makeDueBackup(ctx, by ?? null, process.signal);
      await armBackups(ctx);
      return result;
    } catch (error) {
      if (!(error instanceof DomainError && error.code === "conflict")) throw error;
      const runAt = new Date(ctx.clock.now().getTime() + BUSY_MS);
      await addJob(ctx.db, makeBackupJob, by === undefined ? {} : { by }, {
        key: "backups:later",
        runAt,
      });
      return { made: 0, removed: 0 };
    }
  },
});
