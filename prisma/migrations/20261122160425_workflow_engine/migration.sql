-- What following a run asks for at every step, however many stages it has.

ALTER TABLE "workflow_runs" ADD COLUMN "attention" TEXT;
-- Whether anything of a run is worked on or waits, and what failed.
CREATE INDEX workflow_stages_state_idx ON workflow_stages (run_id, state, position) WHERE item_index IS NULL;
-- The next items of a stage, how many are worked on, and how many failed.
CREATE INDEX workflow_stages_items_idx ON workflow_stages (parent_id, state, item_index) WHERE parent_id IS NOT NULL;
