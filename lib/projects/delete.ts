import { authorize } from "@/lib/auth/permissions";
import type { Context } from "@/lib/core/context";
import { DomainError } from "@/lib/core/errors";
import { record } from "@/lib/events/append";
import type { ProjectModel } from "@/prisma/generated/models";
import { lockProjects } from "./create";
import { findProject, taskCounts } from "./queries";
import { updateProject } from "./update";
import { projectToWire } from "./wire";

/**
 * Deletes a project that never had a task, with the keys that are limited to it; archives any other, whose tasks stay readable. Fails
 * with `conflict` for what cannot be archived.
 */
export async function removeProject(
  ctx: Context,
  ref: string | number,
): Promise<{ project: ProjectModel; deleted: boolean }> {
  authorize(ctx.actor, "project.manage");
  const deleted = await ctx.transaction(async (tx) => {
    await lockProjects(tx);
    const { id } = await findProject(tx.db, ref, ctx.actor);
    await tx.db.$queryRaw`SELECT id FROM projects WHERE id = ${id} FOR UPDATE`;
    const project = await tx.db.project.findUniqueOrThrow({ where: { id } });
    if (project.isDefault) {
      throw new DomainError("conflict", `${project.name} is the default project`, {
        fix: "make another project the default one first",
      });
    }
    if ((await taskCounts(tx.db, [id]))(id).total > 0) return null;
    await tx.db.project.delete({ where: { id } });
    await record(tx, {
      type: "project.deleted",
      projectId: id,
      data: { project: projectToWire(project) },
    });
    return project;
  });
  if (deleted) return { project: deleted, deleted: true };
  return { project: await updateProject(ctx, ref, { archived: true }), deleted: false };
}
