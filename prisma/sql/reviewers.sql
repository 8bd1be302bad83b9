-- Who may be asked for a verdict, and how work in review and reviewers find each other. Handing work in queues a review only if a
-- reviewer is there; a reviewer that arrives queues the job that looks for work in review. Work that is handed in takes the lock on
-- reviewers in shared mode until it commits, and an arriving reviewer takes it exclusively: one of the two sees the other.

CREATE OR REPLACE FUNCTION is_reviewer(name text, role text, deleted_at timestamptz) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT deleted_at IS NULL AND (role = 'reviewer' OR name = 'aegis')
$$;

-- Queues the review of a task that went to review, unless nobody could be asked. With a coordinator (MC_COORDINATOR_AGENT) there
-- is always somebody, or something to report. The last lock that a transaction takes (lib/core/locks.ts).
CREATE OR REPLACE FUNCTION ask_for_review(target int, resolution_hash text, coordinator text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock_shared(1114797170, 0);
  IF coordinator IS NOT NULL OR EXISTS (SELECT 1 FROM agents a WHERE a.deleted_at IS NULL AND (a.role = 'reviewer' OR a.name = 'aegis')) THEN
    PERFORM graphile_worker.add_job(
      identifier => 'reviewTask', payload => json_build_object('taskId', target, 'resolutionHash', resolution_hash),
      job_key => 'review:' || target, job_key_mode => 'replace', max_attempts => 10::smallint);
  END IF;
END $$;

CREATE OR REPLACE FUNCTION reviewer_came() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(1114797170, 0);
  PERFORM graphile_worker.add_job(
    identifier => 'runAegisReviews', payload => '{}'::json, job_key => 'runAegisReviews', max_attempts => 10::smallint);
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER agents_reviewer_insert AFTER INSERT ON agents FOR EACH ROW
  WHEN (is_reviewer(NEW.name, NEW.role, NEW.deleted_at)) EXECUTE FUNCTION reviewer_came();

CREATE OR REPLACE TRIGGER agents_reviewer_update AFTER UPDATE OF name, role, deleted_at ON agents FOR EACH ROW
  WHEN (is_reviewer(NEW.name, NEW.role, NEW.deleted_at) AND NOT is_reviewer(OLD.name, OLD.role, OLD.deleted_at))
  EXECUTE FUNCTION reviewer_came();
