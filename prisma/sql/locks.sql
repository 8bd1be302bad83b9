-- Advisory locks that are held until the transaction ends. They return true so that a query can call them.

-- Allows one change of a project's structure at a time: what follows from it reaches tasks that other changes reach too.
-- Claims, comments and leases do not take it. 1114797167 is "Bato" in ASCII: the namespace of the lock.
CREATE OR REPLACE FUNCTION hold_structure(project int) RETURNS boolean LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(1114797167, project);
  RETURN true;
END $$;

-- Makes whoever changes a task wait for an earlier change of it before getting a transaction number. With three waiting at
-- the row itself, PostgreSQL may give the last one its number while the second still goes first, and event ids are made of
-- that number: the stream would tell the two changes in the wrong order. 1114797168: the namespace of the lock.
CREATE OR REPLACE FUNCTION hold_task(target int) RETURNS boolean LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(1114797168, target);
  RETURN true;
END $$;
