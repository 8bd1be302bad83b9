import { authorize } from "@/lib/auth/permissions";
import type { Context } from "@/lib/core/context";
import type { Transaction } from "@/lib/core/database";
import { invalid } from "@/lib/core/errors";
import type { TaskColumns } from "./columns";
import type { TaskRow } from "./row";

/** Refuses a parent that is the task itself or stands below it, and names the circle. */
export async function assertNoCircle(
  tx: Transaction,
  task: TaskRow,
  parent: TaskRow,
): Promise<void> {
  const line = await tx.$queryRaw<{ id: number; ticket_ref: string }[]>`
    WITH RECURSIVE line AS (
      SELECT id, parent_id, ticket_ref, 0 AS depth FROM tasks WHERE id = ${parent.id}
      UNION ALL SELECT p.id, p.parent_id, p.ticket_ref, line.depth + 1 FROM line JOIN tasks p ON p.id = line.parent_id
    )
    SELECT id, ticket_ref FROM line ORDER BY depth`;
  const at = line.findIndex((above) => above.id === task.id);
  if (at === -1) return;
  const circle = [task.ticket_ref, ...line.slice(0, at + 1).map((above) => above.ticket_ref)];
  throw invalid("parent_id", `would close a circle: ${circle.join(" → ")}`);
}

/** Refuses a `from blocks to` link that would close a circle, and names it. */
export async function assertNoBlockCircle(
  tx: Transaction,
  from: TaskRow,
  to: TaskRow,
): Promise<void> {
  if (from.id === to.id) throw invalid("to", `${to.ticket_ref} cannot block itself`);
  const [path] = await tx.$queryRaw<{ refs: string[] }[]>`
    WITH RECURSIVE path AS (
      SELECT l.to_id AS id, ARRAY[${to.ticket_ref}, t.ticket_ref] AS refs, ARRAY[${to.id}::int, l.to_id] AS ids
      FROM task_links l JOIN tasks t ON t.id = l.to_id WHERE l.from_id = ${to.id} AND l.type = 'blocks'
      UNION ALL
      SELECT l.to_id, path.refs || t.ticket_ref, path.ids || l.to_id
      FROM path JOIN task_links l ON l.from_id = path.id AND l.type = 'blocks' JOIN tasks t ON t.id = l.to_id
      WHERE NOT l.to_id = ANY(path.ids) AND path.id <> ${from.id}
    )
    SELECT refs FROM path WHERE id = ${from.id} LIMIT 1`;
  if (path)
    throw invalid("to", `would close a circle: ${[from.ticket_ref, ...path.refs].join(" → ")}`);
}

/** Takes the next number of another project; the task keeps its id and gets a new ticket_ref there. */
export async function moveToProject(
  tx: Transaction,
  ctx: Context,
  task: TaskRow,
  projectId: number,
): Promise<TaskColumns> {
  authorize(ctx.actor, "task.update", { projectId });
  if (task.parent_id !== null || task.children_total > 0) {
    throw invalid("project_id", "cannot change while the task has a parent or children");
  }
  const [project] = await tx.$queryRaw<{ prefix: string; no: number }[]>`
    SELECT prefix, next_ticket_no(id) AS no FROM projects WHERE id = ${projectId} AND archived_at IS NULL`;
  if (!project) throw invalid("project_id", "Project not found or archived");
  return {
    project_id: projectId,
    project_ticket_no: project.no,
    ticket_ref: `${project.prefix}-${String(project.no).padStart(3, "0")}`,
  };
}
