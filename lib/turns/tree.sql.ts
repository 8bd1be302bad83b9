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
  /** How many runs it has. */
  total: number;
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
      count(*)::int AS total, count(*) FILTER (WHERE outcome IS NULL)::int AS open, sum(cost_usd)::float8 AS "costUsd",
      count(*) FILTER (WHERE outcome IS NOT NULL AND cost_usd IS NULL)::int AS "costUnknown"
    FROM ${treeRuns(rootId)}`;
  return row as TreeState;
}

/** The agent whose run began a run's tree. Index: runs_pkey. */
export async function leaderOf(
  db: Queryable,
  run: Pick<RunRow, "agent" | "root_run_id">,
): Promise<string> {
  const [root] = await db.$queryRaw<{ agent: string }[]>`
    SELECT agent FROM runs WHERE id = ${run.root_run_id}::int`;
  return root?.agent ?? run.agent;
}

const MOST_SHOWN = 1_000;
/** How much of a prompt says what a run was asked, in characters. */
const ASKED_CHARS = 300;

/** A run with what it was asked, which is null where the reader may not know. */
export interface TreeRunRow extends RunRow {
  asked: string | null;
}

/**
 * The runs of a tree after a given id, the oldest first. What a run was asked is the title of its task, else the beginning of its prompt;
 * for a reader limited to a project, only within that project. Index: runs_pkey, runs_root_idx, run_texts_pkey, tasks_pkey.
 */
export async function runsOfTree(
  db: Queryable,
  rootId: number,
  { after, projectId }: { after: number; projectId: number | null },
): Promise<TreeRunRow[]> {
  const rows = await db.$queryRaw<{ run: TreeRunRow }[]>`
    SELECT ${RUN_JSON} || jsonb_build_object('asked', CASE WHEN ${projectId}::int IS NULL OR r.project_id = ${projectId}::int
      THEN COALESCE((SELECT t.title FROM tasks t WHERE t.id = r.task_id),
        (SELECT left(x.prompt, ${ASKED_CHARS}::int) FROM run_texts x WHERE x.run_id = r.id)) END) AS run
    FROM ${treeRuns(rootId)} WHERE r.id > ${after} ORDER BY r.id LIMIT ${MOST_SHOWN}`;
  return rows.map(({ run }) => run);
}

/** Whether a run has opened others. Index: runs_parent_idx. */
export async function hasOpenedRuns(db: Queryable, runId: number): Promise<boolean> {
  const rows = await db.$queryRaw<
    unknown[]
  >`SELECT 1 FROM runs WHERE parent_run_id = ${runId} LIMIT 1`;
  return rows.length > 0;
}
