import { Prisma, type Queryable } from "@/lib/core/database";
import type { AgentFacts, Held, Hold, Ready } from "./rules";

/** As many ready tasks of the pool are counted. */
const MOST_COUNTED = 1_000;

/** What an agent has, and what keeps its tasks from it. */
export interface Work {
  working: Held[];
  asking: AgentFacts["asking"];
  holds: Hold[];
  ready: Ready;
}

/**
 * The open runs of an agent, or of one of its workers, the reasons for which its tasks wait, and what is ready for it; in one project or in
 * all. Index: runs_open_of_agent_idx, requests_open_of_run_idx, tasks_claimable_idx.
 */
export async function workOf(
  db: Queryable,
  agent: string,
  workerId: number | null,
  projectId: number | null,
): Promise<Work> {
  const inProject = projectId === null ? Prisma.empty : Prisma.sql`AND t.project_id = ${projectId}`;
  const [row] = await db.$queryRaw<
    {
      runs: (Held & { state: string; requestId: number | null; until: number | null })[];
      holds: Hold[];
      own: number;
      pool: { workType: string | null; count: number }[];
    }[]
  >`
    SELECT COALESCE((SELECT jsonb_agg(jsonb_build_object('ticketRef', r.task_ref, 'state', r.state,
          'since', floor(extract(epoch FROM COALESCE(q.created_at, r.started_at))), 'requestId', q.id, 'until', floor(extract(epoch FROM q.deadline_at)))
          ORDER BY r.id)
        FROM runs r LEFT JOIN LATERAL (SELECT id, created_at, deadline_at FROM requests WHERE run_id = r.id AND state = 'open' ORDER BY id LIMIT 1) q ON true
        WHERE r.agent = ${agent} AND r.outcome IS NULL AND r.state::text <> 'queued' AND r.trigger <> 'review'
          AND (${workerId}::int IS NULL OR r.worker_id = ${workerId}::int)
          AND (${projectId}::int IS NULL OR r.project_id = ${projectId}::int)), '[]') AS runs,
      COALESCE((SELECT jsonb_agg(h) FROM (
        SELECT t.dispatch_hold->>'code' AS code, (array_agg(t.dispatch_hold->>'message' ORDER BY t.id))[1] AS message, count(*)::int AS count,
          floor(extract(epoch FROM min((t.dispatch_hold->>'since')::timestamptz))) AS since,
          floor(extract(epoch FROM max((t.dispatch_hold->>'next_at')::timestamptz))) AS until
        FROM tasks t WHERE t.assigned_to = ${agent} AND t.dispatch_hold IS NOT NULL AND t.status = 'assigned' AND t.archived_at IS NULL ${inProject}
        GROUP BY 1 ORDER BY count(*) DESC) h), '[]') AS holds,
      (SELECT count(*)::int FROM (SELECT 1 FROM tasks t WHERE t.claimable AND t.assigned_to = ${agent} AND t.dispatch_hold IS NULL ${inProject}
        LIMIT ${MOST_COUNTED}) own) AS own,
      COALESCE((SELECT jsonb_agg(jsonb_build_object('workType', p.work_type, 'count', p.n)) FROM (
        SELECT work_type, count(*)::int AS n FROM (
          SELECT t.work_type FROM tasks t WHERE t.claimable AND t.assigned_to IS NULL ${inProject} LIMIT ${MOST_COUNTED}) counted
        GROUP BY work_type ORDER BY count(*) DESC LIMIT 5) p), '[]') AS pool`;
  const { runs, holds, own, pool } = row as NonNullable<typeof row>;
  return {
    working: runs.filter(({ state }) => state !== "waiting").map(heldOf),
    asking: runs.flatMap(({ requestId, until, ...run }) =>
      run.state === "waiting" && requestId !== null ? [{ ...heldOf(run), requestId, until }] : [],
    ),
    holds,
    ready: { own, pool },
  };
}

const heldOf = ({ ticketRef, since }: Held): Held => ({ ticketRef, since });
