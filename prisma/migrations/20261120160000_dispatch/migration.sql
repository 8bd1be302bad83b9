-- Work that Baton has done by itself: what an open run may cost at most, why a task that is ready is not dispatched, and
-- what came of the periodic jobs.
ALTER TABLE runs ADD COLUMN reserved_usd numeric(14, 6);
ALTER TABLE tasks ADD COLUMN dispatch_hold jsonb;

CREATE TABLE job_status (
  name text PRIMARY KEY,
  last_run_at timestamptz(3) NOT NULL,
  finished_at timestamptz(3),
  ok boolean,
  message text,
  duration_ms int
);

-- The ready tasks of one agent in queue order are tasks_queue_idx; the runs that Baton itself works on are found by their lease.
CREATE INDEX runs_dispatched_idx ON runs (lease_expires_at) WHERE outcome IS NULL AND trigger = 'dispatch';
