-- The topmost task above each (itself, when it has no parent): a board's lane is one look into an index.
ALTER TABLE "tasks" ADD COLUMN "root_id" INTEGER NOT NULL DEFAULT 0;

WITH RECURSIVE tree AS (
  SELECT id, id AS root FROM tasks WHERE parent_id IS NULL
  UNION ALL SELECT c.id, tree.root FROM tree JOIN tasks c ON c.parent_id = tree.id
)
UPDATE tasks SET root_id = tree.root FROM tree WHERE tasks.id = tree.id;

CREATE FUNCTION keep_root() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.root_id := CASE WHEN NEW.parent_id IS NULL THEN NEW.id
                      ELSE COALESCE((SELECT t.root_id FROM tasks t WHERE t.id = NEW.parent_id), NEW.id) END;
  RETURN NEW;
END $$;
CREATE FUNCTION take_subtree_along() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  WITH RECURSIVE below AS (
    SELECT t.id FROM tasks t WHERE t.parent_id = NEW.id
    UNION ALL SELECT c.id FROM below JOIN tasks c ON c.parent_id = below.id
  )
  UPDATE tasks SET root_id = NEW.root_id WHERE id IN (SELECT below.id FROM below);
  RETURN NULL;
END $$;
CREATE TRIGGER tasks_root_insert BEFORE INSERT ON tasks FOR EACH ROW EXECUTE FUNCTION keep_root();
CREATE TRIGGER tasks_root_update BEFORE UPDATE OF parent_id ON tasks FOR EACH ROW
  WHEN (OLD.parent_id IS DISTINCT FROM NEW.parent_id) EXECUTE FUNCTION keep_root();
CREATE TRIGGER tasks_root_below AFTER UPDATE OF parent_id ON tasks FOR EACH ROW
  WHEN (OLD.root_id IS DISTINCT FROM NEW.root_id) EXECUTE FUNCTION take_subtree_along();

CREATE INDEX tasks_root_idx ON tasks (root_id, status) WHERE archived_at IS NULL AND parent_id IS NOT NULL;
CREATE INDEX tasks_top_idx ON tasks (priority, due_at, created_at, id)
  WHERE archived_at IS NULL AND parent_id IS NULL AND (children_total > 0 OR type = 'epic');
