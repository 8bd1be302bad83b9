-- One change of a project's structure at a time: what follows from it reaches tasks that other changes reach too. Held until
-- the transaction ends; claims, comments and leases do not take it. 1114797167 is "Bato" in ASCII: the namespace of the lock.
CREATE FUNCTION hold_structure(project int) RETURNS boolean LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(1114797167, project);
  RETURN true;
END $$;

-- What may follow directly from a change of one task: itself, what waits for it, the steps of its sequence and of its
-- former one.
CREATE FUNCTION tasks_beside(target int, former_parent int) RETURNS TABLE (id int) LANGUAGE sql STABLE AS $$
  SELECT target
  UNION SELECT w.id FROM tasks_waiting_for(target) w
  UNION SELECT s.id FROM tasks s JOIN tasks t ON t.id = target
        WHERE s.parent_id IN (t.parent_id, former_parent) AND s.exec_mode = 'seq'
$$;

CREATE OR REPLACE FUNCTION tasks_around(target int, former_parent int) RETURNS TABLE (id int) LANGUAGE sql STABLE AS $$
  WITH RECURSIVE below AS (
    SELECT b.id FROM tasks_beside(target, former_parent) b
    UNION SELECT c.id FROM below JOIN tasks c ON c.parent_id = below.id
  )
  SELECT below.id FROM below
$$;

-- The failed tasks, and those blocked by one, that block another: `origin` is the failed one.
CREATE FUNCTION tasks_breaking(target int) RETURNS TABLE (id int, origin int) LANGUAGE sql STABLE AS $$
  SELECT b.id, CASE WHEN b.status = 'failed' THEN b.id ELSE b.blocked_by_id END
  FROM tasks_holding(target) h JOIN tasks b ON b.id = h.id
  WHERE b.on_failure = 'block' AND (b.status = 'failed' OR (b.status = 'blocked' AND b.blocked_by_id IS NOT NULL))
$$;

-- What has to be before a task can start (its parent free to start, its blockers and the step before it finished), or can
-- finish (itself started, its children finished). A circle in this is work that can never be done.
CREATE FUNCTION task_needs(target int, to_finish boolean) RETURNS TABLE (id int, to_finish boolean) LANGUAGE sql STABLE AS $$
  SELECT target, false WHERE to_finish
  UNION ALL
  SELECT c.id, true FROM tasks c WHERE to_finish AND c.parent_id = target
  UNION ALL
  SELECT t.parent_id, false FROM tasks t WHERE NOT to_finish AND t.id = target AND t.parent_id IS NOT NULL
  UNION ALL
  SELECT l.from_id, true FROM task_links l WHERE NOT to_finish AND l.to_id = target AND l.type = 'blocks'
  UNION ALL
  SELECT s.id, true FROM tasks t JOIN tasks s ON s.parent_id = t.parent_id AND s.exec_mode = 'seq'
  WHERE NOT to_finish AND t.id = target AND t.exec_mode = 'seq'
    AND s.exec_order = (SELECT max(e.exec_order) FROM tasks e
                        WHERE e.parent_id = t.parent_id AND e.exec_mode = 'seq' AND e.exec_order < t.exec_order)
$$;
