import type { Actor } from "@/lib/core/actor";
import { projectLimitOf } from "@/lib/core/actor";
import type { Context } from "@/lib/core/context";
import type { Queryable, Transaction } from "@/lib/core/database";
import { likeText, Prisma } from "@/lib/core/database";
import { DomainError, invalid, notFound } from "@/lib/core/errors";
import { MAX_INT } from "@/lib/core/fields";
import { OPEN } from "@/lib/tasks/lifecycle";
import { taskCountRows } from "@/lib/tasks/task-counts";
import type { ProjectModel } from "@/prisma/generated/models";
import type { ListProjects } from "./schema";
import type { ProjectCounts } from "./wire";

export interface ProjectRow {
  id: number;
  name: string;
  prefix: string;
  review_policy: "required" | "always" | "never";
}

/**
 * The project new work goes to: the one asked for, else the one the key is limited to, else the default. Index:
 * projects_pkey, projects_default_key.
 */
export async function projectForNewWork(
  db: Queryable,
  actor: Actor,
  projectId: number | undefined,
): Promise<ProjectRow> {
  const wanted = projectId ?? projectLimitOf(actor);
  const rows = wanted
    ? await db.$queryRaw<ProjectRow[]>`
        SELECT id, name, prefix, review_policy FROM projects WHERE id = ${wanted} AND archived_at IS NULL`
    : await db.$queryRaw<ProjectRow[]>`
        SELECT id, name, prefix, review_policy FROM projects WHERE is_default AND archived_at IS NULL`;
  const project = rows[0];
  if (project) return project;
  if (wanted) throw projectGone();
  throw new DomainError("conflict", "There is no default project", {
    fix: "make a project the default one",
  });
}

/** What is remembered of projects, by database: the one of each id, and the default one under 0. */
const remembered = new WeakMap<object, Map<number, ProjectRow>>();

/** The key under which the project that new work would go to is remembered. */
const keyOf = (actor: Actor, projectId: number | undefined): number =>
  projectId ?? projectLimitOf(actor) ?? 0;

/**
 * The project that `projectForNewWork` found the last time, if any. It may have changed since: whoever uses it has to check that
 * `isStillFor` holds in the statement that relies on it.
 */
export function rememberedProject(
  db: object,
  actor: Actor,
  projectId: number | undefined,
): ProjectRow | undefined {
  return remembered.get(db)?.get(keyOf(actor, projectId));
}

export function rememberProject(
  db: object,
  actor: Actor,
  projectId: number | undefined,
  project: ProjectRow,
): void {
  const known = remembered.get(db) ?? new Map<number, ProjectRow>();
  remembered.set(db, known.size < MOST_REMEMBERED ? known : new Map());
  remembered.get(db)?.set(keyOf(actor, projectId), project);
}

const MOST_REMEMBERED = 1_000;

/** The SQL condition on a row of `projects` that new work still goes there, under the same policy. */
export function isStillFor(
  project: ProjectRow,
  actor: Actor,
  projectId: number | undefined,
): Prisma.Sql {
  const isDefault = keyOf(actor, projectId) === 0;
  return Prisma.sql`(review_policy::text = ${project.review_policy} AND (is_default OR NOT ${isDefault}::boolean))`;
}

/** Refuses new work for a project that does not exist or is archived. */
export const projectGone = () => invalid("project_id", "Project not found or archived");

/**
 * Refuses with `conflict` to begin anything again in a project that is archived; while the transaction lasts, it is not. Index: projects_pkey.
 */
export async function assertNotArchived(db: Queryable, id: number): Promise<void> {
  const [project] = await db.$queryRaw<{ name: string; archived: boolean }[]>`
    SELECT name, archived_at IS NOT NULL AS archived FROM projects WHERE id = ${id} FOR KEY SHARE`;
  if (!project?.archived) return;
  throw new DomainError("conflict", `The project ${project.name} is archived`, {
    fix: "take it out of the archive first",
  });
}

/**
 * The project a caller names by id, slug, ticket prefix (upper or lower case alike) or name, archived or not. Where one
 * word fits several, the slug wins over the prefix and the prefix over the name. Fails with `not_found` if there is none, and
 * also for other projects than the one the actor's key is limited to, so that such a key cannot find out what exists.
 */
export async function findProject(
  db: Pick<Transaction, "project">,
  ref: string | number,
  actor?: Actor,
): Promise<ProjectModel> {
  const word = String(ref).trim();
  const project = /^\d+$/.test(word)
    ? await db.project.findUnique({ where: { id: Number(word) <= MAX_INT ? Number(word) : -1 } })
    : await findByWord(db, word);
  const limit = actor ? projectLimitOf(actor) : null;
  if (!project || (limit !== null && project.id !== limit)) {
    throw notFound(`Project ${word.slice(0, 100)}`);
  }
  return project;
}

async function findByWord(
  db: Pick<Transaction, "project">,
  word: string,
): Promise<ProjectModel | null> {
  if (word === "" || word.includes("\0")) return null;
  const found = await db.project.findMany({
    where: {
      OR: [
        { slug: word.toLowerCase() },
        { prefix: { equals: likeText(word), mode: "insensitive" } },
        { name: { equals: likeText(word), mode: "insensitive" } },
      ],
    },
    orderBy: { id: "asc" },
    take: 20,
  });
  const lower = word.toLowerCase();
  return (
    found.find(({ slug }) => slug === lower) ??
    found.find(({ prefix }) => prefix.toLowerCase() === lower) ??
    found.find(({ name }) => name === word) ??
    found[0] ??
    null
  );
}

export interface ListedProject {
  project: ProjectModel;
  tasks?: ProjectCounts;
}

/**
 * The projects the actor may see, the default one first, then by name. `counts` adds the number of tasks of each.
 * Index: task_counts_pkey.
 */
export async function listProjects(
  ctx: Context,
  query: Partial<ListProjects> = {},
): Promise<ListedProject[]> {
  const limit = projectLimitOf(ctx.actor);
  const which = query.includeArchived ? "all" : (query.archived ?? "false");
  const archived = { true: { not: null }, false: null, all: undefined }[which];
  const projects = await ctx.db.project.findMany({
    where: { archivedAt: archived, ...(limit === null ? {} : { id: limit }) },
    orderBy: [{ isDefault: "desc" }, { name: "asc" }, { id: "asc" }],
  });
  if (!query.counts) return projects.map((project) => ({ project }));
  const counts = await taskCounts(
    ctx.db,
    projects.map(({ id }) => id),
  );
  return projects.map((project) => ({ project, tasks: counts(project.id) }));
}

/** The number of tasks in each of the given projects; the total includes archived tasks. Index: task_counts_pkey. */
export async function taskCounts(
  db: Queryable,
  ids: number[],
): Promise<(id: number) => ProjectCounts> {
  const rows = await db.$queryRaw<({ project_id: number } & ProjectCounts)[]>`
    SELECT project_id, sum(n)::int AS total,
      COALESCE(sum(n) FILTER (WHERE NOT archived AND status = ANY(${[...OPEN]}::task_status[])), 0)::int AS open
    FROM (${taskCountRows(Prisma.sql`c.project_id = ANY(${ids}::int[])`)}) counts GROUP BY project_id`;
  return (id) => {
    const found = rows.find((row) => row.project_id === id);
    return { open: found?.open ?? 0, total: found?.total ?? 0 };
  };
}
