-- no transaction

-- GET /api/tasks?assigned_to=…, the newest first: without it, the planner reads all tasks the agent ever had, or all newer ones of others.
CREATE INDEX CONCURRENTLY IF NOT EXISTS tasks_assigned_to_id_idx ON tasks (assigned_to, id DESC) WHERE archived_at IS NULL;
