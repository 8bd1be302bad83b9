-- no transaction

-- Deleting or changing a row looks for the rows that point at it: without an index, a scan of their whole table for each.
CREATE INDEX CONCURRENTLY IF NOT EXISTS comments_parent_idx ON comments (parent_id) WHERE parent_id IS NOT NULL;
CREATE INDEX CONCURRENTLY IF NOT EXISTS quality_reviews_run_idx ON quality_reviews (run_id) WHERE run_id IS NOT NULL;
CREATE INDEX CONCURRENTLY IF NOT EXISTS api_keys_project_idx ON api_keys (project_id) WHERE project_id IS NOT NULL;
CREATE INDEX CONCURRENTLY IF NOT EXISTS api_keys_run_idx ON api_keys (run_id) WHERE run_id IS NOT NULL;
-- tasks_project_idx leaves out what is archived.
CREATE INDEX CONCURRENTLY IF NOT EXISTS tasks_project_id_idx ON tasks (project_id);

-- Tasks that wait for their time. Finished ones keep their start time, and the search for overdue ones visited them all.
CREATE INDEX CONCURRENTLY IF NOT EXISTS tasks_wake_idx ON tasks (scheduled_for)
  WHERE scheduled_for IS NOT NULL AND NOT ready AND status IN ('inbox', 'assigned') AND archived_at IS NULL;
DROP INDEX CONCURRENTLY IF EXISTS tasks_scheduled_idx;
