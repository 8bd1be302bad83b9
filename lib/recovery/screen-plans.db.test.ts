import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Context, createContext } from "@/lib/core/context";
import { listReviewComments } from "@/lib/rounds/comments";
import { contextOf } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { type ObservedDatabase, observed } from "@/lib/testing/plans";
import { board } from "@/lib/work/find";
import { Board } from "@/lib/work/schema";
import { runsAround } from "@/lib/workflows/canvas/runs.sql";
import { listWorkflows, readWorkflow } from "@/lib/workflows/catalog/find";
import { ListWorkflows } from "@/lib/workflows/catalog/schema";
import { listRuns, readRun } from "@/lib/workflows/run/read";
import { listItems } from "@/lib/workflows/run/read-items";
import { ListRuns } from "@/lib/workflows/run-schema";
import { readTimeline } from "@/lib/workflows/timeline/read";

/**
 * What screens and tools read of reviews, the board and workflows, in an installation with a long history: each reads what it shows, whatever
 * PostgreSQL believes of its tables. A scan of a table reads thousands of rows.
 */
const TABLES = [
  ...["tasks", "runs", "requests", "quality_reviews", "review_comments", "work_items"],
  ...["workflows", "workflow_versions", "workflow_runs", "workflow_stages"],
] as const;

const RUNS = 2_000;
const STAGES = 5;
const WORKFLOWS = 300;
const DEFINITION = JSON.stringify({
  ...{ inputs: {}, outputs: {}, defaults: {} },
  stages: Array.from({ length: STAGES }, (_, n) => ({
    ...{ name: `s${n + 1}`, agent: "scout", prompt: "Do it", from: [] },
  })),
});
/** One run of many, with its stages' tasks. */
const RUN = 1_500;

let test: TestDatabase;
let watched: ObservedDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
  for (const table of TABLES)
    await test.db.$executeRawUnsafe(`ALTER TABLE ${table} SET (autovacuum_enabled = false)`);
  await seed();
  watched = await observed(test);
  await watched.set("plan_cache_mode", "force_generic_plan");
});
afterAll(async () => {
  await watched?.close();
  await test?.drop();
});

/**
 * Two thousand runs, most of them of one workflow: a root task each, and one task for each stage, with attempts, verdicts and questions. A board
 * of 3,000 items in one project, and one of 100 in another.
 */
