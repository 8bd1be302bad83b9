import { createHash } from "node:crypto";
import { toUnixSeconds } from "@/lib/core/clock";
import type { Check } from "@/lib/runs/evidence/schema";
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
    etag: projectEtag(project),
    name: project.name,
    slug: project.slug,
    ticket_prefix: project.prefix,
    description: project.description,
    review_policy: project.reviewPolicy,
    checks: checksOf(project),
    auto_triage: project.autoTriage,
    is_default: project.isDefault,
    budget_usd: project.budgetUsd?.toNumber() ?? null,
    daily_budget_usd: project.dailyBudgetUsd?.toNumber() ?? null,
    github_repo: project.githubRepo,
    deadline: toUnixSeconds(project.deadline),
    color: project.color,
    status: project.archivedAt === null ? "active" : "archived",
    workspace_id: 1,
    archived_at: toUnixSeconds(project.archivedAt),
    created_at: toUnixSeconds(project.createdAt),
    updated_at: toUnixSeconds(project.updatedAt),
    ...(tasks ? { tasks } : {}),
  };
}

/** Only what `Checks` has let through is stored. */
const checksOf = (project: ProjectModel): Check[] => (project.checks ?? []) as unknown as Check[];

/** Changes with every change of a project's settings, and with nothing else. */
export function projectEtag(project: ProjectModel): string {
  const settings = [
    project.name,
    project.slug,
    project.prefix,
    project.description,
    project.reviewPolicy,
    // Left out when there are none, so that etags of before stay.
    ...(checksOf(project).length > 0 ? [project.checks] : []),
    project.autoTriage,
    project.isDefault,
    project.budgetUsd,
    project.dailyBudgetUsd,
    project.archivedAt,
    project.githubRepo,
    project.deadline,
    project.color,
  ];
  return createHash("sha256").update(JSON.stringify(settings)).digest("base64url").slice(0, 16);
}
