-- An import keeps its numbers: the project's counter goes on after the highest of them.
CREATE FUNCTION reserve_ticket_no(project_id int, highest int) RETURNS void LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  sequence regclass := ('ticket_no_' || project_id)::regclass;
  given_out bigint;
BEGIN
  EXECUTE format('SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM %s', sequence) INTO given_out;
  IF highest > given_out THEN PERFORM setval(sequence, highest); END IF;
END $$;
