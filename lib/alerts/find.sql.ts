import { PRESENCE } from "@/lib/agents/row";
import type { Context } from "@/lib/core/context";
import { likeText, Prisma } from "@/lib/core/database";
import { eventHorizon, positionBefore } from "@/lib/events/replay";
import { IS_LED } from "@/lib/tasks/row";
import { taskCountRows } from "@/lib/tasks/task-counts";
import { type Condition, thresholdOf } from "./condition";
import { FIELDS } from "./schema";

/** What is found: null if the condition is not met, else what was, in words. */
export type Finding = string | null;

/** Looks whether a rule's condition is met by what there is now. */
export async function find(ctx: Context, condition: Condition): Promise<Finding> {
  const { condition_operator: operator, condition_value: value } = condition;
  if (operator === "count_above" || operator === "count_below") {
    const limit = thresholdOf(value);
    if (limit === null) return null;
    const n = await count(ctx, condition, limit.value);
    const isMet = operator === "count_above" ? n > limit.than : n < limit.than;
    const what = `${NAMES[condition.entity_type]}${limit.value === null ? "" : ` with ${condition.condition_field} ${limit.value}`}`;
    return isMet
      ? `${n} ${what}, ${operator === "count_above" ? "above" : "below"} ${limit.than}`
      : null;
  }
  return condition.entity_type === "agent" ? findAgent(ctx, condition) : findTask(ctx, condition);
}

const NAMES = {
  agent: "agents",
  task: "open tasks",
  session: "open runs",
  activity: "events in the last hour",
};

async function count(ctx: Context, condition: Condition, value: string | null): Promise<number> {
  switch (condition.entity_type) {
    case "agent":
      return countOf(
        ctx,
        Prisma.sql`agents a WHERE a.deleted_at IS NULL AND ${is(condition, value)}`,
      );
    case "task":
      return countTasks(ctx, condition, value);
    case "session":
      // Index: runs_open_idx.
      return countOf(ctx, Prisma.sql`runs r WHERE r.outcome IS NULL`);
    case "activity":
      return countEvents(ctx, condition, value);
  }
}

async function countOf(ctx: Context, from: Prisma.Sql): Promise<number> {
  const [row] = await ctx.db.$queryRaw<{ n: number }[]>`SELECT count(*)::int AS n FROM ${from}`;
  return row?.n ?? 0;
}

/** Open tasks, unless the value is a status itself. Index: task_counts_pkey, tasks_status_idx. */
async function countTasks(
  ctx: Context,
  condition: Condition,
  value: string | null,
): Promise<number> {
  const { condition_field: field } = condition;
  const isCounted = field === "status" || field === "assigned_to";
  if (isCounted) {
    const which =
      value === null
        ? OPEN_COUNTS
        : field === "status"
          ? Prisma.sql`c.status::text = ${value} AND NOT c.archived`
          : Prisma.sql`c.assigned_to = ${value} AND ${OPEN_COUNTS}`;
    const [row] = await ctx.db.$queryRaw<{ n: number }[]>`
      SELECT COALESCE(sum(n), 0)::int AS n FROM (${taskCountRows(which)}) counts`;
    return row?.n ?? 0;
  }
  return countOf(ctx, Prisma.sql`(${OPEN_TASKS}) t WHERE ${is(condition, value)}`);
}

const OPEN = Prisma.raw("('inbox', 'assigned', 'in_progress', 'review', 'blocked')");
const OPEN_COUNTS = Prisma.sql`c.status IN ${OPEN} AND NOT c.archived`;
/** The newest open tasks; nobody needs an alert about more. Index: tasks_status_idx. */
const OPEN_TASKS = Prisma.sql`SELECT * FROM tasks t WHERE t.status IN ${OPEN} AND t.archived_at IS NULL AND NOT ${IS_LED} ORDER BY t.id DESC LIMIT 10000`;

/** Events of the last hour, 20,000 at most. Index: events_pkey. */
async function countEvents(
  ctx: Context,
  condition: Condition,
  value: string | null,
): Promise<number> {
  const hourAgo = new Date(ctx.clock.now().getTime() - 3_600_000);
  const after = await positionBefore(ctx.db, hourAgo, await eventHorizon(ctx.db));
  const column = { type: "type", actor: "actor", entity_type: "category" }[
    condition.condition_field
  ];
  const which =
    value === null || column === undefined
      ? Prisma.sql`true`
      : Prisma.sql`${Prisma.raw(column)} = ${value}`;
  return countOf(
    ctx,
    Prisma.sql`(SELECT 1 FROM (SELECT type, actor, category FROM events WHERE id > ${after} ORDER BY id DESC LIMIT 20000) e WHERE ${which}) f`,
  );
}

