-- What a run said, kept with its texts. Whatever ends a run removes its parts from `run_chunks`, which is not logged; if they are more than
-- the text of its answer (a worker's program also logs, calls tools and writes files), they become its log: [[seq, kind, data, seconds], …].
-- A part that comes too late is added when it is swept away. Indexes: runs_pkey, run_texts_pkey.
CREATE OR REPLACE FUNCTION keep_run_log() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO run_texts AS x (run_id, log)
  SELECT g.run_id, jsonb_agg(jsonb_build_array(g.seq, g.kind, g.data, floor(extract(epoch FROM g.created_at))) ORDER BY g.seq)
  FROM gone g JOIN runs r ON r.id = g.run_id AND r.outcome IS NOT NULL
  GROUP BY g.run_id
  HAVING bool_or(g.kind <> 'text') OR EXISTS (SELECT 1 FROM run_texts t WHERE t.run_id = g.run_id AND t.log IS NOT NULL)
  ON CONFLICT (run_id) DO UPDATE SET log = COALESCE(x.log, '[]') || EXCLUDED.log;
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER run_chunks_kept AFTER DELETE ON run_chunks REFERENCING OLD TABLE AS gone
  FOR EACH STATEMENT EXECUTE FUNCTION keep_run_log();
