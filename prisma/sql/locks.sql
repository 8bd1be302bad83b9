-- Advisory locks on tasks, held until the transaction ends. They return true so that a query can call them. The order in which
-- locks may be taken is in lib/core/locks.ts, and which to take in lib/tasks/locks.ts.

-- Takes the exclusive lock on a project's structure, for changes of its shape (links, moves) and for writing much of it.
CREATE OR REPLACE FUNCTION lock_project_structure(project int) RETURNS boolean LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(1114797169, project);
  RETURN true;
END $$;

-- Locks the structures of some tasks: everything under the same roots, and under the roots of what waits for them or for
-- something above them. The project is locked in shared mode first. While it is, no link and no parent can change, so the roots
-- found by the next statement stay the right ones. The rows of the ancestors are locked too, before the caller locks an agent's
-- row, because a claim of such an ancestor locks the task's row first and the agent's row second.
CREATE OR REPLACE FUNCTION lock_structures(targets int[]) RETURNS boolean LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  lines int[];
BEGIN
  PERFORM pg_advisory_xact_lock_shared(1114797169, p.project_id)
  FROM (SELECT DISTINCT t.project_id FROM tasks t WHERE t.id = ANY(targets) ORDER BY t.project_id) p;

  WITH RECURSIVE line AS (
    SELECT t.id, t.parent_id FROM tasks t WHERE t.id = ANY(targets)
    UNION
    SELECT p.id, p.parent_id FROM line JOIN tasks p ON p.id = line.parent_id
  )
  SELECT array_agg(line.id) INTO lines FROM line;

  PERFORM pg_advisory_xact_lock(1114797167, r.root_id)
  FROM (
    SELECT t.root_id FROM tasks t WHERE t.id = ANY(targets)
    UNION
    SELECT n.root_id FROM task_links l JOIN tasks n ON n.id = l.to_id WHERE l.from_id = ANY(lines) AND l.type = 'blocks'
    ORDER BY root_id
  ) r;

  PERFORM lock_task(a.id) FROM (SELECT DISTINCT unnest(lines) AS id ORDER BY id) a WHERE a.id <> ALL(targets);
  PERFORM 1 FROM tasks t WHERE t.id = ANY(lines) AND t.id <> ALL(targets) ORDER BY t.id FOR NO KEY UPDATE;
  RETURN true;
END $$;

-- Makes a change of a task wait for an earlier change of it before it gets a transaction number. When three wait for the row
-- itself, PostgreSQL may number the last one before the second, although the second goes first. Event ids are made of that
-- number, so the stream would report the two changes in the wrong order.
CREATE OR REPLACE FUNCTION lock_task(target int) RETURNS boolean LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(1114797168, target);
  RETURN true;
END $$;