/** Whether the field of the row `a` or `t` has the value. */
function is(condition: Condition, value: string | null): Prisma.Sql {
  return value === null ? Prisma.sql`true` : Prisma.sql`${columnOf(condition)}::text = ${value}`;
}

const COLUMNS: Record<string, Prisma.Sql> = {
  "agent.status": PRESENCE,
  "agent.role": Prisma.sql`a.role`,
  "agent.name": Prisma.sql`a.name`,
  "agent.last_activity": Prisma.sql`a.last_activity`,
  "agent.last_seen": Prisma.sql`a.last_seen_at`,
  "agent.in_progress": Prisma.sql`a.in_progress`,
  "task.status": Prisma.sql`t.status`,
  "task.priority": Prisma.sql`t.priority`,
  "task.assigned_to": Prisma.sql`t.assigned_to`,
  "task.title": Prisma.sql`t.title`,
  "task.created_at": Prisma.sql`t.created_at`,
  "task.updated_at": Prisma.sql`t.updated_at`,
  "task.status_changed_at": Prisma.sql`t.status_changed_at`,
  "task.review_cycles": Prisma.sql`t.review_cycles`,
  "task.dispatch_attempts": Prisma.sql`t.dispatch_attempts`,
};

function columnOf({ entity_type, condition_field }: Condition): Prisma.Sql {
  return COLUMNS[`${entity_type}.${condition_field}`] ?? Prisma.sql`NULL`;
}

/** How the column compares with the value. */
function compared(condition: Condition): Prisma.Sql {
  const { entity_type, condition_field, condition_operator: operator } = condition;
  const column = columnOf(condition);
  const value = condition.condition_value.trim();
  const kind = FIELDS[entity_type][condition_field];
  if (kind === "time")
    return Prisma.sql`${column} < clock_timestamp() - ${Number(value)}::float8 * interval '1 minute'`;
  if (kind === "number") {
    const sign = { equals: "=", not_equals: "<>", greater_than: ">", less_than: "<" }[
      operator as "equals"
    ];
    return Prisma.sql`${column} ${Prisma.raw(sign ?? "=")} ${Number(value)}::int`;
  }
  if (operator === "contains") return Prisma.sql`${column}::text ILIKE ${`%${likeText(value)}%`}`;
  return operator === "not_equals"
    ? Prisma.sql`${column}::text <> ${value}`
    : Prisma.sql`${column}::text = ${value}`;
}

/** Index: none; there is a row for each agent. An agent that is offline counts only where its presence is asked for. */
async function findAgent(ctx: Context, condition: Condition): Promise<Finding> {
  const isOfPresence =
    condition.condition_field === "status" || condition.condition_field === "last_seen";
  const live = isOfPresence ? Prisma.sql`true` : Prisma.sql`${PRESENCE} <> 'offline'`;
  const [row] = await ctx.db.$queryRaw<{ name: string; n: number }[]>`
    SELECT min(a.name) AS name, count(*)::int AS n FROM agents a
    WHERE a.deleted_at IS NULL AND ${live} AND ${compared(condition)} HAVING count(*) > 0`;
  if (!row) return null;
  return row.n === 1 ? `agent ${row.name}` : `${row.n} agents, among them ${row.name}`;
}

async function findTask(ctx: Context, condition: Condition): Promise<Finding> {
  const { condition_field: field, condition_operator: operator } = condition;
  // A finished status is not among the open tasks, and is counted.
  if (field === "status" && operator === "equals") {
    const n = await countTasks(ctx, condition, condition.condition_value.trim());
    return n > 0 ? `${n} tasks with status ${condition.condition_value.trim()}` : null;
  }
  const [row] = await ctx.db.$queryRaw<{ ref: string; n: number }[]>`
    SELECT min(t.ticket_ref) AS ref, count(*)::int AS n FROM (${OPEN_TASKS}) t
    WHERE ${compared(condition)} HAVING count(*) > 0`;
  if (!row) return null;
  return row.n === 1 ? `task ${row.ref}` : `${row.n} tasks, among them ${row.ref}`;
}
