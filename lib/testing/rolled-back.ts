import type { Database, Transaction } from "@/lib/core/database";

const UNDO = new Error("rolled back on purpose");
const LIMITS = { timeout: 60_000, maxWait: 30_000 };

/** Runs work on the server's database inside one transaction that is undone afterwards; its own transactions are savepoints. */
export async function rolledBack<T>(db: Database, work: () => Promise<T>): Promise<T> {
  const singleton = globalThis as { __batonDatabase?: Database };
  let result: { value: T } | undefined;
  try {
    await db.$transaction(async (tx) => {
      singleton.__batonDatabase = withSavepoints(tx);
      result = { value: await work() };
      throw UNDO;
    }, LIMITS);
  } catch (error) {
    if (error !== UNDO) throw error;
  } finally {
    singleton.__batonDatabase = db;
  }
  return (result as { value: T }).value;
}

function withSavepoints(tx: Transaction): Database {
  let depth = 0;
  const nested = async <R>(work: (tx: Transaction) => Promise<R>): Promise<R> => {
    const name = `probe_${depth++}`;
    await tx.$executeRawUnsafe(`SAVEPOINT ${name}`);
    try {
      const done = await work(tx);
      await tx.$executeRawUnsafe(`RELEASE SAVEPOINT ${name}`);
      return done;
    } catch (error) {
      await tx.$executeRawUnsafe(`ROLLBACK TO SAVEPOINT ${name}`);
      throw error;
    }
  };
  return new Proxy(tx, {
    get: (target, name) => (name === "$transaction" ? nested : Reflect.get(target, name, target)),
  }) as Database;
}
