-- One sequence per project, so that tasks created in one project do not wait for each other (decision 0011).

CREATE OR REPLACE FUNCTION next_ticket_no(project_id int) RETURNS int LANGUAGE sql VOLATILE AS $$
  SELECT nextval(('ticket_no_' || project_id)::regclass)::int
$$;

-- An import keeps its numbers: the project's sequence continues after the highest of them.
CREATE OR REPLACE FUNCTION reserve_ticket_no(project_id int, highest int) RETURNS void LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  sequence regclass := ('ticket_no_' || project_id)::regclass;
  given_out bigint;
BEGIN
  EXECUTE format('SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM %s', sequence) INTO given_out;
  IF highest > given_out THEN PERFORM setval(sequence, highest); END IF;
END $$;

-- Creates the sequence with its project and drops it with it.
CREATE OR REPLACE FUNCTION keep_ticket_sequence() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN EXECUTE format('CREATE SEQUENCE %I AS int', 'ticket_no_' || NEW.id);
  ELSE EXECUTE format('DROP SEQUENCE IF EXISTS %I', 'ticket_no_' || OLD.id);
  END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER projects_ticket_sequence AFTER INSERT OR DELETE ON projects FOR EACH ROW
  EXECUTE FUNCTION keep_ticket_sequence();
