import { Prisma, type Queryable } from "@/lib/core/database";
import { RUN_JSON } from "@/lib/runs/row";
import type { RunRow } from "@/lib/runs/wire";

/** The root and all runs below it, as `r`. Index: runs_pkey, runs_root_idx. */
const treeRuns = (rootId: number): Prisma.Sql => Prisma.sql`(
  SELECT * FROM runs WHERE id = ${rootId} UNION ALL SELECT * FROM runs WHERE root_run_id = ${rootId}) r`;

export interface TreeState {
  /** In US dollars; null for no limit. */
  budgetUsd: number | null;
  /** What its closed runs cost, and what its open ones hold or have cost. */
  takenUsd: number;
  open: number;
  costUsd: number | null;
  /** How many closed runs have no known cost. */
  costUnknown: number;
}

/** What a tree of runs has cost and may cost. */
export async function treeState(db: Queryable, rootId: number): Promise<TreeState> {
  const [row] = await db.$queryRaw<TreeState[]>`
    SELECT max(tree_budget_usd) FILTER (WHERE r.id = ${rootId})::float8 AS "budgetUsd",
      COALESCE(sum(CASE WHEN outcome IS NULL THEN GREATEST(reserved_usd, cost_usd)
        ELSE COALESCE(cost_usd, CASE WHEN outcome NOT IN ('failed', 'refused') THEN reserved_usd END) END), 0)::float8 AS "takenUsd",
      count(*) FILTER (WHERE outcome IS NULL)::int AS open, sum(cost_usd)::float8 AS "costUsd",
      count(*) FILTER (WHERE outcome IS NOT NULL AND cost_usd IS NULL)::int AS "costUnknown"
    FROM ${treeRuns(rootId)}`;
  return row as TreeState;
}

const MOST_SHOWN = 1_000;

/** The runs of a tree, the root first. */
export async function runsOfTree(db: Queryable, rootId: number): Promise<RunRow[]> {
  const rows = await db.$queryRaw<{ run: RunRow }[]>`
    SELECT ${RUN_JSON} AS run FROM ${treeRuns(rootId)} ORDER BY r.id LIMIT ${MOST_SHOWN}`;
  return rows.map(({ run }) => run);
}
