-- Queues the job that dispatches to an agent, in the transaction that makes a task claimable for an agent that Baton calls, or
-- that frees a place of such an agent. Job keys are per task and per agent, so that commits do not wait for each other.

-- Whether Baton calls agents of this runtime, instead of their polling.
CREATE OR REPLACE FUNCTION is_pushed(runtime runtime) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT runtime IN ('openclaw', 'anthropic', 'openai')
$$;

CREATE OR REPLACE FUNCTION dispatch_task() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM agents a WHERE a.name = NEW.assigned_to AND is_pushed(a.runtime)) THEN
    PERFORM graphile_worker.add_job(
      identifier => 'dispatchAgent', payload => json_build_object('agent', NEW.assigned_to),
      job_key => 'dispatch:' || NEW.id, max_attempts => 10::smallint,
      run_at => GREATEST(NEW.next_attempt_at, (NEW.dispatch_hold->>'next_at')::timestamptz, now()));
  END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER tasks_dispatch_insert AFTER INSERT ON tasks FOR EACH ROW
  WHEN (NEW.claimable AND NEW.status = 'assigned' AND NEW.assigned_to IS NOT NULL) EXECUTE FUNCTION dispatch_task();

CREATE OR REPLACE TRIGGER tasks_dispatch_update AFTER UPDATE ON tasks FOR EACH ROW
  WHEN (NEW.claimable AND NEW.status = 'assigned' AND NEW.assigned_to IS NOT NULL
        AND (OLD.claimable, OLD.status, OLD.assigned_to, OLD.next_attempt_at, OLD.dispatch_hold)
          IS DISTINCT FROM (NEW.claimable, NEW.status, NEW.assigned_to, NEW.next_attempt_at, NEW.dispatch_hold))
  EXECUTE FUNCTION dispatch_task();

-- A place that became free wakes nobody unless work waits for it: a turn, or a task. Work that is being given to the agent at this moment is not seen
-- here: its own job finds the agent full and then waits for this transaction (`getsPlace` in lib/dispatch/queue.sql.ts). Index:
-- tasks_claimable_idx, runs_queued_idx.
CREATE OR REPLACE FUNCTION dispatch_agent() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM runs r WHERE r.agent = NEW.name AND r.state = 'queued') THEN
    PERFORM graphile_worker.add_job(
      identifier => 'beginTurns', payload => json_build_object('agent', NEW.name),
      job_key => 'turns:' || NEW.name, max_attempts => 10::smallint);
  END IF;
  IF TG_OP = 'UPDATE' AND NEW.max_capacity = OLD.max_capacity AND NEW.runtime = OLD.runtime AND NEW.config = OLD.config
    AND OLD.paused_at IS NOT DISTINCT FROM NEW.paused_at AND NOT EXISTS (
      SELECT 1 FROM (SELECT * FROM tasks WHERE claimable AND assigned_to = NEW.name
        ORDER BY assigned_to, priority, due_at, created_at, id OFFSET 0) t WHERE t.status = 'assigned')
  THEN RETURN NULL; END IF;
  PERFORM graphile_worker.add_job(
    identifier => 'dispatchAgent', payload => json_build_object('agent', NEW.name),
    job_key => 'dispatch-agent:' || NEW.name, max_attempts => 10::smallint);
  RETURN NULL;
END $$;

-- A turn that came or was put back, and one that ended and so lets the next of its conversation begin. Index: runs_queued_idx.
CREATE OR REPLACE FUNCTION begin_turns() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM runs r WHERE r.agent = NEW.agent AND r.state = 'queued') THEN
    PERFORM graphile_worker.add_job(
      identifier => 'beginTurns', payload => json_build_object('agent', NEW.agent),
      job_key => 'turn:' || NEW.id, max_attempts => 10::smallint);
  END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER runs_begin_turns_insert AFTER INSERT ON runs FOR EACH ROW
  WHEN (NEW.queued_at IS NOT NULL AND NEW.outcome IS NULL AND is_pushed(NEW.runtime)) EXECUTE FUNCTION begin_turns();

CREATE OR REPLACE TRIGGER runs_begin_turns_update AFTER UPDATE ON runs FOR EACH ROW
  WHEN (NEW.queued_at IS NOT NULL AND is_pushed(NEW.runtime)
    AND ((OLD.outcome IS NULL AND NEW.outcome IS NOT NULL) OR (OLD.state <> 'queued' AND NEW.state = 'queued')))
  EXECUTE FUNCTION begin_turns();

CREATE OR REPLACE TRIGGER agents_dispatch AFTER UPDATE ON agents FOR EACH ROW
  WHEN (is_pushed(NEW.runtime)
        AND (NEW.in_progress < OLD.in_progress OR NEW.max_capacity > OLD.max_capacity OR NEW.runtime <> OLD.runtime
          OR NEW.config IS DISTINCT FROM OLD.config OR (OLD.paused_at IS NOT NULL AND NEW.paused_at IS NULL)))
  EXECUTE FUNCTION dispatch_agent();

CREATE OR REPLACE TRIGGER agents_dispatch_insert AFTER INSERT ON agents FOR EACH ROW
  WHEN (is_pushed(NEW.runtime)) EXECUTE FUNCTION dispatch_agent();
