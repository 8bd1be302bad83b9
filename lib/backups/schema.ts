import { isAbsolute } from "node:path";
import { z } from "zod";
import { isStorableText, STORABLE_RULE } from "@/lib/core/json";
import { ScheduleText, ZoneName } from "@/lib/schedules/parse-schema";

/** Where and when automatic backups are made. Absent fields stay. */
export const UpdateBackupSettings = z.strictObject({
  enabled: z.boolean().optional(),
  /** A folder on the server; null for `backups` in the data directory. */
  directory: z
    .string()
    .trim()
    .max(1_000, "must have at most 1000 characters")
    .refine(
      (path) => isAbsolute(path),
      "must be an absolute path on the server, such as /backups/baton",
    )
    .refine(isStorableText, STORABLE_RULE)
    .nullable()
    .optional(),
  /** Cron or words, as of a schedule: `every day at 03:00`, `every 6 hours`. */
  schedule: ScheduleText.optional(),
  timezone: ZoneName.optional(),
  /** How many of its own backups are kept in the folder. */
  keep: z
    .int("must be a whole number")
    .min(1, "must be at least 1")
    .max(1_000, "must be at most 1000")
    .optional(),
});
export type UpdateBackupSettings = z.output<typeof UpdateBackupSettings>;

const Seconds = z.int();

export const BackupSettingsShape = z.strictObject({
  enabled: z.boolean(),
  directory: z.string(),
  schedule: z.string(),
  timezone: z.string(),
  keep: z.int(),
  /** The times in words. */
  description: z.string(),
  /** When the next one is due; null while they are off. */
  next_at: Seconds.nullable(),
});
export type BackupSettingsWire = z.output<typeof BackupSettingsShape>;

export const BackupShape = z.strictObject({
  id: z.int(),
  trigger: z.enum(["download", "manual", "scheduled"]),
  state: z.enum(["running", "done", "failed"]),
  /** Its path on `host`; null for a download. */
  file: z.string().nullable(),
  host: z.string(),
  bytes: z.int().nullable(),
  rows: z.int().nullable(),
  error: z.string().nullable(),
  created_by: z.string(),
  started_at: Seconds,
  finished_at: Seconds.nullable(),
  /** When its file was removed because there were enough newer ones. */
  removed_at: Seconds.nullable(),
});
export type BackupWire = z.output<typeof BackupShape>;

export const BackupsResponse = z.strictObject({
  settings: BackupSettingsShape,
  /** `off` while automatic backups are off, `none` before the first, `failing` if the last try failed, `late` if one is overdue. */
  health: z.strictObject({
    state: z.enum(["off", "none", "ok", "failing", "late"]),
    message: z.string(),
  }),
  last_success: BackupShape.nullable(),
  last_failure: BackupShape.nullable(),
  /** The newest twenty. */
  backups: z.array(BackupShape),
});
export type BackupsWire = z.output<typeof BackupsResponse>;
