-- no transaction

-- The queue of commands, as tasks_claimable_idx is of everything else: one probe for an agent's own, one for the pool.
CREATE INDEX CONCURRENTLY IF NOT EXISTS tasks_commands_idx ON tasks (assigned_to, priority, due_at, created_at, id)
  WHERE command_ready;
-- The same of one kind of work.
CREATE INDEX CONCURRENTLY IF NOT EXISTS tasks_typed_commands_idx ON tasks (work_type, assigned_to, priority, due_at, created_at, id)
  WHERE command_ready AND work_type IS NOT NULL;
