import { authorize } from "@/lib/auth/permissions";
import type { IssueKey, KeyWire } from "@/lib/auth/schema";
import { projectLimitOf } from "@/lib/core/actor";
import { DAY_MS, fromUnixSeconds, toUnixSeconds } from "@/lib/core/clock";
import type { Context } from "@/lib/core/context";
import type { Prisma } from "@/lib/core/database";
import { invalid, notFound } from "@/lib/core/errors";
import { createApiKey, revokeApiKey } from "./keys";

const WITH_NAMES = {
  agent: { select: { name: true } },
  project: { select: { prefix: true } },
} as const satisfies Prisma.ApiKeyInclude;

type KeyWithNames = Prisma.ApiKeyGetPayload<{ include: typeof WITH_NAMES }>;

/** All keys except those of runs, newest first, without the keys themselves. */
export async function listKeys(ctx: Context): Promise<KeyWithNames[]> {
  const limit = projectLimitOf(ctx.actor);
  authorize(ctx.actor, "key.read", { projectId: limit ?? undefined });
  return ctx.db.apiKey.findMany({
    where: { runId: null, ...(limit === null ? {} : { projectId: limit }) },
    include: WITH_NAMES,
    orderBy: { id: "desc" },
  });
}

/**
 * Creates a key for a person or a script. The key itself is returned only here. Admins only; with a key that is limited to a project,
 * only for that project.
 */
export async function issueKey(
  ctx: Context,
  input: IssueKey,
): Promise<{ row: KeyWithNames; key: string }> {
  authorize(ctx.actor, "key.manage", { projectId: input.project_id ?? undefined });
  const projectId = input.project_id ?? null;
  if (projectId !== null) {
    const project = await ctx.db.project.findUnique({ where: { id: projectId } });
    if (!project) throw invalid("project_id", `there is no project ${projectId}`);
    if (project.archivedAt) throw invalid("project_id", `${project.name} is archived`);
  }
  const expiresAt = await expiryOf(ctx, input);
  if (expiresAt && expiresAt <= (await databaseTime(ctx))) {
    throw invalid("expires_at", "must be in the future");
  }
  const { row, key } = await createApiKey(ctx, {
    name: input.name,
    kind: "user",
    role: input.role,
    scopes: [],
    projectId,
    expiresAt,
  });
  const named = await ctx.db.apiKey.findUniqueOrThrow({
    where: { id: row.id },
    include: WITH_NAMES,
  });
  return { row: named, key };
}

/** Revokes a key. Revoking it again changes nothing. */
export async function revokeKey(ctx: Context, id: number): Promise<{ revokedAt: Date }> {
  const limit = projectLimitOf(ctx.actor);
  authorize(ctx.actor, "key.manage", { projectId: limit ?? undefined });
  const key = await ctx.db.apiKey.findUnique({ where: { id }, select: { projectId: true } });
  if (!key || (limit !== null && key.projectId !== limit)) throw notFound("Key");
  return revokeApiKey(ctx, { id });
}

/** When a key ends that is asked for with `expires_at` (Unix seconds) or `expires_in_days`; null for never. */
export async function expiryOf(
  ctx: Context,
  input: { expires_at?: number | null; expires_in_days?: number | null },
): Promise<Date | null> {
  if (input.expires_at != null) return fromUnixSeconds(input.expires_at);
  if (input.expires_in_days == null) return null;
  return new Date((await databaseTime(ctx)).getTime() + input.expires_in_days * DAY_MS);
}

/** The time by which keys end: the database's. */
async function databaseTime(ctx: Context): Promise<Date> {
  const [{ now }] = await ctx.db.$queryRaw<[{ now: Date }]>`SELECT clock_timestamp() AS now`;
  return now;
}

/** A key as the API shows it; times are Unix seconds, `project` is its ticket prefix. */
export function keyToWire(key: KeyWithNames): KeyWire {
  return {
    id: key.id,
    name: key.name,
    kind: key.kind,
    role: key.role,
    key_prefix: key.keyPrefix,
    agent: key.agent?.name ?? null,
    project_id: key.projectId,
    project: key.project?.prefix ?? null,
    created_by: key.createdBy,
    expires_at: toUnixSeconds(key.expiresAt),
    revoked_at: toUnixSeconds(key.revokedAt),
    last_used_at: toUnixSeconds(key.lastUsedAt),
    created_at: toUnixSeconds(key.createdAt),
  };
}
