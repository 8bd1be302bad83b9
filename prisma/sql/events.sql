-- Event ids and the order in which a reader may see events (decision 0002).

-- Added to transaction numbers, so that ids keep growing when a dump is restored into a cluster whose transaction numbers
-- are lower. A server raises it then (lib/events/epoch.ts), so it is created here and never replaced.
DO $do$ BEGIN
  IF to_regprocedure('event_epoch()') IS NULL THEN
    CREATE FUNCTION event_epoch() RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT 0::bigint $$;
  END IF;
END $do$;

-- The number of the writing transaction, then the place of the event in it.
CREATE OR REPLACE FUNCTION event_id(ordinal int) RETURNS bigint LANGUAGE sql VOLATILE AS $$
  SELECT ((pg_current_xact_id()::text::bigint + event_epoch()) << 16) | ordinal
$$;

-- Every event below the horizon is committed and visible.
CREATE OR REPLACE FUNCTION event_horizon() RETURNS bigint LANGUAGE sql STABLE AS $$
  SELECT (pg_snapshot_xmin(pg_current_snapshot())::text::bigint + event_epoch()) << 16
$$;
