-- no transaction

-- The tasks of a run of a workflow, and of a stage.
CREATE INDEX CONCURRENTLY IF NOT EXISTS tasks_workflow_run_idx ON tasks (workflow_run_id) WHERE workflow_run_id IS NOT NULL;
CREATE INDEX CONCURRENTLY IF NOT EXISTS tasks_workflow_stage_idx ON tasks (workflow_stage_id) WHERE workflow_stage_id IS NOT NULL;
