import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { Prisma, PrismaClient } from "@/prisma/generated/client";
import { config } from "./config";
import { Overtaken } from "./errors";
import { logger } from "./logger";
import { PreparedStatements } from "./prepared-statements";

export { Prisma };
export type Database = PrismaClient;
export type Transaction = Prisma.TransactionClient;
/** Anything that runs a statement: the database (each statement in its own transaction) or an open transaction. */
export type Queryable = Pick<Transaction, "$queryRaw" | "$queryRawUnsafe" | "$executeRaw">;

/**
 * A stuck writer would delay the event stream (events are read up to the oldest running transaction), so PostgreSQL
 * ends our sessions after this long idle in a transaction.
 */
const IDLE_IN_TRANSACTION_MS = 10_000;
const MAX_CONNECTION_SECONDS = 3_600;

const asSent = (text: string): string => text;

/** Time limits for the database, in milliseconds. */
export interface DatabaseLimits {
  /** For getting a connection: a free one from the pool, or a new one. */
  connectMs: number;
  /** For a row or advisory lock that another transaction has. */
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

interface OpenPool {
  pool: pg.Pool;
  /** What its connections prepare. */
  prepared: PreparedStatements;
}

/**
 * The pool of each database, shared by all copies of this module: one copy may open the database and another ask about
 * it.
 */
const singleton = globalThis as typeof globalThis & {
  __batonPools?: WeakMap<Database, OpenPool>;
};
singleton.__batonPools ??= new WeakMap();
const pools = singleton.__batonPools;

/** Pool usage: all connections, the idle ones, and how many callers wait for one. */
export function connectionUse(
  db: Database,
): { total: number; idle: number; waiting: number } | undefined {
  const pool = pools.get(db)?.pool;
  return pool && { total: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount };
}

/** Opens a database with its own pool, for tests and scripts. The server uses `database()`. */
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
    // Closing the connection also frees its prepared statements and caches.
    maxLifetimeSeconds: MAX_CONNECTION_SECONDS,
    options: Object.entries(settings)
      .map(([name, value]) => `-c ${name}=${value}`)
      .join(" "),
    application_name: "baton",
  });
  // The pool listens to idle connections alone: one that PostgreSQL ends while it is being closed would end the process.
  pool.on("connect", (client) => client.on("error", () => undefined));
  const prepared = new PreparedStatements();
  const adapter = new PrismaPg(pool as never, {
    disposeExternalPool: true,
    statementNameGenerator: (query: { sql: string }) => prepared.nameOf(query.sql) as string,
    onPoolError: (error) => logger.warn({ err: error.message }, "database connection lost"),
  });
  const db = new PrismaClient({
    adapter,
    // The pool's own limit comes first, because its error says what happened.
    transactionOptions: { maxWait: connectMs + 1_000, timeout: transactionMs },
  });
  pools.set(db, { pool, prepared });
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
 * The same database with a separate pool for polls and heartbeats, which wait for no lock of a long change and must not
 * queue for a connection behind those that do (docs/decisions/0023). A process whose database was set explicitly, such
 * as a test, uses that one for everything.
 */
export function queueDatabase(): Database {
  if (opened.__batonDatabase && !process.env.DATABASE_URL) return opened.__batonDatabase;
  opened.__batonQueue ??= openDatabase(config.databaseUrl, config.queuePoolSize);
  return opened.__batonQueue;
}

/** Time limits of the reserve: a query that checks whether the database answers must itself end soon. */
const RESERVE_LIMITS: DatabaseLimits = {
  connectMs: 800,
  lockMs: 500,
  statementMs: 800,
  transactionMs: 1_500,
};

/**
 * A few connections besides the pool of `database()`, for metrics, which must be readable while that pool is exhausted.
 * Statements and waits time out in less than a second.
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

/**
 * Runs a query by the driver alone, with every value as the text that PostgreSQL sent, null included: for answers of many columns,
 * of which the client library would convert each three times. Null in an open transaction, which only the client library reaches.
 */
export async function queryTexts(
  db: Queryable,
  statement: Prisma.Sql,
): Promise<(string | null)[][] | null> {
  const open = pools.get(db as Database);
  if (!open) return null;
  const { pool, prepared } = open;
  const { rows } = await pool.query<(string | null)[]>({
    name: prepared.nameOf(statement.text),
    text: statement.text,
    values: statement.values,
    rowMode: "array",
    types: { getTypeParser: () => asSent },
  });
  return rows;
}

/** Raises the statement time-out of the open transaction to `statementMs` milliseconds. */
export async function allowLongStatements(db: Transaction, statementMs: number): Promise<void> {
  await db.$executeRaw`SELECT set_config('statement_timeout', ${String(statementMs)}, true)`;
}

/** What the driver said about an error that came through Prisma. */
export interface DriverError {
  /** The PostgreSQL code, such as `40P01`. */
  originalCode?: string;
  code?: string;
  /** The name that Prisma's adapter gives it, such as `SocketTimeout`. */
  kind?: string;
}

/** The driver's error behind an error, or in it: Prisma puts it under `cause` or, in an error of its own, under `meta`. */
export function driverErrorOf(error: unknown): DriverError {
  if (typeof error !== "object" || error === null) return {};
  if (error instanceof pg.DatabaseError) return { originalCode: error.code };
  const { cause, meta } = error as {
    cause?: DriverError;
    meta?: { driverAdapterError?: { cause?: DriverError } };
  };
  return { ...cause, ...meta?.driverAdapterError?.cause };
}

/** The PostgreSQL code of an error that came through Prisma, such as `40P01`, or undefined. */
export function sqlState(error: unknown): string | undefined {
  const { originalCode, code } = driverErrorOf(error);
  return originalCode ?? code;
}

/** Whether PostgreSQL aborted the transaction in favour of another, or what it was decided from has changed, and a retry may succeed. */
export function isRetryable(error: unknown): boolean {
  if (error instanceof Overtaken) return true;
  const state = sqlState(error);
  if (state === "40001" || state === "40P01") return true;
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2034";
}

/** Escapes text for use in a LIKE pattern that matches it literally. */
export const likeText = (text: string): string => text.replace(/[\\%_]/g, "\\$&");
