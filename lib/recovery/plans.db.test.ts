import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Context, createContext } from "@/lib/core/context";
import { type Database, Prisma, type Queryable } from "@/lib/core/database";
import { agentsWithDueWork, dueWork } from "@/lib/dispatch/queue.sql";
import { runsDueWithin, standingOf } from "@/lib/limits/find";
import { answersWaitingFor } from "@/lib/requests/answers";
import { listRequests } from "@/lib/requests/find";
import { ListRequests } from "@/lib/requests/schema";
import { unattendedReviews } from "@/lib/reviews/round";
import { listRuns } from "@/lib/runs/list";
import { ListRuns } from "@/lib/runs/schema";
import { hasTurnWaiting, lockNextTurn, saidBefore } from "@/lib/runs/turns.sql";
import { unheardOf } from "@/lib/steering/find";
import { readBacklog } from "@/lib/tasks/queue/backlog";
import { claimBest, findHeldTask, type NextClaim } from "@/lib/tasks/queue/claim.sql";
import { renewNamed, renewOnly } from "@/lib/tasks/queue/lease";
import { wakeOverdueTasks } from "@/lib/tasks/queue/scheduled";
import { findAgentsWithWork, findPool } from "@/lib/tasks/queue/waiting-room.sql";
import { listTasks } from "@/lib/tasks/read/list";
import { taskOutcomes } from "@/lib/tasks/read/outcomes";
import { searchTasks } from "@/lib/tasks/read/search";
import { ListTasks } from "@/lib/tasks/schema";
import { contextOf } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { tendTurns } from "@/lib/turns/begin";
import { treeState } from "@/lib/turns/tree.sql";
import { workOf } from "@/lib/why/read";
import { tendRuns as tendWorkflowRuns } from "@/lib/workflows/run/advance";
import { stagesNamed } from "@/lib/workflows/run/rows";
import { requeueStaleTasks } from "./stale";

let test: TestDatabase;
let ctx: Context;
let client: pg.Client;
beforeAll(async () => {
  test = await createTestDatabase();
  ctx = contextOf(test.db);
  client = new pg.Client({ connectionString: test.url });
  await client.connect();
  await givenAnInstallationInUse();
  await client.query("SET plan_cache_mode = force_generic_plan");
});
afterAll(async () => {
  await client.end();
  await test.drop();
});

const TASKS = 20_000;
/** One of the few open runs, which are made last. */
const OPEN_RUN = 18_050;
const WORKFLOW_RUN = 1;

/** Mostly history; a queue of 10 agents and the pool, the newest tasks of the last of four projects; a few open runs. */
async function givenAnInstallationInUse(): Promise<void> {
  await client.query(`
    ALTER TABLE tasks SET (autovacuum_enabled = false);
    ALTER TABLE runs SET (autovacuum_enabled = false);
    ALTER TABLE task_search SET (autovacuum_enabled = false);
    INSERT INTO projects (name, slug, prefix) SELECT 'Project ' || n, 'p' || n, 'P' || n || 'X' FROM generate_series(2, 4) n;
    INSERT INTO agents (name, runtime, max_capacity) SELECT 'agent-' || n, (CASE WHEN n % 2 = 0 THEN 'openclaw' ELSE 'pull' END)::runtime, 20 FROM generate_series(1, 10) n;
    INSERT INTO tasks (project_id, project_ticket_no, ticket_ref, title, created_by, priority, status, assigned_to, ready)
    SELECT (SELECT id FROM projects ORDER BY id OFFSET n * 4 / (${TASKS} + 1) LIMIT 1), 100 + n, 'PLAN-' || n, CASE WHEN n % 100 = 50 THEN 'Throttling of ' ELSE 'Task ' END || n, 'test',
           (ARRAY['low', 'medium', 'high'])[1 + n % 3]::priority, s.status::task_status,
           CASE WHEN s.status <> 'inbox' THEN 'agent-' || (1 + n / 7 % 10) END, s.status IN ('inbox', 'assigned')
    FROM generate_series(1, ${TASKS}) n
    CROSS JOIN LATERAL (SELECT CASE n % 20 WHEN 0 THEN 'inbox' WHEN 1 THEN 'assigned' WHEN 2 THEN 'review' ELSE 'done' END AS status) s;
    INSERT INTO runs (task_id, task_ref, agent, trigger, attempt, outcome, started_at, finished_at, lease_expires_at)
    SELECT id, ticket_ref, assigned_to, 'claim', 1, 'succeeded', now(), now(), now() FROM tasks WHERE status IN ('done', 'review');
    WITH r AS (
      INSERT INTO runs (task_id, task_ref, agent, trigger, attempt, lease_expires_at)
      SELECT id, ticket_ref, assigned_to, 'claim', 1, now() + (n % 2 * 2 - 1) * interval '5 minutes'
      FROM (SELECT *, row_number() OVER (ORDER BY id) AS n FROM tasks WHERE status = 'done') t WHERE n % 100 = 0
      RETURNING id, task_id
    ) UPDATE tasks SET status = 'in_progress', run_id = r.id FROM r WHERE tasks.id = r.task_id;
  `);
  await client.query(`
    INSERT INTO workflows (project_id, name, created_by) SELECT id, 'flow', 'test' FROM projects ORDER BY id LIMIT 1;
    INSERT INTO workflow_versions (workflow_id, version, source, format, definition, hash, created_by) SELECT id, 1, '', 'json', '{}', 'x', 'test' FROM workflows;
    INSERT INTO workflow_runs (workflow_id, workflow_name, version_id, version, project_id, root_task_id, started_by, source)
    SELECT w.id, w.name, v.id, 1, w.project_id, (SELECT max(id) FROM tasks WHERE status = 'inbox'), 'test', '{}' FROM workflows w JOIN workflow_versions v ON v.workflow_id = w.id;
    INSERT INTO workflow_stages (run_id, name, position, state, task_id)
    SELECT w.id, 's' || t.n, t.n, 'waiting', t.id
    FROM workflow_runs w, (SELECT id, row_number() OVER (ORDER BY id) AS n FROM tasks WHERE status = 'inbox' LIMIT 100) t;
  `);
  await client.query("VACUUM tasks, runs, task_search");
}

