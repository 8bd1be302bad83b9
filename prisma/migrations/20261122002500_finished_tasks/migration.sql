-- no transaction

-- The finished columns of a board show what ended last: a page of them must not walk the whole history.
CREATE INDEX CONCURRENTLY IF NOT EXISTS tasks_finished_idx ON tasks (status, updated_at DESC, id DESC)
  WHERE archived_at IS NULL AND status IN ('done', 'failed', 'cancelled');
