-- Whether an agent blocked the task by its own key. What is blocked already counts as blocked by people: they let it go.
ALTER TABLE "tasks" ADD COLUMN "blocked_by_agent" BOOLEAN NOT NULL DEFAULT false;
