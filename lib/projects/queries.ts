import type { Actor } from "@/lib/core/actor";
import { projectLimitOf } from "@/lib/core/actor";
import type { Database, Queryable } from "@/lib/core/database";
import { DomainError, invalid } from "@/lib/core/errors";
import type { ProjectModel } from "@/prisma/generated/models";

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
  if (wanted) throw invalid("project_id", "Project not found or archived");
  throw new DomainError("conflict", "There is no default project", {
    fix: "make a project the default one",
  });
}

export async function listProjects(db: Database): Promise<ProjectModel[]> {
  return db.project.findMany({
    where: { archivedAt: null },
    orderBy: [{ isDefault: "desc" }, { name: "asc" }],
  });
}
