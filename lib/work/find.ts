import { authorize } from "@/lib/auth/permissions";
import { projectLimitOf } from "@/lib/core/actor";
import type { Context } from "@/lib/core/context";
import { DomainError } from "@/lib/core/errors";
import { type ProjectRow, projectForNewWork } from "@/lib/projects/queries";
import { boardCounts, boardRows, type ItemRow, itemOfTask, tasksNamed } from "./item.sql";
import { type Board, WORK_STATUSES, type WorkStatus } from "./schema";

/** Which item: its id, or a ticket reference, in the project that is named, that of the key, or the default one. */
export interface WorkTarget {
  id: string;
  project_id?: number | undefined;
}

/** Reads one item. Fails with `not_found`. */
export async function workItem(ctx: Context, target: WorkTarget): Promise<ItemRow> {
  const project = await projectOf(ctx, target.project_id);
  authorize(ctx.actor, "task.read", { projectId: project.id });
  return findItem(ctx, project, target.id);
}

/** The items of a project with how many are in each state, a page at a time: the most urgent first, of those the oldest. */
export async function board(
  ctx: Context,
  query: Board,
): Promise<{ items: ItemRow[]; counts: Record<WorkStatus, number>; next: string | null }> {
  const project = await projectOf(ctx, query.project_id);
  authorize(ctx.actor, "task.read", { projectId: project.id });
  const rows = await boardRows(ctx.db, project.id, query);
  const known = await boardCounts(ctx.db, project.id);
  const items = rows.slice(0, query.limit);
  const last = items.at(-1);
  const counts = Object.fromEntries(
    WORK_STATUSES.map((status) => [status, known[status] ?? 0]),
  ) as Record<WorkStatus, number>;
  const next = rows.length > query.limit && last ? `${last.priority}.${last.task.id}` : null;
  return { items, counts, next };
}

/** The project of a call. One that the key may not read is not there. */
export async function projectOf(ctx: Context, projectId: number | undefined): Promise<ProjectRow> {
  const limit = projectLimitOf(ctx.actor);
  if (limit !== null && projectId !== undefined && projectId !== limit) {
    throw new DomainError("forbidden", "Access denied: this key is limited to another project.", {
      fix: "use that project's key",
    });
  }
  return projectForNewWork(ctx.db, ctx.actor, projectId);
}

export async function findItem(ctx: Context, project: ProjectRow, id: string): Promise<ItemRow> {
  const taskId = (await tasksNamed(ctx.db, project.id, [id])).get(id);
  const item = taskId === undefined ? null : await itemOfTask(ctx.db, taskId);
  if (item) return item;
  throw new DomainError("not_found", `There is no work item ${JSON.stringify(id.slice(0, 120))}`, {
    fix: `look at the board of ${project.name}, or add it`,
  });
}

/** The item as it is after a change. */
export async function itemAfter(ctx: Context, taskId: number): Promise<ItemRow> {
  return (await itemOfTask(ctx.db, taskId)) as ItemRow;
}

/**
 * The key of an orchestrator's run acts on items of the board, and on what is under way only if it claimed that: no task of another
 * run of its agent, and not its own, which it ends by handing it in.
 */
export function assertOfRun(
  runId: number | null,
  { task, key, leader_run_id, claim_run_id }: ItemRow,
): void {
  const isClaimed = leader_run_id === runId && claim_run_id === task.run_id;
  if (task.status === "in_progress" ? isClaimed : key !== null) return;
  throw new DomainError(
    "forbidden",
    `Access denied: this key was given out for run ${runId}, which did not claim ${key ?? task.ticket_ref} on the board.`,
    { fix: "leave it to whoever holds it, or use the agent's own key" },
  );
}
