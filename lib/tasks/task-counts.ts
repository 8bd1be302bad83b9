import { z } from "zod";
import type { Context } from "@/lib/core/context";
import { Prisma, type Queryable } from "@/lib/core/database";
import { defineJob } from "@/lib/core/jobs";
import { lockNamed } from "@/lib/core/locks";

/**
 * An SQL query for the number of tasks as rows to sum up: `project_id`, `status`, `archived`, `assigned_to` ('' for nobody) and `n`.
 * `where` is a condition on these columns of `c`. A group without tasks may be there with a sum of 0. Always exact: the folded counts
 * and the changes that are not folded yet (prisma/sql/task-counts.sql). Index: task_counts_pkey, task_counts_assigned_to_idx.
 */
export function taskCountRows(where: Prisma.Sql): Prisma.Sql {
  const columns = Prisma.raw("c.project_id, c.status, c.archived, c.assigned_to, c.n");
  return Prisma.sql`SELECT ${columns} FROM task_counts c WHERE ${where}
    UNION ALL SELECT ${columns} FROM task_count_changes c WHERE ${where}`;
}

/** An SQL query for the number of tasks for which the condition on a row `c` of `taskCountRows` holds. */
export const summingTaskCounts = (where: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`SELECT COALESCE(sum(n), 0)::int AS total FROM (${taskCountRows(where)}) counts`;

/** That number. */
export async function sumTaskCounts(db: Queryable, where: Prisma.Sql): Promise<number> {
  const [row] = await db.$queryRaw<{ total: number }[]>`${summingTaskCounts(where)}`;
  return row?.total ?? 0;
}

/** Changes per transaction. */
const FOLDED_PER_TRANSACTION = 5_000;

/** Folds the changes that tasks wrote into the counts. The sums that readers see stay the same. */
export async function foldTaskCounts(ctx: Context): Promise<{ folded: number }> {
  for (let folded = 0; ; ) {
    const some = await ctx.transaction(async (tx) => {
      await lockNamed(tx.db, "task-counts");
      const [row] = await tx.db.$queryRaw<
        { n: number }[]
      >`SELECT fold_task_counts(${FOLDED_PER_TRANSACTION}::int) AS n`;
      return row?.n ?? 0;
    });
    folded += some;
    if (some < FOLDED_PER_TRANSACTION) return { folded };
  }
}

export const foldTaskCountsJob = defineJob({
  name: "foldTaskCounts",
  payload: z.strictObject({}),
  description:
    "Adds the latest moves of tasks to the counts of tasks, each minute and after every 256 or so.",
  pool: "upkeep",
  periodic: "* * * * *",
  run: (ctx) => foldTaskCounts(ctx),
});
