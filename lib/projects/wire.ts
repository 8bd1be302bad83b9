import { toUnixSeconds } from "@/lib/core/clock";
import type { ProjectModel } from "@/prisma/generated/models";
import type { ProjectWire } from "./schema";

/** How many tasks a project has: unfinished ones, and all of them. */
export interface ProjectCounts {
  open: number;
  total: number;
}

/** The project object of the API; `ticket_prefix` is the name existing clients know. Times are Unix seconds. */
export function projectToWire(project: ProjectModel, tasks?: ProjectCounts): ProjectWire {
  return {
    id: project.id,
    name: project.name,
    slug: project.slug,
    ticket_prefix: project.prefix,
    description: project.description,
    review_policy: project.reviewPolicy,
    auto_triage: project.autoTriage,
    is_default: project.isDefault,
    budget_usd: project.budgetUsd?.toNumber() ?? null,
    daily_budget_usd: project.dailyBudgetUsd?.toNumber() ?? null,
    archived_at: toUnixSeconds(project.archivedAt),
    created_at: toUnixSeconds(project.createdAt),
    updated_at: toUnixSeconds(project.updatedAt),
    ...(tasks ? { tasks } : {}),
  };
}
