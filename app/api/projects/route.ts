import { defineRoute } from "@/lib/api/route";
import { projectLimitOf } from "@/lib/core/actor";
import { ok } from "@/lib/http/respond";
import { listProjects } from "@/lib/projects/queries";
import { projectToWire } from "@/lib/projects/wire";

export const GET = defineRoute({
  summary: "List the projects, the default one first",
  handle: async ({ ctx }) => {
    const limit = projectLimitOf(ctx.actor);
    const projects = await listProjects(ctx.db);
    const visible = projects.filter(({ id }) => limit === null || id === limit);
    return ok({ projects: visible.map(projectToWire) });
  },
});
