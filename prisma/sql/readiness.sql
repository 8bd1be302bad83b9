-- What a task waits for. Lookups start at the given task: OFFSET 0 keeps the planner from starting elsewhere while it has no
-- statistics yet, as after an import.

-- Whether the tasks that wait for this one still have to.
CREATE OR REPLACE FUNCTION task_holds(status task_status, archived_at timestamptz, on_failure on_failure) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT archived_at IS NULL AND status NOT IN ('done', 'cancelled')
     AND NOT (status = 'failed' AND on_failure = 'continue')
$$;

-- The unfinished tasks that a task waits for directly: its blockers, and the earlier steps of its sequence.
CREATE OR REPLACE FUNCTION tasks_holding(target int) RETURNS TABLE (id int, reason text) LANGUAGE sql STABLE AS $$
  SELECT b.id, 'blocker' FROM (SELECT from_id FROM task_links WHERE to_id = target AND type = 'blocks' OFFSET 0) l
  CROSS JOIN LATERAL (SELECT * FROM tasks WHERE tasks.id = l.from_id OFFSET 0) b
  WHERE task_holds(b.status, b.archived_at, b.on_failure)
  UNION ALL
  SELECT s.id, 'earlier_step' FROM (SELECT * FROM tasks WHERE tasks.id = target OFFSET 0) t
  JOIN tasks s ON s.parent_id = t.parent_id AND s.exec_order < t.exec_order
  WHERE t.exec_mode = 'seq' AND s.exec_mode = 'seq' AND task_holds(s.status, s.archived_at, s.on_failure)
$$;

-- Whether a task can be claimed: neither it nor anything above it is archived, stopped, scheduled for later or waiting for another task, and
-- the pause after its last attempt is over. Agents that Baton calls are left out of that: dispatch keeps their pauses itself. What the run
-- of a workflow leads waits for that run, and never for somebody to take it.
CREATE OR REPLACE FUNCTION task_is_ready(target int) RETURNS boolean LANGUAGE sql STABLE AS $$
  WITH RECURSIVE line AS (
    SELECT t.id, t.parent_id, t.status, t.archived_at, t.scheduled_for, 0 AS depth, t.next_attempt_at::timestamptz AS next_attempt_at, t.assigned_to
    FROM tasks t WHERE t.id = target AND NOT (t.kind = 'wait' AND t.workflow_run_id IS NOT NULL)
    UNION ALL
    SELECT p.id, p.parent_id, p.status, p.archived_at, p.scheduled_for, line.depth + 1, NULL::timestamptz, NULL::text
    FROM line JOIN tasks p ON p.id = line.parent_id
  )
  SELECT COALESCE(bool_and(
    line.archived_at IS NULL
    AND (line.scheduled_for IS NULL OR line.scheduled_for <= clock_timestamp())
    AND CASE WHEN line.depth = 0 THEN line.status IN ('inbox', 'assigned')
             ELSE line.status NOT IN ('blocked', 'failed', 'cancelled') END
    AND (line.next_attempt_at IS NULL OR line.next_attempt_at <= clock_timestamp()
         OR EXISTS (SELECT 1 FROM agents a WHERE a.name = line.assigned_to AND is_pushed(a.runtime)))
    AND NOT EXISTS (SELECT 1 FROM tasks_holding(line.id))
  ), false) FROM line
$$;

-- What comes directly after a task, whatever its status: the tasks it blocks, and the next step of its sequence.
CREATE OR REPLACE FUNCTION tasks_next(target int) RETURNS TABLE (id int) LANGUAGE sql STABLE AS $$
  SELECT l.to_id FROM task_links l WHERE l.from_id = target AND l.type = 'blocks'
  UNION ALL
  SELECT s.id FROM (SELECT * FROM tasks WHERE tasks.id = target OFFSET 0) t
  CROSS JOIN LATERAL (
    SELECT min(n.exec_order) AS exec_order FROM tasks n
    WHERE n.parent_id = t.parent_id AND n.exec_mode = 'seq' AND n.exec_order > t.exec_order) after
  JOIN tasks s ON s.parent_id = t.parent_id AND s.exec_order = after.exec_order
  WHERE t.exec_mode = 'seq' AND s.exec_mode = 'seq'
$$;

-- The tasks that block the given one because they failed, or because a failed task blocks them; `origin` is the failed one.
CREATE OR REPLACE FUNCTION tasks_breaking(target int) RETURNS TABLE (id int, origin int) LANGUAGE sql STABLE AS $$
  SELECT b.id, CASE WHEN b.status = 'failed' THEN b.id ELSE b.blocked_by_id END
  FROM (SELECT h.id FROM tasks_holding(target) h OFFSET 0) h
  CROSS JOIN LATERAL (SELECT * FROM tasks WHERE tasks.id = h.id OFFSET 0) b
  WHERE b.on_failure = 'block' AND (b.status = 'failed' OR (b.status = 'blocked' AND b.blocked_by_id IS NOT NULL))
$$;

-- What must happen before a task can start (its parent may start, its blockers and the step before it are finished) or
-- finish (it has started, its children are finished). A circle in this is work that can never be done.
CREATE OR REPLACE FUNCTION task_needs(target int, to_finish boolean) RETURNS TABLE (id int, to_finish boolean) LANGUAGE sql STABLE AS $$
  SELECT target, false WHERE to_finish
  UNION ALL
  SELECT c.id, true FROM tasks c WHERE to_finish AND c.parent_id = target
  UNION ALL
  SELECT t.parent_id, false FROM (SELECT * FROM tasks WHERE tasks.id = target OFFSET 0) t
  WHERE NOT to_finish AND t.parent_id IS NOT NULL
  UNION ALL
  SELECT l.from_id, true FROM task_links l WHERE NOT to_finish AND l.to_id = target AND l.type = 'blocks'
  UNION ALL
  SELECT s.id, true FROM (SELECT * FROM tasks WHERE tasks.id = target OFFSET 0) t
  CROSS JOIN LATERAL (
    SELECT max(e.exec_order) AS exec_order FROM tasks e
    WHERE e.parent_id = t.parent_id AND e.exec_mode = 'seq' AND e.exec_order < t.exec_order) before
  JOIN tasks s ON s.parent_id = t.parent_id AND s.exec_order = before.exec_order
  WHERE NOT to_finish AND t.exec_mode = 'seq' AND s.exec_mode = 'seq'
$$;
