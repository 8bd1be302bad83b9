import type { TxContext } from "@/lib/core/context";
import { Prisma } from "@/lib/core/database";
import { eventHorizon } from "@/lib/events/replay";

/** At most so many of a kind are made at once, the newest. */
const MOST = 100;
/** Comments and tasks get their ids before they are committed, so the last few below the mark are looked at again. */
const LATE_IDS = 50;
/** What is older is not made into a notification any more; they are kept for as long (`removeOldClientNotifications`). */
export const NOTIFIED_DAYS = 30;

/**
 * Makes the notifications of a recipient up to now, from the events of its tasks and from mentions. Nothing is written when something
 * happens, only here, when somebody asks; a thing is notified once, because each has its unique key. Fails for nobody: a recipient
 * who is neither an agent nor a person has none.
 */
export async function catchUp(tx: TxContext, recipient: string): Promise<void> {
  const mark = await markOf(tx, recipient);
  if (mark === null) return;
  const horizon = (await eventHorizon(tx.db)) - 1n;
  await fromEvents(tx, recipient, mark.position, horizon);
  await fromMentions(tx, recipient, mark);
  await tx.db.$executeRaw`
    UPDATE client_notification_marks SET position = GREATEST(position, ${horizon}),
      comment_id = GREATEST(comment_id, (SELECT comment_id FROM mentions WHERE name = ${recipient} ORDER BY comment_id DESC LIMIT 1)),
      task_id = GREATEST(task_id, (SELECT n.task_id FROM task_mentions n WHERE n.name = ${recipient} ORDER BY n.task_id DESC LIMIT 1))
    WHERE recipient = ${recipient}`;
}

/** How far the notifications of a recipient have been made. */
interface Mark {
  position: bigint;
  comment_id: number;
  task_id: number;
}

/** The recipient's mark, locked; null for who is nobody. Index: client_notification_marks_pkey, agents_name_key, users_username_key. */
async function markOf(tx: TxContext, recipient: string): Promise<Mark | null> {
  const lock = async (): Promise<Mark | null> => {
    const [mark] = await tx.db.$queryRaw<Mark[]>`
      SELECT position, comment_id, task_id FROM client_notification_marks WHERE recipient = ${recipient} FOR UPDATE`;
    return mark ?? null;
  };
  const known = await lock();
  if (known !== null) return known;
  await tx.db.$executeRaw`
    INSERT INTO client_notification_marks (recipient, position)
    SELECT ${recipient}, 0 WHERE EXISTS (SELECT 1 FROM agents WHERE name = ${recipient} AND deleted_at IS NULL)
      OR EXISTS (SELECT 1 FROM users WHERE username = ${recipient})
    ON CONFLICT DO NOTHING`;
  return lock();
}

/**
 * What others did to the recipient's tasks, messages to it, and alerts. What it did itself, and what only Baton's bookkeeping did, is no
 * news. Index: that of each partition by agent.
 */
async function fromEvents(
  tx: TxContext,
  recipient: string,
  after: bigint,
  through: bigint,
): Promise<void> {
  await tx.db.$executeRaw`
    INSERT INTO client_notifications
      (recipient, type, title, message, source_type, source_id, project_id, task_id, event_id, created_at)
    SELECT ${recipient}, n.kind, ${TITLE}, ${TEXT}, ${SOURCE_TYPE}, n.source_id, n.project_id, n.task_id, n.id, n.created_at
    FROM (
      SELECT e.*, ${KIND(recipient)} AS kind, ${SOURCE_ID}
      FROM (
        SELECT id, type, project_id, task_id, actor, data, created_at FROM events
        WHERE agent = ${recipient} AND id > ${after} AND id <= ${through}
          AND type = ANY(ARRAY['task.created', 'task.updated', 'task.status_changed', 'task.completed', 'task.escalated',
            'task.commented', 'message.sent', 'alert.fired'])
        ORDER BY id DESC LIMIT ${MOST}::int
      ) e
      WHERE e.actor <> ${recipient} AND e.created_at > clock_timestamp() - ${NOTIFIED_DAYS}::int * interval '1 day'
    ) n
    WHERE n.kind IS NOT NULL AND n.source_id IS NOT NULL ORDER BY n.id
    ON CONFLICT DO NOTHING`;
}

