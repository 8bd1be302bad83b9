-- no transaction

-- The few runs in which something is blocked, newest first, without reading the others.
CREATE INDEX CONCURRENTLY IF NOT EXISTS workflow_runs_attention_idx ON workflow_runs (id DESC) WHERE attention IS NOT NULL;
