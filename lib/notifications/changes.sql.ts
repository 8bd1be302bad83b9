import { Prisma, type Queryable } from "@/lib/core/database";
import { IS_LED } from "@/lib/tasks/row";
import type { MentionFact, TaskFacts } from "./task-asks";

/** What happened in the next final events, as far as it may concern a card. */
export interface Changes {
  /** The last event read; null when there was none. */
  through: bigint | null;
  isFull: boolean;
  /** Whether events exist that are not final yet. */
  hasMore: boolean;
  tasks: number[];
  /** What agents ask of people. */
  requests: number[];
  /** Comments that mention somebody. */
  comments: number[];
  /** The person who changed each task last, by its id. */
  by: Record<string, string>;
  /** Whether something happened that may begin or end a notice. */
  notices: boolean;
}

/**
 * Reads the next `size` final events after a position and says what they may have changed. What a card then shows is read from the
 * rows themselves, so events only say where to look. Index: events_pkey.
 */
export async function nextChanges(db: Queryable, after: bigint, size: number): Promise<Changes> {
  const [row] = await db.$queryRaw<
    {
      through: bigint | null;
      n: number;
      newest: bigint | null;
      tasks: number[] | null;
      requests: number[] | null;
      comments: number[] | null;
      by: Record<string, string> | null;
      notices: boolean | null;
    }[]
  >`
    WITH next AS MATERIALIZED (
      SELECT id, type, category, task_id, actor, actor_kind,
        CASE WHEN type = 'task.commented' THEN data->'comment' END AS comment,
        CASE WHEN category = 'request' THEN (data->'request'->>'id')::int END AS request,
        CASE WHEN type = 'task.updated' THEN data->>'reason' END AS reason
      FROM events WHERE id > ${after} AND id < event_horizon() ORDER BY id LIMIT ${size}
    ), told AS (
      SELECT *, category = 'task' AND task_id IS NOT NULL AND type NOT IN ('task.claimed', 'task.linked', 'task.commented') AS moves,
        COALESCE(jsonb_array_length(comment->'mentions'), 0) > 0 AS calls
      FROM next
    )
    SELECT max(id) AS through, count(*)::int AS n, (SELECT max(id) FROM events) AS newest,
      array_agg(DISTINCT task_id) FILTER (WHERE moves OR calls OR comment->>'author_kind' IN ('system', 'user')) AS tasks,
      array_agg(DISTINCT request) FILTER (WHERE request IS NOT NULL) AS requests,
      array_agg((comment->>'id')::int) FILTER (WHERE calls) AS comments,
      jsonb_object_agg(task_id, actor ORDER BY id) FILTER (WHERE moves AND actor_kind = 'user') AS by,
      bool_or(category IN ('webhook', 'schedule', 'trigger', 'runtime', 'settings') OR reason = 'held') AS notices
    FROM told`;
  const through = row?.through ?? null;
  return {
    through,
    isFull: row?.n === size,
    hasMore: (row?.newest ?? 0n) > (through ?? after),
    tasks: row?.tasks ?? [],
    requests: row?.requests ?? [],
    comments: row?.comments ?? [],
    by: row?.by ?? {},
    notices: row?.notices ?? false,
  };
}

/** The states of a task in which it may need a person. */
const ASKING = Prisma.raw("('review', 'failed', 'blocked')");

/**
 * The facts about those of the given tasks that may need a person, are named by `called`, or have an open card. Indexes: tasks_pkey,
 * notification_cards_subject_key, comments_task_id_id_idx, runs_task_id_id_idx, quality_reviews_task_id_id_idx.
 */
