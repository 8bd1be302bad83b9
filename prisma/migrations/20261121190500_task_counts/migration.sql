-- The number of tasks. `assigned_to` is '' for nobody.
CREATE TABLE "task_counts" (
  "project_id" INTEGER NOT NULL,
  "status" "task_status" NOT NULL,
  "archived" BOOLEAN NOT NULL,
  "assigned_to" TEXT NOT NULL,
  "n" BIGINT NOT NULL,
  CONSTRAINT "task_counts_pkey" PRIMARY KEY ("project_id", "status", "archived", "assigned_to")
);
CREATE INDEX "task_counts_assigned_to_idx" ON "task_counts"("assigned_to");

-- Differences that are not folded into `task_counts` yet.
CREATE TABLE "task_count_changes" (
  "id" BIGSERIAL NOT NULL,
  "project_id" INTEGER NOT NULL,
  "status" "task_status" NOT NULL,
  "archived" BOOLEAN NOT NULL,
  "assigned_to" TEXT NOT NULL,
  "n" BIGINT NOT NULL,
  CONSTRAINT "task_count_changes_pkey" PRIMARY KEY ("id")
);

-- A copy of prisma/sql/task-counts.sql as it was then, so that no task moves unnoticed between the backfill and the functions.
CREATE OR REPLACE FUNCTION note_added_tasks() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO task_count_changes (project_id, status, archived, assigned_to, n)
  SELECT project_id, status, archived_at IS NOT NULL, COALESCE(assigned_to, ''), count(*) FROM added GROUP BY 1, 2, 3, 4;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION note_removed_tasks() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO task_count_changes (project_id, status, archived, assigned_to, n)
  SELECT project_id, status, archived_at IS NOT NULL, COALESCE(assigned_to, ''), -count(*) FROM removed GROUP BY 1, 2, 3, 4;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION note_moved_task() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO task_count_changes (project_id, status, archived, assigned_to, n)
  VALUES (OLD.project_id, OLD.status, OLD.archived_at IS NOT NULL, COALESCE(OLD.assigned_to, ''), -1),
         (NEW.project_id, NEW.status, NEW.archived_at IS NOT NULL, COALESCE(NEW.assigned_to, ''), 1);
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION forget_task_counts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM task_counts;
  DELETE FROM task_count_changes;
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER tasks_counts_insert AFTER INSERT ON tasks
  REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION note_added_tasks();

CREATE OR REPLACE TRIGGER tasks_counts_delete AFTER DELETE ON tasks
  REFERENCING OLD TABLE AS removed FOR EACH STATEMENT EXECUTE FUNCTION note_removed_tasks();

-- By row: most updates of a task move it nowhere, and the condition costs them less than a table of all changed rows.
CREATE OR REPLACE TRIGGER tasks_counts_update AFTER UPDATE ON tasks FOR EACH ROW
  WHEN ((OLD.project_id, OLD.status, OLD.assigned_to, OLD.archived_at IS NULL)
    IS DISTINCT FROM (NEW.project_id, NEW.status, NEW.assigned_to, NEW.archived_at IS NULL))
  EXECUTE FUNCTION note_moved_task();

CREATE OR REPLACE TRIGGER tasks_counts_truncate AFTER TRUNCATE ON tasks
  FOR EACH STATEMENT EXECUTE FUNCTION forget_task_counts();

-- The backfill: the job that folds changes will fold these too.
INSERT INTO task_count_changes (project_id, status, archived, assigned_to, n)
SELECT project_id, status, archived_at IS NOT NULL, COALESCE(assigned_to, ''), count(*) FROM tasks GROUP BY 1, 2, 3, 4;
