import { authorize } from "@/lib/auth/permissions";
import { projectLimitOf } from "@/lib/core/actor";
import type { Context, TxContext } from "@/lib/core/context";
import type { Prisma } from "@/lib/core/database";
import { invalid } from "@/lib/core/errors";
import { lockNamed } from "@/lib/core/locks";
import { record } from "@/lib/events/append";
import type { ProjectModel } from "@/prisma/generated/models";
import type { CreateProject, UpdateProject } from "./schema";
import { projectToWire } from "./wire";

/**
 * Creates a project, whose ticket numbers start at 1 (`PREFIX-001`). Admins only. Fails with `invalid` for a slug or ticket prefix
 * that is in use, ignoring case. With `is_default` it becomes the default project in place of the present one.
 */
export async function createProject(ctx: Context, input: CreateProject): Promise<ProjectModel> {
  authorize(ctx.actor, "project.manage");
  return ctx.transaction((tx) => insertProject(tx, input));
}

async function insertProject(tx: TxContext, input: CreateProject): Promise<ProjectModel> {
  await lockProjects(tx);
  await assertPrefixFree(tx, input.ticket_prefix, null);
  const slug = input.slug ?? (await freeSlug(tx, input));
  if (input.slug !== undefined) await assertSlugFree(tx, input.slug, null);
  if (input.is_default) await yieldDefault(tx);
  const now = tx.clock.now();
  const project = await tx.db.project.create({
    data: {
      ...columnsOf(input),
      name: input.name,
      slug,
      prefix: input.ticket_prefix,
      isDefault: input.is_default ?? false,
      createdAt: now,
      updatedAt: now,
    },
  });
  await record(tx, {
    type: "project.created",
    projectId: project.id,
    data: { project: projectToWire(project) },
  });
  return project;
}

/** Makes changes of projects take turns, so that two of them cannot both find a prefix free or both become the default. */
export async function lockProjects(tx: TxContext): Promise<void> {
  await lockNamed(tx.db, "projects");
}

/** The columns that creating and changing a project have in common. */
export function columnsOf(input: UpdateProject): Partial<Prisma.ProjectUncheckedCreateInput> {
  const { review_policy, auto_triage, budget_usd, daily_budget_usd, description } = input;
  return {
    description,
    reviewPolicy: review_policy,
    autoTriage: auto_triage,
    budgetUsd: budget_usd,
    dailyBudgetUsd: daily_budget_usd,
  };
}

export async function assertPrefixFree(
  tx: TxContext,
  prefix: string,
  except: number | null,
): Promise<void> {
  const [taken] = await tx.db.$queryRaw<{ id: number; name: string; prefix: string }[]>`
    SELECT id, name, prefix FROM projects WHERE lower(prefix) = ${prefix.toLowerCase()} AND id IS DISTINCT FROM ${except}::int`;
  if (taken) {
    throw invalid("ticket_prefix", takenBy(tx, `${taken.prefix} is the prefix of`, taken), {
      fix: "choose another prefix",
    });
  }
}

export async function assertSlugFree(
  tx: TxContext,
  slug: string,
  except: number | null,
): Promise<void> {
  const taken = await tx.db.project.findUnique({ where: { slug } });
  if (taken && taken.id !== except) {
    throw invalid("slug", takenBy(tx, `${slug} is the slug of`, taken), {
      fix: "choose another slug",
    });
  }
}

/** For a key that is limited to a project, the message does not name the other project. */
function takenBy(tx: TxContext, sentence: string, project: { id: number; name: string }): string {
  const limit = projectLimitOf(tx.actor);
  return `${sentence} ${limit === null || limit === project.id ? project.name : "another project"}`;
}

async function freeSlug(tx: TxContext, input: CreateProject): Promise<string> {
  const base = slugOf(input.name) || slugOf(input.ticket_prefix);
  for (let n = 1; ; n++) {
    const slug = n === 1 ? base : `${base}-${n}`;
    if (!(await tx.db.project.findUnique({ where: { slug }, select: { id: true } }))) return slug;
  }
}

/** `My App!` becomes `my-app`. Empty if no letter is left, because a slug of digits would be read as an id. */
function slugOf(words: string): string {
  const slug = words
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, "")
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 50)
    .replace(/^-+|-+$/g, "");
  return /[a-z]/.test(slug) ? slug : "";
}

/** Makes the present default project an ordinary one. */
export async function yieldDefault(tx: TxContext): Promise<void> {
  const former = await tx.db.project.findFirst({ where: { isDefault: true } });
  if (!former) return;
  const project = await tx.db.project.update({
    where: { id: former.id },
    data: { isDefault: false, updatedAt: tx.clock.now() },
  });
  await record(tx, {
    type: "project.updated",
    projectId: project.id,
    data: { project: projectToWire(project), changed: ["is_default"] },
  });
}
