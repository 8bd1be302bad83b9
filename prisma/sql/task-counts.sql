-- The number of tasks by project, status, agent and whether they are archived (decision 0042).
--
-- Triggers insert each difference into `task_count_changes`, and a job folds those rows into `task_counts`, each minute and after every 512. Readers add both. A
-- claim that updated a common counter would make all other claims in the project wait until it commits.

-- Whether the run of a workflow leads a task, and nobody has to do anything about it: such a task is in no count. The same rule as `isLed` in
-- lib/tasks/led.ts.
CREATE OR REPLACE FUNCTION is_led(run int, stage int, kind task_kind, status task_status) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT run IS NOT NULL AND (stage IS NULL OR (kind IN ('wait', 'approval') AND status NOT IN ('done', 'failed')))
$$;

CREATE OR REPLACE FUNCTION note_added_tasks() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO task_count_changes (project_id, status, archived, assigned_to, n)
  SELECT project_id, status, archived_at IS NOT NULL, COALESCE(assigned_to, ''), count(*) FROM added
  WHERE NOT is_led(workflow_run_id, workflow_stage_id, kind, status) GROUP BY 1, 2, 3, 4;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION note_removed_tasks() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO task_count_changes (project_id, status, archived, assigned_to, n)
  SELECT project_id, status, archived_at IS NOT NULL, COALESCE(assigned_to, ''), -count(*) FROM removed
  WHERE NOT is_led(workflow_run_id, workflow_stage_id, kind, status) GROUP BY 1, 2, 3, 4;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION note_moved_task() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.workflow_run_id IS NULL AND OLD.workflow_run_id IS NULL THEN
    INSERT INTO task_count_changes (project_id, status, archived, assigned_to, n)
    VALUES (OLD.project_id, OLD.status, OLD.archived_at IS NOT NULL, COALESCE(OLD.assigned_to, ''), -1),
           (NEW.project_id, NEW.status, NEW.archived_at IS NOT NULL, COALESCE(NEW.assigned_to, ''), 1);
    RETURN NULL;
  END IF;
  INSERT INTO task_count_changes (project_id, status, archived, assigned_to, n)
  SELECT OLD.project_id, OLD.status, OLD.archived_at IS NOT NULL, COALESCE(OLD.assigned_to, ''), -1
  WHERE NOT is_led(OLD.workflow_run_id, OLD.workflow_stage_id, OLD.kind, OLD.status)
  UNION ALL
  SELECT NEW.project_id, NEW.status, NEW.archived_at IS NOT NULL, COALESCE(NEW.assigned_to, ''), 1
  WHERE NOT is_led(NEW.workflow_run_id, NEW.workflow_stage_id, NEW.kind, NEW.status);
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION forget_task_counts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM task_counts;
  DELETE FROM task_count_changes;
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER tasks_counts_insert AFTER INSERT ON tasks
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION note_added_tasks();

CREATE OR REPLACE TRIGGER tasks_counts_delete AFTER DELETE ON tasks
  REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION note_removed_tasks();

-- A row trigger, because most updates of a task do not change its count: its WHEN condition costs them less than a statement
-- trigger's transition table would.
CREATE OR REPLACE TRIGGER tasks_counts_update AFTER UPDATE ON tasks FOR EACH ROW
  WHEN ((OLD.project_id, OLD.status, OLD.assigned_to, OLD.archived_at IS NULL)
    IS DISTINCT FROM (NEW.project_id, NEW.status, NEW.assigned_to, NEW.archived_at IS NULL)
    OR (OLD.kind, OLD.workflow_run_id, OLD.workflow_stage_id) IS DISTINCT FROM (NEW.kind, NEW.workflow_run_id, NEW.workflow_stage_id))
  EXECUTE FUNCTION note_moved_task();

CREATE OR REPLACE TRIGGER tasks_counts_truncate AFTER TRUNCATE ON tasks
  FOR EACH STATEMENT EXECUTE FUNCTION forget_task_counts();

-- A page that counts tasks reads every change that is not folded yet, so a busy minute does not wait for its end: each 512th change
-- queues the job. Without a key, because two transactions with one job key would wait for each other.
CREATE OR REPLACE FUNCTION fold_task_counts_soon() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM graphile_worker.add_job(identifier => 'foldTaskCounts', payload => '{}'::json, max_attempts => 1::smallint);
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER task_count_changes_fold AFTER INSERT ON task_count_changes FOR EACH ROW
  WHEN (NEW.id % 512 = 0) EXECUTE FUNCTION fold_task_counts_soon();

-- Folds at most `most` changes into `task_counts` and returns their number. The caller holds the lock "task-counts", because two of
-- these at once could deadlock.
CREATE OR REPLACE FUNCTION fold_task_counts(most int) RETURNS int LANGUAGE plpgsql AS $$
DECLARE folded int;
BEGIN
  WITH taken AS (
    DELETE FROM task_count_changes WHERE id IN (SELECT id FROM task_count_changes ORDER BY id LIMIT most) RETURNING *
  ), added AS (
    INSERT INTO task_counts AS t (project_id, status, archived, assigned_to, n)
    SELECT project_id, status, archived, assigned_to, sum(n) FROM taken GROUP BY 1, 2, 3, 4 HAVING sum(n) <> 0
    ON CONFLICT (project_id, status, archived, assigned_to) DO UPDATE SET n = t.n + EXCLUDED.n
  )
  SELECT count(*) INTO folded FROM taken;
  DELETE FROM task_counts WHERE n = 0;
  RETURN folded;
END $$;
