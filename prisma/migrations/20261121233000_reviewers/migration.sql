-- no transaction

-- Who may be asked for a verdict: each hand-in looks whether there is anybody.
CREATE INDEX CONCURRENTLY IF NOT EXISTS agents_reviewers_idx ON agents (id)
  WHERE deleted_at IS NULL AND (role = 'reviewer' OR name = 'aegis');
