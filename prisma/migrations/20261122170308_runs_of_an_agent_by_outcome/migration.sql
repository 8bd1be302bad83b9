-- no transaction

-- The runs of an agent that ended in one way, newest first, without reading all its others.
CREATE INDEX CONCURRENTLY IF NOT EXISTS runs_agent_outcome_id_idx ON runs (agent, outcome, id DESC);
