import { EventEmitter } from "node:events";
import type { Database } from "./database";
import { logger } from "./logger";

/** The channel on which server processes tell each other that something was committed. */
export const COMMITS_CHANNEL = "baton_commits";

/** At most one NOTIFY in this many milliseconds: other processes hear of a commit that much later at worst. */
const NOTIFY_EVERY_MS = 5;

const held = globalThis as typeof globalThis & { __batonCommits?: EventEmitter };
held.__batonCommits ??= new EventEmitter().setMaxListeners(0);

/** Fires `committed` in this process whenever a command has committed. */
export const commits = held.__batonCommits;

const pending = new WeakSet<object>();

/**
 * Says that a change was committed: wakes this process at once, and the others with one NOTIFY for all commits of the
 * moment. It is sent after the commit, not in it, because a NOTIFY inside every transaction makes PostgreSQL commit
 * them one after another. A wake-up that dies with the process loses nothing: the events table is the truth, and every
 * listener looks at it once a second besides (docs/decisions/0003-notify-after-commit.md).
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
