import { projectLimitOf } from "@/lib/core/actor";
import { toUnixSeconds } from "@/lib/core/clock";
import type { Context } from "@/lib/core/context";
import { Prisma } from "@/lib/core/database";
import { DomainError, notFound } from "@/lib/core/errors";
import type { Runtime } from "@/prisma/generated/enums";
import type { PermissionMode, ProfileScope } from "./schema";
import type { ProfileWire } from "./shapes";

export interface ProfileRow {
  id: number;
  name: string;
  project_id: number | null;
  description: string | null;
  role: string | null;
  runtime: Runtime;
  model: string | null;
  max_turns: number | null;
  timeout_seconds: number | null;
  allowed_tools: string[] | null;
  permission_mode: PermissionMode | null;
  budget_usd: number | null;
  daily_budget_usd: number | null;
  workshop_tools: boolean;
  work_types: string[];
  max_capacity: number;
  version: number;
  created_by: string;
  created_at: string;
  updated_at: string;
  /** How many live agents are made from it. */
  agents: number;
}

/** The profile `p`. Index: agents_profile_id_idx. */
const PROFILE_JSON = Prisma.sql`to_jsonb(p) || jsonb_build_object('agents',
  (SELECT count(*)::int FROM agents a WHERE a.profile_id = p.id AND a.deleted_at IS NULL))`;

/** The profiles of a project and those for all; with null the latter alone. Index: profiles_project_id_name_key. */
export async function profilesOf(ctx: Context, projectId: number | null): Promise<ProfileRow[]> {
  const rows = await ctx.db.$queryRaw<{ profile: ProfileRow }[]>`
    SELECT ${PROFILE_JSON} AS profile FROM profiles p
    WHERE p.project_id IS NULL OR p.project_id = ${projectId}::int ORDER BY p.name, p.project_id NULLS LAST LIMIT 500`;
  return rows.map(({ profile }) => profile);
}

/** Every profile, for keys that are not limited. */
export async function allProfiles(ctx: Context): Promise<ProfileRow[]> {
  const rows = await ctx.db.$queryRaw<{ profile: ProfileRow }[]>`
    SELECT ${PROFILE_JSON} AS profile FROM profiles p ORDER BY p.name, p.project_id NULLS LAST LIMIT 500`;
  return rows.map(({ profile }) => profile);
}

/** Index: profiles_pkey. */
export async function profileById(ctx: Context, id: number): Promise<ProfileRow> {
  const [row] = await ctx.db.$queryRaw<{ profile: ProfileRow }[]>`
    SELECT ${PROFILE_JSON} AS profile FROM profiles p WHERE p.id = ${id}`;
  if (!row) throw notFound("Profile");
  return row.profile;
}

/**
 * The profile of this name that work in a project uses: the project's own, else the one for all. Without a project it is the one that the
 * key is limited to, or the default one. Fails with `not_found`, naming those that there are. Index: profiles_project_id_name_key.
 */
export async function findProfile(
  ctx: Context,
  name: string,
  scope: ProfileScope | undefined,
): Promise<ProfileRow> {
  const projectId = await scopeOf(ctx, scope);
  const [row] = await ctx.db.$queryRaw<{ profile: ProfileRow }[]>`
    SELECT ${PROFILE_JSON} AS profile FROM profiles p
    WHERE (p.project_id IS NULL AND p.name = ${name}) OR (p.project_id = ${projectId}::int AND p.name = ${name})
    ORDER BY p.project_id NULLS LAST LIMIT 1`;
  if (row) return row.profile;
  const known = (await profilesOf(ctx, projectId)).map((profile) => profile.name).slice(0, 20);
  throw new DomainError("not_found", `Unknown profile ${JSON.stringify(name.slice(0, 100))}`, {
    fix:
      known.length > 0
        ? `use one of ${known.join(", ")}, or create it with POST /api/profiles`
        : "create it with POST /api/profiles",
  });
}

async function scopeOf(ctx: Context, scope: ProfileScope | undefined): Promise<number | null> {
  const limit = projectLimitOf(ctx.actor);
  if (scope === "all") return null;
  if (limit !== null && scope !== undefined && scope !== limit) throw notFound("Profile");
  if (scope !== undefined || limit !== null) return scope ?? limit;
  const [project] = await ctx.db.$queryRaw<{ id: number }[]>`
    SELECT id FROM projects WHERE is_default AND archived_at IS NULL`;
  return project?.id ?? null;
}

export function profileToWire(row: ProfileRow): ProfileWire {
  return {
    id: row.id,
    name: row.name,
    project_id: row.project_id,
    description: row.description,
    role: row.role,
    runtime: row.runtime,
    model: row.model,
    max_turns: row.max_turns,
    timeout_seconds: row.timeout_seconds,
    allowed_tools: row.allowed_tools,
    permission_mode: row.permission_mode,
    budget_usd: row.budget_usd,
    daily_budget_usd: row.daily_budget_usd,
    workshop_tools: row.workshop_tools,
    work_types: row.work_types,
    max_capacity: row.max_capacity,
    agents: row.agents,
    version: row.version,
    created_by: row.created_by,
    created_at: toUnixSeconds(row.created_at),
    updated_at: toUnixSeconds(row.updated_at),
  };
}
