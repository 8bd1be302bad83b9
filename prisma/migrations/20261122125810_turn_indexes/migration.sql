-- no transaction

-- An agent's queue, and what it has open.
CREATE INDEX CONCURRENTLY IF NOT EXISTS runs_open_turns_idx ON runs (agent, id) WHERE queued_at IS NOT NULL AND outcome IS NULL;
-- An agent's turns, the latest first.
CREATE INDEX CONCURRENTLY IF NOT EXISTS runs_turns_idx ON runs (agent, id DESC) WHERE queued_at IS NOT NULL;
-- What was said before in a conversation, and whether a turn of it is open.
CREATE INDEX CONCURRENTLY IF NOT EXISTS runs_conversation_idx ON runs (conversation_id, id) WHERE conversation_id IS NOT NULL;
-- What a run opened, and the whole of a tree.
CREATE INDEX CONCURRENTLY IF NOT EXISTS runs_parent_idx ON runs (parent_run_id) WHERE parent_run_id IS NOT NULL;
CREATE INDEX CONCURRENTLY IF NOT EXISTS runs_root_idx ON runs (root_run_id, id) WHERE root_run_id IS NOT NULL;
CREATE INDEX CONCURRENTLY IF NOT EXISTS runs_fan_idx ON runs (fan_id, id) WHERE fan_id IS NOT NULL;
-- The same question with the same key is the same turn.
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS runs_ask_key ON runs (ask_key) WHERE ask_key IS NOT NULL;
