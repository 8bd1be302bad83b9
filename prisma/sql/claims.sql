-- agents.in_progress: how many tasks each agent works on, whichever statement changed them. A task whose run waits for an answer
-- (`request_id`) takes none of its capacity.

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
