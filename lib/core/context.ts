import { setTimeout as pause } from "node:timers/promises";
import { type Actor, systemActor } from "./actor";
import { backoffMs } from "./backoff";
import { type Clock, systemClock } from "./clock";
import { announceCommit } from "./commits";
import {
  allowLongStatements,
  type Database,
  database,
  isRetryable,
  type Transaction,
} from "./database";
import { EventOrdinals } from "./event-ordinals";
import { span } from "./tracing";

/** What every command is given: the actor, the clock and the database. */
export interface Context {
  readonly actor: Actor;
  readonly clock: Clock;
  /** Runs statements: each in a transaction of its own, or, in a `TxContext`, in the open transaction. */
  readonly db: Transaction;
  /**
   * Runs `work` in one transaction: a new one, or the open one, which it joins. Only the outermost call commits. After
   * a deadlock or serialisation failure the outermost `work` runs again from the start (three times at most), so `work`
   * must have no effects outside the database. When joined work throws, the whole transaction is rolled back, even if
   * the caller catches the error. Work that joins an open transaction is bound by that transaction's limits.
   */
  transaction<T>(work: (tx: TxContext) => Promise<T>, limits?: TransactionLimits): Promise<T>;
  /**
   * Runs a command that is a single statement and may write events itself, at most `events` of them, the first with the
   * ordinal it is given: on its own, or in the open transaction. `wroteEvent` tells from the result whether it wrote any. On
   * its own it runs again after a deadlock, as a transaction does.
   */
  statement<T>(
    run: (db: Transaction, ordinal: number) => Promise<T>,
    wroteEvent: (result: T) => boolean,
    events?: number,
  ): Promise<T>;
  /**
   * Calls `note` after the commit: at once outside a transaction, never if the transaction is rolled back. For metrics
   * only; work that must happen is a job.
   */
  afterCommit(note: () => void): void;
  /** The same context with another actor, in the same transaction if one is open. */
  as(actor: Actor): this;
}

/** A context whose statements all run in one open transaction; commands pass it to the parts of a change. */
export interface TxContext extends Context {
  readonly ordinals: EventOrdinals;
}

export interface TransactionLimits {
  /** How long each statement may take, in milliseconds, where the default 30 seconds are too short. */
  statementMs?: number;
}

const ATTEMPTS = 4;
const RETRY_PAUSE = { firstMs: 10, factor: 3, maxMs: 200 };

export function createContext(
  actor: Actor,
  db: Database = database(),
  clock: Clock = systemClock,
): Context {
  return new DatabaseContext(actor, db, clock);
}

/** The same context with Baton itself as the actor, under the given name. */
export function asSystem<C extends Context>(ctx: C, name: string): C {
  return ctx.as(systemActor(name));
}

/** Does the work again, a few times at most, while PostgreSQL ends it in favour of somebody else's. */
async function repeated<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (attempt >= ATTEMPTS || !isRetryable(error)) throw error;
      await pause(backoffMs(attempt, RETRY_PAUSE));
    }
  }
}

class DatabaseContext implements Context {
  readonly actor: Actor;
  readonly db: Database;
  readonly clock: Clock;

  constructor(actor: Actor, db: Database, clock: Clock) {
    this.actor = actor;
    this.db = db;
    this.clock = clock;
  }

  async transaction<T>(
    work: (tx: TxContext) => Promise<T>,
    limits: TransactionLimits = {},
  ): Promise<T> {
    return repeated(() => this.attempt(work, limits));
  }

  private async attempt<T>(
    work: (tx: TxContext) => Promise<T>,
    { statementMs }: TransactionLimits,
  ): Promise<T> {
    const shared: Shared = { ordinals: new EventOrdinals(), failure: null, notes: [] };
    // Twice the limit of a statement, because a transaction with a long statement may contain others.
    const timeout = statementMs === undefined ? undefined : { timeout: 2 * statementMs };
    const result = await span("transaction", {}, () =>
      this.db.$transaction(async (db) => {
        if (statementMs !== undefined) await allowLongStatements(db, statementMs);
        const done = await work(new OpenTransaction(this.actor, db, this.clock, shared));
        if (shared.failure) throw shared.failure.error;
        return done;
      }, timeout),
    );
    if (shared.ordinals.taken > 0) announceCommit(this.db);
    for (const note of shared.notes) note();
    return result;
  }

  async statement<T>(
    run: (db: Transaction, ordinal: number) => Promise<T>,
    wroteEvent: (result: T) => boolean,
  ): Promise<T> {
    const result = await repeated(() => run(this.db, 0));
    if (wroteEvent(result)) announceCommit(this.db);
    return result;
  }

  afterCommit(note: () => void): void {
    note();
  }

  as(actor: Actor): this {
    return new DatabaseContext(actor, this.db, this.clock) as this;
  }
}

/** The state shared by all contexts of one transaction. */
interface Shared {
  ordinals: EventOrdinals;
  failure: { error: unknown } | null;
  /** Called after the commit. */
  notes: (() => void)[];
}

class OpenTransaction implements TxContext {
  readonly actor: Actor;
  readonly db: Transaction;
  readonly clock: Clock;
  readonly ordinals: EventOrdinals;
  private readonly shared: Shared;

  constructor(actor: Actor, db: Transaction, clock: Clock, shared: Shared) {
    this.actor = actor;
    this.db = db;
    this.clock = clock;
    this.ordinals = shared.ordinals;
    this.shared = shared;
  }

  async transaction<T>(work: (tx: TxContext) => Promise<T>): Promise<T> {
    try {
      return await work(this);
    } catch (error) {
      this.shared.failure ??= { error };
      throw error;
    }
  }

  statement<T>(
    run: (db: Transaction, ordinal: number) => Promise<T>,
    _wroteEvent: (result: T) => boolean,
    events = 1,
  ): Promise<T> {
    return run(this.db, this.ordinals.take(events));
  }

  afterCommit(note: () => void): void {
    this.shared.notes.push(note);
  }

  as(actor: Actor): this {
    return new OpenTransaction(actor, this.db, this.clock, this.shared) as this;
  }
}
