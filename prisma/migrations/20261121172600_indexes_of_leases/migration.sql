-- no transaction

-- A claim that is asked for again, by the id its claimer chose.
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS runs_claim_key ON runs (agent, claim_id) WHERE claim_id IS NOT NULL;
-- The open runs of an agent, those whose lease ran out first.
CREATE INDEX CONCURRENTLY IF NOT EXISTS runs_open_of_agent_idx ON runs (agent, lease_expires_at) WHERE outcome IS NULL;
CREATE INDEX CONCURRENTLY IF NOT EXISTS runs_worker_idx ON runs (worker_id) WHERE worker_id IS NOT NULL;

-- Tasks that were put back because a lease ran out: in the inbox as well, when they were claimed from there.
DROP INDEX CONCURRENTLY IF EXISTS tasks_stale_idx;
CREATE INDEX CONCURRENTLY IF NOT EXISTS tasks_stale_idx ON tasks (id DESC)
  WHERE status IN ('inbox', 'assigned') AND stale_requeues > 0;
