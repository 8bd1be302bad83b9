-- `claimTask` in one round trip, for work that can be claimed and has nothing above it: links and follow-ups are of no account to a
-- claim. Returns null, having written nothing, for any other task and for whatever is refused (reports-alone.sql has the rules).
-- `agent` is null for whoever it is assigned to; `asked` is the capacity that the caller names; `is_own` says that the agent claims with
-- its own key, which cannot go beyond the capacity that an operator set.
CREATE OR REPLACE FUNCTION claim_alone(
  target int, ref text, own_project int, agent text, asked int, is_own boolean, lease_ms int, ordinal int, actor text, actor_kind text
) RETURNS jsonb LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  before tasks;
  after tasks;
  a agents;
  r runs;
  p record;
  task jsonb;
BEGIN
  before := lock_alone(target, ref, NULL);
  agent := COALESCE(agent, before.assigned_to);
  IF before.id IS NULL OR NOT before.claimable OR before.parent_id IS NOT NULL OR before.status NOT IN ('inbox', 'assigned')
    OR (own_project IS NOT NULL AND before.project_id <> own_project) OR agent IS NULL OR before.assigned_to <> agent
  THEN RETURN NULL; END IF;
  SELECT * INTO a FROM agents WHERE agents.name = agent FOR NO KEY UPDATE;
  IF NOT FOUND OR (is_own AND a.paused_at IS NOT NULL) THEN RETURN NULL; END IF;
  IF (asked IS NOT NULL OR (is_own AND a.capacity_is_set)) AND a.in_progress >= (
    CASE WHEN asked IS NULL THEN a.max_capacity WHEN is_own AND a.capacity_is_set THEN LEAST(asked, a.max_capacity) ELSE asked END
  ) THEN RETURN NULL; END IF;
  SELECT name, prefix INTO p FROM projects WHERE projects.id = before.project_id;

  UPDATE agents SET last_seen_at = clock_timestamp(), status = CASE WHEN agents.status = 'offline' THEN 'idle' ELSE agents.status END
  WHERE agents.id = a.id;
  INSERT INTO runs (task_id, task_ref, project_id, agent, trigger, attempt, lease_expires_at, claimed_from, claimed_from_pool)
  VALUES (before.id, before.ticket_ref, before.project_id, claim_alone.agent, 'claim',
    1 + (SELECT count(*) FROM runs o WHERE o.task_id = before.id AND o.trigger = 'claim'),
    clock_timestamp() + lease_ms * interval '1 millisecond', before.status, before.assigned_to IS NULL)
  RETURNING * INTO r;
  PERFORM add_event(ordinal, 'run.started', r.project_id, r.task_id, r.agent, r.id, actor, actor_kind, jsonb_build_object('run', event_run(r)));

  UPDATE tasks SET
    status = 'in_progress', status_changed_at = clock_timestamp(), ready = false, assigned_to = claim_alone.agent, run_id = r.id,
    completed_at = NULL, blocked_reason = NULL, blocked_by_id = NULL, blocked_by_agent = false, dispatch_hold = NULL,
    dispatch_attempts = CASE WHEN before.assigned_to IS NULL THEN 0 ELSE tasks.dispatch_attempts END,
    next_attempt_at = CASE WHEN before.assigned_to IS NULL THEN NULL ELSE tasks.next_attempt_at END,
    updated_at = GREATEST(date_trunc('milliseconds', clock_timestamp()), tasks.updated_at + interval '1 millisecond')
  WHERE tasks.id = before.id RETURNING * INTO after;
  task := task_row(after, p.name, p.prefix)
    || jsonb_build_object('claimed_at', r.started_at, 'lease_expires_at', r.lease_expires_at);
  PERFORM add_event(ordinal + 1, 'task.claimed', after.project_id, after.id, after.assigned_to, r.id, actor, actor_kind,
    jsonb_build_object('task', task, 'before', task_row(before, p.name, p.prefix), 'previous_status', before.status, 'agent', claim_alone.agent));
  RETURN jsonb_build_object(
    'task', task,
    'run', to_jsonb(r) || '{"worker": null, "prompt": null, "output": null}',
    'feedback', feedback_for(after.id, after.reviews_count_from_id));
END $$;
