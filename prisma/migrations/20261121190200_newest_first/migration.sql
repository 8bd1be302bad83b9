-- no transaction

-- GET /api/tasks?sort=-updated_at
CREATE INDEX CONCURRENTLY IF NOT EXISTS tasks_updated_idx ON tasks (updated_at DESC, id DESC) WHERE archived_at IS NULL;

-- GET /api/runs?agent=… and ?outcome=…, which are in the order of ids.
CREATE INDEX CONCURRENTLY IF NOT EXISTS runs_agent_id_idx ON runs (agent, id DESC);
CREATE INDEX CONCURRENTLY IF NOT EXISTS runs_outcome_id_idx ON runs (outcome, id DESC);
-- The newest runs of an agent are found by id now, and sums over a time by runs_started_at_idx.
DROP INDEX CONCURRENTLY IF EXISTS runs_agent_started_at_idx;
