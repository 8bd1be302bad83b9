-- The version of an event's data (lib/events/types.ts). What is there already is of version 0, a whole row of tasks for an
-- event about a task; it is converted when it is read (`event_data` in prisma/sql/events.sql). No row is rewritten.
ALTER TABLE events ADD COLUMN version smallint NOT NULL DEFAULT 0;
