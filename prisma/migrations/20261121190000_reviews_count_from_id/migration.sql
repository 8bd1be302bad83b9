-- Which verdicts count since a task was reopened is said by id: clocks of servers differ, ids of one task's verdicts do not.
ALTER TABLE tasks ADD COLUMN reviews_count_from_id integer;
UPDATE tasks t SET reviews_count_from_id = COALESCE(
  (SELECT min(r.id) FROM quality_reviews r WHERE r.task_id = t.id AND r.created_at >= t.reviews_count_from),
  (SELECT max(r.id) + 1 FROM quality_reviews r WHERE r.task_id = t.id))
WHERE t.reviews_count_from IS NOT NULL;
ALTER TABLE tasks DROP COLUMN reviews_count_from;

-- What is compared with other times has the database's clock, at the statement rather than the start of its transaction.
ALTER TABLE comments ALTER COLUMN created_at SET DEFAULT clock_timestamp();
ALTER TABLE quality_reviews ALTER COLUMN created_at SET DEFAULT clock_timestamp();
