import { Prisma } from "@/lib/core/database";
import type { Columns } from "@/lib/imports/records/columns";
import {
  AGENT,
  CHANGE,
  CHECK,
  COMMENT,
  LINK,
  PROJECT,
  REVIEW,
  RUN,
  SCHEDULE,
  TASK,
  WEBHOOK,
} from "@/lib/imports/records/kinds";
import type { ExportKind } from "./schema";

/** A kind of record: its rows, by an ascending whole number, and the columns of its CSV. */
export interface Source {
  /** What a line says it is. */
  kind: string;
  columns: readonly string[];
  /** Rows `r` with `id`, from which the pages are taken. */
  rows: Prisma.Sql;
  /** Which rows are of a project. */
  ofProject: (id: number) => Prisma.Sql;
  /** Rows of a page, where rows are summed up anew for each page. */
  page?: number;
}

function source(
  kind: string,
  columns: Columns,
  {
    from,
    more = {},
    ofProject,
    where,
  }: {
    from: string;
    /** Columns that are no column of the table: their expressions. */
    more?: Record<string, string>;
    ofProject: (id: number) => Prisma.Sql;
    where?: string;
  },
): Source {
  // The names are constants of this program.
  const own = Object.entries(columns).map(([name, { pg }]) =>
    // Else a decimal would come as text from some and as a number from others.
    pg === "numeric" ? `t."${name}"::float8 AS "${name}"` : `t."${name}"`,
  );
  const rest = Object.entries(more).map(([name, expression]) => `${expression} AS "${name}"`);
  return {
    kind,
    columns: ["id", ...Object.keys(columns), ...Object.keys(more)],
    rows: Prisma.raw(
      `SELECT ${["t.id", ...own, ...rest].join(", ")} FROM ${from}${where ? ` WHERE ${where}` : " WHERE true"}`,
    ),
    ofProject,
  };
}

/** These columns of a row `e` as an object. */
const objectOf = (columns: Columns): string =>
  `jsonb_build_object(${Object.keys(columns)
    .map((name) => `'${name}', e."${name}"`)
    .join(", ")})`;

const project = (column: string) => (id: number) => Prisma.sql`${Prisma.raw(column)} = ${id}`;
const ofTask = (column: string) => (id: number) =>
  Prisma.sql`EXISTS (SELECT 1 FROM tasks o WHERE o.id = ${Prisma.raw(column)} AND o.project_id = ${id})`;

const TASKS = source("task", TASK, {
  from: "tasks t",
  more: { ticket_ref: "t.ticket_ref", parent_id: "t.parent_id", exec_order: "t.exec_order" },
  ofProject: project("t.project_id"),
});

/** In an order in which an import finds what each record refers to. */
export const SOURCES: Readonly<Record<Exclude<ExportKind, "everything">, Source>> = {
  projects: source("project", PROJECT, { from: "projects t", ofProject: project("t.id") }),
  agents: source("agent", AGENT, {
    from: "agents t",
    where: "t.deleted_at IS NULL",
    more: {
      projects:
        "(SELECT coalesce(jsonb_agg(jsonb_build_object('project_id', a.project_id, 'role', a.role) ORDER BY a.project_id), '[]') FROM project_agents a WHERE a.agent_id = t.id)",
    },
    ofProject: (id) =>
      Prisma.sql`(EXISTS (SELECT 1 FROM project_agents a WHERE a.agent_id = t.id AND a.project_id = ${id})
        OR EXISTS (SELECT 1 FROM tasks o WHERE o.assigned_to = t.name AND o.project_id = ${id}))`,
  }),
  tasks: TASKS,
  links: source("link", LINK, { from: "task_links t", ofProject: ofTask("t.from_id") }),
  comments: source("comment", COMMENT, { from: "comments t", ofProject: ofTask("t.task_id") }),
  runs: source("run", RUN, {
    from: "runs t LEFT JOIN run_texts x ON x.run_id = t.id",
    more: {
      prompt: "x.prompt",
      output: "x.output",
      change: `(SELECT ${objectOf(CHANGE)} FROM run_changes e WHERE e.run_id = t.id)`,
      checks: `(SELECT coalesce(jsonb_agg(${objectOf(CHECK)} ORDER BY e.id), '[]') FROM run_checks e WHERE e.run_id = t.id)`,
    },
    ofProject: project("t.project_id"),
  }),
  reviews: source("review", REVIEW, { from: "quality_reviews t", ofProject: ofTask("t.task_id") }),
  schedules: source("schedule", SCHEDULE, {
    from: "schedules t",
    ofProject: project("t.project_id"),
  }),
  webhooks: source("webhook", WEBHOOK, { from: "webhooks t", ofProject: project("t.project_id") }),
  costs: {
    kind: "cost",
    page: 20_000,
    columns: [
      "id",
      "day",
      "agent",
      "project_id",
      "model",
      "runs",
      "tokens_in",
      "tokens_out",
      "cost_usd",
      "runs_of_unknown_cost",
    ],
    rows: Prisma.sql`
      SELECT row_number() OVER (ORDER BY day, agent, project_id, model)::int AS id, t.*
      FROM (
        SELECT (started_at AT TIME ZONE 'UTC')::date AS day, agent, project_id, coalesce(model, '') AS model, count(*)::int AS runs,
          coalesce(sum(tokens_in), 0)::float8 AS tokens_in, coalesce(sum(tokens_out), 0)::float8 AS tokens_out,
          coalesce(sum(cost_usd), 0)::float8 AS cost_usd, (count(*) FILTER (WHERE cost_usd IS NULL))::int AS runs_of_unknown_cost
        FROM runs WHERE outcome IS NOT NULL GROUP BY 1, 2, 3, 4
      ) t WHERE true`,
    ofProject: project("t.project_id"),
  },
  events: {
    kind: "event",
    columns: [
      "id",
      "type",
      "category",
      "project_id",
      "task_id",
      "agent",
      "run_id",
      "actor",
      "actor_kind",
      "version",
      "data",
      "created_at",
    ],
    rows: Prisma.sql`
      SELECT t.id, t.type, t.category, t.project_id, t.task_id, t.agent, t.run_id, t.actor, t.actor_kind, t.version, t.data, t.created_at
      FROM events t WHERE true`,
    ofProject: project("t.project_id"),
  },
};

/** What `everything` consists of: what an import takes. Parents and steps follow the tasks. */
export const EVERYTHING: readonly Source[] = [
  SOURCES.projects,
  SOURCES.agents,
  source("task", TASK, { from: "tasks t", ofProject: project("t.project_id") }),
  {
    kind: "place",
    columns: ["id", "task_id", "parent_id", "exec_order"],
    rows: Prisma.sql`SELECT t.id, t.id AS task_id, t.parent_id, t.exec_order FROM tasks t WHERE t.parent_id IS NOT NULL`,
    ofProject: project("t.project_id"),
  },
  SOURCES.links,
  SOURCES.comments,
  SOURCES.runs,
  SOURCES.reviews,
  SOURCES.schedules,
  SOURCES.webhooks,
];
