-- How many live children are done or cancelled, beside how many are done: a parent is changed by a delta and not recounted.
ALTER TABLE "tasks" ADD COLUMN "children_finished" INTEGER NOT NULL DEFAULT 0;

UPDATE tasks t SET children_finished = c.finished
FROM (SELECT parent_id, count(*)::int AS finished FROM tasks
      WHERE parent_id IS NOT NULL AND archived_at IS NULL AND status IN ('done', 'cancelled') GROUP BY parent_id) c
WHERE t.id = c.parent_id;
