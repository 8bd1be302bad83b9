/**
 * Tasks written past the product, as its own insert writes them (lib/tasks/change/insert.sql.ts), in amounts that would take
 * minutes through it. Only the events are left out: nothing that is measured reads those of seeded tasks.
 * @typedef {object} Kind SQL over `n`, the task's number in the seed
 * @property {string} status
 * @property {string} assignedTo
 */

/** Ready, for whoever polls first. @type {Kind} */
export const pool = { status: "'inbox'", assignedTo: "NULL" };

/** Ready, and each for one of 200 other agents. @type {Kind} */
export const othersWork = {
  status: "'assigned'",
  assignedTo: "'other-' || lpad((n % 200)::text, 3, '0')",
};

/** The tasks of an installation that has been in use: most are done, the others are in every other status. @type {Kind} */
export const inUse = {
  status: `CASE WHEN n % 100 < 60 THEN 'done' WHEN n % 100 < 72 THEN 'assigned' WHEN n % 100 < 84 THEN 'inbox'
                WHEN n % 100 < 90 THEN 'review' WHEN n % 100 < 94 THEN 'in_progress' WHEN n % 100 < 97 THEN 'failed'
                WHEN n % 100 < 99 THEN 'blocked' ELSE 'cancelled' END`,
  assignedTo: `CASE WHEN n % 100 BETWEEN 72 AND 83 THEN NULL ELSE 'other-' || lpad((n % 40)::text, 3, '0') END`,
};

/** Work that was done long ago. @type {Kind} */
const done = {
  status: "'done'",
  assignedTo: "'other-' || lpad((n % 40)::text, 3, '0')",
};

/** A word in the title of one seeded task in a hundred. */
export const rareWord = "throttling";

const insert = ({ status, assignedTo }) => `
  WITH p AS MATERIALIZED (
    SELECT id, prefix, counter, setval(('ticket_no_' || id)::regclass, counter + $1) AS taken
    FROM (SELECT id, prefix, next_ticket_no(id) - 1 AS counter FROM projects WHERE is_default OFFSET 0) q
  )
  INSERT INTO tasks (project_id, project_ticket_no, ticket_ref, title, description, acceptance_criteria, status, priority,
    type, work_type, labels, origin, created_by, assigned_to, due_at, review_required, ready, resolution, resolution_hash,
    outcome, completed_at, status_changed_at, created_at, updated_at)
  SELECT p.id, p.counter + n, p.prefix || '-' || lpad((p.counter + n)::text, GREATEST(3, length((p.counter + n)::text)), '0'),
    (ARRAY['Fix','Add','Review','Document','Test','Measure','Remove'])[1 + n % 7] || ' ' ||
      CASE WHEN n % 100 = 50 THEN '${rareWord}' ELSE (ARRAY['retries','paging','sign-in','exports','webhooks'])[1 + n % 5] END ||
      ' of the ' || (ARRAY['billing','search','import'])[1 + n % 3] || ' service, part ' || n,
    'The ' || (ARRAY['billing','search','import'])[1 + n % 3] || ' service does this only for the first request. ' ||
      'Reproduce it with the steps below, find the cause, and cover it with a test that fails without the change.',
    '- the steps no longer reproduce it' || chr(10) || '- a test covers it',
    s.status::task_status,
    (CASE WHEN n % 20 = 0 THEN 'critical' WHEN n % 4 = 1 THEN 'high' WHEN n % 4 = 2 THEN 'low' ELSE 'medium' END)::priority,
    (ARRAY['task','bug','feature','chore'])[1 + n % 4]::task_type, (ARRAY['code','test','docs'])[1 + n % 3],
    ARRAY[(ARRAY['api','web','infra','docs'])[1 + n % 4], 'seed'], 'api', 'API Access', s.assigned_to,
    CASE WHEN n % 3 = 0 THEN date_trunc('second', now()) + (n % 900) * interval '1 hour' END, true,
    s.status IN ('inbox', 'assigned'),
    CASE WHEN s.status IN ('review', 'done') THEN 'Done as described.' END,
    CASE WHEN s.status IN ('review', 'done') THEN encode(sha256('Done as described.'), 'hex') END,
    CASE s.status WHEN 'done' THEN 'success' WHEN 'failed' THEN 'failed' END,
    CASE WHEN s.status IN ('done', 'failed', 'cancelled') THEN s.at END, s.at, s.at, s.at
  FROM p CROSS JOIN generate_series(1, $1::int) n
    CROSS JOIN LATERAL (SELECT ${status} AS status, ${assignedTo} AS assigned_to,
      date_trunc('milliseconds', now()) - ($1 - n) * interval '1 second' AS at) s`;

