-- The runs that somebody started, newest first.
CREATE INDEX "workflow_runs_started_by_id_idx" ON "workflow_runs"("started_by", "id" DESC);
