-- A version of a workflow is what its runs were started with: it never changes.
CREATE OR REPLACE FUNCTION refuse_change_of_version() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  RAISE EXCEPTION 'a version of a workflow never changes';
END $$;

CREATE OR REPLACE TRIGGER workflow_versions_immutable BEFORE UPDATE ON workflow_versions FOR EACH ROW
  EXECUTE FUNCTION refuse_change_of_version();

-- Queues the job that follows a run, in the transaction in which something of it changes: a task of a stage, the run's root, or the answer
-- to an approval. What the run does itself changes the stage first, so nothing is queued for that. Job keys are per task, so that commits
-- do not wait for each other.

-- Whether a stage is not yet what its task says.
CREATE OR REPLACE FUNCTION stage_disagrees(state text, status task_status, archived boolean) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE status WHEN 'done' THEN state <> 'succeeded'
                     WHEN 'failed' THEN state <> 'failed'
                     WHEN 'cancelled' THEN state NOT IN ('skipped', 'cancelled')
                     ELSE archived <> (state IN ('succeeded', 'failed', 'skipped', 'cancelled')) END
$$;

CREATE OR REPLACE FUNCTION advance_workflow(stage int, run int, key text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM graphile_worker.add_job(
    identifier => 'advanceWorkflowRun', payload => json_strip_nulls(json_build_object('stage', stage, 'run', run)),
    job_key => key, max_attempts => 10::smallint);
END $$;

-- Index: workflow_stages_pkey, workflow_runs_pkey.
CREATE OR REPLACE FUNCTION follow_workflow_task() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.workflow_stage_id IS NULL THEN
    IF (NEW.status IN ('done', 'failed', 'cancelled') OR NEW.archived_at IS NOT NULL)
      AND EXISTS (SELECT 1 FROM workflow_runs w WHERE w.id = NEW.workflow_run_id AND w.status = 'running') THEN
      PERFORM advance_workflow(NULL, NEW.workflow_run_id, 'workflow-root:' || NEW.id);
    END IF;
  ELSIF EXISTS (
    SELECT 1 FROM workflow_stages s JOIN workflow_runs w ON w.id = s.run_id
    WHERE s.id = NEW.workflow_stage_id AND w.status = 'running'
      AND (stage_disagrees(s.state, NEW.status, NEW.archived_at IS NOT NULL)
        -- Somebody let a stage go on that they had blocked before its turn came.
        OR (s.state = 'waiting' AND OLD.status = 'blocked' AND OLD.blocked_by_id IS NULL))) THEN
    PERFORM advance_workflow(NEW.workflow_stage_id, NULL, 'workflow-task:' || NEW.id);
  END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER tasks_workflow_update AFTER UPDATE OF status, archived_at ON tasks FOR EACH ROW
  WHEN (NEW.workflow_run_id IS NOT NULL
        AND (OLD.status, OLD.archived_at IS NULL) IS DISTINCT FROM (NEW.status, NEW.archived_at IS NULL))
  EXECUTE FUNCTION follow_workflow_task();

CREATE OR REPLACE FUNCTION follow_deleted_task() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM workflow_runs w WHERE w.id = OLD.workflow_run_id AND w.status = 'running') THEN
    PERFORM advance_workflow(OLD.workflow_stage_id, CASE WHEN OLD.workflow_stage_id IS NULL THEN OLD.workflow_run_id END,
      'workflow-task:' || OLD.id);
  END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER tasks_workflow_delete AFTER DELETE ON tasks FOR EACH ROW
  WHEN (OLD.workflow_run_id IS NOT NULL) EXECUTE FUNCTION follow_deleted_task();

-- Index: workflow_stages_task_id_idx.
CREATE OR REPLACE FUNCTION follow_gate() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  asked int;
BEGIN
  SELECT s.id INTO asked FROM workflow_stages s WHERE s.task_id = NEW.task_id AND s.state = 'active';
  IF asked IS NOT NULL THEN PERFORM advance_workflow(asked, NULL, 'workflow-gate:' || NEW.id); END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER requests_workflow AFTER UPDATE OF state ON requests FOR EACH ROW
  WHEN (NEW.run_id IS NULL AND NEW.task_id IS NOT NULL AND OLD.state = 'open' AND NEW.state <> 'open')
  EXECUTE FUNCTION follow_gate();
