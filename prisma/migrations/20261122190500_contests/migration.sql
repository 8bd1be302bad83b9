-- What is known of a task that was given to several agents beyond its entries: who compares them, and what became of their worktrees.
-- CreateTable
CREATE TABLE "contests" (
    "task_id" INTEGER NOT NULL,
    "judge_run_id" INTEGER,
    "judge_problem" TEXT,
    "worktrees" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "contests_pkey" PRIMARY KEY ("task_id")
);

-- AddForeignKey
ALTER TABLE "contests" ADD CONSTRAINT "contests_task_id_fkey" FOREIGN KEY ("task_id") REFERENCES "tasks"("id") ON DELETE CASCADE ON UPDATE CASCADE;
