-- Who changes a task waits here for who changes it already, before there is a transaction number. With three at its row,
-- PostgreSQL may give the last one its number while the second still goes before it, and event ids are made of it: the
-- stream would tell the two changes in the wrong order. 1114797168: the namespace of the lock.
CREATE FUNCTION hold_task(target int) RETURNS boolean LANGUAGE plpgsql VOLATILE AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(1114797168, target);
  RETURN true;
END $$;
