import { authorize } from "@/lib/auth/permissions";
import { toUnixSeconds } from "@/lib/core/clock";
import type { Context } from "@/lib/core/context";
import { describe, nextTime } from "@/lib/schedules/recurrence";
import type { BackupModel } from "@/prisma/generated/models";
import { dueAt } from "./due";
import type { BackupSettingsWire, BackupsWire, BackupWire } from "./schema";
import { type BackupSettings, directoryOf, readBackupSettings, recurrenceOf } from "./settings";

const SHOWN = 20;
/** A backup that has been due for so long is late: no process makes it. */
const LATE_MS = 2 * 3_600_000;

/** The settings and how backups went. The log is short, so it is read without an index. */
export async function readBackups(ctx: Context): Promise<BackupsWire> {
  authorize(ctx.actor, "backup.manage");
  const settings = await readBackupSettings(ctx.db);
  const newest = { orderBy: { id: "desc" } } as const;
  const kept = { trigger: { not: "download" } };
  const [backups, success, failure] = await Promise.all([
    ctx.db.backup.findMany({ ...newest, take: SHOWN }),
    ctx.db.backup.findFirst({ ...newest, where: { ...kept, state: "done" } }),
    ctx.db.backup.findFirst({ ...newest, where: { ...kept, state: "failed" } }),
  ]);
  return {
    settings: settingsToWire(settings, success, ctx.clock.now()),
    health: healthOf(settings, { success, failure }, ctx.clock.now()),
    last_success: success && backupToWire(success),
    last_failure: failure && backupToWire(failure),
    backups: backups.map(backupToWire),
  };
}

function settingsToWire(
  settings: BackupSettings,
  success: BackupModel | null,
  now: Date,
): BackupSettingsWire {
  const { enabled, schedule, timezone, keep } = settings;
  const recurrence = recurrenceOf(settings);
  const due = dueAt(settings, success);
  const next = due > now ? due : (nextTime(recurrence, now) ?? due);
  return {
    enabled,
    directory: directoryOf(settings),
    schedule,
    timezone,
    keep,
    description: describe(recurrence),
    next_at: enabled ? toUnixSeconds(next) : null,
  };
}

function healthOf(
  settings: BackupSettings,
  { success, failure }: { success: BackupModel | null; failure: BackupModel | null },
  now: Date,
): BackupsWire["health"] {
  if (!settings.enabled) return { state: "off", message: "Automatic backups are off" };
  if (failure && failure.id > (success?.id ?? 0))
    return { state: "failing", message: failure.error ?? "The last backup failed" };
  if (now.getTime() - dueAt(settings, success).getTime() > LATE_MS)
    return { state: "late", message: "A backup is overdue: no process that runs jobs made it" };
  if (success === null) return { state: "none", message: "None was made yet" };
  return { state: "ok", message: `The last one was made at ${success.startedAt.toISOString()}` };
}

function backupToWire(row: BackupModel): BackupWire {
  return {
    id: row.id,
    trigger: row.trigger as BackupWire["trigger"],
    state: row.state as BackupWire["state"],
    file: row.file && row.directory ? `${row.directory}/${row.file}` : null,
    host: row.host,
    bytes: row.bytes === null ? null : Number(row.bytes),
    rows: row.rows === null ? null : Number(row.rows),
    error: row.error,
    created_by: row.createdBy,
    started_at: toUnixSeconds(row.startedAt),
    finished_at: row.finishedAt && toUnixSeconds(row.finishedAt),
    removed_at: row.removedAt && toUnixSeconds(row.removedAt),
  };
}
