import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { Readable } from "node:stream";
import { config } from "@/lib/core/config";
import { DomainError } from "@/lib/core/errors";

/** What a finished backup says of itself (scripts/backup/make.mjs). */
export interface BackupSummary {
  created_at: string;
  tables: number;
  rows: number;
  pictures: number;
  missing_pictures: number;
  sealed: number;
  bytes: number;
  sha256: string;
}

type Message =
  | { begun: unknown }
  | { done: BackupSummary }
  | { failed: string; isUnderWay: boolean };

export interface RunningBackup {
  /** The bytes, if no file was named. */
  bytes: ReadableStream<Uint8Array> | null;
  /** Rejects with `unavailable` and the reason when it fails. */
  done: Promise<BackupSummary>;
}

/** One at a time: a second one would only make both slower. Processes on other machines are told by the database. */
let isUnderWay = false;

const UNDER_WAY = () =>
  new DomainError("conflict", "Another backup is being made", { fix: "wait until it is done" });

/**
 * Starts a process that writes a backup into `file`, or to be read as a stream. Resolves when its snapshot is taken. Fails with
 * `conflict` while another one is being made, and with `unavailable` and the reason when it cannot be made. Ends with the signal.
 */
export async function startBackup(
  file: string | null,
  signal?: AbortSignal,
): Promise<RunningBackup> {
  if (isUnderWay) throw UNDER_WAY();
  const env = {
    PATH: process.env.PATH,
    NODE_ENV: process.env.NODE_ENV,
    DATABASE_URL: config.directDatabaseUrl,
    BATON_DATA_DIR: config.dataDir,
    BATON_SECRET: config.secret,
  };
  isUnderWay = true;
  const child = spawn(
    process.execPath,
    [join(config.programDir, "scripts/backup.mjs"), file ?? "-"],
    {
      cwd: config.programDir,
      stdio: ["ignore", file === null ? "pipe" : "ignore", "inherit", "ipc"],
      signal,
      env,
    },
  );
  const { begun, done } = follow(child);
  // Whoever waits for the end is told then; until somebody does, a failure is no unhandled one.
  done.catch(() => undefined);
  await begun;
  const bytes = child.stdout ? (Readable.toWeb(child.stdout) as ReadableStream<Uint8Array>) : null;
  return { bytes, done };
}

function follow(child: ChildProcess): { begun: Promise<void>; done: Promise<BackupSummary> } {
  const begun = Promise.withResolvers<void>();
  const done = Promise.withResolvers<BackupSummary>();
  const fail = (reason: string, isOther = false) => {
    const error = isOther
      ? UNDER_WAY()
      : new DomainError("unavailable", `No backup was made: ${reason}`, {
          fix: "look at the server's log, then try again",
        });
    begun.reject(error);
    done.reject(error);
  };
  child.on("message", (message: Message) => {
    if ("begun" in message) return begun.resolve();
    isUnderWay = false;
    if ("done" in message) done.resolve(message.done);
    else fail(message.failed, message.isUnderWay);
  });
  child.once("error", (error) => {
    isUnderWay = false;
    fail(error.message);
  });
  child.once("close", (code, stopped) => {
    isUnderWay = false;
    fail(`its process ended (${stopped ?? `code ${code}`})`);
  });
  return { begun: begun.promise, done: done.promise };
}