export async function factsOf(
  db: Queryable,
  tasks: readonly number[],
  called: readonly number[],
): Promise<TaskFacts[]> {
  return db.$queryRaw<TaskFacts[]>`
    SELECT t.id, t.project_id, t.ticket_ref, t.title, t.status, t.kind, t.priority, t.labels, t.created_by, t.assigned_to,
      to_jsonb(t.status_changed_at)#>>'{}' AS since, t.resolution_hash, left(t.resolution, 1000) AS resolution,
      left(t.error_message, 1000) AS error_message, left(t.blocked_reason, 1000) AS blocked_reason, t.blocked_by_id,
      t.archived_at IS NOT NULL AS archived, w.content AS waits,
      t.status = 'review' AND EXISTS (SELECT 1 FROM (SELECT * FROM runs WHERE runs.task_id = t.id OFFSET 0) r
        WHERE r.trigger = 'review' AND r.outcome IS NULL) AS reviewing,
      (SELECT jsonb_build_object('status', q.status, 'reviewer', q.reviewer) FROM quality_reviews q
        WHERE q.task_id = t.id AND q.applied ORDER BY q.id DESC LIMIT 1) AS verdict
    FROM tasks t LEFT JOIN LATERAL (
      SELECT c.content FROM comments c
      WHERE t.status = 'review' AND c.task_id = t.id AND c.author_kind = 'system' AND c.content LIKE 'Review waits: %'
        AND c.created_at >= t.status_changed_at
      ORDER BY c.id DESC LIMIT 1
    ) AS w ON true
    WHERE t.id = ANY(${tasks}::int[]) AND ((t.status IN ${ASKING} AND NOT ${IS_LED}) OR t.id = ANY(${called}::int[])
      OR EXISTS (SELECT 1 FROM notification_cards k WHERE k.subject = 'task:' || t.id AND k.is_open))`;
}

/** Who the given comments mention, people only and not their own authors. Indexes: mentions_comment_id_idx, users_username_key. */
export async function mentionsOf(
  db: Queryable,
  comments: readonly number[],
): Promise<MentionFact[]> {
  if (comments.length === 0) return [];
  return db.$queryRaw<MentionFact[]>`
    SELECT c.id AS comment, c.task_id, u.id AS user_id, c.author, left(c.content, 1000) AS content,
      floor(extract(epoch FROM c.created_at) * 1000)::float8 AS at
    FROM comments c JOIN mentions m ON m.comment_id = c.id JOIN users u ON u.username = m.name AND u.disabled_at IS NULL
    WHERE c.id = ANY(${comments}::int[]) AND NOT (c.author_kind = 'user' AND c.author = u.display_name)
    ORDER BY c.id`;
}

/** The newest comment of each of these people on each of these tasks. Index: comments_task_id_id_idx. */
export async function answersTo(
  db: Queryable,
  tasks: readonly number[],
  users: readonly number[],
): Promise<{ task_id: number; user_id: number; comment: number }[]> {
  if (tasks.length === 0 || users.length === 0) return [];
  return db.$queryRaw<{ task_id: number; user_id: number; comment: number }[]>`
    SELECT c.task_id, u.id AS user_id, max(c.id) AS comment
    FROM users u JOIN comments c ON c.author_kind = 'user' AND c.author = u.display_name AND c.task_id = ANY(${tasks}::int[])
    WHERE u.id = ANY(${users}::int[]) GROUP BY c.task_id, u.id`;
}

/** Whether any agent reviews. Index: none; agents are few. */
export async function hasReviewer(db: Queryable, coordinator: string | null): Promise<boolean> {
  const [row] = await db.$queryRaw<{ any: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM agents WHERE deleted_at IS NULL
      AND (role = 'reviewer' OR name = 'aegis' OR name = ${coordinator})) AS any`;
  return row?.any ?? false;
}

/**
 * Tasks in review for longer than a reviewing agent is given, without an open card, oldest first. Indexes: tasks_status_idx,
 * notification_cards_subject_key.
 */
export async function waitingReviews(
  db: Queryable,
  graceMs: number,
  limit: number,
): Promise<number[]> {
  const rows = await db.$queryRaw<{ id: number }[]>`
    SELECT t.id FROM tasks t
    WHERE t.status = 'review' AND t.archived_at IS NULL
      AND t.status_changed_at < clock_timestamp() - ${graceMs}::int * interval '1 millisecond'
      AND NOT EXISTS (SELECT 1 FROM notification_cards k WHERE k.subject = 'task:' || t.id AND k.is_open)
    ORDER BY t.status_changed_at, t.id LIMIT ${limit}`;
  return rows.map(({ id }) => id);
}

/** The newest tasks that may need a person, for a beginning. Index: tasks_status_idx. */
export async function askingTasks(db: Queryable, limit: number): Promise<number[]> {
  const rows = await db.$queryRaw<{ id: number }[]>`
    SELECT id FROM tasks t WHERE status IN ${ASKING} AND archived_at IS NULL AND NOT ${IS_LED} ORDER BY status_changed_at DESC, id DESC LIMIT ${limit}`;
  return rows.map(({ id }) => id);
}
