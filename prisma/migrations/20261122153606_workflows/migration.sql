-- Workflows: their versions, their runs, and the tasks of a run.

CREATE TABLE "workflows" (
    "id" SERIAL NOT NULL,
    "project_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT,
    "latest_version" INTEGER NOT NULL DEFAULT 0,
    "template" TEXT,
    "kind" TEXT NOT NULL DEFAULT 'workflow',
    "use_count" INTEGER NOT NULL DEFAULT 0,
    "last_used_at" TIMESTAMPTZ(3),
    "created_by" TEXT NOT NULL,
    "creator_agent_id" INTEGER,
    "archived_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "workflows_pkey" PRIMARY KEY ("id")
);
-- One of a name, whatever the case, in the whole installation.
CREATE UNIQUE INDEX workflows_name_key ON workflows (lower(name));
CREATE INDEX "workflows_project_id_idx" ON "workflows"("project_id");

CREATE TABLE "workflow_versions" (
    "id" SERIAL NOT NULL,
    "workflow_id" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "source" TEXT NOT NULL,
    "format" TEXT NOT NULL,
    "definition" JSONB NOT NULL,
    "hash" TEXT NOT NULL,
    "note" TEXT,
    "created_by" TEXT NOT NULL,
    "creator_agent_id" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "workflow_versions_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "workflow_versions_workflow_id_version_key" ON "workflow_versions"("workflow_id", "version");

CREATE TABLE "workflow_runs" (
    "id" SERIAL NOT NULL,
    "workflow_id" INTEGER,
    "workflow_name" TEXT NOT NULL,
    "version_id" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "project_id" INTEGER NOT NULL,
    "root_task_id" INTEGER,
    "root_ref" TEXT,
    "parent_stage_id" INTEGER,
    "depth" INTEGER NOT NULL DEFAULT 0,
    "status" TEXT NOT NULL DEFAULT 'running',
    "attempt" INTEGER NOT NULL DEFAULT 1,
    "inputs" JSONB NOT NULL DEFAULT '{}',
    "files" JSONB NOT NULL DEFAULT '{}',
    "config" JSONB NOT NULL DEFAULT '{}',
    "outputs" JSONB,
    "error" TEXT,
    "failed_stage" TEXT,
    "started_by" TEXT NOT NULL,
    "source" JSONB NOT NULL,
    "starter_agent_id" INTEGER,
    "start_key" TEXT,
    "copied_from" INTEGER,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    "finished_at" TIMESTAMPTZ(3),
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "workflow_runs_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "workflow_runs_workflow_id_id_idx" ON "workflow_runs"("workflow_id", "id" DESC);
CREATE INDEX "workflow_runs_status_id_idx" ON "workflow_runs"("status", "id" DESC);
CREATE INDEX "workflow_runs_project_id_id_idx" ON "workflow_runs"("project_id", "id" DESC);
CREATE INDEX "workflow_runs_version_id_idx" ON "workflow_runs"("version_id");
CREATE INDEX "workflow_runs_root_task_id_idx" ON "workflow_runs"("root_task_id");
CREATE INDEX "workflow_runs_parent_stage_id_idx" ON "workflow_runs"("parent_stage_id");
CREATE INDEX workflow_runs_open_idx ON workflow_runs (id) WHERE status = 'running';
-- Starting again under the same key gives the same run.
CREATE UNIQUE INDEX workflow_runs_start_key ON workflow_runs (start_key) WHERE start_key IS NOT NULL;

CREATE TABLE "workflow_stages" (
    "id" SERIAL NOT NULL,
    "run_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "item_index" INTEGER,
    "parent_id" INTEGER,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "reason" TEXT,
    "task_id" INTEGER,
    "task_ref" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "attempt_of_run" INTEGER NOT NULL DEFAULT 1,
    "input" JSONB,
    "output" JSONB,
    "due_at" TIMESTAMPTZ(3),
    "activated_at" TIMESTAMPTZ(3),
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "workflow_stages_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "workflow_stages_run_id_name_item_index_key" ON "workflow_stages"("run_id", "name", "item_index") NULLS NOT DISTINCT;
CREATE INDEX "workflow_stages_task_id_idx" ON "workflow_stages"("task_id");
CREATE INDEX "workflow_stages_run_id_position_idx" ON "workflow_stages"("run_id", "position");
CREATE INDEX "workflow_stages_parent_id_idx" ON "workflow_stages"("parent_id");
-- Timeouts and waits that end.
CREATE INDEX workflow_stages_due_idx ON workflow_stages (due_at) WHERE due_at IS NOT NULL AND settled_at IS NULL;

ALTER TABLE "tasks" ADD COLUMN "output_schema" JSONB,
ADD COLUMN "command" JSONB,
ADD COLUMN "workflow_run_id" INTEGER,
ADD COLUMN "workflow_stage_id" INTEGER,
ADD COLUMN "workflow" JSONB;

ALTER TABLE "workflows" ADD CONSTRAINT "workflows_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "workflow_versions" ADD CONSTRAINT "workflow_versions_workflow_id_fkey" FOREIGN KEY ("workflow_id") REFERENCES "workflows"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "workflow_runs" ADD CONSTRAINT "workflow_runs_workflow_id_fkey" FOREIGN KEY ("workflow_id") REFERENCES "workflows"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "workflow_runs" ADD CONSTRAINT "workflow_runs_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "workflow_versions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "workflow_runs" ADD CONSTRAINT "workflow_runs_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "workflow_runs" ADD CONSTRAINT "workflow_runs_root_task_id_fkey" FOREIGN KEY ("root_task_id") REFERENCES "tasks"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "workflow_runs" ADD CONSTRAINT "workflow_runs_parent_stage_id_fkey" FOREIGN KEY ("parent_stage_id") REFERENCES "workflow_stages"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "workflow_stages" ADD CONSTRAINT "workflow_stages_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "workflow_runs"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "workflow_stages" ADD CONSTRAINT "workflow_stages_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "workflow_stages"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "workflow_stages" ADD CONSTRAINT "workflow_stages_task_id_fkey" FOREIGN KEY ("task_id") REFERENCES "tasks"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_workflow_run_id_fkey" FOREIGN KEY ("workflow_run_id") REFERENCES "workflow_runs"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_workflow_stage_id_fkey" FOREIGN KEY ("workflow_stage_id") REFERENCES "workflow_stages"("id") ON DELETE SET NULL ON UPDATE CASCADE;
