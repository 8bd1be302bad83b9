-- Tables and columns that nothing reads or writes. Each returns with the feature that needs it.
ALTER TABLE tasks DROP COLUMN schedule_id, DROP COLUMN workflow_run_id, DROP COLUMN stage;
DROP TABLE schedule_runs, schedules, workflow_runs, workflows, webhook_deliveries, webhooks, store_entries, profiles;