/** Statistics of a column as an ANALYZE would leave them. */
interface Column {
  table?: "tasks" | "runs";
  name: string;
  nulls?: number;
  distinct?: number;
  common?: string;
  frequencies?: string;
  correlation?: number;
}
const ALWAYS_FALSE: Column = { name: "claimable", distinct: 1, common: "{f}", frequencies: "{1}" };

/** What PostgreSQL believes of the tables, whatever is in them now. */
const STATISTICS: Record<string, { analyzed: boolean; tuples?: number; columns?: Column[] }> = {
  "never analyzed": { analyzed: false },
  "analyzed while the tables were empty": { analyzed: false, tuples: 0 },
  "analyzed as they are": { analyzed: true },
  "analyzed while nothing was claimable": { analyzed: true, columns: [ALWAYS_FALSE] },
  "analyzed while everything was claimable": {
    analyzed: true,
    columns: [{ name: "claimable", distinct: 1, common: "{t}", frequencies: "{1}" }],
  },
  "analyzed while everything was in the pool": {
    analyzed: true,
    columns: [{ name: "assigned_to", nulls: 1, distinct: 0 }],
  },
  "analyzed while nothing was in the pool": {
    analyzed: true,
    columns: [
      { name: "assigned_to", nulls: 0, distinct: 1, common: "{agent-1}", frequencies: "{1}" },
      ALWAYS_FALSE,
    ],
  },
  "analyzed with a long history of one agent in one project": {
    analyzed: true,
    tuples: 2_000_000,
    columns: [
      { name: "project_id", distinct: 1, common: "{1}", frequencies: "{1}", correlation: 1 },
      { name: "assigned_to", distinct: 1, common: "{agent-1}", frequencies: "{1}", correlation: 1 },
      { name: "status", distinct: 1, common: "{done}", frequencies: "{1}", correlation: 1 },
      ALWAYS_FALSE,
      { table: "runs", name: "outcome", distinct: 1, common: "{succeeded}", frequencies: "{1}" },
    ],
  },
};

