-- no transaction
-- Makes ready what the next migration turns into the first partition of `events`, while servers go on writing: a check that its
-- ids stay below a bound, and the indexes that every partition has. The bound leaves room for what is written meanwhile:
-- sixteen million transactions for a large table, whose check takes long, else one million.
DO $do$
DECLARE
  room bigint := CASE WHEN pg_relation_size('events') > 200 * 1024 * 1024 THEN 1 << 24 ELSE 1 << 20 END;
  bound bigint;
BEGIN
  IF EXISTS (SELECT 1 FROM pg_constraint WHERE conrelid = 'events'::regclass AND conname = 'events_bound') THEN RETURN; END IF;
  SELECT (GREATEST(pg_current_xact_id()::text::bigint + event_epoch(), COALESCE(max(id) >> 16, 0)) + room) << 16 INTO bound FROM events;
  EXECUTE format('ALTER TABLE events ADD CONSTRAINT events_bound CHECK (id < %s) NOT VALID', bound);
END $do$;
ALTER TABLE events VALIDATE CONSTRAINT events_bound;
CREATE INDEX CONCURRENTLY IF NOT EXISTS events_project_id_id_idx ON events (project_id, id);
CREATE INDEX CONCURRENTLY IF NOT EXISTS events_category_id_idx ON events (category, id);
