-- `events` becomes a table of partitions by range of id. What there is becomes the first partition as it stands: its check was
-- validated before, so attaching it reads nothing. lib/events/partitions.ts makes the next ones and drops those that are old.
ALTER TABLE events RENAME TO events_p0;
ALTER TABLE events_p0 RENAME CONSTRAINT events_pkey TO events_p0_pkey;
ALTER INDEX events_task_id_id_idx RENAME TO events_p0_task_id_id_idx;
ALTER INDEX events_agent_idx RENAME TO events_p0_agent_id_idx;
ALTER INDEX events_project_id_id_idx RENAME TO events_p0_project_id_id_idx;
ALTER INDEX events_category_id_idx RENAME TO events_p0_category_id_idx;
DROP INDEX events_created_at_idx;

CREATE TABLE events (LIKE events_p0 INCLUDING DEFAULTS) PARTITION BY RANGE (id);
ALTER TABLE events ADD CONSTRAINT events_pkey PRIMARY KEY (id);
CREATE INDEX events_task_id_id_idx ON events (task_id, id);
CREATE INDEX events_agent_idx ON events (agent, id DESC) WHERE agent IS NOT NULL;
CREATE INDEX events_project_id_id_idx ON events (project_id, id);
CREATE INDEX events_category_id_idx ON events (category, id);

DO $do$
DECLARE
  bound text := (SELECT substring(pg_get_constraintdef(oid) FROM '\d+') FROM pg_constraint
                 WHERE conrelid = 'events_p0'::regclass AND conname = 'events_bound');
BEGIN
  EXECUTE format('ALTER TABLE events ATTACH PARTITION events_p0 FOR VALUES FROM (MINVALUE) TO (%s)', bound);
END $do$;
ALTER TABLE events_p0 DROP CONSTRAINT events_bound;

-- The net below the others: an event for which no partition is there is not lost, and moves out of here later.
CREATE TABLE events_default PARTITION OF events DEFAULT;

-- Who reads every event, and how far: what such a reader has not read is not dropped (lib/events/readers.ts).
CREATE TABLE event_readers (
  name text NOT NULL,
  position bigint NOT NULL,
  updated_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  CONSTRAINT event_readers_pkey PRIMARY KEY (name)
);
