-- no transaction

-- The turns that wait for an agent. A closed run is not among them: prisma/sql/requests.sql.
CREATE INDEX CONCURRENTLY IF NOT EXISTS runs_queued_idx ON runs (agent, id) WHERE state = 'queued';
