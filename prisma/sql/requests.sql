-- The lease of a run that asked. Whatever renews leases (polls, heartbeats, reports) need not know of requests: a run that waits for an
-- answer has no lease, so that nothing takes it back, and the first sign of life of one that was answered takes it up again. The process
-- that works on a dispatched run lives whatever its agent does, so its renewals say nothing: whoever reads the answer takes that up.
-- Only open runs are `answered` or `queued`, so that an index of a few rows has them all (runs_answered_idx).
CREATE OR REPLACE FUNCTION keep_parked() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.outcome IS NOT NULL AND NEW.state IN ('answered', 'queued') THEN
    -- What was never begun has cost nothing.
    IF NEW.state = 'queued' THEN NEW.reserved_usd := NULL; END IF;
    NEW.state := 'running';
  ELSIF OLD.state = 'waiting' AND NEW.state = 'waiting' THEN
    NEW.lease_expires_at := NULL;
  ELSIF OLD.state = 'answered' AND NEW.state = 'answered'
    AND (NEW.trigger = 'claim' OR (NEW.queued_at IS NOT NULL AND NOT is_pushed(NEW.runtime))) AND NEW.heartbeat_at IS DISTINCT FROM OLD.heartbeat_at THEN
    NEW.state := 'running';
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE TRIGGER runs_parked BEFORE UPDATE ON runs FOR EACH ROW WHEN (OLD.state <> 'running') EXECUTE FUNCTION keep_parked();
