-- The pool of one project: its backlog, and the polls of keys that are limited to it, whatever other projects hold.
CREATE INDEX tasks_project_pool_idx ON tasks (project_id, priority, due_at, created_at, id)
  WHERE ready AND children_total = 0 AND assigned_to IS NULL;
-- What waits, to be counted beside a backlog without reading what is ready.
CREATE INDEX tasks_waiting_idx ON tasks (project_id)
  WHERE status IN ('inbox', 'assigned') AND NOT ready AND archived_at IS NULL;
