/** How many of each there are; with the last, `tasksOf(epics)` tasks in all. */
const children = 14;
const nested = 3;

/** The number of tasks in `epics` epics: each has 14 children, and in every second one a child has three steps. */
export const tasksOf = (/** @type {number} */ epics) =>
  epics * (1 + children) + Math.ceil(epics / 2) * nested;

/**
 * Epics with children, as in an installation that plans its work: every third is a pipeline, the others are
 * parallel with some that block others. Written past the product, as bench/seed/tasks.mjs does it.
 * @param {import("pg").Pool} database
 * @param {number} epics
 */
export async function seedStructures(database, epics) {
  await database.query(
    insert("epic", `generate_series(1, ${epics}) n`, "NULL::int", "NULL::int", "'Epic ' || n"),
  );
  await database.query(
    insert(
      "task",
      `(SELECT id AS parent, row_number() OVER (ORDER BY id) AS e FROM tasks WHERE type = 'epic') epic
         CROSS JOIN generate_series(1, ${children}) n`,
      "epic.parent",
      "CASE WHEN e % 3 = 0 THEN n END",
      "(ARRAY['Fix','Add','Review','Document','Test'])[1 + n % 5] || ' part ' || n || ' of epic ' || e",
    ),
  );
  await database.query(
    insert(
      "task",
      `(SELECT c.id AS parent FROM (SELECT id, parent_id, row_number() OVER (PARTITION BY parent_id ORDER BY id) AS place
           FROM tasks WHERE parent_id IS NOT NULL) c
         JOIN (SELECT id, row_number() OVER (ORDER BY id) AS e FROM tasks WHERE type = 'epic') p ON p.id = c.parent_id
         WHERE c.place = 10 AND p.e % 2 = 1) middle CROSS JOIN generate_series(1, ${nested}) n`,
      "middle.parent",
      "n",
      "'Step ' || n || ' of what is inside'",
    ),
  );
  await database.query(`
    INSERT INTO task_links (from_id, to_id, type, created_by)
    SELECT a.id, b.id, 'blocks', 'bench'
    FROM (SELECT id, parent_id, row_number() OVER (PARTITION BY parent_id ORDER BY id) AS place FROM tasks
          WHERE parent_id IS NOT NULL AND exec_order IS NULL) a
    JOIN (SELECT id, parent_id, row_number() OVER (PARTITION BY parent_id ORDER BY id) AS place FROM tasks
          WHERE parent_id IS NOT NULL AND exec_order IS NULL) b ON b.parent_id = a.parent_id
    WHERE (a.place, b.place) IN ((1, 3), (2, 3), (3, 5))`);
  await database.query(`
    UPDATE tasks t SET children_total = c.total, children_done = c.done, children_finished = c.finished
    FROM (SELECT parent_id, count(*)::int AS total, (count(*) FILTER (WHERE status = 'done'))::int AS done,
            (count(*) FILTER (WHERE status IN ('done', 'cancelled')))::int AS finished
          FROM tasks WHERE parent_id IS NOT NULL GROUP BY parent_id) c WHERE c.parent_id = t.id`);
  await database.query("UPDATE tasks SET ready = task_is_ready(id)");
  await database.query("VACUUM (ANALYZE) tasks");
}

/** The statement that inserts a task for each row of `from`. */
const insert = (
  /** @type {string} */ type,
  /** @type {string} */ from,
  /** @type {string} */ parent,
  /** @type {string} */ order,
  /** @type {string} */ title,
) => `
  WITH rows AS (
    SELECT ${parent} AS parent_id, ${order} AS exec_order, ${title} AS title, row_number() OVER () AS no FROM ${from}
  ), p AS MATERIALIZED (
    SELECT id, prefix, counter, setval(('ticket_no_' || id)::regclass, counter + (SELECT count(*) FROM rows)) AS taken
    FROM (SELECT id, prefix, next_ticket_no(id) - 1 AS counter FROM projects WHERE is_default OFFSET 0) q
  )
  INSERT INTO tasks (project_id, project_ticket_no, ticket_ref, title, status, priority, type, origin, created_by, parent_id,
    exec_mode, exec_order, assigned_to, review_required, ready, created_at, updated_at, status_changed_at)
  SELECT p.id, p.counter + no, p.prefix || '-' || lpad((p.counter + no)::text, GREATEST(3, length((p.counter + no)::text)), '0'),
    rows.title, (CASE WHEN '${type}' = 'epic' THEN 'inbox' ELSE (ARRAY['assigned','inbox','done','done','blocked','assigned'])[1 + no % 6] END)::task_status,
    (ARRAY['medium','high','low','critical'])[1 + no % 4]::priority, '${type}', 'api', 'API Access', rows.parent_id,
    (CASE WHEN rows.exec_order IS NULL THEN 'par' ELSE 'seq' END)::exec_mode, rows.exec_order,
    CASE WHEN no % 3 > 0 THEN 'agent-' || no % 9 END, false, false,
    date_trunc('milliseconds', now()), date_trunc('milliseconds', now()), date_trunc('milliseconds', now())
  FROM p CROSS JOIN rows`;
