-- tasks.kind, tasks.claimable and tasks.command_ready. Every queue, dispatch and triage statement asks for `claimable` and nothing else.
--
-- An epic, and any task while it has live children, is a group: its children are the work. Approvals and waits keep their kind.
-- Claimable is what a poll may hand out: work that is ready (prisma/sql/readiness.sql) and not archived. A task with a command is for
-- workers that run commands, and for nobody else: no agent is given it, none is dispatched for it, and triage leaves it alone.
CREATE OR REPLACE FUNCTION keep_claimable() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.kind IN ('work', 'group') THEN
    IF NEW.type = 'epic' OR NEW.children_total > 0 THEN
      NEW.kind := 'group';
    ELSIF TG_OP = 'UPDATE' AND (OLD.type = 'epic' OR OLD.children_total > 0) THEN
      NEW.kind := 'work';
    END IF;
  END IF;
  NEW.claimable := NEW.kind = 'work' AND NEW.ready AND NEW.archived_at IS NULL AND NEW.command IS NULL;
  NEW.command_ready := NEW.kind = 'work' AND NEW.ready AND NEW.archived_at IS NULL AND NEW.command IS NOT NULL;
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER tasks_claimable BEFORE INSERT OR UPDATE OF ready, kind, type, children_total, archived_at, command ON tasks
  FOR EACH ROW EXECUTE FUNCTION keep_claimable();
