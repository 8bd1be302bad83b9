/**
 * A change of status as the product's commands leave it in the database: the task, its event, and word of it to the server.
 * Past the product, because two cores that also draw a browser's frames do not make hundreds of changes a second through it.
 */
const change = `
  WITH before AS (
    SELECT id, status FROM tasks WHERE id = ANY($1::int[]) ORDER BY id FOR UPDATE
  ), changed AS (
    UPDATE tasks t SET status = $2::task_status, status_changed_at = now(),
      updated_at = GREATEST(date_trunc('milliseconds', clock_timestamp()), t.updated_at + interval '1 millisecond')
    FROM projects p, before WHERE p.id = t.project_id AND t.id = before.id
    RETURNING t.id, t.project_id, t.assigned_to, before.status AS previous,
      to_jsonb(t) || jsonb_build_object('project_name', p.name, 'project_prefix', p.prefix) AS task
  )
  INSERT INTO events (id, type, category, project_id, task_id, agent, actor, actor_kind, data)
  SELECT event_id((row_number() OVER ())::int), 'task.status_changed', 'task', project_id, id, assigned_to, 'bench', 'system',
    event_data(jsonb_build_object('task', task, 'previous_status', previous,
      'changed', jsonb_build_object('status', jsonb_build_array(previous, $2::text))))
  FROM changed`;

/** @param {import("pg").Pool} database @param {number[]} ids @param {string} status */
export async function writeStatus(database, ids, status) {
  await database.query({ name: "bench-status", text: change, values: [ids, status] });
  await database.query("NOTIFY baton_commits");
}
