-- What people said to a run and it did not hear. However a run is closed, what still waits for it is undelivered from then on, in the same
-- statement, and a job tells who wrote it. The next attempt at the task is told in its stead.
CREATE OR REPLACE FUNCTION end_steering() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE run_messages SET state = 'undelivered', changed_at = clock_timestamp(), reason = 'The run ended before it heard it'
  WHERE run_id = NEW.id AND state IN ('waiting', 'taken');
  IF FOUND THEN
    PERFORM graphile_worker.add_job(identifier => 'tellUnheard', payload => json_build_object('runId', NEW.id),
      job_key => 'unheard:' || NEW.id, max_attempts => 10::smallint);
  END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER runs_end_steering AFTER UPDATE OF outcome ON runs FOR EACH ROW
  WHEN (OLD.outcome IS NULL AND NEW.outcome IS NOT NULL) EXECUTE FUNCTION end_steering();

-- Index: run_messages_unheard_idx.
CREATE OR REPLACE FUNCTION carry_steering() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE run_messages SET carried_to = NEW.id WHERE task_id = NEW.task_id AND state = 'undelivered' AND carried_to IS NULL;
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER runs_carry_steering AFTER INSERT ON runs FOR EACH ROW
  WHEN (NEW.task_id IS NOT NULL AND NEW.outcome IS NULL AND NEW.trigger IN ('claim', 'dispatch')) EXECUTE FUNCTION carry_steering();
