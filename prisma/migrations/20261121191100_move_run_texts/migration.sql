-- no transaction
-- A thousand runs at a time, each batch by itself; what is there already is left as it is.
DO $$
DECLARE
  after integer := 0;
  last  integer;
BEGIN
  -- Not there when an interrupted migration goes on after the columns were dropped.
  WHILE EXISTS (SELECT 1 FROM pg_attribute WHERE attrelid = 'runs'::regclass AND attname = 'prompt' AND NOT attisdropped) LOOP
    SELECT max(id) INTO last FROM (SELECT id FROM runs WHERE id > after ORDER BY id LIMIT 1000) batch;
    EXIT WHEN last IS NULL;
    INSERT INTO run_texts (run_id, prompt, output)
      SELECT id, prompt, output FROM runs
      WHERE id > after AND id <= last AND (prompt IS NOT NULL OR output IS NOT NULL)
      ON CONFLICT (run_id) DO NOTHING;
    after := last;
    COMMIT;
  END LOOP;
END $$;
