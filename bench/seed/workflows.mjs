/**
 * Makes each epic the run of a workflow with its children as stages: the later half joined by `any` or passed by when a condition is
 * false, some working, waiting or skipped. Written past the product, as the rest of the seed.
 * @param {import("pg").Pool} database
 */
export async function seedWorkflowRuns(database) {
  await database.query(`
    WITH w AS (
      INSERT INTO workflows (project_id, name, created_by) SELECT id, 'feature', 'bench' FROM projects WHERE is_default RETURNING id, project_id
    ), v AS (
      INSERT INTO workflow_versions (workflow_id, version, source, format, hash, created_by, definition)
      SELECT w.id, 1, '', 'yaml', 'bench', 'bench', jsonb_build_object('stages', (SELECT jsonb_agg(jsonb_build_object(
          'name', 'stage' || n, 'prompt', 'Do it', 'join', CASE WHEN n % 4 = 3 THEN 'any' ELSE 'all' END,
          'from', CASE WHEN n = 1 THEN '[]' ELSE jsonb_build_array(jsonb_build_object('stage', 'stage' || GREATEST(1, n - 1 - n % 3))) END)
          || CASE WHEN n % 5 = 4 THEN '{"when": "inputs.size > 3"}'::jsonb ELSE '{}' END) FROM generate_series(1, 40) n))
      FROM w RETURNING id, workflow_id
    )
    INSERT INTO workflow_runs (workflow_id, workflow_name, version_id, version, project_id, root_task_id, root_ref, started_by, source)
    SELECT v.workflow_id, 'feature', v.id, 1, t.project_id, t.id, t.ticket_ref, 'bench', '{"kind": "api"}' FROM v, tasks t
    WHERE t.type = 'epic'`);
  await database.query(`
    WITH stages AS (
      INSERT INTO workflow_stages (run_id, name, position, state, reason, task_id, task_ref, attempts)
      SELECT w.id, 'stage' || place, place, (ARRAY['succeeded', 'active', 'waiting', 'skipped'])[1 + place % 4],
        CASE WHEN place % 4 = 3 THEN 'when was false: inputs.size > 3' END, t.id, t.ticket_ref, 1 + place % 2
      FROM workflow_runs w JOIN (SELECT id, ticket_ref, parent_id, (row_number() OVER (PARTITION BY parent_id ORDER BY id))::int AS place
        FROM tasks) t ON t.parent_id = w.root_task_id
      RETURNING id, run_id, name, task_id
    )
    UPDATE tasks t SET workflow_run_id = s.run_id, workflow_stage_id = s.id,
      workflow = jsonb_build_object('name', 'feature', 'version', 1, 'stage', s.name, 'item', NULL)
    FROM stages s WHERE s.task_id = t.id`);
  await database.query(`
    UPDATE tasks t SET workflow_run_id = w.id, workflow = '{"name": "feature", "version": 1, "stage": null, "item": null}'
    FROM workflow_runs w WHERE w.root_task_id = t.id`);
}

/**
 * One tree of runs: a root that opened nine, which opened the others, a fifth of them at work. Returns the root.
 * @param {import("pg").Pool} database
 * @param {number} runs
 * @returns {Promise<number>}
 */
export async function seedRunTree(database, runs) {
  const { rows } = await database.query(
    `WITH root AS (
       INSERT INTO runs (agent, trigger, queued_at, asked_by, tree_budget_usd) VALUES ('lead', 'direct', now(), 'bench', 100) RETURNING id
     ), leads AS (
       INSERT INTO runs (agent, trigger, queued_at, asked_by, parent_run_id, root_run_id, depth)
       SELECT 'lead-' || n, 'direct', now(), 'lead', root.id, root.id, 1 FROM root, generate_series(1, 9) n RETURNING id, root_run_id
     ), leaves AS (
       INSERT INTO runs (agent, trigger, queued_at, asked_by, parent_run_id, root_run_id, depth, outcome, finished_at, cost_usd)
       SELECT 'agent-' || n % 9, 'direct', now(), 'lead', leads.id, leads.root_run_id, 2,
         (ARRAY['succeeded', 'failed', NULL, 'succeeded', 'stopped'])[1 + n % 5]::run_outcome, CASE WHEN n % 5 <> 2 THEN now() END, n * 0.0001
       FROM generate_series(1, $1::int - 10) n JOIN (SELECT *, row_number() OVER (ORDER BY id) - 1 AS at FROM leads) leads ON leads.at = n % 9
       RETURNING id
     ), texts AS (
       INSERT INTO run_texts (run_id, prompt) SELECT id, 'Check part ' || id || ' of the change for races and missing tests' FROM leaves
     )
     SELECT id FROM root`,
    [runs],
  );
  return rows[0].id;
}
