-- The texts that a search looks through.
CREATE TABLE "task_search" (
  "task_id" INTEGER NOT NULL,
  "project_id" INTEGER NOT NULL,
  "block" INTEGER NOT NULL,
  "text" TEXT NOT NULL,
  CONSTRAINT "task_search_pkey" PRIMARY KEY ("task_id")
);

-- A copy of prisma/sql/task-search.sql as it was then, so that no text changes unnoticed between the backfill and the functions.
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

INSERT INTO task_search (task_id, project_id, block, text)
SELECT id, project_id, id >> 10, searched_text(title, ticket_ref, description, labels) FROM tasks;

-- The index needs two extensions that PostgreSQL brings along and trusts to every owner of a database. Where an operator's PostgreSQL
-- was installed without them, Baton works as well, and a search reads more (docs/operations.md, "Search").
DO $$
DECLARE
  trgm text;
  gin text;
BEGIN
  CREATE SCHEMA IF NOT EXISTS extensions;
  CREATE EXTENSION IF NOT EXISTS pg_trgm SCHEMA extensions;
  CREATE EXTENSION IF NOT EXISTS btree_gin SCHEMA extensions;
  SELECT extnamespace::regnamespace::text INTO trgm FROM pg_extension WHERE extname = 'pg_trgm';
  SELECT extnamespace::regnamespace::text INTO gin FROM pg_extension WHERE extname = 'btree_gin';
  EXECUTE format(
    'CREATE INDEX task_search_idx ON task_search USING gin (project_id %1$s.int4_ops, block %1$s.int4_ops, text %2$s.gin_trgm_ops) WITH (gin_pending_list_limit = 256) WHERE text IS NOT NULL',
    gin, trgm);
EXCEPTION WHEN insufficient_privilege OR undefined_file OR feature_not_supported THEN
  -- A search reads its blocks one by one also then.
  CREATE INDEX task_search_block_idx ON task_search (block);
  RAISE WARNING 'tasks are searched without an index: %', SQLERRM;
END $$;
