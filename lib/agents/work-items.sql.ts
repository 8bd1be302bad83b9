import { Prisma, type Queryable } from "@/lib/core/database";
import { waitingFor } from "@/lib/messages/inbox.sql";
import type { Priority } from "@/lib/tasks/fields";
import { type AgentRef, isAgentRef } from "./find";
import { AGENT_JSON, type AgentRow } from "./row";

/** The most items of each kind in one answer; `count` is the total. */
const ITEMS = 10;

interface WorkItem {
  id: number;
  ticket_ref: string;
  title: string;
  status: "in_progress" | "assigned" | "inbox";
  priority: Priority;
  due_date: number | null;
  work_type: string | null;
  project_id: number;
  run_id: number | null;
  review_cycles: number;
}

/** Everything a heartbeat needs to know, read in one statement. */
export interface Beat {
  agent: AgentRow;
  work: WorkItem[];
  work_count: number;
  has_mentions: boolean;
  has_messages: boolean;
  /** Whether a run that waited for an answer got it, and is to be taken up again. */
  has_answers: boolean;
  /** Whether people said something to one of its runs that was not heard yet. */
  has_steering: boolean;
  feedback_count: number;
}

const ORDER = Prisma.raw("priority, due_at, created_at, id");

/** Restricts work to the project that a key is limited to. */
const inProject = (projectId: number | null): Prisma.Sql =>
  projectId === null ? Prisma.empty : Prisma.sql`AND t.project_id = ${projectId}`;
/**
 * The comments `c` that mention the agent `a` and were delivered neither by an unlimited key nor by one of their project. It
 * reads what came after the last delivery, however many there were before.
 */
const unseen = (projectId: number | null): Prisma.Sql =>
  projectId === null
    ? Prisma.sql`(
        SELECT c.* FROM mentions n JOIN comments c ON c.id = n.comment_id
        WHERE n.name = a.name AND n.comment_id > a.mentions_seen_id AND NOT (c.author_kind = 'agent' AND c.author = a.name)
          AND NOT EXISTS (SELECT 1 FROM mention_marks m JOIN tasks t ON t.project_id = m.project_id
                          WHERE m.agent_id = a.id AND t.id = c.task_id AND c.id <= m.seen_id)
      ) c`
    : Prisma.sql`(
        SELECT c.* FROM mentions n JOIN comments c ON c.id = n.comment_id
        WHERE n.name = a.name
          AND n.comment_id > GREATEST(a.mentions_seen_id, (SELECT m.seen_id FROM mention_marks m
                                                           WHERE m.agent_id = a.id AND m.project_id = ${projectId}))
          AND NOT (c.author_kind = 'agent' AND c.author = a.name)
          AND EXISTS (SELECT 1 FROM tasks t WHERE t.id = c.task_id ${inProject(projectId)})
      ) c`;

/**
 * An agent and the work that waits for it: what it holds and what is assigned to it and claimable, in the queue's order.
 * Index: agents_pkey, agents_name_key, tasks_assigned_to_status_id_idx, tasks_claimable_idx, mentions_pkey, messages_undelivered_idx,
 * runs_answered_idx, run_messages_open_idx.
 */
export async function readBeat(
  db: Queryable,
  ref: AgentRef,
  projectId: number | null,
): Promise<Beat | null> {
  const mine = inProject(projectId);
  const [beat] = await db.$queryRaw<Beat[]>`
    WITH a AS (SELECT * FROM agents a WHERE ${isAgentRef(ref)}),
    held AS (
      SELECT t.* FROM a JOIN tasks t ON t.assigned_to = a.name AND t.status = 'in_progress' ${mine}
    ), next AS (
      SELECT t.* FROM a CROSS JOIN LATERAL (
        SELECT * FROM tasks t WHERE t.assigned_to = a.name AND t.claimable ${mine} ORDER BY ${ORDER} LIMIT ${ITEMS}
      ) t
    ), waiting AS (
      SELECT count(*)::int AS tasks, (count(*) FILTER (WHERE t.review_cycles > 0))::int AS feedback
      FROM a JOIN tasks t ON t.assigned_to = a.name AND t.claimable ${mine}
    ), best AS (
      SELECT * FROM (SELECT * FROM held UNION ALL SELECT * FROM next) t ORDER BY ${ORDER} LIMIT ${ITEMS}
    )
    SELECT ${AGENT_JSON} AS agent,
      COALESCE((SELECT jsonb_agg(jsonb_build_object(
          'id', w.id, 'ticket_ref', w.ticket_ref, 'title', w.title, 'status', w.status, 'priority', w.priority,
          'due_date', floor(extract(epoch FROM w.due_at)), 'work_type', w.work_type, 'project_id', w.project_id,
          'run_id', w.run_id, 'review_cycles', w.review_cycles)
        ORDER BY w.priority, w.due_at, w.created_at, w.id) FROM best w), '[]') AS work,
      (SELECT count(*)::int FROM held) + waiting.tasks AS work_count,
      (SELECT count(*) > 0 FROM ${unseen(projectId)}) AS has_mentions,
      EXISTS (SELECT 1 FROM ${waitingFor(Prisma.sql`a.name`, projectId)}) AS has_messages,
      EXISTS (SELECT 1 FROM runs r WHERE r.agent = a.name AND r.state = 'answered') AS has_answers,
      EXISTS (SELECT 1 FROM (SELECT run_id FROM run_messages WHERE state IN ('waiting', 'taken') OFFSET 0) m
        JOIN runs r ON r.id = m.run_id AND r.agent = a.name) AS has_steering,
      waiting.feedback AS feedback_count
    FROM a, waiting`;
  return beat ?? null;
}

