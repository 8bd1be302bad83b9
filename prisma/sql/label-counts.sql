-- How many tasks have a label, by project, archived ones left out (decision 0100). Project 0 stands for all projects together.
--
-- As with task counts, triggers insert each difference into `label_count_changes`, and a job folds those rows into `label_counts`;
-- readers add both. A task without labels costs nothing.

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

-- Folds at most `most` changes into `label_counts` and returns their number. The caller holds the lock "label-counts", because two
-- of these at once could deadlock.
CREATE OR REPLACE FUNCTION fold_label_counts(most int) RETURNS int LANGUAGE plpgsql AS $$
DECLARE folded int;
BEGIN
  WITH taken AS (
    DELETE FROM label_count_changes WHERE id IN (SELECT id FROM label_count_changes ORDER BY id LIMIT most) RETURNING *
  ), added AS (
    INSERT INTO label_counts AS l (project_id, label, n)
    SELECT s.project_id, t.label, sum(t.n) FROM taken t CROSS JOIN LATERAL (VALUES (t.project_id), (0)) AS s (project_id)
    GROUP BY 1, 2 HAVING sum(t.n) <> 0
    ON CONFLICT (project_id, label) DO UPDATE SET n = l.n + EXCLUDED.n
  )
  SELECT count(*) INTO folded FROM taken;
  IF folded > 0 THEN
    DELETE FROM label_counts WHERE n = 0;
  END IF;
  RETURN folded;
END $$;