async function believe({
  analyzed,
  tuples,
  columns = [],
}: (typeof STATISTICS)[string]): Promise<void> {
  for (const table of ["tasks", "runs", "task_search"]) {
    await client.query(`SELECT pg_clear_relation_stats('public', $1)`, [table]);
    await client.query(
      `SELECT pg_clear_attribute_stats('public', $1, attname::text, false) FROM pg_attribute
       WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped`,
      [table],
    );
    if (analyzed) await client.query(`ANALYZE ${table}`);
    if (tuples !== undefined) {
      await client.query(
        `SELECT pg_restore_relation_stats('schemaname', 'public', 'relname', '${table}',
           'relpages', ${tuples === 0 ? 0 : "relpages"}, 'reltuples', ${tuples}::real) FROM pg_class WHERE oid = '${table}'::regclass`,
      );
    }
  }
  for (const column of columns) {
    const {
      table = "tasks",
      name,
      nulls = 0,
      distinct = 1,
      common,
      frequencies,
      correlation,
    } = column;
    const given = [
      `'null_frac', ${nulls}::real`,
      `'avg_width', 8`,
      `'n_distinct', ${distinct}::real`,
      ...(common
        ? [`'most_common_vals', '${common}'::text`, `'most_common_freqs', '${frequencies}'::real[]`]
        : []),
      ...(correlation === undefined ? [] : [`'correlation', ${correlation}::real`]),
    ];
    await client.query(`SELECT pg_clear_attribute_stats('public', '${table}', '${name}', false)`);
    await client.query(
      `SELECT pg_restore_attribute_stats('schemaname', 'public', 'relname', '${table}', 'attname', '${name}', 'inherited', false, ${given.join(", ")})`,
    );
  }
}

const page = (query: Record<string, string>) => ListTasks.parse(query);
const as = (db: Database): Context => createContext(ctx.actor, db);
const claim = (more: Partial<NextClaim>) => (db: Queryable) =>
  claimBest(db, ctx.actor, 0, {
    agent: "agent-3",
    maxCapacity: 5,
    projectId: null,
    workType: null,
    limit: null,
    claimId: null,
    workerId: null,
    most: 1,
    queue: "claimable",
    ...more,
  });

/** Ten agents that wait for work of any project, and for work of one. */
const WAITING = [null, 4].flatMap((projectId) =>
  Array.from({ length: 10 }, (_, n) => ({
    ...{ agent: `agent-${n + 1}`, projectId, workType: null },
    commands: false as const,
  })),
);
/** The same for ten that take one kind of work, which nothing in the queue is of. */
const TYPED = WAITING.slice(0, 10).map((wanted) => ({ ...wanted, workType: "code" }));
/** The same for ten that run tasks' commands and do nothing else; no task in the queue has one. */
const RUNNERS = WAITING.slice(0, 10).map((wanted) => ({ ...wanted, commands: "only" as const }));

/**
 * The statements that agents and jobs send all the time, with the most rows that each may take: of 20,000 tasks 3,200 are open,
 * 1,000 of them in review and 1,000 in the queue, 100 of those of each agent. 170 runs are open, 17 of each agent.
 */
