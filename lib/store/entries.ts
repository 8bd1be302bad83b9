import { authorize } from "@/lib/auth/permissions";
import { projectLimitOf } from "@/lib/core/actor";
import { toUnixSeconds } from "@/lib/core/clock";
import type { Context, TxContext } from "@/lib/core/context";
import { likeText, Prisma } from "@/lib/core/database";
import { DomainError } from "@/lib/core/errors";
import { lockNamed } from "@/lib/core/locks";
import { record } from "@/lib/events/append";
import { orchestratorOf } from "@/lib/profiles/orchestrator";
import { type ProjectRow, projectForNewWork } from "@/lib/projects/queries";
import { type ListStore, type PutEntry, STORE_LIMITS } from "./schema";
import type { StoreEntryWire } from "./shapes";

interface EntryHead {
  key: string;
  version: number;
  bytes: number;
  updated_by: string;
  updated_at: Date;
}
export interface EntryRow extends EntryHead {
  value: unknown;
}

const HEAD = Prisma.sql`key, version, bytes, updated_by, updated_at`;

/** The keys of a project's store, by key. Index: store_entries_pkey. */
export async function listStore(
  ctx: Context,
  { prefix = "", limit, cursor = "", project_id }: ListStore,
): Promise<{ entries: EntryHead[]; next: string | null }> {
  const project = await projectOf(ctx, "store.read", project_id);
  const rows = await ctx.db.$queryRaw<EntryHead[]>`
    SELECT ${HEAD} FROM store_entries
    WHERE project_id = ${project.id} AND key > ${cursor} AND key LIKE ${`${likeText(prefix)}%`} ORDER BY key LIMIT ${limit + 1}`;
  const entries = rows.slice(0, limit);
  return { entries, next: rows.length > limit ? (entries.at(-1)?.key ?? null) : null };
}

/** One entry. Fails with `not_found`. Index: store_entries_pkey. */
export async function readEntry(ctx: Context, key: string, projectId?: number): Promise<EntryRow> {
  const project = await projectOf(ctx, "store.read", projectId);
  const entry = await entryOf(ctx, project.id, key);
  if (entry) return entry;
  throw notThere(key);
}

/**
 * Puts a value under a key. With `version` only if the entry has that version, with 0 or null only if there is none: `stale_etag` else.
 * Fails with `conflict` when the store of the project is full.
 */
export async function putEntry(
  ctx: Context,
  key: string,
  { value, version }: PutEntry,
  projectId?: number,
): Promise<EntryRow> {
  const project = await projectOf(ctx, "store.write", projectId);
  await orchestratorOf(ctx);
  const json = JSON.stringify(value);
  const bytes = Buffer.byteLength(json);
  return ctx.transaction(async (tx) => {
    await lockNamed(tx.db, `store:${project.id}`);
    const before = await entryOf(tx, project.id, key);
    assertVersion(key, before, version ?? (version === null ? 0 : undefined));
    await assertRoom(tx, project, bytes - (before?.bytes ?? 0), before === null);
    await tx.db.$executeRaw`
      INSERT INTO store_entries (project_id, key, value, bytes, updated_by)
      VALUES (${project.id}, ${key}, ${json}::jsonb, ${bytes}::int, ${tx.actor.name})
      ON CONFLICT (project_id, key) DO UPDATE SET value = EXCLUDED.value, bytes = EXCLUDED.bytes,
        version = store_entries.version + 1, updated_by = EXCLUDED.updated_by, updated_at = clock_timestamp()`;
    const after = (await entryOf(tx, project.id, key)) as EntryRow;
    await tell(tx, project, key, after.version);
    return after;
  });
}

/** Removes an entry; with `version` only if that is its version. Fails with `not_found`. */
export async function removeEntry(
  ctx: Context,
  key: string,
  { version, project_id }: { version?: number | undefined; project_id?: number | undefined },
): Promise<void> {
  const project = await projectOf(ctx, "store.write", project_id);
  await orchestratorOf(ctx);
  await ctx.transaction(async (tx) => {
    await lockNamed(tx.db, `store:${project.id}`);
    const before = await entryOf(tx, project.id, key);
    if (!before) throw notThere(key);
    assertVersion(key, before, version);
    await tx.db
      .$executeRaw`DELETE FROM store_entries WHERE project_id = ${project.id} AND key = ${key}`;
    await tell(tx, project, key, null);
  });
}

async function projectOf(
  ctx: Context,
  action: "store.read" | "store.write",
  projectId: number | undefined,
): Promise<ProjectRow> {
  const limit = projectLimitOf(ctx.actor);
  authorize(ctx.actor, action, { projectId: projectId ?? limit ?? undefined });
  return projectForNewWork(ctx.db, ctx.actor, projectId);
}

async function entryOf(ctx: Context, projectId: number, key: string): Promise<EntryRow | null> {
  const [row] = await ctx.db.$queryRaw<EntryRow[]>`
    SELECT ${HEAD}, value FROM store_entries WHERE project_id = ${projectId} AND key = ${key}`;
  return row ?? null;
}

function assertVersion(key: string, before: EntryRow | null, version: number | undefined): void {
  const present = before?.version ?? 0;
  if (version === undefined || version === present) return;
  throw new DomainError("stale_etag", `${key} has version ${present}, not ${version}`, {
    etag: String(present),
    fix: "read it again, decide anew and send its version",
  });
}

async function assertRoom(
  tx: TxContext,
  project: ProjectRow,
  more: number,
  isNew: boolean,
): Promise<void> {
  const [sum] = await tx.db.$queryRaw<{ keys: number; bytes: number }[]>`
    SELECT count(*)::int AS keys, COALESCE(sum(bytes), 0)::int AS bytes FROM store_entries WHERE project_id = ${project.id}`;
  const { keys = 0, bytes = 0 } = sum ?? {};
  const isOver = keys + (isNew ? 1 : 0) > STORE_LIMITS.keys || bytes + more > STORE_LIMITS.bytes;
  if (!isOver || (more <= 0 && !isNew)) return;
  throw new DomainError(
    "conflict",
    `The store of ${project.name} is full: ${keys} keys with ${bytes} bytes of ${STORE_LIMITS.keys} and ${STORE_LIMITS.bytes}`,
    { reason: "store_full", fix: "remove keys that nobody needs any more" },
  );
}

const tell = (tx: TxContext, { id }: ProjectRow, key: string, version: number | null) =>
  record(tx, { type: "store.updated", projectId: id, data: { key, version } });

const notThere = (key: string): DomainError =>
  new DomainError("not_found", `There is nothing under ${JSON.stringify(key)}`, {
    fix: "list the keys, or put a value there first",
  });

export const headToWire = ({ key, version, bytes, updated_by, updated_at }: EntryHead) => ({
  key,
  version,
  bytes,
  updated_by,
  updated_at: toUnixSeconds(updated_at),
});

export const entryToWire = (entry: EntryRow): StoreEntryWire => ({
  ...headToWire(entry),
  value: entry.value,
});
