-- CreateTable
CREATE TABLE "schedules" (
    "id" SERIAL NOT NULL,
    "project_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "key" TEXT,
    "input" TEXT NOT NULL,
    "cron" TEXT,
    "once_at" TIMESTAMPTZ(3),
    "timezone" TEXT NOT NULL,
    "template" JSONB NOT NULL,
    "overlap" TEXT NOT NULL DEFAULT 'skip',
    "overlap_max_age_hours" DOUBLE PRECISION,
    "missed" TEXT NOT NULL DEFAULT 'run',
    "missed_window_hours" DOUBLE PRECISION NOT NULL DEFAULT 24,
    "pause_after_failures" INTEGER,
    "paused_at" TIMESTAMPTZ(3),
    "paused_by" TEXT,
    "pause_note" TEXT,
    "pause_reason" TEXT,
    "failures_after_id" INTEGER NOT NULL DEFAULT 0,
    "next_at" TIMESTAMPTZ(3),
    "last_due_at" TIMESTAMPTZ(3),
    "created_count" INTEGER NOT NULL DEFAULT 0,
    "skipped_count" INTEGER NOT NULL DEFAULT 0,
    "missed_count" INTEGER NOT NULL DEFAULT 0,
    "failed_count" INTEGER NOT NULL DEFAULT 0,
    "last_error" TEXT,
    "last_error_at" TIMESTAMPTZ(3),
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "schedules_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "schedule_runs" (
    "id" SERIAL NOT NULL,
    "schedule_id" INTEGER NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "first_due_at" TIMESTAMPTZ(3) NOT NULL,
    "count" INTEGER NOT NULL DEFAULT 1,
    "trigger" TEXT NOT NULL DEFAULT 'due',
    "outcome" TEXT NOT NULL,
    "reason" TEXT,
    "task_id" INTEGER,
    "ticket_ref" TEXT,
    "settled" BOOLEAN NOT NULL DEFAULT false,
    "outlived_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "schedule_runs_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "schedules_project_id_idx" ON "schedules"("project_id");

-- CreateIndex
CREATE INDEX "schedules_next_at_idx" ON "schedules"("next_at");

-- CreateIndex
CREATE INDEX "schedule_runs_schedule_id_id_idx" ON "schedule_runs"("schedule_id", "id" DESC);

-- CreateIndex
CREATE INDEX "schedule_runs_task_id_idx" ON "schedule_runs"("task_id");

-- CreateIndex
CREATE INDEX "schedule_runs_created_at_idx" ON "schedule_runs"("created_at");

-- AddForeignKey
ALTER TABLE "schedules" ADD CONSTRAINT "schedules_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "schedule_runs" ADD CONSTRAINT "schedule_runs_schedule_id_fkey" FOREIGN KEY ("schedule_id") REFERENCES "schedules"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "schedule_runs" ADD CONSTRAINT "schedule_runs_task_id_fkey" FOREIGN KEY ("task_id") REFERENCES "tasks"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- One schedule of a name and of a key in a project.
CREATE UNIQUE INDEX schedules_name_key ON schedules (project_id, lower(name));
CREATE UNIQUE INDEX schedules_key_key ON schedules (project_id, key) WHERE key IS NOT NULL;

-- A due time is dealt with once, whoever does it; what people trigger has no due time.
CREATE UNIQUE INDEX schedule_runs_due_key ON schedule_runs (schedule_id, due_at) WHERE trigger <> 'manual';

-- The tasks of a schedule that may still be open, and what waits for them.
CREATE INDEX schedule_runs_unsettled_idx ON schedule_runs (schedule_id, id) WHERE outcome IN ('created', 'queued') AND NOT settled;

ALTER TABLE schedules ADD CONSTRAINT schedules_when CHECK ((cron IS NULL) <> (once_at IS NULL));
