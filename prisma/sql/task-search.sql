-- The texts that a search looks through, in a table of their own (decision 0095). A claim or a hand-in writes a new version of the
-- task's row, and with it an entry in every index of `tasks`; a text index there would cost them more than all others together.
--
-- `block` numbers the tasks by 1,024: a search reads the newest blocks first.

CREATE OR REPLACE FUNCTION searched_text(title text, ticket_ref text, description text, labels text[]) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT concat_ws(E'\n', title, ticket_ref, description, array_to_string(labels, ' '))
$$;

CREATE OR REPLACE FUNCTION note_added_texts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO task_search (task_id, project_id, block, text)
  SELECT id, project_id, id >> 10, searched_text(title, ticket_ref, description, labels) FROM added;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION note_removed_texts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM task_search WHERE task_id IN (SELECT id FROM removed);
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION note_changed_text() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE task_search SET project_id = NEW.project_id, text = searched_text(NEW.title, NEW.ticket_ref, NEW.description, NEW.labels)
  WHERE task_id = NEW.id;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION forget_texts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  TRUNCATE task_search;
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER tasks_search_insert AFTER INSERT ON tasks
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION note_added_texts();

CREATE OR REPLACE TRIGGER tasks_search_delete AFTER DELETE ON tasks
  REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION note_removed_texts();

CREATE OR REPLACE TRIGGER tasks_search_update AFTER UPDATE OF project_id, ticket_ref, title, description, labels ON tasks
  FOR EACH ROW WHEN ((OLD.project_id, OLD.ticket_ref, OLD.title, OLD.description, OLD.labels)
    IS DISTINCT FROM (NEW.project_id, NEW.ticket_ref, NEW.title, NEW.description, NEW.labels))
  EXECUTE FUNCTION note_changed_text();

CREATE OR REPLACE TRIGGER tasks_search_truncate AFTER TRUNCATE ON tasks
  FOR EACH STATEMENT EXECUTE FUNCTION forget_texts();

-- The names of agents that have tasks, found by stepping from name to name: tasks_assigned_to_status_id_idx. Whatever the statistics
-- say, each step is one probe of that index.
CREATE OR REPLACE FUNCTION holder_names() RETURNS SETOF text LANGUAGE plpgsql STABLE
SET enable_seqscan = off SET enable_bitmapscan = off SET enable_sort = off AS $$
DECLARE
  name text := '';
BEGIN
  LOOP
    SELECT t.assigned_to INTO name FROM tasks t WHERE t.assigned_to > name ORDER BY t.assigned_to LIMIT 1;
    EXIT WHEN name IS NULL;
    RETURN NEXT name;
  END LOOP;
END $$;
