import { authorize } from "@/lib/auth/permissions";
import type { Context, TxContext } from "@/lib/core/context";
import type { Prisma } from "@/lib/core/database";
import { DomainError, invalid } from "@/lib/core/errors";
import { record } from "@/lib/events/append";
import { recheckDispatchBlocks } from "@/lib/runs/dispatch-blocks";
import type { ProjectModel } from "@/prisma/generated/models";
import { replaceAssignments } from "./assignments";
import { assertPrefixFree, assertSlugFree, columnsOf, lockProjects, yieldDefault } from "./create";
import { findProject, taskCounts } from "./queries";
import type { UpdateProject } from "./schema";
import { projectEtag, projectToWire } from "./wire";

/**
 * Changes the given fields. Fails with `stale_etag` if the project has changed since the caller read it. Admins only, including admin keys that are limited to this project.
 *
 * The ticket prefix cannot change once there is a ticket: commits, chats and other tools refer to `myapp-003`, and a rename would
 * break those references. Fails with `conflict` for that, and for archiving the default project or one with unfinished tasks or runs of workflows;
 * with `conflict` for a prefix or slug that is in use, and with `invalid` for clearing `is_default` (make another project the default
 * instead) and for assigning an agent that does not exist.
 */
export async function updateProject(
  ctx: Context,
  ref: string | number,
  input: UpdateProject,
): Promise<ProjectModel> {
  return ctx.transaction(async (tx) => {
    await lockProjects(tx);
    const { id } = await findProject(tx.db, ref, ctx.actor);
    authorize(ctx.actor, "project.manage", { projectId: id });
    // This lock conflicts with the creation of tasks, whose rows refer to the project.
    await tx.db.$queryRaw`SELECT id FROM projects WHERE id = ${id} FOR UPDATE`;
    const before = await tx.db.project.findUniqueOrThrow({ where: { id } });
    assertProjectEtag(before, input.etag);
    const set = changesOf(before, await changedProjectColumns(tx, before, input));
    const { assigned_agents: names } = input;
    const reassigned = names === undefined ? 0 : await replaceAssignments(tx, before, names);
    if (Object.keys(set).length === 0 && reassigned === 0) return before;
    if (set.isDefault) await yieldDefault(tx);
    const project = await tx.db.project.update({
      where: { id },
      data: { ...set, updatedAt: ctx.clock.now() },
    });
    const changed = changedFields(before, project);
    if (reassigned > 0) changed.push("assigned_agents");
    await record(tx, {
      type: "project.updated",
      projectId: id,
      data: { project: projectToWire(project), changed },
    });
    if ("budgetUsd" in set || "dailyBudgetUsd" in set)
      await recheckDispatchBlocks(tx, { projectId: id });
    return project;
  });
}

type Columns = Prisma.ProjectUncheckedUpdateInput;

async function changedProjectColumns(
  tx: TxContext,
  before: ProjectModel,
  input: UpdateProject,
): Promise<Columns> {
  const set: Columns = { ...columnsOf(input), name: input.name };
  if (input.slug !== undefined) {
    await assertSlugFree(tx, input.slug, before.id);
    set.slug = input.slug;
  }
  if (input.ticket_prefix !== undefined && input.ticket_prefix !== before.prefix) {
    await assertNoTickets(tx, before);
    await assertPrefixFree(tx, input.ticket_prefix, before.id);
    set.prefix = input.ticket_prefix;
  }
  const archived = input.archived ?? (input.status && input.status === "archived");
  if (archived !== undefined && archived !== (before.archivedAt !== null)) {
    if (archived) await assertMayRest(tx, before);
    set.archivedAt = archived ? tx.clock.now() : null;
  }
  if (input.is_default !== undefined && input.is_default !== before.isDefault) {
    if (!input.is_default) {
      throw invalid("is_default", "cannot be taken away: there is always one default project", {
        fix: "make another project the default one",
      });
    }
    if (archived ?? before.archivedAt !== null) {
      throw invalid("is_default", "cannot be an archived project", { fix: "unarchive it first" });
    }
    // Whoever creates a task without naming a project writes into the default one.
    authorize(tx.actor, "project.manage");
    set.isDefault = true;
  }
  return set;
}

async function assertNoTickets(tx: TxContext, project: ProjectModel): Promise<void> {
  const { total } = (await taskCounts(tx.db, [project.id]))(project.id);
  if (total === 0) return;
  throw new DomainError(
    "conflict",
    `The ticket prefix ${project.prefix} cannot change: ${total} ${total === 1 ? "ticket has" : "tickets have"} it`,
    {
      fix: "make a new project with the other prefix",
      problems: [{ field: "ticket_prefix", rule: "cannot change once the project has tickets" }],
    },
  );
}

async function assertMayRest(tx: TxContext, project: ProjectModel): Promise<void> {
  if (project.isDefault) {
    throw new DomainError("conflict", `${project.name} is the default project`, {
      fix: "make another project the default one first",
    });
  }
  const { open } = (await taskCounts(tx.db, [project.id]))(project.id);
  if (open > 0) {
    throw new DomainError(
      "conflict",
      `${project.name} has ${open} unfinished ${open === 1 ? "task" : "tasks"}`,
      { fix: "finish, cancel, archive or move them first" },
    );
  }
  await assertNoRuns(tx, project);
}

/** A run that waits for a time or a person has no task that is worked on now, and would make some later. Index: workflow_runs_open_idx. */
async function assertNoRuns(tx: TxContext, project: ProjectModel): Promise<void> {
  const [run] = await tx.db.$queryRaw<{ id: number; workflow: string }[]>`
    SELECT id, workflow_name AS workflow FROM workflow_runs
    WHERE project_id = ${project.id} AND status = 'running' ORDER BY id LIMIT 1`;
  if (!run) return;
  throw new DomainError(
    "conflict",
    `Run ${run.id} of the workflow ${run.workflow} in ${project.name} is not over`,
    { fix: "wait for its end, or cancel it" },
  );
}

/** The names of the fields whose value really changed. */
function changesOf(before: ProjectModel, set: Columns): Columns {
  const changed = Object.entries(set).filter(([name, value]) => {
    if (value === undefined) return false;
    const was = before[name as keyof ProjectModel];
    if (name === "checks") return JSON.stringify(was) !== JSON.stringify(value);
    return String(was) !== String(value) || (was === null) !== (value === null);
  });
  return Object.fromEntries(changed);
}

function assertProjectEtag(project: ProjectModel, etag: string | undefined): void {
  if (etag === undefined || etag === projectEtag(project)) return;
  throw new DomainError("stale_etag", `${project.name} has changed since you read it`, {
    etag: projectEtag(project),
    fix: "read the project again, decide anew and send its etag",
  });
}

/** Derived from others. */
const NO_SETTINGS = ["updated_at", "etag", "status"];

function changedFields(before: ProjectModel, after: ProjectModel): string[] {
  const [was, is] = [projectToWire(before), projectToWire(after)];
  const fields = Object.keys(is) as (keyof typeof is)[];
  return fields.filter(
    (field) =>
      !NO_SETTINGS.includes(field) && JSON.stringify(was[field]) !== JSON.stringify(is[field]),
  );
}