async function seed(): Promise<void> {
  const statements = [
    `INSERT INTO projects (name, slug, prefix) SELECT 'Project ' || n, 'p' || n, 'P' || n || 'X' FROM generate_series(2, 3) n`,
    `INSERT INTO workflows (id, project_id, name, created_by, latest_version)
       SELECT n, 1 + n % 2, 'flow-' || n, 'test', 3 FROM generate_series(1, ${WORKFLOWS}) n`,
    `INSERT INTO workflow_versions (id, workflow_id, version, source, format, definition, hash, created_by)
       SELECT 3 * w + v - 3, w, v, '', 'json', '${DEFINITION}', 'x' || w || v, 'test'
       FROM generate_series(1, ${WORKFLOWS}) w, generate_series(1, 3) v`,
    `INSERT INTO tasks (id, project_id, project_ticket_no, ticket_ref, title, created_by, status)
       SELECT n, 1, n, 'SCR-' || n, 'Root ' || n, 'test', 'done' FROM generate_series(1, ${RUNS}) n`,
    `INSERT INTO workflow_runs (id, workflow_id, workflow_name, version_id, version, project_id, root_task_id, root_ref, started_by, source, config, status, finished_at)
       SELECT n, w, 'flow-' || w, 3 * w, 3, 1, n, 'SCR-' || n, 'test', '{}', '{"agents": {}, "agent": null}', 'succeeded', now()
       FROM generate_series(1, ${RUNS}) n CROSS JOIN LATERAL (SELECT CASE WHEN n % 4 = 0 THEN 2 + n % 298 ELSE 1 END AS w) x`,
    `INSERT INTO tasks (id, project_id, project_ticket_no, ticket_ref, title, created_by, status, parent_id)
       SELECT ${RUNS} + (n - 1) * ${STAGES} + s, 1, ${RUNS} + (n - 1) * ${STAGES} + s, 'SCR-' || (${RUNS} + (n - 1) * ${STAGES} + s), 'Stage', 'test', 'done', n
       FROM generate_series(1, ${RUNS}) n, generate_series(1, ${STAGES}) s`,
    `INSERT INTO workflow_stages (run_id, name, position, state, task_id)
       SELECT n, 's' || s, s, 'succeeded', ${RUNS} + (n - 1) * ${STAGES} + s FROM generate_series(1, ${RUNS}) n, generate_series(1, ${STAGES}) s`,
    `INSERT INTO runs (task_id, task_ref, agent, trigger, attempt, outcome, started_at, finished_at)
       SELECT id, ticket_ref, 'scout', 'claim', 1, 'succeeded', now(), now() FROM tasks WHERE parent_id IS NOT NULL`,
    `INSERT INTO quality_reviews (task_id, reviewer, reviewer_kind, status, notes, applied)
       SELECT id, 'Ada', 'user', 'rejected', 'No', true FROM tasks WHERE parent_id IS NOT NULL AND id % 2 = 0`,
    `INSERT INTO review_comments (task_id, review_id, author, author_kind, anchor, body)
       SELECT task_id, id, 'Ada', 'user', '{}', 'Why?' FROM quality_reviews, generate_series(1, 2)`,
    `INSERT INTO requests (run_id, task_id, task_ref, agent, kind, title, options, state)
       SELECT id, task_id, task_ref, agent, 'question', 'Which?', '[]', 'withdrawn' FROM runs WHERE id % 2 = 0`,
    `INSERT INTO tasks (id, project_id, project_ticket_no, ticket_ref, title, created_by, status)
       SELECT 20000 + n, CASE WHEN n <= 100 THEN 3 ELSE 2 END, n, 'BRD-' || n, 'Item', 'test', 'done' FROM generate_series(1, 3100) n`,
    `INSERT INTO work_items (project_id, key, task_id) SELECT project_id, 'item-' || id, id FROM tasks WHERE id > 20000`,
  ];
  for (const statement of statements) await test.db.$executeRawUnsafe(statement);
  await test.db.$executeRawUnsafe(`VACUUM ${TABLES.join(", ")}`);
}

const BELIEFS: [string, (table: string) => Promise<unknown>][] = [
  ["never analysed", async () => undefined],
  [
    "analysed while they were empty",
    (table) =>
      test.db.$queryRawUnsafe(
        `SELECT pg_restore_relation_stats('schemaname', 'public', 'relname', '${table}', 'relpages', 0, 'reltuples', 0::real)::text`,
      ),
  ],
  ["analysed as they are", (table) => test.db.$executeRawUnsafe(`ANALYZE ${table}`)],
];

async function believe(how: (table: string) => Promise<unknown>): Promise<void> {
  for (const table of TABLES) {
    await test.db.$queryRawUnsafe(`SELECT pg_clear_relation_stats('public', '${table}')::text`);
    await test.db.$queryRawUnsafe(
      `SELECT pg_clear_attribute_stats('public', '${table}', attname::text, false)::text FROM pg_attribute
       WHERE attrelid = '${table}'::regclass AND attnum > 0 AND NOT attisdropped`,
    );
    await how(table);
  }
}

const runs = (query: object) => (ctx: Context) => listRuns(ctx, ListRuns.parse(query));
const workflows = (query: object) => (ctx: Context) =>
  listWorkflows(ctx, ListWorkflows.parse(query));
const items = (query: object) => (ctx: Context) => board(ctx, Board.parse(query));

