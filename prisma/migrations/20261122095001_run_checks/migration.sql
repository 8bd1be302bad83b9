CREATE TYPE "check_state" AS ENUM ('passed', 'failed', 'timed_out', 'not_run', 'skipped');

-- Null: those of the project.
ALTER TABLE "tasks" ADD COLUMN "checks" JSONB;
ALTER TABLE "projects" ADD COLUMN "checks" JSONB NOT NULL DEFAULT '[]';

CREATE TABLE "run_changes" (
    "run_id" INTEGER NOT NULL,
    "branch" TEXT,
    "commit_sha" TEXT NOT NULL,
    "base_sha" TEXT,
    "files" JSONB NOT NULL DEFAULT '[]',
    "diff" TEXT,
    "diff_truncated" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "run_changes_pkey" PRIMARY KEY ("run_id")
);

CREATE TABLE "run_checks" (
    "id" SERIAL NOT NULL,
    "run_id" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "command" TEXT NOT NULL,
    "commit_sha" TEXT NOT NULL,
    "state" "check_state" NOT NULL,
    "exit_code" INTEGER,
    "output" TEXT NOT NULL,
    "duration_ms" INTEGER NOT NULL,
    "reported_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "run_checks_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "run_checks_run_id_commit_sha_name_key" ON "run_checks"("run_id", "commit_sha", "name");

ALTER TABLE "run_changes" ADD CONSTRAINT "run_changes_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "runs"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "run_checks" ADD CONSTRAINT "run_checks_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "runs"("id") ON DELETE CASCADE ON UPDATE CASCADE;
