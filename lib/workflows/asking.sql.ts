import { Prisma } from "@/lib/core/database";
import type { RunAttention } from "@/lib/workflows/shapes";

/**
 * The ids of the runs that ask people something, themselves or in a run that they nest: found from the requests that are open, of which
 * there are few, and once for a whole list. Index: requests_open_idx, tasks_pkey, workflow_runs_pkey, workflow_stages_pkey.
 */
const ASKING = Prisma.sql`ARRAY(
  WITH RECURSIVE asking AS (
    SELECT t.id FROM requests q CROSS JOIN LATERAL (SELECT workflow_run_id AS id FROM tasks WHERE tasks.id = q.task_id OFFSET 0) t
    WHERE q.state = 'open' AND t.id IS NOT NULL
    UNION
    SELECT o.id FROM asking CROSS JOIN LATERAL (
      SELECT s.run_id AS id FROM workflow_runs n JOIN workflow_stages s ON s.id = n.parent_stage_id WHERE n.id = asking.id OFFSET 0) o
  )
  SELECT asking.id FROM asking)`;

/** What somebody has to see to in the run that the statement calls `run`: one of RUN_ATTENTIONS, or null. */
export const attentionOf = (run: Prisma.Sql): Prisma.Sql => Prisma.sql`
  CASE WHEN ${run}.status = 'running' THEN COALESCE(${run}.attention, CASE WHEN ${run}.id = ANY(${ASKING}) THEN 'person' END) END`;

/** That of the run `w`. */
export const ATTENTION = attentionOf(Prisma.sql`w`);

const HAS: Record<RunAttention, Prisma.Sql> = {
  blocked: Prisma.sql`w.attention = 'blocked'`,
  person: Prisma.sql`(w.status = 'running' AND w.attention IS NULL AND w.id = ANY(${ASKING}))`,
};

/** Whether the run `w` has one of these; none has one of none. Index: workflow_runs_attention_idx, workflow_runs_pkey. */
export const hasAttention = (wanted: readonly RunAttention[]): Prisma.Sql =>
  wanted.length === 0
    ? Prisma.sql`false`
    : Prisma.sql`(${Prisma.join(
        wanted.map((each) => HAS[each]),
        " OR ",
      )})`;
