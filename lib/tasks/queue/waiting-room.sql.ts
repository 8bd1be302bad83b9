import { Prisma, type Queryable } from "@/lib/core/database";

/** Who waits, and for what. */
export interface Wanted {
  agent: string;
  /** Null for any project. */
  projectId: number | null;
  /** The kind of work of the pool; null for any. */
  workType: string | null;
  /** Whether it runs tasks' commands, and whether it does anything else. */
  commands: boolean | "only";
}

/** A task that no agent has. */
export interface PoolTask {
  id: number;
  projectId: number;
  workType: string | null;
  /** Only for those who run commands. */
  isCommand: boolean;
}

/**
 * Those of the waiting agents that a poll would give something but a task of the pool: one assigned to them, or a run whose
 * lease ran out, or a turn. Index: tasks_claimable_idx or tasks_project_claimable_idx, runs_open_of_agent_idx and runs_queued_idx, one
 * probe of each for an agent; tasks_commands_idx for those who run commands.
 */
export async function findAgentsWithWork(db: Queryable, waiting: Wanted[]): Promise<string[]> {
  const distinct = unique(waiting);
  // Any of them would do, but in this order the planner takes the first from the index, whatever it believes of the table.
  const order = Prisma.raw("ORDER BY t.assigned_to, t.priority, t.due_at, t.created_at, t.id");
  const found = await db.$queryRaw<{ agent: string }[]>`
    SELECT DISTINCT w.agent
    FROM unnest(${distinct.map(({ agent }) => agent)}::text[], ${distinct.map(({ projectId }) => projectId)}::int[],
        ${distinct.map(({ commands }) => commands !== false)}::boolean[])
      AS w(agent, project, commands)
    LEFT JOIN LATERAL (SELECT true AS own FROM tasks t WHERE w.project IS NULL AND t.claimable AND t.assigned_to = w.agent ${order} LIMIT 1) anywhere ON true
    LEFT JOIN LATERAL (SELECT true AS own FROM tasks t WHERE t.project_id = w.project AND t.claimable AND t.assigned_to = w.agent ${order} LIMIT 1) there ON true
    LEFT JOIN LATERAL (SELECT true AS own FROM tasks t WHERE w.commands AND t.command_ready AND t.assigned_to = w.agent
      AND (w.project IS NULL OR t.project_id = w.project) ${order} LIMIT 1) command ON true
    LEFT JOIN LATERAL (
      SELECT true AS own FROM runs r
      WHERE r.agent = w.agent AND r.outcome IS NULL AND r.trigger = 'claim' AND r.lease_expires_at < clock_timestamp() LIMIT 1
    ) expired ON true
    LEFT JOIN LATERAL (
      SELECT true AS own FROM runs r WHERE r.agent = w.agent AND r.state = 'answered' LIMIT 1
    ) answered ON true
    LEFT JOIN LATERAL (
      SELECT true AS own FROM runs r
      WHERE r.agent = w.agent AND r.state = 'queued' LIMIT 1
    ) asked ON true
    WHERE anywhere.own OR there.own OR command.own OR expired.own OR answered.own OR asked.own`;
  return found.map(({ agent }) => agent);
}

/**
 * The best tasks of the pool, in each scope as many as wait for it. Index: tasks_claimable_idx for any project, tasks_project_claimable_idx
 * within one, tasks_typed_pool_idx for one kind of work.
 */
export async function findPool(db: Queryable, waiting: Wanted[]): Promise<PoolTask[]> {
  const tasks = await findTasks(
    db,
    waiting.filter(({ commands }) => commands !== "only"),
  );
  const runners = waiting.filter(({ commands }) => commands);
  return runners.length === 0 ? tasks : [...(await findCommands(db, runners)), ...tasks];
}

async function findTasks(db: Queryable, waiting: Wanted[]): Promise<PoolTask[]> {
  if (waiting.length === 0) return [];
  const anyKind = waiting.filter(({ workType }) => workType === null);
  const counts = new Map<number | null, number>();
  for (const { projectId } of anyKind) counts.set(projectId, (counts.get(projectId) ?? 0) + 1);
  const anywhere = counts.get(null) ?? 0;
  const scopes = [...counts].filter(([id]) => id !== null);
  const found = await db.$queryRaw<PoolTask[]>`
    (SELECT t.id, t.project_id AS "projectId", t.work_type AS "workType", false AS "isCommand" FROM tasks t WHERE ${anywhere}::int > 0 AND t.claimable AND t.assigned_to IS NULL
     ORDER BY t.assigned_to, t.priority, t.due_at, t.created_at, t.id LIMIT ${anywhere}::int)
    UNION ALL
    SELECT t.id, t."projectId", t."workType", false FROM unnest(${scopes.map(([id]) => id)}::int[], ${scopes.map(([, count]) => count)}::int[]) AS s(project, count)
    CROSS JOIN LATERAL (
      SELECT t.id, t.project_id AS "projectId", t.work_type AS "workType" FROM tasks t WHERE t.project_id = s.project AND t.claimable AND t.assigned_to IS NULL
      ORDER BY t.assigned_to, t.priority, t.due_at, t.created_at, t.id LIMIT s.count
    ) t`;
  return anyKind.length === waiting.length ? found : [...found, ...(await findTyped(db, waiting))];
}

/** The same for those who wait for one kind of work. Index: tasks_typed_pool_idx. */
function findTyped(db: Queryable, waiting: Wanted[]): Promise<PoolTask[]> {
  const typed = waiting.filter(({ workType }) => workType !== null);
  return findScopes(db, typed, Prisma.sql`t.claimable`, false);
}

/** The same of commands. Index: tasks_commands_idx, tasks_typed_commands_idx. */
function findCommands(db: Queryable, waiting: Wanted[]): Promise<PoolTask[]> {
  return findScopes(db, waiting, Prisma.sql`t.command_ready`, true);
}

async function findScopes(
  db: Queryable,
  waiting: Wanted[],
  queue: Prisma.Sql,
  isCommand: boolean,
): Promise<PoolTask[]> {
  const counts = new Map<string, Wanted & { count: number }>();
  for (const wanted of waiting) {
    const key = `${wanted.projectId} ${wanted.workType ?? ""}`;
    counts.set(key, { ...wanted, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  // Each on its own: of a kind that comes from a join, the planner knows nothing.
  const scopes = [...counts.values()].map(
    ({ workType, projectId, count }) => Prisma.sql`(
      SELECT t.id, t.project_id AS "projectId", t.work_type AS "workType", ${isCommand} AS "isCommand" FROM tasks t
      WHERE ${workType === null ? Prisma.empty : Prisma.sql`t.work_type = ${workType} AND`} ${queue} AND t.assigned_to IS NULL
        AND (${projectId}::int IS NULL OR t.project_id = ${projectId}::int)
      ORDER BY t.assigned_to, t.priority, t.due_at, t.created_at, t.id LIMIT ${count}::int)`,
  );
  return db.$queryRaw<PoolTask[]>`${Prisma.join(scopes, " UNION ALL ")}`;
}

function unique(waiting: Wanted[]): Wanted[] {
  return [
    ...new Map(
      waiting.map((wanted) => [
        `${wanted.projectId} ${wanted.commands !== false} ${wanted.agent}`,
        wanted,
      ]),
    ).values(),
  ];
}
