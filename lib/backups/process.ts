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

type Message = { begun: unknown } | { done: BackupSummary } | { failed: string };

export interface RunningBackup {
  /** The bytes, if no file was named. */
  bytes: ReadableStream<Uint8Array> | null;
  /** Rejects with `unavailable` and the reason when it fails. */
  done: Promise<BackupSummary>;
}

/**
 * Starts a process that writes a backup into `file`, or to be read as a stream. Resolves when its snapshot is taken. Fails with
 * `unavailable` and the reason, such as that another one is being made. Ends with the signal.
 */
export async function startBackup(
  file: string | null,
  signal?: AbortSignal,
): Promise<RunningBackup> {
  const child = spawn(
    process.execPath,
    [join(config.programDir, "scripts/backup.mjs"), file ?? "-"],
    {
      cwd: config.programDir,
      stdio: ["ignore", file === null ? "pipe" : "ignore", "inherit", "ipc"],
      signal,
      env: {
        PATH: process.env.PATH,
        NODE_ENV: process.env.NODE_ENV,
        DATABASE_URL: config.directDatabaseUrl,
        BATON_DATA_DIR: config.dataDir,
        BATON_SECRET: config.secret,
      },
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
  const fail = (reason: string) => {
    const error = new DomainError("unavailable", `No backup was made: ${reason}`, {
      fix: "look at the server's log, then try again",
    });
    begun.reject(error);
    done.reject(error);
  };
  child.on("message", (message: Message) => {
    if ("begun" in message) begun.resolve();
    else if ("done" in message) done.resolve(message.done);
    else fail(message.failed);
  });
  child.once("error", (error) => fail(error.message));
  child.once("close", (code, stopped) => fail(`its process ended (${stopped ?? `code ${code}`})`));
  return { begun: begun.promise, done: done.promise };
}
