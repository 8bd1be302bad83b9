-- Agents ask people, and their runs wait for the answer.

-- CreateEnum
CREATE TYPE "run_state" AS ENUM ('running', 'waiting', 'answered');

-- CreateEnum
CREATE TYPE "request_kind" AS ENUM ('question', 'choice', 'permission', 'conflict', 'budget');

-- CreateEnum
CREATE TYPE "request_state" AS ENUM ('open', 'answered', 'withdrawn', 'expired');

-- AlterTable
ALTER TABLE "runs" ADD COLUMN "state" "run_state" NOT NULL DEFAULT 'running';

-- AlterTable
ALTER TABLE "tasks" ADD COLUMN "request_id" INTEGER;

-- CreateTable
CREATE TABLE "requests" (
    "id" SERIAL NOT NULL,
    "run_id" INTEGER,
    "task_id" INTEGER,
    "task_ref" TEXT,
    "project_id" INTEGER,
    "agent" TEXT NOT NULL,
    "kind" "request_kind" NOT NULL,
    "state" "request_state" NOT NULL DEFAULT 'open',
    "title" TEXT NOT NULL,
    "body" TEXT,
    "options" JSONB NOT NULL DEFAULT '[]',
    "proposed" TEXT,
    "tool" TEXT,
    "arguments" JSONB,
    "call_id" TEXT,
    "deadline_at" TIMESTAMPTZ(3),
    "on_deadline" JSONB,
    "may_answer" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "answer_option" TEXT,
    "answer_text" TEXT,
    "closed_by" TEXT,
    "reason" TEXT,
    "standing_answer_id" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "requests_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "standing_answers" (
    "id" SERIAL NOT NULL,
    "tool" TEXT NOT NULL,
    "option" TEXT NOT NULL,
    "project_id" INTEGER,
    "agent" TEXT,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    "expires_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "used_count" INTEGER NOT NULL DEFAULT 0,
    "last_used_at" TIMESTAMPTZ(3),

    CONSTRAINT "standing_answers_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "requests_run_id_idx" ON "requests"("run_id");

-- CreateIndex
CREATE INDEX "requests_task_id_id_idx" ON "requests"("task_id", "id");

-- CreateIndex
CREATE INDEX "standing_answers_project_id_idx" ON "standing_answers"("project_id");

-- AddForeignKey
ALTER TABLE "requests" ADD CONSTRAINT "requests_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "runs"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "requests" ADD CONSTRAINT "requests_task_id_fkey" FOREIGN KEY ("task_id") REFERENCES "tasks"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "standing_answers" ADD CONSTRAINT "standing_answers_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What waits for people: the list, the number beside it, and what a run that ends withdraws.
CREATE INDEX requests_open_idx ON requests (id) WHERE state = 'open';
CREATE INDEX requests_open_of_run_idx ON requests (run_id) WHERE state = 'open';

-- What the sweep removes.
CREATE INDEX requests_closed_idx ON requests (closed_at) WHERE state <> 'open';

-- The runs that a poll hands back before newer work. A closed run is not among them: prisma/sql/requests.sql.
CREATE INDEX runs_answered_idx ON runs (agent) WHERE state = 'answered';

-- What a permission is compared with.
CREATE INDEX standing_answers_tool_idx ON standing_answers (tool) WHERE revoked_at IS NULL;
