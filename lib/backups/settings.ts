import { existsSync } from "node:fs";
import { mkdir, realpath, rm, writeFile } from "node:fs/promises";
import { dirname, join, relative, resolve, sep } from "node:path";
import { authorize } from "@/lib/auth/permissions";
import { requireProof } from "@/lib/auth/sessions/proof";
import { config } from "@/lib/core/config";
import type { Context } from "@/lib/core/context";
import type { Queryable } from "@/lib/core/database";
import { invalid } from "@/lib/core/errors";
import { lockSetting, readSetting, writeSetting } from "@/lib/core/settings";
import { record } from "@/lib/events/append";
import { nextTime, parseSchedule, type Recurrence } from "@/lib/schedules/recurrence";
import type { UpdateBackupSettings } from "./schema";

const KEY = "backups";

export interface BackupSettings {
  enabled: boolean;
  /** Null for `backups` in the data directory. */
  directory: string | null;
  schedule: string;
  timezone: string;
  keep: number;
  /** When they were turned on or their times changed: a due time before it does not count. ISO 8601. */
  since: string;
}

const DEFAULTS: BackupSettings = {
  enabled: false,
  directory: null,
  schedule: "every day at 03:00",
  timezone: "UTC",
  keep: 7,
  since: new Date(0).toISOString(),
};

export async function readBackupSettings(db: Queryable): Promise<BackupSettings> {
  return { ...DEFAULTS, ...(await readSetting<Partial<BackupSettings>>(db, KEY)) };
}

export const directoryOf = ({ directory }: BackupSettings): string =>
  directory ?? join(config.dataDir, "backups");

export function recurrenceOf({ schedule, timezone }: BackupSettings): Recurrence {
  return parseSchedule(schedule, { timezone, now: new Date() });
}

/**
 * Changes where and when automatic backups are made. Admins only, with an unlimited key or a recent proof. Fails with `invalid` for
 * a time that happens once, and for a folder that this server cannot write to or that it serves files from.
 */
export async function setBackupSettings(
  ctx: Context,
  input: UpdateBackupSettings,
): Promise<BackupSettings> {
  authorize(ctx.actor, "backup.manage");
  await requireProof(ctx);
  return ctx.transaction(async (tx) => {
    await lockSetting(tx, KEY);
    const before = await readBackupSettings(tx.db);
    const { zone, schedule } = timesOf(input, before);
    const settings: BackupSettings = { ...before, ...given(input), schedule, timezone: zone };
    const isNew =
      settings.enabled !== before.enabled ||
      settings.schedule !== before.schedule ||
      settings.timezone !== before.timezone;
    if (isNew) settings.since = tx.clock.now().toISOString();
    // Also while they are off: somebody may ask for one into this folder.
    if (settings.enabled || settings.directory !== before.directory)
      await assertFolder(directoryOf(settings));
    await writeSetting(tx, KEY, settings);
    const { since: _, ...value } = settings;
    await record(tx, { type: "settings.updated", data: { key: KEY, value } });
    return settings;
  });
}

const given = (input: UpdateBackupSettings): Partial<BackupSettings> =>
  Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));

/** The zone is the one in the words if they name one, as in `every day at 3 in Europe/Berlin`. */
function timesOf(
  { schedule, timezone }: UpdateBackupSettings,
  before: BackupSettings,
): { zone: string; schedule: string } {
  const text = schedule ?? before.schedule;
  const now = new Date();
  const meaning = parseSchedule(text, {
    timezone: timezone ?? (schedule === undefined ? before.timezone : undefined),
    now,
  });
  if (meaning.cron === null || nextTime(meaning, now) === null) {
    throw invalid("schedule", "must happen again and again, such as every day at 03:00");
  }
  return { zone: meaning.timezone, schedule: text };
}

/** Makes the folder, for its owner only, and writes a file into it and takes it away. */
async function assertFolder(folder: string): Promise<void> {
  const probe = join(folder, `.baton-${process.pid}`);
  try {
    // By its name first, so that nothing is made where nothing may be.
    assertOwn(resolve(folder), config.programDir, config.dataDir);
    await makeFolder(folder);
    await assertOwnFolder(folder);
    await writeFile(probe, "", { mode: 0o600 });
    await rm(probe);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined || !/^E[A-Z]+$/.test(code)) throw error;
    throw invalid("directory", `cannot be written to on the server (${code})`, {
      fix: "make it, and give it to the user that runs Baton",
    });
  }
}

/**
 * Refuses with `invalid` a folder in that of the program or among Baton's own data, wherever links lead by now. One that does not exist
 * passes: nothing can be written to it.
 */
export async function assertOwnFolder(folder: string): Promise<void> {
  assertOwn(
    await realpath(folder).catch(() => resolve(folder)),
    await realpath(config.programDir),
    await realpath(config.dataDir),
  );
}

/** One by one: where none can be made, such as in /proc, a recursive mkdir of Node never returns. */
async function makeFolder(folder: string): Promise<void> {
  if (existsSync(folder)) return;
  await makeFolder(dirname(folder));
  await mkdir(folder, { mode: 0o700 });
}

/** What lies in the program's folder may be served to anybody; what lies in the data directory is somebody else's. */
function assertOwn(folder: string, program: string, data: string): void {
  const isIn = (parent: string) => {
    const way = relative(parent, folder);
    return way === "" || (way !== ".." && !way.startsWith(`..${sep}`));
  };
  const isOurs = isIn(join(data, "backups"));
  if (isOurs || (!isIn(data) && !isIn(program))) return;
  throw invalid("directory", `must not be in ${isIn(data) ? data : program}`, {
    fix: "choose a folder of its own, on another disk if there is one, or null for backups in the data directory",
  });
}
