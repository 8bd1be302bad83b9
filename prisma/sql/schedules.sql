-- Queues the job that creates the next task of a schedule, in the transaction that ends the one it waited for: a task of its own, or the
-- one at the head of a workflow's run.
CREATE OR REPLACE FUNCTION schedule_task_ended() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  waiting int;
BEGIN
  SELECT q.schedule_id INTO waiting
  FROM schedule_runs r JOIN schedule_runs q ON q.schedule_id = r.schedule_id
  WHERE r.task_id = NEW.id AND q.outcome = 'queued' AND NOT q.settled
  LIMIT 1;
  IF FOUND THEN
    PERFORM graphile_worker.add_job(
      identifier => 'startQueuedRun', payload => json_build_object('schedule', waiting),
      job_key => 'schedule-queue:' || waiting, max_attempts => 10::smallint);
  END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER tasks_schedule_ended AFTER UPDATE OF status, archived_at ON tasks FOR EACH ROW
  WHEN ((NEW.origin = 'schedule' OR NEW.workflow_run_id IS NOT NULL AND NEW.workflow_stage_id IS NULL)
        AND (NEW.status IN ('done', 'failed', 'cancelled') AND OLD.status NOT IN ('done', 'failed', 'cancelled')
          OR NEW.archived_at IS NOT NULL AND OLD.archived_at IS NULL))
  EXECUTE FUNCTION schedule_task_ended();
