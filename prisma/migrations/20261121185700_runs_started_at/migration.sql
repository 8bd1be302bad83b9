-- no transaction
-- As a block range index it degraded: rows of runs are rewritten while they are open, and new rows land in old blocks.
DO $do$ BEGIN
  IF EXISTS (SELECT 1 FROM pg_class c JOIN pg_am a ON a.oid = c.relam WHERE c.oid = to_regclass('runs_started_at_idx') AND a.amname = 'brin') THEN
    ALTER INDEX runs_started_at_idx RENAME TO runs_started_at_brin_idx;
  END IF;
END $do$;
CREATE INDEX CONCURRENTLY IF NOT EXISTS runs_started_at_idx ON runs (started_at);
DROP INDEX CONCURRENTLY IF EXISTS runs_started_at_brin_idx;
