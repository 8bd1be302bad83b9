-- agents.in_progress: how many tasks and turns each agent works on, whichever statement changed them. A task whose run waits for an
-- answer (`request_id`) takes none of its capacity, and neither does a turn that waits, for an answer or in the queue.

CREATE OR REPLACE FUNCTION count_claims() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' AND OLD.status = 'in_progress' AND OLD.request_id IS NULL THEN
    UPDATE agents SET in_progress = in_progress - 1 WHERE name = OLD.assigned_to;
  END IF;
  IF TG_OP <> 'DELETE' AND NEW.status = 'in_progress' AND NEW.request_id IS NULL THEN
    UPDATE agents SET in_progress = in_progress + 1 WHERE name = NEW.assigned_to;
  END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER tasks_claims_insert AFTER INSERT ON tasks FOR EACH ROW
  WHEN (NEW.status = 'in_progress') EXECUTE FUNCTION count_claims();

CREATE OR REPLACE TRIGGER tasks_claims_delete AFTER DELETE ON tasks FOR EACH ROW
  WHEN (OLD.status = 'in_progress') EXECUTE FUNCTION count_claims();

CREATE OR REPLACE TRIGGER tasks_claims_update AFTER UPDATE OF status, assigned_to, request_id ON tasks FOR EACH ROW
  WHEN ((OLD.status = 'in_progress' OR NEW.status = 'in_progress')
        AND (OLD.status, OLD.assigned_to, OLD.request_id IS NULL) IS DISTINCT FROM (NEW.status, NEW.assigned_to, NEW.request_id IS NULL))
  EXECUTE FUNCTION count_claims();

CREATE OR REPLACE FUNCTION count_turns() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE agents SET in_progress = in_progress + CASE WHEN NEW.outcome IS NULL AND NEW.state = 'running' THEN 1 ELSE -1 END
  WHERE name = NEW.agent;
  RETURN NULL;
END $$;

-- A turn is queued when it is inserted, and no run is deleted. Columns are not named: `keep_parked` sets the state.
CREATE OR REPLACE TRIGGER runs_turns_update AFTER UPDATE ON runs FOR EACH ROW
  WHEN (NEW.queued_at IS NOT NULL
    AND (OLD.outcome IS NULL AND OLD.state = 'running') IS DISTINCT FROM (NEW.outcome IS NULL AND NEW.state = 'running'))
  EXECUTE FUNCTION count_turns();

-- What an agent's ended turns came to. A cost that becomes known later is added then.
CREATE OR REPLACE FUNCTION sum_turns() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  was boolean := OLD.outcome IS NOT NULL;
BEGIN
  INSERT INTO turn_totals AS s (agent, project_id, turns, cost_usd, costed)
  VALUES (NEW.agent, COALESCE(NEW.project_id, 0), CASE WHEN was THEN 0 ELSE 1 END,
    COALESCE(NEW.cost_usd, 0) - CASE WHEN was THEN COALESCE(OLD.cost_usd, 0) ELSE 0 END,
    (NEW.cost_usd IS NOT NULL)::int - (was AND OLD.cost_usd IS NOT NULL)::int)
  ON CONFLICT (agent, project_id) DO UPDATE SET turns = s.turns + EXCLUDED.turns, cost_usd = s.cost_usd + EXCLUDED.cost_usd,
    costed = s.costed + EXCLUDED.costed;
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER runs_turn_totals AFTER UPDATE ON runs FOR EACH ROW
  WHEN (NEW.queued_at IS NOT NULL AND NEW.outcome IS NOT NULL
    AND (OLD.outcome IS NULL OR OLD.cost_usd IS DISTINCT FROM NEW.cost_usd))
  EXECUTE FUNCTION sum_turns();
