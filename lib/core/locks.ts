import type { Queryable } from "./database";

/**
 * Every advisory lock of the product, in the order in which one transaction may take them; all are held until it ends. Who
 * keeps to the order never waits in a ring; where it cannot be kept, PostgreSQL ends one of the two and `ctx.transaction`
 * repeats it.
 *
 * 1. `lockNamed`: one subject of the whole installation.
 * 2. The structure of tasks, `prisma/sql/locks.sql`, taken through `lib/tasks/locks.ts`: the project's, then those of the roots
 *    by id, then the ancestors' rows by id.
 * 3. A task, `lock_task`, and its row; several by id.
 * 4. The rows of agents, by id.
 * 5. `lockNamed` for a budget, which is asked last, when all else of a run is decided.
 * 6. The lock on reviewers, prisma/sql/reviewers.sql: shared while work goes to review, exclusive while a reviewer arrives.
 *
 * The runner of migrations has a lock of a session of its own (scripts/migrations/session.mjs).
 */
export type NamedLock =
  | "first-admin"
  | "users"
  | "projects"
  | "webhooks"
  | "triggers"
  | "event-epoch"
  | "attachments"
  | "spend"
  | "task-counts"
  | "label-counts"
  | "schedules"
  | "notifications"
  | `schedule:${string}`
  | `work:${string}`
  | `store:${number}`
  | `turn-key:${string}`
  | `turn-tree:${number}`
  | `turns:${string}`
  | `user:${number}`
  | `setting:${string}`
  | `budget:${string}`;

/** The namespace of the named locks, "Batn". Locks on structures and tasks are in prisma/sql/locks.sql. */
const NAMED = 0x42_61_74_6e;

/** Waits for the lock of this name and keeps it until the transaction ends. */
export async function lockNamed(db: Queryable, name: NamedLock): Promise<void> {
  await db.$queryRaw`SELECT 1 AS locked FROM pg_advisory_xact_lock(${NAMED}::int, hashtext(${name}))`;
}

/** Takes the lock of this name until the transaction ends, unless somebody has it: then it returns false at once. */
export async function tryLockNamed(db: Queryable, name: NamedLock): Promise<boolean> {
  const [row] = await db.$queryRaw<{ locked: boolean }[]>`
    SELECT pg_try_advisory_xact_lock(${NAMED}::int, hashtext(${name})) AS locked`;
  return row?.locked ?? false;
}
