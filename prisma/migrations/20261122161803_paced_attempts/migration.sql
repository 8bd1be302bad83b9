-- no transaction

-- Tasks that wait out the pause after a failed attempt.
CREATE INDEX CONCURRENTLY IF NOT EXISTS tasks_again_idx ON tasks (next_attempt_at)
  WHERE next_attempt_at IS NOT NULL AND NOT ready AND status IN ('inbox', 'assigned') AND archived_at IS NULL;
