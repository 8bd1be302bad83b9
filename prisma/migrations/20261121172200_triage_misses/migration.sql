-- Inbox tasks that fit nobody: as they were, and for which agents. Triage looks at such a task again when either has changed.
CREATE TABLE "triage_misses" (
    "task_id" INTEGER NOT NULL,
    "task_updated_at" TIMESTAMPTZ(3) NOT NULL,
    "agents_hash" TEXT NOT NULL,
    "looked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "triage_misses_pkey" PRIMARY KEY ("task_id"),
    CONSTRAINT "triage_misses_task_id_fkey" FOREIGN KEY ("task_id") REFERENCES "tasks"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
