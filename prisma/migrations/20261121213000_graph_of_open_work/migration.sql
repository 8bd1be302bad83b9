-- no transaction

-- The canvas begins with the structures that have open work, and then takes the newest with children.
CREATE INDEX CONCURRENTLY IF NOT EXISTS tasks_open_idx ON tasks (project_id, root_id DESC)
  WHERE archived_at IS NULL AND status NOT IN ('done', 'cancelled');
CREATE INDEX CONCURRENTLY IF NOT EXISTS tasks_groups_idx ON tasks (project_id, id DESC)
  WHERE parent_id IS NULL AND children_total > 0;

-- The children of a task in the order of their ids, so that the first of very many can be read alone.
CREATE INDEX CONCURRENTLY IF NOT EXISTS tasks_children_idx ON tasks (parent_id, id) WHERE parent_id IS NOT NULL;
DROP INDEX CONCURRENTLY IF EXISTS tasks_parent_idx;
