-- no transaction

-- The open runs of a project, for what they reserve of its budget.
CREATE INDEX CONCURRENTLY IF NOT EXISTS runs_open_of_project_idx ON runs (project_id) WHERE outcome IS NULL;
