-- Turns: runs without a task that somebody asks of an agent. They wait in its queue, continue its conversation, and form trees and fans.

-- AlterEnum
ALTER TYPE "run_state" ADD VALUE 'queued';

-- CreateTable
CREATE TABLE "conversations" (
    "id" SERIAL NOT NULL,
    "agent" TEXT NOT NULL,
    "project_id" INTEGER,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "conversations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "fans" (
    "id" SERIAL NOT NULL,
    "project_id" INTEGER,
    "prompt" TEXT NOT NULL,
    "asked_by" TEXT NOT NULL,
    "parent_run_id" INTEGER,
    "ask_key" TEXT,
    "refused" JSONB NOT NULL DEFAULT '[]',
    "judge_run_id" INTEGER,
    "judge_problem" TEXT,
    "picked_run_id" INTEGER,
    "picked_by" TEXT,
    "pick_reason" TEXT,
    "picked_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "fans_pkey" PRIMARY KEY ("id")
);

-- AlterTable
ALTER TABLE "runs" ADD COLUMN "asked_by" TEXT,
ADD COLUMN "queued_at" TIMESTAMPTZ(3),
ADD COLUMN "ask_key" TEXT,
ADD COLUMN "parent_run_id" INTEGER,
ADD COLUMN "root_run_id" INTEGER,
ADD COLUMN "depth" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN "tree_budget_usd" DECIMAL(14,6),
ADD COLUMN "conversation_id" INTEGER,
ADD COLUMN "fan_id" INTEGER;

-- The same question with the same key is the same fan.
CREATE UNIQUE INDEX fans_ask_key ON fans (ask_key) WHERE ask_key IS NOT NULL;
-- What the sweep removes.
CREATE INDEX "fans_created_at_idx" ON "fans"("created_at");
CREATE INDEX conversations_ended_idx ON conversations (ended_at) WHERE ended_at IS NOT NULL;

-- The conversation that an agent's next turn continues: one for each project that turns are limited to, and one for all others.
CREATE UNIQUE INDEX conversations_current_key ON conversations (agent, COALESCE(project_id, 0)) WHERE ended_at IS NULL;
