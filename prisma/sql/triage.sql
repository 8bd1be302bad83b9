-- In projects with auto-triage, queues the job that assigns an inbox task, in the transaction that makes the task claimable or
-- changes a field that triage reads.

CREATE OR REPLACE FUNCTION triage_task() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM projects p WHERE p.id = NEW.project_id AND p.auto_triage) THEN
    PERFORM graphile_worker.add_job(
      identifier => 'routeInboxTask', payload => json_build_object('taskId', NEW.id),
      job_key => 'triage:' || NEW.id, max_attempts => 10::smallint);
  END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER tasks_triage_insert AFTER INSERT ON tasks FOR EACH ROW
  WHEN (NEW.claimable AND NEW.status = 'inbox' AND NEW.assigned_to IS NULL) EXECUTE FUNCTION triage_task();

CREATE OR REPLACE TRIGGER tasks_triage_update AFTER UPDATE ON tasks FOR EACH ROW
  WHEN (NEW.claimable AND NEW.status = 'inbox' AND NEW.assigned_to IS NULL
        AND (OLD.claimable, OLD.status, OLD.project_id, OLD.title, OLD.description, OLD.acceptance_criteria, OLD.work_type, OLD.labels, OLD.type)
          IS DISTINCT FROM (NEW.claimable, NEW.status, NEW.project_id, NEW.title, NEW.description, NEW.acceptance_criteria, NEW.work_type, NEW.labels, NEW.type))
  EXECUTE FUNCTION triage_task();

-- When a project turns auto-triage on, queues the job for its whole inbox.
CREATE OR REPLACE FUNCTION triage_project() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM graphile_worker.add_job(
    identifier => 'routeInboxTasks', payload => '{}'::json, job_key => 'triage-all', max_attempts => 10::smallint);
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER projects_triage AFTER UPDATE ON projects FOR EACH ROW
  WHEN (NEW.auto_triage AND NOT OLD.auto_triage) EXECUTE FUNCTION triage_project();
