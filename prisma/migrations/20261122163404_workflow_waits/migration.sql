-- What a stage of kind wait waits for besides a time: `{event, where, after}` or `{task}`, and what came of it.
ALTER TABLE "workflow_stages" ADD COLUMN "wait" JSONB;
CREATE INDEX workflow_stages_wait_idx ON workflow_stages (id) WHERE wait IS NOT NULL AND settled_at IS NULL;
