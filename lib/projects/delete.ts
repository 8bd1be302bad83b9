import { authorize } from "@/lib/auth/permissions";
import type { Context } from "@/lib/core/context";
import { DomainError } from "@/lib/core/errors";
import { record } from "@/lib/events/append";
import type { ProjectModel } from "@/prisma/generated/models";
import { lockProjects } from "./create";
import { findProject, taskCounts } from "./queries";
import type { RemoveMode } from "./schema";
import { updateProject } from "./update";
import { projectToWire } from "./wire";

/**
 * Archives a project, whose tasks stay readable, or deletes one that never had a task, with the keys that are limited to it. Fails
 * with `conflict` for the default project, for archiving one with unfinished tasks or runs of workflows, and for deleting one that has any, or a workflow that ran elsewhere.
 */
export async function removeProject(
  ctx: Context,
  ref: string | number,
  mode: RemoveMode,
): Promise<ProjectModel> {
  if (mode === "archive") return updateProject(ctx, ref, { archived: true });
  authorize(ctx.actor, "project.manage");
  return ctx.transaction(async (tx) => {
    await lockProjects(tx);
    const { id } = await findProject(tx.db, ref, ctx.actor);
    await tx.db.$queryRaw`SELECT id FROM projects WHERE id = ${id} FOR UPDATE`;
    const project = await tx.db.project.findUniqueOrThrow({ where: { id } });
    if (project.isDefault) {
      throw new DomainError("conflict", `${project.name} is the default project`, {
        fix: "make another project the default one first",
      });
    }
    const { total } = (await taskCounts(tx.db, [id]))(id);
    if (total > 0) {
      throw new DomainError(
        "conflict",
        `${project.name} has ${total} ${total === 1 ? "task" : "tasks"}, which would lose their project`,
        { fix: "archive it instead" },
      );
    }
    const [used] = await tx.db.$queryRaw<{ name: string }[]>`
      SELECT w.name FROM workflows w JOIN workflow_versions v ON v.workflow_id = w.id
      WHERE w.project_id = ${id} AND EXISTS (SELECT 1 FROM workflow_runs r WHERE r.version_id = v.id) LIMIT 1`;
    if (used) {
      throw new DomainError(
        "conflict",
        `${project.name} has the workflow ${used.name}, which has runs in another project`,
        {
          fix: "archive it instead",
        },
      );
    }
    await tx.db.project.delete({ where: { id } });
    await record(tx, {
      type: "project.deleted",
      projectId: id,
      data: { project: projectToWire(project) },
    });
    return project;
  });
}
