-- tasks.root_id: the topmost task above each, or the task itself.

CREATE OR REPLACE FUNCTION keep_root() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.root_id := CASE WHEN NEW.parent_id IS NULL THEN NEW.id
                      ELSE COALESCE((SELECT t.root_id FROM tasks t WHERE t.id = NEW.parent_id), NEW.id) END;
  RETURN NEW;
END $$;

-- When a task moves to another root, sets that root on everything below it.
CREATE OR REPLACE FUNCTION take_subtree_along() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  WITH RECURSIVE below AS (
    SELECT t.id FROM tasks t WHERE t.parent_id = NEW.id
    UNION ALL SELECT c.id FROM below JOIN tasks c ON c.parent_id = below.id
  )
  UPDATE tasks SET root_id = NEW.root_id WHERE id IN (SELECT below.id FROM below);
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER tasks_root_insert BEFORE INSERT ON tasks FOR EACH ROW EXECUTE FUNCTION keep_root();

CREATE OR REPLACE TRIGGER tasks_root_update BEFORE UPDATE OF parent_id ON tasks FOR EACH ROW
  WHEN (OLD.parent_id IS DISTINCT FROM NEW.parent_id) EXECUTE FUNCTION keep_root();

CREATE OR REPLACE TRIGGER tasks_root_below AFTER UPDATE OF parent_id ON tasks FOR EACH ROW
  WHEN (OLD.root_id IS DISTINCT FROM NEW.root_id) EXECUTE FUNCTION take_subtree_along();
