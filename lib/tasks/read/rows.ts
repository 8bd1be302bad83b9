import { Prisma, type Queryable, queryTexts } from "@/lib/core/database";
import { TASK_JSON, type TaskRow } from "@/lib/tasks/row";

/** How the text of a column becomes its value in a TaskRow. */
type Kind = "text" | "number" | "boolean" | "time" | "json";

/** Every column of a TaskRow, in the order in which they are read. */
const KINDS: Record<keyof TaskRow, Kind> = {
  id: "number",
  project_id: "number",
  project_ticket_no: "number",
  project_name: "text",
  project_prefix: "text",
  ticket_ref: "text",
  title: "text",
  description: "text",
  acceptance_criteria: "text",
  checks: "json",
  status: "text",
  priority: "text",
  type: "text",
  kind: "text",
  work_type: "text",
  labels: "json",
  metadata: "json",
  origin: "text",
  created_by: "text",
  creator_agent_id: "number",
  assigned_to: "text",
  parent_id: "number",
  root_id: "number",
  exec_mode: "text",
  exec_order: "number",
  on_failure: "text",
  children_total: "number",
  children_done: "number",
  children_finished: "number",
  ready: "boolean",
  claimable: "boolean",
  command_ready: "boolean",
  blocked_reason: "text",
  blocked_by_id: "number",
  blocked_by_agent: "boolean",
  scheduled_for: "time",
  due_at: "time",
  review_required: "boolean",
  review_cycles: "number",
  dispatch_attempts: "number",
  stale_requeues: "number",
  next_attempt_at: "time",
  dispatch_hold: "json",
  reviews_count_from_id: "number",
  run_id: "number",
  request_id: "number",
  claimed_at: "time",
  lease_expires_at: "time",
  resolution: "text",
  resolution_hash: "text",
  outcome: "text",
  error_message: "text",
  estimated_hours: "number",
  actual_hours: "number",
  feedback_rating: "number",
  feedback_notes: "text",
  retry_count: "number",
  comment_count: "number",
  follow_ups: "json",
  output_schema: "json",
  command: "json",
  workflow_run_id: "number",
  workflow_stage_id: "number",
  workflow: "json",
  completed_at: "time",
  archived_at: "time",
  status_changed_at: "time",
  created_at: "time",
  updated_at: "time",
};
const COLUMNS = Object.entries(KINDS) as [keyof TaskRow, Kind][];

/** The columns that are not the task's own, or not sent as they are. */
const SOURCES: Partial<Record<keyof TaskRow, string>> = {
  project_name: "p.name",
  project_prefix: "p.prefix",
  labels: "to_json(t.labels)",
  claimed_at: "r.started_at",
  lease_expires_at: "r.lease_expires_at",
};
const SELECTED = Prisma.raw(COLUMNS.map(([name]) => SOURCES[name] ?? `t.${name}`).join(", "));

const VALUES: Record<Kind, (text: string) => unknown> = {
  text: (text) => text,
  number: Number,
  boolean: (text) => text === "t",
  // As in JSON: our sessions are in UTC.
  time: (text) => `${text.slice(0, 10)}T${text.slice(11)}:00`,
  json: JSON.parse,
};

interface Reader {
  name: keyof TaskRow;
  read(text: string): unknown;
}
const READERS: readonly Reader[] = COLUMNS.map(([name, kind]) => ({ name, read: VALUES[kind] }));

/**
 * The tasks whose ids the query `page` finds, in the order `by` of the task `t`. Sent as plain columns, which cost PostgreSQL a third of
 * the same rows as JSON (decision 0096). Index: tasks_pkey, runs_pkey, and what `page` needs.
 */
export async function readTasks(
  db: Queryable,
  page: Prisma.Sql,
  by: Prisma.Sql,
): Promise<TaskRow[]> {
  const rows = await queryTexts(db, selecting(SELECTED, page, by));
  if (rows) return rows.map(taskOf);
  const found = await db.$queryRaw<{ task: TaskRow }[]>`
    SELECT ${TASK_JSON} AS task ${tasksOf(page)} ORDER BY ${by}`;
  return found.map(({ task }) => task);
}

/**
 * The same with the number that the query `counting` finds, in the same statement. The total is null if no row carries it: for an
 * empty page, and in an open transaction.
 */
export async function readCountedTasks(
  db: Queryable,
  page: Prisma.Sql,
  by: Prisma.Sql,
  counting: Prisma.Sql,
): Promise<{ rows: TaskRow[]; total: number | null }> {
  const columns = Prisma.sql`${SELECTED}, (${counting}) AS total`;
  const rows = await queryTexts(db, selecting(columns, page, by));
  if (!rows) return { rows: await readTasks(db, page, by), total: null };
  const total = rows[0]?.[COLUMNS.length] ?? null;
  return { rows: rows.map(taskOf), total: total === null ? null : Number(total) };
}

/** OFFSET 0 keeps the planner from joining whole tables, or reading the page once for each project. */
const tasksOf = (page: Prisma.Sql): Prisma.Sql => Prisma.sql`FROM (${page}) page
    CROSS JOIN LATERAL (SELECT * FROM tasks WHERE tasks.id = page.id OFFSET 0) t
    CROSS JOIN LATERAL (SELECT name, prefix FROM projects WHERE projects.id = t.project_id OFFSET 0) p`;

const selecting = (columns: Prisma.Sql, page: Prisma.Sql, by: Prisma.Sql): Prisma.Sql =>
  Prisma.sql`SELECT ${columns} ${tasksOf(page)}
      LEFT JOIN LATERAL (SELECT * FROM runs WHERE runs.id = t.run_id OFFSET 0) r ON true ORDER BY ${by}`;

/** Every column of a TaskRow has an entry in KINDS, and the text of one was made from a value of its type. */
function taskOf(row: (string | null)[]): TaskRow {
  const task: Partial<Record<keyof TaskRow, unknown>> = {};
  for (let index = 0; index < READERS.length; index++) {
    const { name, read } = READERS[index] as Reader;
    const text = row[index] as string | null;
    task[name] = text === null ? null : read(text);
  }
  return task as unknown as TaskRow;
}
