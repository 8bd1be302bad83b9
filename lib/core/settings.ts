import type { Context, TxContext } from "./context";
import type { Queryable } from "./database";
import { lockNamed } from "./locks";

/** A stored setting of the installation, or null. Index: settings_pkey. */
export async function readSetting<T>(db: Queryable, key: string): Promise<T | null> {
  const [row] = await db.$queryRaw<{ value: T }[]>`SELECT value FROM settings WHERE key = ${key}`;
  return row?.value ?? null;
}

/** Several stored settings in one statement, under the names that the caller gives to their keys. Index: settings_pkey. */
export async function readSettings<T extends Record<string, unknown>>(
  db: Queryable,
  keys: { [Name in keyof T]: string },
): Promise<{ [Name in keyof T]: T[Name] | null }> {
  const names = Object.keys(keys) as (keyof T)[];
  const rows = await db.$queryRaw<{ key: string; value: T[keyof T] }[]>`
    SELECT key, value FROM settings WHERE key = ANY(${names.map((name) => keys[name])}::text[])`;
  const found = new Map(rows.map(({ key, value }) => [key, value]));
  return Object.fromEntries(names.map((name) => [name, found.get(keys[name]) ?? null])) as {
    [Name in keyof T]: T[Name] | null;
  };
}

/** Reads a setting and locks it until the transaction ends, even if it does not exist yet. */
export async function lockSetting<T>(tx: TxContext, key: string): Promise<T | null> {
  await lockNamed(tx.db, `setting:${key}`);
  return readSetting<T>(tx.db, key);
}

/** Stores a setting and records the actor; null deletes it. */
export async function writeSetting(ctx: Context, key: string, value: unknown): Promise<void> {
  if (value === null) {
    await ctx.db.$executeRaw`DELETE FROM settings WHERE key = ${key}`;
    return;
  }
  await ctx.db.$executeRaw`
    INSERT INTO settings (key, value, updated_by, updated_at)
    VALUES (${key}, ${JSON.stringify(value)}::jsonb, ${ctx.actor.name}, now())
    ON CONFLICT (key) DO UPDATE SET value = EXCLUDED.value, updated_by = EXCLUDED.updated_by, updated_at = now()`;
}