const STATEMENTS: {
  what: string;
  run: (db: Database) => Promise<unknown>;
  tasks: number;
  runs: number;
  /** Texts that a search looks at; 200 have the word that is searched for. */
  texts?: number;
}[] = [
  { what: "a poll", run: claim({}), tasks: 60, runs: 60 },
  { what: "a poll in one project", run: claim({ projectId: 4 }), tasks: 60, runs: 170 },
  { what: "a poll for many", run: claim({ most: 20, maxCapacity: 50 }), tasks: 400, runs: 400 },
  {
    what: "a poll for many in one project",
    run: claim({ most: 20, projectId: 4, maxCapacity: 50 }),
    tasks: 400,
    runs: 400,
  },
  { what: "a poll for one kind of work", run: claim({ workType: "code" }), tasks: 60, runs: 60 },
  {
    // The whole pool where statistics say that it is empty. Once in 15 seconds, and only while somebody waits.
    what: "the pool of one kind of work",
    run: (db) => findPool(db, TYPED),
    tasks: 1_000,
    runs: 0,
  },
  { what: "a poll for commands", run: claim({ queue: "command_ready" }), tasks: 10, runs: 60 },
  {
    what: "a poll for commands of one kind of work",
    run: claim({ queue: "command_ready", workType: "code" }),
    tasks: 10,
    runs: 60,
  },
  { what: "the commands of the pool", run: (db) => findPool(db, RUNNERS), tasks: 0, runs: 0 },
  { what: "a poll with a claim id", run: claim({ claimId: "new" }), tasks: 60, runs: 170 },
  {
    what: "which of the agents that wait have work",
    run: (db) => findAgentsWithWork(db, WAITING),
    tasks: 20,
    runs: 340,
  },
  {
    what: "what agents ask of people",
    run: (db) => listRequests(as(db), ListRequests.parse({})),
    tasks: 0,
    runs: 0,
  },
  {
    what: "the answers that wait for an agent",
    run: (db) => answersWaitingFor(db, "agent-3", null),
    tasks: 0,
    runs: 0,
  },
  {
    what: "what an open run has come to",
    run: (db) => standingOf(db, OPEN_RUN),
    tasks: 0,
    runs: 10,
  },
  {
    what: "the runs that reach a limit of time",
    run: (db) => runsDueWithin(db, 60),
    tasks: 0,
    runs: 0,
  },
  {
    what: "what a task's next attempt has to hear",
    run: (db) => unheardOf(db, 7, null),
    tasks: 0,
    runs: 0,
  },
  {
    what: "why an agent does nothing",
    run: (db) => workOf(db, "agent-3", null, null),
    tasks: 1_300,
    runs: 170,
  },
  { what: "the pool for those that wait", run: (db) => findPool(db, WAITING), tasks: 20, runs: 0 },
  { what: "what an agent holds", run: (db) => findHeldTask(db, "agent-3"), tasks: 170, runs: 60 },
  {
    what: "the backlog of a project",
    run: (db) => readBacklog(as(db), { projectId: 4, agent: "agent-3", limit: 20 }),
    tasks: 200,
    runs: 0,
  },
  {
    what: "a heartbeat of runs",
    run: (db) => renewNamed(db, "agent-3", [1], null, null),
    tasks: 20,
    runs: 340,
  },
  { what: "a heartbeat", run: (db) => renewOnly(db, "agent-3", null, null), tasks: 20, runs: 340 },
  {
    what: "the due work of an agent",
    run: (db) => dueWork(db, "agent-4", 10),
    tasks: 160,
    runs: 0,
  },
  { what: "agents with due work", run: (db) => agentsWithDueWork(db), tasks: 800, runs: 0 },
  { what: "leases that ran out", run: (db) => requeueStaleTasks(as(db)), tasks: 170, runs: 170 },
  {
    what: "start times that have come",
    run: (db) => wakeOverdueTasks(as(db)),
    tasks: 100,
    runs: 0,
  },
  {
    what: "how all work ended, of the newest hundred",
    run: (db) => taskOutcomes(as(db), "all", 100),
    tasks: 200,
    runs: 0,
  },
  {
    what: "what the change of a stage concerns",
    run: (db) => stagesNamed(db, WORKFLOW_RUN, ["s1", "s2"]),
    tasks: 2,
    runs: 0,
  },
  {
    what: "runs of workflows whose stages are not what their tasks say",
    run: (db) => tendWorkflowRuns(as(db)),
    tasks: 110,
    runs: 0,
  },
  { what: "a page of tasks", run: (db) => listTasks(as(db), page({})), tasks: 110, runs: 51 },
  {
    what: "a page of a search",
    run: (db) => listTasks(as(db), page({ q: "throttling" })),
    tasks: 600,
    runs: 51,
    texts: 200,
  },
  {
    what: "a page of a search by urgency",
    run: (db) => listTasks(as(db), page({ q: "throttling", sort: "priority" })),
    tasks: 800,
    runs: 51,
    texts: 400,
  },
  {
    what: "a search for a word that nobody wrote",
    run: (db) => listTasks(as(db), page({ q: "nowhere" })),
    tasks: 30,
    runs: 0,
    texts: 0,
  },
  {
    what: "a search of a project",
    run: (db) => searchTasks(as(db), { projectId: 4, typed: "throttling", limit: 50 }),
    tasks: 600,
    runs: 51,
    texts: 400,
  },
  {
    what: "the next turn of an agent",
    run: (db) => lockNextTurn(db, "agent-3"),
    tasks: 0,
    runs: 20,
  },
  { what: "whether turns wait", run: (db) => hasTurnWaiting(db, "agent-3"), tasks: 0, runs: 20 },
  {
    what: "what was said in a conversation",
    run: (db) => saidBefore(db, { id: 99_999, conversation_id: 1 }, 200_000),
    tasks: 0,
    runs: 20,
  },
  {
    what: "how an agent's work failed",
    run: (db) => listRuns(as(db), ListRuns.parse({ agent: "agent-3", outcome: "failed" })),
    tasks: 0,
    runs: 0,
  },
  { what: "turns that nobody tends", run: (db) => tendTurns(as(db)), tasks: 0, runs: 170 },
  { what: "what a tree of runs costs", run: (db) => treeState(db, 1), tasks: 0, runs: 20 },
  { what: "reviews that wait", run: (db) => unattendedReviews(db, 10), tasks: 3_200, runs: 2_000 },
];

