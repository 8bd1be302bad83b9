import { createHash } from "node:crypto";
import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { Prisma, PrismaClient } from "@/prisma/generated/client";
import { config } from "./config";
import { logger } from "./logger";

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

/**
 * PostgreSQL plans the queue's statements in about a millisecond and runs them in a tenth of one, so statements are
 * prepared once per connection under a name made from their text. Only so many: a text that differs per call is not one.
 */
const MAX_PREPARED = 400;
const names = new Map<string, string>();

function statementName(text: string): string | undefined {
  const known = names.get(text);
  if (known) return known;
  if (names.size >= MAX_PREPARED) return undefined;
  const name = `b${createHash("sha1").update(text).digest("hex").slice(0, 20)}`;
  names.set(text, name);
  return name;
}

/** Opens a database of its own pool: tests and scripts. The server uses `database()`. */
export function openDatabase(url: string, poolSize = config.poolSize): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: poolSize,
    options: `-c idle_in_transaction_session_timeout=${IDLE_IN_TRANSACTION_MS} -c timezone=UTC`,
    application_name: "baton",
  });
  const adapter = new PrismaPg(pool as never, {
    disposeExternalPool: true,
    statementNameGenerator: (query: { sql: string }) => statementName(query.sql) as string,
    onPoolError: (error) => logger.warn({ err: error.message }, "database connection lost"),
  });
  return new PrismaClient({ adapter, transactionOptions: { maxWait: 15_000, timeout: 30_000 } });
}

const held = globalThis as typeof globalThis & { __batonDatabase?: Database };

/** The server's database, opened at first use and once per process (Next loads modules more than once). */
export function database(): Database {
  held.__batonDatabase ??= openDatabase(config.databaseUrl);
  return held.__batonDatabase;
}

export async function closeDatabase(): Promise<void> {
  const open = held.__batonDatabase;
  held.__batonDatabase = undefined;
  await open?.$disconnect();
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
