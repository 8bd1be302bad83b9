import { Prisma, type Queryable } from "@/lib/core/database";
import type { AgentFacts, Held, Hold, Ready } from "./rules";

/** As many ready tasks of an agent or of the pool are looked at. */
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
  const queue = queueOf(agent, projectId);
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
        FROM ${queue} t WHERE t.dispatch_hold IS NOT NULL AND t.status = 'assigned'
        GROUP BY 1 ORDER BY count(*) DESC) h), '[]') AS holds,
      (SELECT count(*)::int FROM ${queue} t WHERE t.dispatch_hold IS NULL) AS own,
      COALESCE((SELECT jsonb_agg(jsonb_build_object('workType', p.work_type, 'count', p.n)) FROM (
        SELECT t.work_type, count(*)::int AS n FROM ${queueOf(null, projectId)} t
        GROUP BY t.work_type ORDER BY count(*) DESC LIMIT 5) p), '[]') AS pool`;
  if (!row) return { working: [], asking: [], holds: [], ready: { own: 0, pool: [] } };
  const { runs, holds, own, pool } = row;
  return {
    working: runs.filter(({ state }) => state !== "waiting").map(heldOf),
    asking: runs.flatMap(({ requestId, until, ...run }) =>
      run.state === "waiting" && requestId !== null ? [{ ...heldOf(run), requestId, until }] : [],
    ),
    holds,
    ready: { own, pool },
  };
}

/**
 * The first tasks of an agent's queue, or of the pool, as a table. OFFSET 0 keeps other conditions out of it, as in lib/dispatch/queue.sql.ts.
 * Index: tasks_claimable_idx, tasks_project_claimable_idx.
 */
function queueOf(agent: string | null, projectId: number | null): Prisma.Sql {
  const whose =
    agent === null ? Prisma.sql`assigned_to IS NULL` : Prisma.sql`assigned_to = ${agent}`;
  const inProject = projectId === null ? Prisma.empty : Prisma.sql`AND project_id = ${projectId}`;
  return Prisma.sql`(SELECT id, status, work_type, dispatch_hold FROM tasks WHERE claimable AND ${whose} ${inProject}
    ORDER BY assigned_to, priority, due_at, created_at, id LIMIT ${MOST_COUNTED} OFFSET 0)`;
}

const heldOf = ({ ticketRef, since }: Held): Held => ({ ticketRef, since });
