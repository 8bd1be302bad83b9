-- What people say to a run while it works.

-- CreateEnum
CREATE TYPE "steer_timing" AS ENUM ('now', 'after_turn');

-- CreateEnum
CREATE TYPE "message_state" AS ENUM ('waiting', 'taken', 'delivered', 'withdrawn', 'undelivered');

-- AlterTable
ALTER TABLE "workers" ADD COLUMN "steers" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- CreateTable
CREATE TABLE "run_messages" (
    "id" SERIAL NOT NULL,
    "run_id" INTEGER NOT NULL,
    "seq" INTEGER NOT NULL,
    "task_id" INTEGER,
    "timing" "steer_timing" NOT NULL,
    "text" TEXT NOT NULL,
    "state" "message_state" NOT NULL DEFAULT 'waiting',
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    "taken_at" TIMESTAMPTZ(3),
    "delivered_at" TIMESTAMPTZ(3),
    "closed_by" TEXT,
    "reason" TEXT,
    "carried_to" INTEGER,

    CONSTRAINT "run_messages_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "run_messages_run_id_seq_key" ON "run_messages"("run_id", "seq");

-- AddForeignKey
ALTER TABLE "run_messages" ADD CONSTRAINT "run_messages_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "runs"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What a run has still to hear; and what nobody heard, for the next attempt at the task.
CREATE INDEX run_messages_open_idx ON run_messages (run_id) WHERE state IN ('waiting', 'taken');
CREATE INDEX run_messages_unheard_idx ON run_messages (task_id) WHERE state = 'undelivered';
