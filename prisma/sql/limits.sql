-- Results that change nothing: of a worker that reports a diff, an empty one with the same text as its agent handed in before, or none.
-- After some in a row (`unchanged_results`, lib/limits/rules.ts) a job pauses the agent. Work without a diff is left out: its text is
-- what it came to, and "nothing found" is right every day. So is a command that only looks at something.
-- Index: runs_pkey, run_changes_pkey, runs_agent_id_idx, tasks_pkey, agents_name_key.
CREATE OR REPLACE FUNCTION count_unchanged() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  r runs;
  files jsonb;
  earlier record;
  times int;
BEGIN
  SELECT * INTO r FROM runs WHERE runs.id = OLD.run_id;
  IF r.trigger NOT IN ('claim', 'dispatch') THEN RETURN NULL; END IF;
  SELECT c.files INTO files FROM run_changes c WHERE c.run_id = r.id;
  IF files IS NULL THEN RETURN NULL; END IF;
  SELECT p.task_id, t.resolution_hash INTO earlier FROM runs p LEFT JOIN tasks t ON t.id = p.task_id
  WHERE p.agent = r.agent AND p.id < r.id AND p.outcome = 'succeeded' AND p.trigger IN ('claim', 'dispatch') ORDER BY p.id DESC LIMIT 1;
  IF files = '[]' AND (NEW.resolution_hash IS NULL OR NEW.resolution_hash =
      CASE WHEN earlier.task_id = NEW.id THEN OLD.resolution_hash ELSE earlier.resolution_hash END) THEN
    UPDATE agents SET unchanged_results = unchanged_results + 1 WHERE name = r.agent RETURNING unchanged_results INTO times;
    PERFORM graphile_worker.add_job(identifier => 'pauseUnchanging', payload => json_build_object('agent', r.agent, 'runId', r.id),
      job_key => 'unchanging:' || r.agent, max_attempts => 10::smallint);
  ELSE
    UPDATE agents SET unchanged_results = 0 WHERE name = r.agent AND unchanged_results <> 0;
  END IF;
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER tasks_unchanged AFTER UPDATE OF status ON tasks FOR EACH ROW
  WHEN (OLD.status = 'in_progress' AND OLD.run_id IS NOT NULL AND NEW.status IN ('review', 'done')
    AND NEW.command IS NULL) EXECUTE FUNCTION count_unchanged();
