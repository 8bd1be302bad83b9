import { type Actor, systemActor } from "./actor";
import { type Clock, systemClock } from "./clock";
import { announceCommit } from "./commits";
import { type Database, database, isRetryable, type Transaction } from "./database";

/** What every command is given: who acts, what time it is, and where the data is. */
export interface Context {
  actor: Actor;
  clock: Clock;
  db: Database;
  /**
   * Runs `work` in one transaction. A deadlock or serialisation failure runs it again from the start (three times at
   * most), so `work` changes nothing but the database.
   */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
}

const ATTEMPTS = 4;

export function createContext(
  actor: Actor,
  db: Database = database(),
  clock = systemClock,
): Context {
  return {
    actor,
    clock,
    db,
    async transaction(work) {
      for (let attempt = 1; ; attempt++) {
        try {
          const result = await db.$transaction(work);
          announceCommit(db);
          return result;
        } catch (error) {
          if (attempt >= ATTEMPTS || !isRetryable(error)) throw error;
        }
      }
    },
  };
}

/** The same context, acting as Baton itself under the given name. */
export function asSystem(ctx: Context, name: string): Context {
  return createContext(systemActor(name), ctx.db, ctx.clock);
}
