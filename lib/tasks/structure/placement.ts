import { authorize } from "@/lib/auth/permissions";
import { assertMayWrite } from "@/lib/auth/writes";
import type { TxContext } from "@/lib/core/context";
import { invalid } from "@/lib/core/errors";
import { projectGone } from "@/lib/projects/queries";
import type { TaskColumns } from "@/lib/tasks/columns";
import { reviewRequired } from "@/lib/tasks/review-policy";
import type { TaskRow } from "@/lib/tasks/row";
import { ancestorsOf } from "./ancestors";

/** Refuses a parent that is the task itself or stands below it, and names the circle. */
export async function assertNoCircle(tx: TxContext, task: TaskRow, parent: TaskRow): Promise<void> {
  const line = (await ancestorsOf(tx.db, parent.id)).reverse();
  const at = line.findIndex((above) => above.id === task.id);
  if (at === -1) return;
  const circle = [task.ticket_ref, ...line.slice(0, at + 1).map((above) => above.ticket_ref)];
  throw invalid("parent_id", `would close a circle: ${circle.join(" → ")}`);
}

/** Refuses a place among the living children of a parent that another has, also when a task comes back to it. */
export async function assertPlaceFree(
  tx: TxContext,
  task: TaskRow,
  set: TaskColumns,
): Promise<void> {
  const next = <K extends "parent_id" | "exec_order" | "archived_at">(column: K) =>
    set[column] === undefined ? task[column] : set[column];
  const changes = ["parent_id", "exec_order", "archived_at"] as const;
  if (!changes.some((column) => set[column] !== undefined)) return;
  const [parentId, order] = [next("parent_id"), next("exec_order")];
  if (parentId === null || order === null || next("archived_at") !== null) return;
  const [taken] = await tx.db.$queryRaw<{ ticket_ref: string }[]>`
    SELECT ticket_ref FROM tasks
    WHERE parent_id = ${parentId}::int AND exec_order = ${order}::int AND archived_at IS NULL AND id <> ${task.id}`;
  if (!taken) return;
  throw invalid("exec_order", `must be unique within parent: ${taken.ticket_ref} has ${order}`, {
    fix: "send another exec_order, or null",
  });
}

/**
 * Takes the next number of another project; the task keeps its id and gets a new ticket_ref there. `isReviewed` says whether it
 * will need a verdict: an agent may not move work without one to where new work would need it.
 */
export async function moveToProject(
  tx: TxContext,
  task: TaskRow,
  projectId: number,
  isReviewed: boolean,
): Promise<TaskColumns> {
  authorize(tx.actor, "task.update", { projectId });
  const [attached] = await tx.db.$queryRaw<{ is_attached: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM tasks WHERE parent_id = ${task.id})
        OR EXISTS (SELECT 1 FROM task_links WHERE from_id = ${task.id} OR to_id = ${task.id}) AS is_attached`;
  if (task.parent_id !== null || attached?.is_attached) {
    throw invalid("project_id", "cannot change while the task has a parent, children or links");
  }
  const [project] = await tx.db.$queryRaw<
    { prefix: string; no: number; review_policy: "required" | "always" | "never" }[]
  >`
    SELECT prefix, next_ticket_no(id) AS no, review_policy::text AS review_policy FROM projects WHERE id = ${projectId} AND archived_at IS NULL FOR SHARE`;
  if (!project) throw projectGone();
  const reviewByPolicy = reviewRequired(undefined, task.origin, project.review_policy);
  assertMayWrite(tx.actor, { verb: "move", isReviewed, reviewByPolicy });
  return {
    project_id: projectId,
    project_ticket_no: project.no,
    ticket_ref: `${project.prefix}-${String(project.no).padStart(3, "0")}`,
  };
}
