import { authorize } from "@/lib/auth/permissions";
import { projectLimitOf } from "@/lib/core/actor";
import type { Context, TxContext } from "@/lib/core/context";
import type { Prisma } from "@/lib/core/database";
import { DomainError, invalid } from "@/lib/core/errors";
import { lockNamed } from "@/lib/core/locks";
import { record } from "@/lib/events/append";
import type { ProjectModel } from "@/prisma/generated/models";
import type { CreateProject, UpdateProject } from "./schema";
import { projectToWire } from "./wire";

/**
 * Creates a project, whose ticket numbers start at 1 (`PREFIX-001`). Admins only. Fails with `conflict` for a slug or ticket prefix
 * that is in use, ignoring case, and for a name whose slug is. A prefix that is not given is made from the name and free. With
 * `is_default` it becomes the default project in place of the present one.
 */
export async function createProject(ctx: Context, input: CreateProject): Promise<ProjectModel> {
  authorize(ctx.actor, "project.manage");
  return ctx.transaction((tx) => insertProject(tx, input));
}

async function insertProject(tx: TxContext, input: CreateProject): Promise<ProjectModel> {
  await lockProjects(tx);
  const prefix = input.ticket_prefix ?? (await freePrefix(tx, input.name));
  if (input.ticket_prefix !== undefined) await assertPrefixFree(tx, prefix, null);
  const slug = input.slug ?? (slugOf(input.name) || slugOf(prefix));
  await assertSlugFree(tx, slug, null, input.slug === undefined ? "name" : "slug");
  if (input.is_default) await yieldDefault(tx);
  const now = tx.clock.now();
  const project = await tx.db.project.create({
    data: {
      ...columnsOf(input),
      name: input.name,
      slug,
      prefix,
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
  const { review_policy, auto_triage, budget_usd, daily_budget_usd, deadline } = input;
  return {
    description: input.description,
    githubRepo: input.github_repo,
    deadline: deadline == null ? deadline : new Date(deadline * 1_000),
    color: input.color,
    reviewPolicy: review_policy,
    checks: input.checks,
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
  const taken = await projectOfPrefix(tx, prefix);
  if (taken && taken.id !== except) {
    throw inUse("ticket_prefix", takenBy(tx, `${taken.prefix} is the prefix of`, taken), {
      fix: "send another ticket_prefix",
    });
  }
}

async function projectOfPrefix(tx: TxContext, prefix: string) {
  const [found] = await tx.db.$queryRaw<{ id: number; name: string; prefix: string }[]>`
    SELECT id, name, prefix FROM projects WHERE lower(prefix) = ${prefix.toLowerCase()}`;
  return found;
}

/** `field` is the field that the slug came from. */
export async function assertSlugFree(
  tx: TxContext,
  slug: string,
  except: number | null,
  field: "slug" | "name" = "slug",
): Promise<void> {
  const taken = await tx.db.project.findUnique({ where: { slug } });
  if (taken && taken.id !== except) {
    throw inUse(field, takenBy(tx, `${slug} is the slug of`, taken), {
      fix: field === "name" ? "choose another name, or send a slug" : "send another slug",
    });
  }
}

function inUse(field: string, rule: string, { fix }: { fix: string }): DomainError {
  return new DomainError("conflict", rule, { fix, problems: [{ field, rule }] });
}

/** For a key that is limited to a project, the message does not name the other project. */
function takenBy(tx: TxContext, sentence: string, project: { id: number; name: string }): string {
  const limit = projectLimitOf(tx.actor);
  return `${sentence} ${limit === null || limit === project.id ? project.name : "another project"}`;
}

/** A slug made from the name, or else the prefix, with a number after it if it is in use. */
export async function freeSlug(tx: TxContext, name: string, prefix: string): Promise<string> {
  const base = slugOf(name) || slugOf(prefix);
  for (let n = 1; ; n++) {
    const slug = n === 1 ? base : `${base}-${n}`;
    if (!(await tx.db.project.findUnique({ where: { slug }, select: { id: true } }))) return slug;
  }
}

/** `My App!` becomes `MYAPP`, or `MYAPP2` if that is in use. Fails with `invalid` for a name without a Latin letter. */
async function freePrefix(tx: TxContext, name: string): Promise<string> {
  const base = latin(name)
    .replace(/[^a-z0-9]/g, "")
    .replace(/^[0-9]+/, "")
    .slice(0, 5)
    .toUpperCase();
  if (base === "") {
    throw invalid("ticket_prefix", "cannot be made from this name", {
      fix: "send a ticket_prefix",
    });
  }
  for (let n = 1; ; n++) {
    const prefix = n === 1 ? base : `${base}${n}`;
    if (!(await projectOfPrefix(tx, prefix))) return prefix;
  }
}

/** In lower case, and letters without their accents. */
function latin(words: string): string {
  return words
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[\u0300-\u036f]/g, "");
}

/** `My App!` becomes `my-app`. Empty if no letter is left, because a slug of digits would be read as an id. */
function slugOf(words: string): string {
  const slug = latin(words)
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