/** What is read, and at most how many rows of each table: 10 where nothing is said. */
const READS: {
  what: string;
  read: (ctx: Context) => Promise<unknown>;
  most?: Partial<Record<(typeof TABLES)[number], number>>;
}[] = [
  {
    what: "the comments of a review",
    read: (ctx) => listReviewComments(ctx, 2_004),
    most: { review_comments: 10 },
  },
  {
    // A small board beside a large one: all its items, once for the page and once for the counts.
    what: "the board of a project",
    read: items({ project_id: "3" }),
    most: { work_items: 210, tasks: 210, runs: 210 },
  },
  {
    what: "the board of a project by state and kind",
    read: items({ project_id: "3", status: "done", type: "custom" }),
    most: { work_items: 210, tasks: 210, runs: 210 },
  },
  {
    what: "the runs around a task",
    read: (ctx) => runsAround(ctx.db, [{ id: RUNS + RUN * STAGES, workflow_run_id: RUN }]),
    most: { tasks: 20, runs: 20, workflow_stages: 20 },
  },
  {
    what: "the timeline of a run",
    read: (ctx) => readTimeline(ctx, RUN),
    most: { tasks: 20, runs: 20, workflow_stages: 20, requests: 20, quality_reviews: 20 },
  },
  {
    what: "the timeline of a stage's items",
    read: (ctx) => readTimeline(ctx, RUN, "s2"),
    most: { tasks: 20, runs: 20, workflow_stages: 20 },
  },
  {
    // Every workflow, each with its latest version and five newest runs.
    what: "the catalogue",
    read: workflows({}),
    most: { workflows: 300, workflow_versions: 300, workflow_runs: 1_000 },
  },
  {
    what: "the catalogue of a project",
    read: workflows({ project_id: "2" }),
    most: { workflows: 300, workflow_versions: 150, workflow_runs: 1_000 },
  },
  {
    what: "a workflow by its name, with a version",
    read: (ctx) => readWorkflow(ctx, "FLOW-1", 2),
    most: { workflows: 10, workflow_versions: 10, workflow_runs: 10 },
  },
  {
    what: "a run and its stages",
    read: (ctx) => readRun(ctx, RUN),
    most: { tasks: 60, workflow_stages: 60, requests: 20, runs: 60 },
  },
  {
    what: "the items of a stage",
    read: (ctx) => listItems(ctx, RUN, "s2", { limit: 50, cursor: undefined } as never),
    most: { tasks: 20, workflow_stages: 20 },
  },
  ...[
    { of: "all", query: {} },
    { of: "one workflow", query: { workflow: "flow-1" } },
    { of: "a workflow with few", query: { workflow: "flow-11" }, most: { workflow_runs: 20 } },
    { of: "a project", query: { project_id: "1" } },
    { of: "one state", query: { status: "succeeded" } },
    { of: "a state that none is in", query: { status: "running" }, most: { workflow_runs: 10 } },
    { of: "one person", query: { started_by: "test" } },
    { of: "nobody", query: { started_by: "eve" }, most: { workflow_runs: 10 } },
    { of: "what needs attention", query: { attention: "blocked" }, most: { workflow_runs: 10 } },
    { of: "what asks people", query: { attention: "person" }, most: { workflow_runs: 10 } },
  ].map(({ of, query, most }) => ({
    what: `a page of runs: ${of}`,
    read: runs({ ...query, limit: "20" }),
    most: {
      ...{ workflow_runs: 60, workflow_versions: 60, workflow_stages: 400, tasks: 400, runs: 400 },
      ...most,
    },
  })),
];

describe.each(BELIEFS)("with tables %s", (_, how) => {
  beforeAll(() => believe(how));

  it.each(READS)("$what reads no more than it shows", async ({ read, most = {} }) => {
    const ctx = createContext(contextOf(watched.db).actor, watched.db);
    const { plans } = await watched.observe(() => read(ctx));
    const rows = new Map<string, number>();
    for (const plan of plans)
      for (const [table, n] of plan.rows) rows.set(table, (rows.get(table) ?? 0) + n);
    const over = TABLES.filter((table) => (rows.get(table) ?? 0) > (most[table] ?? 10));
    expect(over.map((table) => `${table}: ${rows.get(table)}`)).toEqual([]);
    expect(plans.length).toBeGreaterThan(0);
  });
});
