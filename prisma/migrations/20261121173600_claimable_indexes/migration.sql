-- no transaction

-- The queue: one probe for an agent's own tasks, one for the pool (assigned_to IS NULL), each in queue order. Their only
-- condition is `claimable`, as in every statement that reads them: a plan that does not depend on what the statistics say.
CREATE INDEX CONCURRENTLY IF NOT EXISTS tasks_claimable_idx ON tasks (assigned_to, priority, due_at, created_at, id)
  WHERE claimable;
-- The same of one project: its backlog, and the polls of keys that are limited to it.
CREATE INDEX CONCURRENTLY IF NOT EXISTS tasks_project_claimable_idx
  ON tasks (project_id, assigned_to, priority, due_at, created_at, id) WHERE claimable;
-- What is left in the inbox, for the periodic net of triage.
CREATE INDEX CONCURRENTLY IF NOT EXISTS tasks_inbox_idx ON tasks (project_id, id) WHERE claimable AND status = 'inbox';

DROP INDEX CONCURRENTLY IF EXISTS tasks_queue_idx;
DROP INDEX CONCURRENTLY IF EXISTS tasks_pool_idx;
DROP INDEX CONCURRENTLY IF EXISTS tasks_project_pool_idx;
DROP INDEX CONCURRENTLY IF EXISTS tasks_triage_idx;