interface PlanNode {
  "Node Type": string;
  "Relation Name"?: string;
  "Index Name"?: string;
  "Actual Rows": number;
  "Actual Loops": number;
  "Rows Removed by Filter"?: number;
  "Shared Hit Blocks": number;
  "Shared Read Blocks": number;
  Plans?: PlanNode[];
}

/** The statements that `run` sends, with their values. */
async function statementsOf(run: (db: Database) => Promise<unknown>): Promise<Prisma.Sql[]> {
  const sent: Prisma.Sql[] = [];
  const note = async (strings: TemplateStringsArray | Prisma.Sql, ...values: unknown[]) => {
    sent.push(strings instanceof Prisma.Sql ? strings : Prisma.sql(strings, ...values));
    return [];
  };
  await run({ $queryRaw: note, $executeRaw: note } as unknown as Database);
  return sent;
}

let prepared = 0;
async function planOf(statement: Prisma.Sql): Promise<PlanNode[]> {
  const literals = statement.values.map((value) => literal(value));
  const name = `s${++prepared}`;
  await client.query("BEGIN");
  try {
    await client.query(`PREPARE ${name} AS ${statement.text}`);
    const { rows } = await client.query<{ "QUERY PLAN": { Plan: PlanNode }[] }>(
      `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) EXECUTE ${name}${literals.length > 0 ? `(${literals.join(", ")})` : ""}`,
    );
    const flat = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(flat)];
    return flat(rows[0]?.["QUERY PLAN"][0]?.Plan as PlanNode);
  } finally {
    await client.query("ROLLBACK");
    await client.query(`DEALLOCATE ${name}`).catch(() => {});
  }
}

function literal(value: unknown): string {
  if (value === null) return "NULL";
  if (Array.isArray(value)) return `'{${value.map((one) => one ?? "NULL").join(",")}}'`;
  return `'${String(value).replaceAll("'", "''")}'`;
}

/** Rows taken from a table, those that a filter dropped included. */
function rowsRead(nodes: PlanNode[], table: string): number {
  const reads = nodes.filter(
    (node) => node["Relation Name"] === table && node["Node Type"] !== "ModifyTable",
  );
  const each = (node: PlanNode) => node["Actual Rows"] + (node["Rows Removed by Filter"] ?? 0);
  return reads.reduce((sum, node) => sum + each(node) * node["Actual Loops"], 0);
}

/** Rows of a table that the open transaction has read. */
async function rowsReadOf(table: string): Promise<number> {
  const { rows } = await client.query<{ read: number }>(
    "SELECT (seq_tup_read + idx_tup_fetch)::int AS read FROM pg_stat_xact_user_tables WHERE relname = $1",
    [table],
  );
  return rows[0]?.read ?? 0;
}

