import pg from "pg";
import type { TestDatabase } from "./database";

/**
 * Fills a database with finished work: `tasks` tasks that are done, each with four runs, four events, two comments, a change and a
 * verdict with a comment, and somebody's draft, a tenth of them epics with two children, and links among them. A quarter is `agent`'s. Written past the triggers,
 * with what these would have derived, and never analysed.
 */
export async function seedHistory(
  test: TestDatabase,
  { tasks, agent }: { tasks: number; agent: string },
): Promise<void> {
  const client = new pg.Client({ connectionString: test.url });
  await client.connect();
  try {
    await client.query("SET session_replication_role = replica");
    const { rows } = await client.query("SELECT COALESCE(max(id), 0) AS last FROM tasks");
    for (const statement of STATEMENTS) {
      const text = statement
        .replaceAll(":first", String(rows[0].last + 1))
        .replaceAll(":last", String(rows[0].last + tasks))
        .replaceAll(":agent", pg.escapeLiteral(agent));
      await client.query(text);
    }
  } finally {
    await client.end();
  }
}

const WHEN = "now() - (:last - n) * interval '1 minute'";
const WHOSE = "CASE WHEN n % 4 = 0 THEN :agent ELSE 'other-' || n % 40 END";

const STATEMENTS = [
  ...[
    "tasks",
    "runs",
    "events_p0",
    "comments",
    "quality_reviews",
    "task_links",
    "mentions",
    "run_changes",
    "review_comments",
    "review_drafts",
    "review_viewed",
  ].map((table) => `ALTER TABLE ${table} SET (autovacuum_enabled = off)`),
  `INSERT INTO tasks (id, project_id, project_ticket_no, ticket_ref, title, description, status, type, created_by, assigned_to,
     parent_id, root_id, kind, children_total, children_done, children_finished, resolution, outcome, completed_at,
     status_changed_at, created_at, updated_at, comment_count)
   SELECT n, (SELECT min(id) FROM projects), n, 'OLD-' || n, 'Finished ' || n, repeat('It was like this. ', 20), 'done',
     CASE WHEN n % 10 = 0 THEN 'epic' ELSE 'task' END::task_type, 'seed', ${WHOSE},
     CASE WHEN n % 10 IN (1, 2) AND n - n % 10 >= :first THEN n - n % 10 END,
     CASE WHEN n % 10 IN (1, 2) AND n - n % 10 >= :first THEN n - n % 10 ELSE n END,
     CASE WHEN n % 10 = 0 THEN 'group' ELSE 'work' END::task_kind,
     CASE WHEN n % 10 = 0 THEN 2 ELSE 0 END, CASE WHEN n % 10 = 0 THEN 2 ELSE 0 END, CASE WHEN n % 10 = 0 THEN 2 ELSE 0 END,
     'Done.', 'success', ${WHEN}, ${WHEN}, ${WHEN}, ${WHEN}, 2
   FROM generate_series(:first, :last) n`,
  "SELECT setval(pg_get_serial_sequence('tasks', 'id'), :last)",
  `INSERT INTO task_links (from_id, to_id, type, created_by)
   SELECT n, n + 1, 'blocks', 'seed' FROM generate_series(:first, :last - 1) n WHERE n % 5 = 3`,
  `INSERT INTO runs (task_id, task_ref, project_id, agent, trigger, outcome, started_at, heartbeat_at, finished_at, lease_expires_at,
     model, tokens_in, tokens_out, cost_usd, cost_source)
   SELECT n, 'OLD-' || n, (SELECT min(id) FROM projects), ${WHOSE}, 'claim',
     CASE WHEN k = 4 THEN 'succeeded' ELSE 'failed' END::run_outcome, ${WHEN}, ${WHEN}, ${WHEN}, ${WHEN}, 'a-model', 100, 10, 0.01,
     'reported'
   FROM generate_series(:first, :last) n CROSS JOIN generate_series(1, 4) k`,
  `INSERT INTO events_p0 (id, type, category, project_id, task_id, agent, actor, actor_kind, version, data, created_at)
   SELECT 4 * n + k, 'task.updated', 'task', (SELECT min(id) FROM projects), n, ${WHOSE}, 'seed', 'key', 1,
     '{"task": {}}', ${WHEN}
   FROM generate_series(:first, :last) n CROSS JOIN generate_series(0, 3) k`,
  `INSERT INTO comments (task_id, author, author_kind, content, mentions, created_at)
   SELECT n, 'Ada', 'user', 'Look, @' || :agent, CASE WHEN k = 1 AND n % 4 = 0 THEN ARRAY[:agent] ELSE '{}' END, ${WHEN}
   FROM generate_series(:first, :last) n CROSS JOIN generate_series(1, 2) k`,
  `INSERT INTO quality_reviews (task_id, reviewer, reviewer_kind, status, notes, applied, created_at)
   SELECT n, 'Ada', 'user', 'approved', 'Good.', true, ${WHEN} FROM generate_series(:first, :last) n`,
  `INSERT INTO run_changes (run_id, commit_sha, files)
   SELECT id, repeat('a', 40), '[]' FROM runs WHERE task_id BETWEEN :first AND :last AND outcome = 'succeeded'`,
  `INSERT INTO review_comments (task_id, review_id, round, author, author_kind, anchor, body)
   SELECT task_id, id, 1, 'Ada', 'user', '{}', 'Good.' FROM quality_reviews WHERE task_id BETWEEN :first AND :last`,
  `INSERT INTO review_drafts (task_id, caller, anchor, body) SELECT n, 'user:1', '{}', 'Good?' FROM generate_series(:first, :last) n`,
  `INSERT INTO review_viewed (task_id, caller, path, hash) SELECT n, 'user:1', 'a.ts', '' FROM generate_series(:first, :last) n`,
  `INSERT INTO task_counts (project_id, status, archived, assigned_to, n)
   SELECT (SELECT min(id) FROM projects), 'done', false, ${WHOSE}, count(*) FROM generate_series(:first, :last) n GROUP BY 4
   ON CONFLICT (project_id, status, archived, assigned_to) DO UPDATE SET n = task_counts.n + EXCLUDED.n`,
  `INSERT INTO mentions (name, comment_id) SELECT :agent, id FROM comments WHERE task_id BETWEEN :first AND :last AND mentions <> '{}'`,
  "UPDATE agents SET mentions_seen_id = (SELECT max(id) FROM comments) WHERE name = :agent",
];
