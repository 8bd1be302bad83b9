import { authorize } from "@/lib/auth/permissions";
import { projectLimitOf } from "@/lib/core/actor";
import type { Context, TxContext } from "@/lib/core/context";
import { Prisma } from "@/lib/core/database";
import { DomainError, invalid, notFound } from "@/lib/core/errors";
import { record } from "@/lib/events/append";
import { allProfiles, findProfile, type ProfileRow, profileById, profilesOf } from "./row";
import type { CreateProfile, ProfileFields, ProfileScope, UpdateProfile } from "./schema";

/** The columns that a request writes, with their database types. */
const TYPES = {
  description: "text",
  role: "text",
  runtime: "runtime",
  model: "text",
  max_turns: "int",
  timeout_seconds: "int",
  allowed_tools: "jsonb",
  permission_mode: "text",
  budget_usd: "numeric",
  daily_budget_usd: "numeric",
  workshop_tools: "boolean",
  work_types: "text[]",
  max_capacity: "int",
} as const satisfies Record<keyof ProfileFields, string>;
type Column = keyof typeof TYPES;
const COLUMNS = Object.keys(TYPES) as Column[];

/** The profiles that the caller may see, or those that work in one project can use, by name. */
export async function listProfiles(
  ctx: Context,
  scope: ProfileScope | undefined,
): Promise<ProfileRow[]> {
  authorize(ctx.actor, "profile.read");
  const limit = projectLimitOf(ctx.actor);
  if (scope === "all") return profilesOf(ctx, null);
  if (limit !== null && scope !== undefined && scope !== limit) throw notFound("Project");
  const projectId = scope ?? limit;
  return projectId === null ? allProfiles(ctx) : profilesOf(ctx, projectId);
}

export async function readProfile(
  ctx: Context,
  name: string,
  scope: ProfileScope | undefined,
): Promise<ProfileRow> {
  authorize(ctx.actor, "profile.read");
  return findProfile(ctx, name, scope);
}

/** Creates a profile. Fails with `conflict` if the project, or all of them, has one of that name. No agent's key may. */
export async function createProfile(ctx: Context, input: CreateProfile): Promise<ProfileRow> {
  const { name, project_id, ...given } = input;
  const projectId = project_id === undefined ? projectLimitOf(ctx.actor) : project_id;
  authorize(ctx.actor, "profile.manage", projectId === null ? {} : { projectId });
  return ctx.transaction(async (tx) => {
    await assertProject(tx, projectId);
    const columns = COLUMNS.filter((column) => given[column] !== undefined);
    const names = columns.map((column) => Prisma.sql`, ${Prisma.raw(column)}`);
    const values = columns.map((column) => Prisma.sql`, ${columnValue(given, column)}`);
    const [made] = await tx.db.$queryRaw<{ id: number }[]>`
      INSERT INTO profiles (name, project_id, created_by${joined(names)})
      VALUES (${name}, ${projectId}::int, ${tx.actor.name}${joined(values)})
      ON CONFLICT DO NOTHING RETURNING id`;
    if (!made) {
      throw new DomainError("conflict", `There is a profile ${name} already`, {
        fix: `change it with PUT /api/profiles/${name}, or choose another name`,
      });
    }
    const row = await profileById(tx, made.id);
    await record(tx, profileEvent("profile.created", row));
    return row;
  });
}

/** Changes what is given. Agents that were made from it stay as they are until they are renewed. Fails with `stale_etag`. */
export async function updateProfile(
  ctx: Context,
  name: string,
  scope: ProfileScope | undefined,
  { version, ...given }: UpdateProfile,
): Promise<ProfileRow> {
  return ctx.transaction(async (tx) => {
    const before = await lockProfile(tx, name, scope);
    if (version !== undefined && version !== before.version) {
      throw new DomainError("stale_etag", `Profile ${name} has changed since version ${version}`, {
        etag: String(before.version),
        fix: "read it again, decide anew and send its version",
      });
    }
    const changed = COLUMNS.filter(
      (column) =>
        given[column] !== undefined &&
        JSON.stringify(given[column]) !== JSON.stringify(before[column]),
    );
    if (changed.length === 0) return before;
    const set = changed.map(
      (column) => Prisma.sql`${Prisma.raw(column)} = ${columnValue(given, column)}`,
    );
    await tx.db.$executeRaw`
      UPDATE profiles SET ${Prisma.join(set)}, version = version + 1, updated_at = clock_timestamp() WHERE id = ${before.id}`;
    const after = await profileById(tx, before.id);
    await record(tx, profileEvent("profile.updated", after, changed));
    return after;
  });
}

/** Removes a profile. Agents that were made from it stay. */
export async function removeProfile(
  ctx: Context,
  name: string,
  scope: ProfileScope | undefined,
): Promise<void> {
  await ctx.transaction(async (tx) => {
    const before = await lockProfile(tx, name, scope);
    await tx.db.$executeRaw`DELETE FROM profiles WHERE id = ${before.id}`;
    await record(tx, profileEvent("profile.deleted", before));
  });
}

async function lockProfile(
  tx: TxContext,
  name: string,
  scope: ProfileScope | undefined,
): Promise<ProfileRow> {
  authorize(tx.actor, "profile.manage", { projectId: projectLimitOf(tx.actor) ?? undefined });
  const { id, project_id } = await findProfile(tx, name, scope);
  authorize(tx.actor, "profile.manage", project_id === null ? {} : { projectId: project_id });
  await tx.db.$queryRaw`SELECT 1 FROM profiles WHERE id = ${id} FOR UPDATE`;
  return profileById(tx, id);
}

async function assertProject(tx: TxContext, projectId: number | null): Promise<void> {
  if (projectId === null) return;
  const project = await tx.db.project.findUnique({
    where: { id: projectId },
    select: { archivedAt: true },
  });
  if (!project || project.archivedAt) throw invalid("project_id", "Project not found or archived");
}

function columnValue(given: ProfileFields, column: Column): Prisma.Sql {
  const value = given[column];
  const bound = column === "allowed_tools" && value !== null ? JSON.stringify(value) : value;
  return Prisma.sql`${bound}::${Prisma.raw(TYPES[column])}`;
}

const joined = (parts: Prisma.Sql[]): Prisma.Sql =>
  parts.length === 0 ? Prisma.empty : Prisma.join(parts, "");

function profileEvent(
  type: "profile.created" | "profile.updated" | "profile.deleted",
  { id, name, project_id }: ProfileRow,
  changed?: string[],
) {
  return {
    type,
    projectId: project_id,
    data: { profile: { id, name, project_id }, ...(changed ? { changed } : {}) },
  };
}
