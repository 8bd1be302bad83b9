import type { TxContext } from "@/lib/core/context";
import type { Queryable } from "@/lib/core/database";
import { record } from "@/lib/events/append";
import type { TaskRow } from "@/lib/tasks/row";

/** What marks a group whose tasks are the same work given to several agents, in its metadata: to how many. */
export const BEST_OF = "best_of";

/** The reference of the group if the task is one of several that are compared, of which one is picked; else null. Index: tasks_pkey. */
export async function contestOf(
  db: Queryable,
  { parent_id }: Pick<TaskRow, "parent_id">,
): Promise<string | null> {
  if (parent_id === null) return null;
  const [row] = await db.$queryRaw<{ ticket_ref: string }[]>`
    SELECT ticket_ref FROM tasks WHERE id = ${parent_id} AND metadata ? ${BEST_OF}`;
  return row?.ticket_ref ?? null;
}

interface Contest {
  id: number;
  ticket_ref: string;
  project_id: number;
  judge_run_id: number | null;
  judge_problem: string | null;
}

/** Writes the event after which a contest is read again: who judges it changed, or what became of its worktrees. */
export async function tellContest(
  tx: TxContext,
  { id, project_id, ticket_ref, judge_run_id, judge_problem }: Contest,
): Promise<void> {
  const contest = { task_id: id, ticket_ref, judge_run_id, judge_problem };
  await record(tx, {
    type: "contest.updated",
    projectId: project_id,
    taskId: id,
    data: { contest },
  });
}
