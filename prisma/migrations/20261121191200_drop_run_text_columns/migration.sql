-- What servers at work wrote while the batches were moved, then the columns.
LOCK TABLE runs IN ACCESS EXCLUSIVE MODE;
INSERT INTO run_texts AS x (run_id, prompt, output)
  SELECT r.id, r.prompt, r.output FROM runs r
  WHERE (r.prompt IS NOT NULL OR r.output IS NOT NULL)
    AND (NOT EXISTS (SELECT 1 FROM run_texts t WHERE t.run_id = r.id)
         OR r.outcome IS NULL OR r.finished_at > now() - interval '1 day')
  ON CONFLICT (run_id) DO UPDATE SET prompt = EXCLUDED.prompt, output = EXCLUDED.output;
ALTER TABLE runs DROP COLUMN prompt, DROP COLUMN output;
