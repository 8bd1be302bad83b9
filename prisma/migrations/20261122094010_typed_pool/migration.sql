-- no transaction

-- The pool of one kind of work, for workers that take nothing else: one probe in queue order, whatever else waits.
CREATE INDEX CONCURRENTLY IF NOT EXISTS tasks_typed_pool_idx ON tasks (work_type, assigned_to, priority, due_at, created_at, id)
  WHERE claimable AND work_type IS NOT NULL;
