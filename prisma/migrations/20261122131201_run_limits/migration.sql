-- What a run may come to before it is stopped, and what it has come to.

-- AlterTable
ALTER TABLE "agents" ADD COLUMN "paused_at" TIMESTAMPTZ(3),
ADD COLUMN "pause_note" TEXT,
ADD COLUMN "paused_by" TEXT,
ADD COLUMN "unchanged_results" INTEGER NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "run_limits" (
    "id" SERIAL NOT NULL,
    "project_id" INTEGER,
    "agent_id" INTEGER,
    "task_id" INTEGER,
    "limits" JSONB NOT NULL,
    "set_by" TEXT NOT NULL,
    "set_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "run_limits_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "run_limits_of_one" CHECK (num_nonnulls("project_id", "agent_id", "task_id") = 1)
);

-- CreateTable
CREATE TABLE "run_meters" (
    "run_id" INTEGER NOT NULL,
    "turns" INTEGER NOT NULL DEFAULT 0,
    "calls" JSONB NOT NULL DEFAULT '{}',
    "most_calls" INTEGER NOT NULL DEFAULT 0,
    "call" TEXT,

    CONSTRAINT "run_meters_pkey" PRIMARY KEY ("run_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "run_limits_project_id_key" ON "run_limits"("project_id");

-- CreateIndex
CREATE UNIQUE INDEX "run_limits_agent_id_key" ON "run_limits"("agent_id");

-- CreateIndex
CREATE UNIQUE INDEX "run_limits_task_id_key" ON "run_limits"("task_id");

-- AddForeignKey
ALTER TABLE "run_limits" ADD CONSTRAINT "run_limits_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run_limits" ADD CONSTRAINT "run_limits_agent_id_fkey" FOREIGN KEY ("agent_id") REFERENCES "agents"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run_limits" ADD CONSTRAINT "run_limits_task_id_fkey" FOREIGN KEY ("task_id") REFERENCES "tasks"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "run_meters" ADD CONSTRAINT "run_meters_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "runs"("id") ON DELETE CASCADE ON UPDATE CASCADE;
