import type { ProjectModel } from "@/prisma/generated/models";

/** The project object of the API; `ticket_prefix` is the name existing clients know. */
export function projectToWire(project: ProjectModel) {
  return {
    id: project.id,
    name: project.name,
    ticket_prefix: project.prefix,
    is_default: project.isDefault,
    review_policy: project.reviewPolicy,
  };
}

export type ProjectWire = ReturnType<typeof projectToWire>;
