import { projectLimitOf } from "@/lib/core/actor";
import type { Context } from "@/lib/core/context";
import type { Queryable } from "@/lib/core/database";
import { tellContest } from "@/lib/tasks/structure/best-of.sql";
import type { ReportWorker } from "./schema";
import { unpickedOf } from "./unpicked.sql";

/**
 * Notes what a worker did with the worktrees of work that was not picked, for whoever looks at the contest. What it says of any other
 * task is left out.
 */
export async function noteUnpicked(
  ctx: Context,
  { host, unpicked_done: done }: Pick<ReportWorker, "host" | "unpicked_done">,
): Promise<void> {
  if (done.length === 0) return;
  await ctx.transaction(async (tx) => {
    const ids = done.map(({ task_id }) => task_id);
    const lost = new Set(
      (await unpickedOf(tx.db, ids, projectLimitOf(tx.actor))).map(({ task_id }) => task_id),
    );
    for (const { task_id, stays } of done) {
      if (!lost.has(task_id)) continue;
      const contest = await noteWorktree(tx.db, task_id, { host, stays });
      if (contest) await tellContest(tx, contest);
    }
  });
}

type Noted = Parameters<typeof tellContest>[1];

/** The contest, if that is news to it. Index: tasks_pkey, contests_pkey. */
async function noteWorktree(
  db: Queryable,
  taskId: number,
  worktree: { host: string; stays: string | null },
): Promise<Noted | null> {
  const told = JSON.stringify({ [taskId]: worktree });
  const [noted] = await db.$queryRaw<Noted[]>`
    WITH noted AS (
      INSERT INTO contests AS c (task_id, worktrees) SELECT t.parent_id, ${told}::jsonb FROM tasks t WHERE t.id = ${taskId}
      ON CONFLICT (task_id) DO UPDATE SET worktrees = c.worktrees || EXCLUDED.worktrees WHERE NOT c.worktrees @> EXCLUDED.worktrees
      RETURNING task_id, judge_run_id, judge_problem
    )
    SELECT g.id, g.ticket_ref, g.project_id, judge_run_id, judge_problem FROM noted JOIN tasks g ON g.id = noted.task_id`;
  return noted ?? null;
}
