-- Who may be asked for a verdict, and how work in review and reviewers find each other. Handing work in queues a review only if Baton
-- can call a reviewer; a reviewer that arrives, and a runtime that is set up, queue the job that looks for work in review. Work that is
-- handed in takes the lock on reviewers in shared mode until it commits, and what arrives takes it exclusively: one of the two sees the
-- other.

CREATE OR REPLACE FUNCTION is_reviewer(name text, role text, deleted_at timestamptz) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT deleted_at IS NULL AND (role = 'reviewer' OR name = 'aegis')
$$;

-- Queues the reviews of tasks that went to review, unless Baton could call nobody for them: no reviewer with a runtime that it calls,
-- and none that polls, or no runtime of the installation to call it through instead. That runtime is in Settings or, `calls_pull`, in
-- the server's environment. With a coordinator (MC_COORDINATOR_AGENT) there is always somebody, or something to report. The last lock
-- that a transaction takes (lib/core/locks.ts).
CREATE OR REPLACE FUNCTION ask_for_reviews(targets int[], coordinator text, calls_pull boolean) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock_shared(1114797170, 0);
  IF coordinator IS NULL AND NOT EXISTS (
    SELECT 1 FROM agents a WHERE a.deleted_at IS NULL AND (a.role = 'reviewer' OR a.name = 'aegis') AND (is_pushed(a.runtime)
      OR (a.runtime = 'pull' AND (calls_pull OR EXISTS (
        SELECT 1 FROM settings s WHERE s.key IN ('runtime.anthropic', 'runtime.openai', 'runtime.openclaw')))))
  ) THEN RETURN; END IF;
  PERFORM graphile_worker.add_job(
    identifier => 'reviewTask', payload => json_build_object('taskId', t.id, 'resolutionHash', t.resolution_hash),
    job_key => 'review:' || t.id, job_key_mode => 'replace', max_attempts => 10::smallint)
  FROM tasks t WHERE t.id = ANY(targets);
END $$;

-- Queues the job that looks for work in review, after the hand-ins that are being committed. Taken last, as the lock above.
CREATE OR REPLACE FUNCTION review_what_waits() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(1114797170, 0);
  PERFORM graphile_worker.add_job(
    identifier => 'runAegisReviews', payload => '{}'::json, job_key => 'runAegisReviews', max_attempts => 10::smallint);
END $$;

CREATE OR REPLACE FUNCTION reviewer_came() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM review_what_waits();
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER agents_reviewer_insert AFTER INSERT ON agents FOR EACH ROW
  WHEN (is_reviewer(NEW.name, NEW.role, NEW.deleted_at)) EXECUTE FUNCTION reviewer_came();

CREATE OR REPLACE TRIGGER agents_reviewer_update AFTER UPDATE OF name, role, runtime, deleted_at ON agents FOR EACH ROW
  WHEN (is_reviewer(NEW.name, NEW.role, NEW.deleted_at)
        AND (NEW.runtime <> OLD.runtime OR NOT is_reviewer(OLD.name, OLD.role, OLD.deleted_at)))
  EXECUTE FUNCTION reviewer_came();