/** What is in progress has a run with a lease, long enough for the bench. */
const startRuns = `
  WITH r AS (
    INSERT INTO runs (task_id, task_ref, project_id, agent, runtime, trigger, started_at, heartbeat_at, lease_expires_at)
    SELECT id, ticket_ref, project_id, assigned_to, 'pull', 'claim', status_changed_at, now(), now() + interval '1 day'
    FROM tasks WHERE status = 'in_progress' AND run_id IS NULL
    RETURNING id, task_id
  )
  UPDATE tasks t SET run_id = r.id FROM r WHERE t.id = r.task_id`;

/** An event's number within its transaction has 16 bits. */
const historyAtOnce = 5_000;
const eventsPerTask = 10;

/**
 * Tasks that were done long ago, each with a run, a verdict and ten events: in transactions of their own, as numbers of events
 * require, and without statistics, as the database is before its first ANALYZE.
 * @param {import("pg").Pool} database
 * @param {number} count
 */
export async function seedHistory(database, count) {
  for (let left = count; left > 0; left -= historyAtOnce) {
    const client = await database.connect();
    try {
      await client.query("BEGIN");
      const { rows } = await client.query("SELECT COALESCE(max(id), 0) AS last FROM tasks");
      await client.query(insert(done), [Math.min(left, historyAtOnce)]);
      for (const statement of pastOf) await client.query(statement, [rows[0].last]);
      await client.query("COMMIT");
    } finally {
      client.release();
    }
  }
}

/** What is left of a task that was done, for the tasks above an id. */
const pastOf = [
  `INSERT INTO runs (task_id, task_ref, project_id, agent, runtime, trigger, started_at, heartbeat_at, lease_expires_at, finished_at, outcome)
   SELECT id, ticket_ref, project_id, assigned_to, 'pull', 'claim', created_at, created_at, created_at, created_at, 'succeeded'
   FROM tasks WHERE id > $1`,
  `INSERT INTO quality_reviews (task_id, reviewer, reviewer_kind, status, notes, resolution_hash, applied, created_at)
   SELECT id, 'Ada', 'key', 'approved', 'As agreed.', resolution_hash, true, created_at FROM tasks WHERE id > $1`,
  `INSERT INTO events (id, type, category, project_id, task_id, agent, actor, actor_kind, version, data)
   SELECT event_id((row_number() OVER ())::int - 1),
     (ARRAY['task.created','task.claimed','comment.created','task.completed','task.status_changed'])[1 + n % 5],
     CASE n % 5 WHEN 2 THEN 'comment' ELSE 'task' END, t.project_id, t.id, t.assigned_to, 'API Access', 'key', 1,
     jsonb_build_object('id', t.id, 'ticket_ref', t.ticket_ref, 'title', t.title, 'status', t.status, 'assigned_to', t.assigned_to,
       'labels', t.labels, 'claimable', false)
   FROM tasks t CROSS JOIN generate_series(1, ${eventsPerTask}) n WHERE t.id > $1`,
];

/**
 * @param {import("pg").Pool} database
 * @param {number} count
 * @param {Kind} kind
 */
export async function seedTasks(database, count, kind) {
  await database.query(insert(kind), [count]);
  await database.query(startRuns);
  const { rows } = await database.query(
    "SELECT DISTINCT assigned_to AS name FROM tasks WHERE assigned_to IS NOT NULL",
  );
  await seedAgents(
    database,
    rows.map((row) => row.name),
  );
  // As the database is after autovacuum, with the seeded rows on disk.
  // Whatever changes tasks writes an event with it; the product keeps its counts until there is a newer one.
  await database.query(
    "INSERT INTO events (id, type, category, actor, actor_kind, data) VALUES (event_id(0), 'task.updated', 'task', 'bench', 'system', '{}')",
  );
  await database.query("VACUUM (ANALYZE) tasks");
  await database.query("CHECKPOINT");
}

/**
 * Agents as Baton knows them after their first poll.
 * @param {import("pg").Pool} database
 * @param {string[]} names
 */
export async function seedAgents(database, names) {
  await database.query(
    `INSERT INTO agents (name, source, status, last_seen_at, in_progress)
     SELECT name, 'observed', 'idle', now(), (SELECT count(*)::int FROM tasks WHERE assigned_to = name AND status = 'in_progress')
     FROM unnest($1::text[]) AS name ON CONFLICT (name) DO NOTHING`,
    [names],
  );
}
