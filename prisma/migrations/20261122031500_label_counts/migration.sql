-- How many tasks have a label. `project_id` is 0 for all projects together.
CREATE TABLE "label_counts" (
  "project_id" INTEGER NOT NULL,
  "label" TEXT NOT NULL,
  "n" BIGINT NOT NULL,
  CONSTRAINT "label_counts_pkey" PRIMARY KEY ("project_id", "label")
);
-- The most used labels of a project, and those that begin with some letters.
CREATE INDEX "label_counts_project_id_n_label_idx" ON "label_counts"("project_id", "n" DESC, "label");
CREATE INDEX "label_counts_letters_idx" ON "label_counts" ("project_id", (lower("label") COLLATE "C"), "label");

-- Differences that are not folded into `label_counts` yet.
CREATE TABLE "label_count_changes" (
  "id" BIGSERIAL NOT NULL,
  "project_id" INTEGER NOT NULL,
  "label" TEXT NOT NULL,
  "n" BIGINT NOT NULL,
  CONSTRAINT "label_count_changes_pkey" PRIMARY KEY ("id")
);

-- A copy of prisma/sql/label-counts.sql as it was then, so that no label comes unnoticed between the backfill and the functions.
CREATE OR REPLACE FUNCTION note_labels() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO label_count_changes (project_id, label, n)
  SELECT c.project_id, c.label, sum(c.n) FROM (
    SELECT NEW.project_id, unnest(NEW.labels) AS label, 1 AS n WHERE TG_OP <> 'DELETE' AND NEW.archived_at IS NULL
    UNION ALL
    SELECT OLD.project_id, unnest(OLD.labels), -1 WHERE TG_OP <> 'INSERT' AND OLD.archived_at IS NULL
  ) c GROUP BY c.project_id, c.label HAVING sum(c.n) <> 0;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION forget_label_counts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM label_counts;
  DELETE FROM label_count_changes;
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER tasks_labels_insert AFTER INSERT ON tasks FOR EACH ROW
  WHEN (NEW.labels <> '{}' AND NEW.archived_at IS NULL) EXECUTE FUNCTION note_labels();

CREATE OR REPLACE TRIGGER tasks_labels_delete AFTER DELETE ON tasks FOR EACH ROW
  WHEN (OLD.labels <> '{}' AND OLD.archived_at IS NULL) EXECUTE FUNCTION note_labels();

CREATE OR REPLACE TRIGGER tasks_labels_update AFTER UPDATE OF labels, project_id, archived_at ON tasks FOR EACH ROW
  WHEN ((OLD.labels, OLD.project_id, OLD.archived_at IS NULL) IS DISTINCT FROM (NEW.labels, NEW.project_id, NEW.archived_at IS NULL))
  EXECUTE FUNCTION note_labels();

CREATE OR REPLACE TRIGGER tasks_labels_truncate AFTER TRUNCATE ON tasks
  FOR EACH STATEMENT EXECUTE FUNCTION forget_label_counts();

-- The backfill: the job that folds changes will fold these too.
INSERT INTO label_count_changes (project_id, label, n)
SELECT project_id, label, count(*) FROM tasks, unnest(labels) AS label
WHERE archived_at IS NULL AND labels <> '{}' GROUP BY 1, 2;
