import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { Prisma, PrismaClient } from "@/prisma/generated/client";
import { config } from "./config";
import { logger } from "./logger";
import { PreparedStatements } from "./prepared-statements";

export { Prisma };
export type Database = PrismaClient;
export type Transaction = Prisma.TransactionClient;
/** Anything that runs a statement: the database itself (one statement, one transaction) or an open transaction. */
export type Queryable = Pick<Transaction, "$queryRaw" | "$queryRawUnsafe" | "$executeRaw">;

/**
 * A stuck writer would hold back the event stream (events are read up to the oldest running transaction), so sessions of
 * ours end themselves after this long idle inside a transaction.
 */
const IDLE_IN_TRANSACTION_MS = 10_000;
const MAX_CONNECTION_SECONDS = 3_600;

const prepared = new PreparedStatements();

/** How long something may wait for the database, in milliseconds. */
export interface DatabaseLimits {
  /** For a connection: a free one of the pool, or a new one. */
  connectMs: number;
  /** For a row or an advisory lock that another transaction holds. */
  lockMs: number;
  /** For one statement. A transaction may ask for more (`TransactionLimits`). */
  statementMs: number;
  /** For a whole transaction. Longer than a statement, so that PostgreSQL ends the statement and frees the connection first. */
  transactionMs: number;
}

const DEFAULT_LIMITS: DatabaseLimits = {
  connectMs: 5_000,
  lockMs: 5_000,
  statementMs: 30_000,
  transactionMs: 40_000,
};

/** The pool under each database, for every copy of this module: the server's database may be opened by another than asks. */
const singleton = globalThis as typeof globalThis & {
  __batonPools?: WeakMap<Database, pg.Pool>;
};
singleton.__batonPools ??= new WeakMap();
const pools = singleton.__batonPools;

/** How much of its pool a database uses: all connections, the idle ones, and how many wait for one. */
export function connectionUse(
  db: Database,
): { total: number; idle: number; waiting: number } | undefined {
  const pool = pools.get(db);
  return pool && { total: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount };
}

/** Opens a database of its own pool: tests and scripts. The server uses `database()`. */
export function openDatabase(
  url: string,
  poolSize = config.poolSize,
  limits: Partial<DatabaseLimits> = {},
): Database {
  const { connectMs, lockMs, statementMs, transactionMs } = { ...DEFAULT_LIMITS, ...limits };
  const settings = {
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MS,
    lock_timeout: lockMs,
    statement_timeout: statementMs,
    timezone: "UTC",
  };
  const pool = new pg.Pool({
    connectionString: url,
    max: poolSize,
    connectionTimeoutMillis: connectMs,
    keepAlive: true,
    // What a connection has prepared and cached goes with it.
    maxLifetimeSeconds: MAX_CONNECTION_SECONDS,
    options: Object.entries(settings)
      .map(([name, value]) => `-c ${name}=${value}`)
      .join(" "),
    application_name: "baton",
  });
  const adapter = new PrismaPg(pool as never, {
    disposeExternalPool: true,
    statementNameGenerator: (query: { sql: string }) => prepared.nameOf(query.sql) as string,
    onPoolError: (error) => logger.warn({ err: error.message }, "database connection lost"),
  });
  const db = new PrismaClient({
    adapter,
    // The pool's own limit ends the wait for a connection first, with an error that says so.
    transactionOptions: { maxWait: connectMs + 1_000, timeout: transactionMs },
  });
  pools.set(db, pool);
  return db;
}

const opened = globalThis as typeof globalThis & {
  __batonDatabase?: Database;
  __batonQueue?: Database;
  __batonReserve?: Database;
};

/** The server's database, opened at first use and once per process (Next loads modules more than once). */
export function database(): Database {
  opened.__batonDatabase ??= openDatabase(config.databaseUrl);
  return opened.__batonDatabase;
}

/**
 * The same database over a pool of its own, for polls and heartbeats: they wait for no lock that a long change holds, and
 * must not wait for a connection behind those that do (docs/decisions/0023). A process that was given its database, as a
 * test is, has that one for everything.
 */
export function queueDatabase(): Database {
  if (opened.__batonDatabase && !process.env.DATABASE_URL) return opened.__batonDatabase;
  opened.__batonQueue ??= openDatabase(config.databaseUrl, config.queuePoolSize);
  return opened.__batonQueue;
}

/** How long the reserve waits: a question that is asked to learn whether the database answers must end soon itself. */
const RESERVE_LIMITS: DatabaseLimits = {
  connectMs: 800,
  lockMs: 500,
  statementMs: 800,
  transactionMs: 1_500,
};

/**
 * A few connections beside the pool of `database()`, for what must get an answer while that pool is used up: the
 * metrics. Statements and waits end after less than a second.
 */
export function reserveDatabase(): Database {
  opened.__batonReserve ??= openDatabase(
    config.databaseUrl,
    config.reservePoolSize,
    RESERVE_LIMITS,
  );
  return opened.__batonReserve;
}

export async function closeDatabase(): Promise<void> {
  const open = [opened.__batonDatabase, opened.__batonQueue, opened.__batonReserve];
  opened.__batonDatabase = undefined;
  opened.__batonQueue = undefined;
  opened.__batonReserve = undefined;
  await Promise.all(open.map((one) => one?.$disconnect()));
}

/** Lets statements of the open transaction take up to `statementMs` milliseconds each. */
export async function allowLongStatements(db: Transaction, statementMs: number): Promise<void> {
  await db.$executeRaw`SELECT set_config('statement_timeout', ${String(statementMs)}, true)`;
}

/** PostgreSQL's code of an error that came through Prisma, such as `40P01`, or undefined. */
export function sqlState(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null) return undefined;
  const cause = (error as { cause?: { originalCode?: string; code?: string } }).cause;
  const meta = (error as { meta?: { driverAdapterError?: { cause?: { originalCode?: string } } } })
    .meta;
  return cause?.originalCode ?? cause?.code ?? meta?.driverAdapterError?.cause?.originalCode;
}

/** Whether PostgreSQL gave up one of two transactions and would accept it a second time. */
export function isRetryable(error: unknown): boolean {
  const state = sqlState(error);
  if (state === "40001" || state === "40P01") return true;
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2034";
}

/** Text as a pattern of LIKE that matches it literally. */
export const likeText = (text: string): string => text.replace(/[\\%_]/g, "\\$&");