const KIND = (recipient: string): Prisma.Sql => Prisma.sql`CASE
  WHEN e.type = 'message.sent' THEN 'chat_message'
  WHEN e.type = 'alert.fired' THEN 'alert'
  WHEN e.type = 'task.commented' THEN
    CASE WHEN e.data #> '{comment,mentions}' @> to_jsonb(${recipient}::text) THEN NULL ELSE 'comment' END
  WHEN e.type = 'task.created' THEN 'assignment'
  WHEN e.data #> '{changed,assigned_to}' IS NOT NULL THEN 'assignment'
  WHEN e.data #> '{changed,status}' IS NOT NULL THEN 'status_change'
END`;

const SOURCE_ID = Prisma.sql`CASE
  WHEN e.type = 'message.sent' THEN (e.data #>> '{message,id}')::int
  WHEN e.type = 'alert.fired' THEN (e.data #>> '{rule,id}')::int
  WHEN e.type = 'task.commented' THEN (e.data #>> '{comment,id}')::int
  ELSE e.task_id END AS source_id`;

const SOURCE_TYPE = Prisma.sql`CASE n.kind
  WHEN 'chat_message' THEN 'message' WHEN 'alert' THEN 'alert_rule' WHEN 'comment' THEN 'comment' ELSE 'task' END`;

const TITLE = Prisma.sql`CASE n.kind
  WHEN 'chat_message' THEN 'Message from ' || n.actor
  WHEN 'alert' THEN 'Alert: ' || COALESCE(n.data #>> '{rule,name}', '')
  WHEN 'comment' THEN 'New comment on a subscribed task'
  WHEN 'assignment' THEN 'Task Assigned'
  ELSE 'Task Status Updated' END`;

const TASK_TITLE = Prisma.sql`COALESCE(n.data->>'title', (SELECT title FROM tasks WHERE tasks.id = n.task_id), '')`;

const TEXT = Prisma.sql`CASE n.kind
  WHEN 'chat_message' THEN COALESCE((SELECT left(content, 200) FROM messages WHERE messages.id = n.source_id), '')
  WHEN 'alert' THEN COALESCE(n.data->>'reason', '')
  WHEN 'comment' THEN n.actor || ' commented on "' || ${TASK_TITLE} || '": ' || left(n.data #>> '{comment,content}', 200)
  WHEN 'assignment' THEN 'You have been assigned to task: ' || ${TASK_TITLE}
  ELSE 'Task "' || ${TASK_TITLE} || '" status changed to ' || COALESCE(n.data->>'status', '') END`;

/**
 * Who mentioned the recipient, in comments and in descriptions, since it was last looked. Index: mentions_pkey, task_mentions_pkey,
 * client_notifications_source_key.
 */
async function fromMentions(tx: TxContext, recipient: string, mark: Mark): Promise<void> {
  await tx.db.$executeRaw`
    INSERT INTO client_notifications (recipient, type, title, message, source_type, source_id, project_id, task_id, created_at)
    SELECT ${recipient}, 'mention', 'You were mentioned', m.said, m.source_type, m.source_id, t.project_id, t.id, m.created_at
    FROM (
      SELECT 'comment' AS source_type, c.id AS source_id, c.task_id, c.created_at,
        c.author || ' mentioned you in a comment on "' || (SELECT title FROM tasks WHERE tasks.id = c.task_id) || '": ' || left(c.content, 200) AS said
      FROM (SELECT comment_id FROM mentions WHERE name = ${recipient} AND comment_id > ${mark.comment_id - LATE_IDS}::int
            ORDER BY comment_id DESC LIMIT ${MOST}::int) n
      JOIN comments c ON c.id = n.comment_id
      WHERE c.author <> ${recipient}
      UNION ALL
      SELECT 'task', t.id, t.id, t.created_at, t.created_by || ' mentioned you in task "' || t.title || '"'
      FROM (SELECT task_id FROM task_mentions WHERE name = ${recipient} AND task_id > ${mark.task_id - LATE_IDS}::int
            ORDER BY task_id DESC LIMIT ${MOST}::int) n
      JOIN tasks t ON t.id = n.task_id
      WHERE t.created_by <> ${recipient}
    ) m
    JOIN tasks t ON t.id = m.task_id
    WHERE m.created_at > clock_timestamp() - ${NOTIFIED_DAYS}::int * interval '1 day' ORDER BY m.created_at
    ON CONFLICT DO NOTHING`;
}