export interface MentionItem {
  id: number;
  task_id: number;
  ticket_ref: string;
  title: string;
  author: string;
  content: string;
  created_at: string;
}

/** The comments that mention an agent and were not delivered to it yet, oldest first. Index: mentions_pkey. */
export async function unseenMentions(
  db: Queryable,
  agentId: number,
  projectId: number | null,
): Promise<{ items: MentionItem[]; count: number }> {
  const rows = await db.$queryRaw<{ item: MentionItem; total: number }[]>`
    WITH unseen AS (
      SELECT c.* FROM agents a CROSS JOIN LATERAL ${unseen(projectId)} WHERE a.id = ${agentId}
    ), first AS (
      SELECT * FROM unseen ORDER BY id LIMIT ${ITEMS}::int
    )
    SELECT jsonb_build_object('id', f.id, 'task_id', t.id, 'ticket_ref', t.ticket_ref, 'title', t.title,
             'author', f.author, 'content', f.content, 'created_at', f.created_at) AS item,
           (SELECT count(*)::int FROM unseen) AS total
    FROM first f JOIN tasks t ON t.id = f.task_id ORDER BY f.id`;
  return { items: rows.map((row) => row.item), count: rows[0]?.total ?? 0 };
}

/**
 * Records up to which comment an agent's mentions were delivered. A key that is limited to a project moves only that project's mark,
 * so mentions in other projects are still delivered later. The caller has locked the agent's row, so no comment with a lower id can
 * be committed afterwards.
 */
export async function markMentionsSeen(
  db: Queryable,
  agentId: number,
  projectId: number | null,
  lastId: number,
): Promise<void> {
  if (projectId === null) {
    await db.$executeRaw`
      UPDATE agents SET mentions_seen_id = GREATEST(mentions_seen_id, ${lastId}::int) WHERE id = ${agentId}`;
    return;
  }
  await db.$executeRaw`
    INSERT INTO mention_marks AS m (agent_id, project_id, seen_id) VALUES (${agentId}, ${projectId}, ${lastId})
    ON CONFLICT (agent_id, project_id) DO UPDATE SET seen_id = GREATEST(m.seen_id, EXCLUDED.seen_id)`;
}

export interface FeedbackItem {
  id: number;
  ticket_ref: string;
  title: string;
  reviewer: string;
  notes: string;
  cycle: number;
  created_at: string;
}

/** The latest rejection of each task that was returned to the agent and still waits for it. Index: quality_reviews_task_id_id_idx. */
export async function waitingFeedback(
  db: Queryable,
  agent: string,
  projectId: number | null,
): Promise<FeedbackItem[]> {
  const rows = await db.$queryRaw<{ item: FeedbackItem }[]>`
    SELECT jsonb_build_object('id', t.id, 'ticket_ref', t.ticket_ref, 'title', t.title, 'reviewer', r.reviewer,
             'notes', r.notes, 'cycle', r.cycle, 'created_at', r.created_at) AS item
    FROM tasks t CROSS JOIN LATERAL (
      SELECT * FROM quality_reviews r WHERE r.task_id = t.id AND r.status = 'rejected'
        AND r.id >= COALESCE(t.reviews_count_from_id, 0) ORDER BY r.id DESC LIMIT 1
    ) r
    WHERE t.assigned_to = ${agent} AND t.claimable AND t.review_cycles > 0 ${inProject(projectId)}
    ORDER BY t.priority, t.due_at, t.created_at, t.id LIMIT ${ITEMS}`;
  return rows.map((row) => row.item);
}