describe.each(Object.entries(STATISTICS))("with tables %s", (_state, belief) => {
  beforeAll(() => believe(belief));

  it.each(STATEMENTS)("$what reads no more than it needs", async (each) => {
    const { run, tasks, runs, texts = 0 } = each;
    for (const statement of await statementsOf(run)) {
      const nodes = await planOf(statement);
      const scanned = nodes.filter((node) => node["Node Type"] === "Seq Scan");
      expect(scanned.map((node) => node["Relation Name"])).not.toContain("tasks");
      expect(scanned.map((node) => node["Relation Name"])).not.toContain("runs");
      expect(scanned.map((node) => node["Relation Name"])).not.toContain("task_search");
      expect(rowsRead(nodes, "tasks")).toBeLessThanOrEqual(tasks);
      expect(rowsRead(nodes, "runs")).toBeLessThanOrEqual(runs);
      expect(rowsRead(nodes, "task_search")).toBeLessThanOrEqual(texts);
    }
  });

  describe("a poll", () => {
    it.each([
      { project: null, index: "tasks_claimable_idx" },
      { project: 4, index: "tasks_project_claimable_idx" },
    ])("takes the head of $index in a few pages", async ({ project, index }) => {
      for (const claimId of [null, "new"]) {
        const [statement] = await statementsOf(
          claim({ projectId: project, limit: project, claimId }),
        );
        const nodes = await planOf(statement as Prisma.Sql);
        const queue = nodes.filter((node) => node["Index Name"]?.includes("claimable"));
        expect(queue.map((node) => node["Index Name"])).toEqual([index, index, index, index]);
        expect(nodes.filter((node) => node["Node Type"].includes("Sort"))).toEqual([]);
        const pages = queue.map((node) => node["Shared Hit Blocks"] + node["Shared Read Blocks"]);
        expect(Math.max(...pages)).toBeLessThan(10);
      }
    });

    it.each([
      { project: null, index: "tasks_claimable_idx" },
      { project: 4, index: "tasks_project_claimable_idx" },
    ])("for many takes the head of $index and sorts only that", async ({ project, index }) => {
      const [statement] = await statementsOf(
        claim({ projectId: project, most: 20, maxCapacity: 50 }),
      );
      const nodes = await planOf(statement as Prisma.Sql);
      const queue = nodes.filter((node) => node["Index Name"]?.includes("claimable"));
      expect(queue.map((node) => node["Index Name"])).toEqual([index, index, index, index]);
      const sorted = nodes.filter((node) => node["Node Type"].includes("Sort"));
      expect(Math.max(...sorted.map((node) => node["Actual Rows"]))).toBeLessThanOrEqual(40);
    });
  });

  describe("reports", () => {
    it("on five tasks read no more than those and their runs", async () => {
      await client.query("DISCARD PLANS");
      await client.query("BEGIN");
      try {
        const { rows: held } = await client.query<{ id: number; run: number; place: number }>(
          "SELECT id, run_id AS run, (row_number() OVER ())::int - 1 AS place FROM tasks WHERE run_id IS NOT NULL ORDER BY id DESC LIMIT 5",
        );
        const before = { tasks: await rowsReadOf("tasks"), runs: await rowsReadOf("runs") };
        await client.query(
          "SELECT comment_alone(id, NULL, NULL, NULL, run, NULL, 15, 60000, 60000, 'test', 'key', 'On it.', '{}', place, 'test', 'key') FROM jsonb_to_recordset($1) AS x(id int, run int, place int)",
          [JSON.stringify(held)],
        );
        const done = await client.query<{ tasks: object[] }>(
          "SELECT hand_in_many_alone($1, NULL, NULL, NULL, NULL, false, 5, 'test', 'key') AS tasks",
          [JSON.stringify(held)],
        );
        expect(done.rows[0]?.tasks).toHaveLength(5);
        expect((await rowsReadOf("runs")) - before.runs).toBeLessThanOrEqual(60);
        expect((await rowsReadOf("tasks")) - before.tasks).toBeLessThanOrEqual(120);
      } finally {
        await client.query("ROLLBACK");
      }
    });

    it("of five dispatched runs read no more than their tasks, at their begin and at their end", async () => {
      await client.query("DISCARD PLANS");
      await client.query("BEGIN");
      try {
        await client.query("UPDATE agents SET in_progress = 0 WHERE name = 'agent-4'");
        const { rows: due } = await client.query<{ id: number; updated_at: string }>(
          `SELECT id, updated_at::text, '{}'::json AS details, 'Do it.' AS prompt FROM tasks
           WHERE claimable AND status = 'assigned' AND assigned_to = 'agent-4' ORDER BY id LIMIT 5`,
        );
        const { rows: called } = await client.query(
          "SELECT runtime, config, soul_content FROM agents WHERE name = 'agent-4'",
        );
        const before = { tasks: await rowsReadOf("tasks"), runs: await rowsReadOf("runs") };
        const begun = await client.query<{ runs: { id: number; task_id: number }[] }>(
          "SELECT begin_dispatched('agent-4', $1, $2, 30000, 0, 'test', 'system')->'runs' AS runs",
          [JSON.stringify(called[0]), JSON.stringify(due)],
        );
        const runs = begun.rows[0]?.runs ?? [];
        expect(runs).toHaveLength(5);
        const said = {
          resolution: "Done.",
          hash: "hash",
          output: "Done.",
          tokens_in: 1,
          tokens_out: 1,
          cost: 1,
          priced: "priced",
        };
        const works = runs.map(({ id, task_id }) => ({ task: task_id, run: id, ...said }));
        const done = await client.query<{ ended: number[] }>(
          "SELECT hand_in_answers($1, NULL, false, 10, 'test', 'system') AS ended",
          [JSON.stringify(works)],
        );
        expect(done.rows[0]?.ended).toHaveLength(5);
        expect((await rowsReadOf("runs")) - before.runs).toBeLessThanOrEqual(120);
        expect((await rowsReadOf("tasks")) - before.tasks).toBeLessThanOrEqual(240);
      } finally {
        await client.query("ROLLBACK");
      }
    });
  });
});
