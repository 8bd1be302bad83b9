import { EventEmitter } from "node:events";
import type { Database } from "./database";
import { logger } from "./logger";

/** The channel on which server processes announce commits to each other. */
export const COMMITS_CHANNEL = "baton_commits";

/**
 * The minimum number of milliseconds between two NOTIFYs, and so the longest another process waits to hear of a commit.
 */
const NOTIFY_EVERY_MS = 5;

const singleton = globalThis as typeof globalThis & { __batonCommits?: EventEmitter };
singleton.__batonCommits ??= new EventEmitter().setMaxListeners(0);

/** Emits `committed` in this process whenever a command has committed. */
export const commits = singleton.__batonCommits;

const pending = new WeakSet<object>();

/**
 * Announces a commit: wakes this process at once, and the other processes with one NOTIFY for all commits of the
 * moment. The NOTIFY is sent after the commit rather than in it, because a NOTIFY inside every transaction makes
 * PostgreSQL commit them one after another. A notification lost with the process does no harm: the events table is the
 * truth, and every listener also polls it once a second (docs/decisions/0003-notify-after-commit.md).
 */
export function announceCommit(db: Database): void {
  commits.emit("committed");
  if (pending.has(db)) return;
  pending.add(db);
  setTimeout(() => {
    pending.delete(db);
    db.$executeRawUnsafe(`NOTIFY ${COMMITS_CHANNEL}`).catch((error: Error) =>
      logger.debug({ err: error.message }, "commit not announced"),
    );
  }, NOTIFY_EVERY_MS).unref();
}
