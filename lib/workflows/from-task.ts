import { authorize } from "@/lib/auth/permissions";
import type { Context } from "@/lib/core/context";
import { DomainError } from "@/lib/core/errors";
import { findReadable } from "@/lib/tasks/find";
import type { TaskRef } from "@/lib/tasks/schema";
import { defineWorkflow } from "./catalog/define";
import { type Step, stagesOf } from "./steps-to-stages";

/** The most steps that become stages. */
const MAX_STEPS = 1_000;

/**
 * Makes a workflow of a task: the steps below it become stages, with their descriptions as prompts, and what has to come before what stays so.
 * The task and its steps stay as they are. Fails with `invalid` for a task without steps, and as `defineWorkflow` does.
 */
export async function workflowFromTask(
  ctx: Context,
  ref: TaskRef,
  { name, description, note }: { name: string; description?: string; note?: string },
) {
  return ctx.transaction(async (tx) => {
    const root = await findReadable(tx, ref);
    authorize(tx.actor, "workflow.define", { projectId: root.project_id });
    // Index: tasks_root_id_idx.
    const below = await tx.db.$queryRaw<Step[]>`
      WITH RECURSIVE below AS (
        SELECT t.* FROM tasks t WHERE t.parent_id = ${root.id} AND t.archived_at IS NULL
        UNION ALL
        SELECT t.* FROM tasks t JOIN below b ON t.parent_id = b.id WHERE t.archived_at IS NULL
      )
      SELECT id, title, description, acceptance_criteria, checks, parent_id, exec_mode::text AS exec_mode, exec_order,
        kind::text AS kind, work_type, priority::text AS priority, assigned_to, on_failure::text AS on_failure,
        children_total, labels, command
      FROM below ORDER BY COALESCE(exec_order, 2147483647), id LIMIT ${MAX_STEPS + 1}`;
    const steps = below.filter(({ kind, children_total }) => kind !== "group" && !children_total);
    if (steps.length === 0 || below.length > MAX_STEPS) {
      const rule = steps.length === 0 ? "no steps" : `more than ${MAX_STEPS} steps`;
      throw new DomainError("invalid", `${root.ticket_ref} has ${rule} to make a workflow of`, {
        fix: "break it down into tasks below it first, or define the workflow by its stages",
      });
    }
    const links = await tx.db.taskLink.findMany({
      where: { type: "blocks", toId: { in: below.map(({ id }) => id) } },
      select: { fromId: true, toId: true },
    });
    return defineWorkflow(tx, {
      name,
      description: description ?? root.title,
      note: note ?? `Made of ${root.ticket_ref}`,
      projectId: root.project_id,
      definition: { stages: stagesOf(root, below, steps, links) },
    });
  });
}
