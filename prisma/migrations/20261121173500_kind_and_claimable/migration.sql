CREATE TYPE task_kind AS ENUM ('work', 'group', 'approval', 'wait');

ALTER TABLE tasks ADD COLUMN kind task_kind NOT NULL DEFAULT 'work';
ALTER TABLE tasks ADD COLUMN claimable boolean NOT NULL DEFAULT false;

-- A copy of prisma/sql/claimable.sql as it was then: the rows below are filled by it, and what changes in between is right too.
CREATE FUNCTION keep_claimable() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.kind IN ('work', 'group') THEN
    IF NEW.type = 'epic' OR NEW.children_total > 0 THEN
      NEW.kind := 'group';
    ELSIF TG_OP = 'UPDATE' AND (OLD.type = 'epic' OR OLD.children_total > 0) THEN
      NEW.kind := 'work';
    END IF;
  END IF;
  NEW.claimable := NEW.kind = 'work' AND NEW.ready AND NEW.archived_at IS NULL;
  RETURN NEW;
END $$;

CREATE TRIGGER tasks_claimable BEFORE INSERT OR UPDATE OF ready, kind, type, children_total, archived_at ON tasks
  FOR EACH ROW EXECUTE FUNCTION keep_claimable();

UPDATE tasks SET ready = ready WHERE ready OR type = 'epic' OR children_total > 0;
