-- Verdicts, comments and heartbeats of runs in one round trip, for tasks from which nothing follows for others: no parent, no
-- children, no links, no follow-ups. Hand-ins and claims are in hand-in-alone.sql and claim-alone.sql. Each function does what the
-- general command does in several statements (recordVerdict, addComment and heartbeatRun), in the same order, and returns null, having
-- written nothing, for whatever it does not do: then the general command decides, and says what is wrong. A property test holds both
-- to the same outcome (lib/reviews/alone.property.db.test.ts).
--
-- They are plpgsql because each statement in them sees what was committed before it began: a link that another transaction made
-- while this one waited for the task is seen.

CREATE OR REPLACE FUNCTION add_event(ordinal int, type text, project int, task int, agent text, run int, actor text, actor_kind text,
  data jsonb) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO events (id, type, category, project_id, task_id, agent, run_id, actor, actor_kind, version, data)
  VALUES (event_id(ordinal), type, split_part(type, '.', 1), project, task, agent, run, actor, actor_kind, 1, event_data(data));
END $$;

-- A run as events contain it: `runToWire` in lib/runs/wire.ts, without its texts.
CREATE OR REPLACE FUNCTION event_run(r runs) RETURNS jsonb LANGUAGE plpgsql STABLE AS $$ BEGIN
  RETURN jsonb_build_object(
    'id', r.id, 'task_id', r.task_id, 'task_ref', r.task_ref, 'agent', r.agent, 'runtime', r.runtime, 'trigger', r.trigger,
    'attempt', r.attempt, 'model', r.model, 'tier', r.tier, 'tier_reason', r.tier_reason, 'outcome', r.outcome,
    'prompt', NULL, 'output', NULL, 'error', r.error, 'error_class', r.error_class, 'tokens_in', r.tokens_in,
    'tokens_out', r.tokens_out, 'cost_usd', trim_scale(r.cost_usd), 'cost_source', r.cost_source,
    'started_at', floor(extract(epoch FROM r.started_at)), 'heartbeat_at', floor(extract(epoch FROM r.heartbeat_at)),
    'lease_expires_at', floor(extract(epoch FROM r.lease_expires_at)), 'finished_at', floor(extract(epoch FROM r.finished_at)),
    'claim_id', r.claim_id, 'state', CASE WHEN r.outcome IS NULL THEN r.state::text ELSE 'ended' END, 'worker',
    (SELECT jsonb_build_object('id', w.id, 'host', w.host, 'pid', w.pid, 'version', w.version) FROM workers w WHERE w.id = r.worker_id),
    'asked_by', r.asked_by, 'queued_at', floor(extract(epoch FROM r.queued_at)), 'parent_run_id', r.parent_run_id,
    'root_run_id', r.root_run_id, 'depth', r.depth, 'conversation_id', r.conversation_id, 'fan_id', r.fan_id);
END $$;

-- A task without an open run as a TaskRow (`TASK_JSON` in lib/tasks/row.ts).
CREATE OR REPLACE FUNCTION task_row(t tasks, project_name text, project_prefix text) RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT to_jsonb(t) || jsonb_build_object('project_name', project_name, 'project_prefix', project_prefix,
    'claimed_at', NULL, 'lease_expires_at', NULL)
$$;

-- The long texts that differ between two versions of a task, as `withoutTexts` in lib/events/task-texts.ts reports them.
CREATE OR REPLACE FUNCTION event_texts(before tasks, after tasks) RETURNS jsonb LANGUAGE plpgsql IMMUTABLE AS $$ BEGIN
  RETURN CASE WHEN after.resolution IS DISTINCT FROM before.resolution THEN '{"resolution": true}' ELSE '{}' END::jsonb
    || CASE WHEN after.error_message IS DISTINCT FROM before.error_message THEN '{"error_message": true}' ELSE '{}' END::jsonb;
END $$;

-- Whether nothing is below, before or behind the task, and its result may be any text.
CREATE OR REPLACE FUNCTION stands_apart(t tasks) RETURNS boolean LANGUAGE plpgsql VOLATILE AS $$ BEGIN
  RETURN t.children_total = 0 AND t.follow_ups IS NULL AND t.output_schema IS NULL AND t.workflow_run_id IS NULL
    AND NOT EXISTS (SELECT 1 FROM task_links l WHERE l.from_id = t.id) AND NOT EXISTS (SELECT 1 FROM task_links l WHERE l.to_id = t.id);
END $$;

-- Whether nothing follows from the task for others.
CREATE OR REPLACE FUNCTION stands_alone(t tasks) RETURNS boolean LANGUAGE plpgsql VOLATILE AS $$ BEGIN
  RETURN t.parent_id IS NULL AND stands_apart(t);
END $$;

-- Whether checks are asked for before the task's work may be approved: its own, or else its project's, which are about work and not
-- about what holds other tasks together.
CREATE OR REPLACE FUNCTION asks_for_checks(t tasks) RETURNS boolean LANGUAGE plpgsql STABLE AS $$ BEGIN
  RETURN COALESCE(t.checks, CASE WHEN t.kind = 'work' THEN (SELECT p.checks FROM projects p WHERE p.id = t.project_id) END, '[]') <> '[]';
END $$;

-- The task with this id or reference if it stands alone, its row locked; null otherwise. It is looked at before it is locked,
-- because a task with links must not be locked before its structure is.
CREATE OR REPLACE FUNCTION lock_alone(target int, ref text, wanted task_status) RETURNS tasks LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  t tasks;
BEGIN
  FOR turn IN 1..2 LOOP
    IF target IS NULL THEN
      SELECT * INTO t FROM tasks WHERE tasks.ticket_ref = ref;
    ELSIF turn = 1 THEN
      SELECT * INTO t FROM tasks WHERE tasks.id = target;
    ELSE
      SELECT * INTO t FROM tasks WHERE tasks.id = target FOR NO KEY UPDATE;
    END IF;
    IF t.id IS NULL OR t.status <> COALESCE(wanted, t.status) THEN RETURN NULL; END IF;
    IF wanted IS NOT NULL AND NOT stands_alone(t) THEN RETURN NULL; END IF;
    target := t.id;
    IF turn = 1 THEN PERFORM lock_task(target); END IF;
  END LOOP;
  RETURN t;
END $$;

-- Writes an agent's sign of life, unless that would be an event: then false, and nothing is written.
CREATE OR REPLACE FUNCTION saw_present_agent(agent text, seen_every_seconds int, offline_after_ms int) RETURNS boolean
LANGUAGE plpgsql AS $$
DECLARE
  a record;
BEGIN
  SELECT id, status, last_seen_at INTO a FROM agents WHERE agents.name = agent FOR NO KEY UPDATE;
  IF NOT FOUND THEN RETURN true; END IF;
  IF a.status = 'offline' OR a.last_seen_at < clock_timestamp() - offline_after_ms * interval '1 millisecond' THEN RETURN false; END IF;
  IF a.last_seen_at IS NULL OR a.last_seen_at < clock_timestamp() - seen_every_seconds * interval '1 second' THEN
    UPDATE agents SET last_seen_at = clock_timestamp() WHERE id = a.id;
  END IF;
  RETURN true;
END $$;

-- The run whose work a task has now: the newest attempt at it. Index: runs_task_id_id_idx.
CREATE OR REPLACE FUNCTION work_of(task int) RETURNS int LANGUAGE plpgsql STABLE AS $$ BEGIN
  RETURN (SELECT r.id FROM runs r WHERE r.task_id = task AND r.trigger IN ('claim', 'dispatch') ORDER BY r.id DESC LIMIT 1);
END $$;

-- `recordVerdict` for a task in review that stands alone. `judges` are the names, in lower case, that must not be those of who did
-- the work; null for people and Baton, who may judge anything. `rejections` says what to write at the first and the second
-- rejection that counts; the third is left to the general command. `review` and the comments in `rejections` are the objects of the
-- API, to which the row's own fields are added.
CREATE OR REPLACE FUNCTION judge_alone(
  target int, ref text, own_project int, reviewer_agent int, judges text[], speaker text,
  seen_every_seconds int, offline_after_ms int,
  verdict verdict, judge text, judge_kind text, said text, review jsonb, rejections jsonb, ordinal int, actor text, actor_kind text
) RETURNS jsonb LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  before tasks;
  after tasks;
  p record;
  q quality_reviews;
  c comments;
  rejection jsonb;
  cycle int;
  event int := ordinal;
BEGIN
  before := lock_alone(target, ref, 'review');
  IF before.id IS NULL OR (own_project IS NOT NULL AND before.project_id <> own_project) THEN RETURN NULL; END IF;
  IF reviewer_agent IS NOT NULL AND NOT EXISTS (SELECT 1 FROM agents a WHERE a.id = reviewer_agent AND a.role = 'reviewer') THEN
    RETURN NULL;
  END IF;
  IF before.kind IN ('approval', 'wait') THEN RETURN NULL; END IF;
  IF verdict = 'approved' AND asks_for_checks(before) THEN RETURN NULL; END IF;
  -- Names outside of ASCII have no lower case that the database and the server agree on.
  IF judges IS NOT NULL AND EXISTS (
    SELECT 1 FROM (
      SELECT before.assigned_to AS name
      UNION ALL
      (SELECT r.agent FROM runs r WHERE r.task_id = before.id AND r.trigger IN ('claim', 'dispatch') ORDER BY r.id DESC LIMIT 1)
    ) worker WHERE worker.name IS NOT NULL AND (worker.name !~ '^[ -~]*$' OR lower(worker.name) = ANY(judges))
  ) THEN RETURN NULL; END IF;
  cycle := before.review_cycles + 1;
  rejection := rejections->(cycle - 1);
  IF verdict = 'rejected' AND rejection IS NULL THEN RETURN NULL; END IF;
  IF speaker IS NOT NULL AND NOT saw_present_agent(speaker, seen_every_seconds, offline_after_ms) THEN RETURN NULL; END IF;
  SELECT name, prefix INTO p FROM projects WHERE projects.id = before.project_id;

  INSERT INTO quality_reviews (task_id, reviewer, reviewer_kind, status, notes, cycle, resolution_hash, applied, work_run_id, created_at)
  VALUES (before.id, judge, judge_kind, verdict, said, cycle, before.resolution_hash, true, work_of(before.id), clock_timestamp())
  RETURNING * INTO q;
  PERFORM add_event(event, 'review.recorded', before.project_id, before.id, before.assigned_to, NULL, actor, actor_kind,
    jsonb_build_object('review', review || jsonb_build_object('id', q.id, 'task_id', q.task_id, 'cycle', cycle,
        'resolution_hash', q.resolution_hash, 'created_at', floor(extract(epoch FROM q.created_at))),
      'ticket_ref', before.ticket_ref, 'title', before.title));

  IF verdict = 'approved' THEN
    UPDATE tasks SET error_message = NULL, outcome = COALESCE(tasks.outcome, 'success'), status = 'done',
      status_changed_at = clock_timestamp(), ready = false, completed_at = clock_timestamp(), blocked_reason = NULL,
      blocked_by_id = NULL, blocked_by_agent = false, dispatch_attempts = 0, dispatch_hold = NULL,
      updated_at = GREATEST(date_trunc('milliseconds', clock_timestamp()), tasks.updated_at + interval '1 millisecond')
    WHERE tasks.id = before.id RETURNING * INTO after;
  ELSE
    INSERT INTO comments (task_id, author, author_kind, content, mentions, run_id, created_at)
    VALUES (before.id, judge, judge_kind, rejection->>'content', '{}', before.run_id, clock_timestamp()) RETURNING * INTO c;
    event := event + 1;
    PERFORM add_event(event, 'task.commented', before.project_id, before.id, before.assigned_to, NULL, actor, actor_kind,
      jsonb_build_object('comment', (rejection->'comment') || jsonb_build_object('id', c.id, 'task_id', c.task_id,
          'created_at', floor(extract(epoch FROM c.created_at))),
        'ticket_ref', before.ticket_ref, 'comment_count', before.comment_count + 1));
    UPDATE tasks SET comment_count = tasks.comment_count + 1, review_cycles = cycle, error_message = rejection->>'error',
      status = 'assigned', status_changed_at = clock_timestamp(), completed_at = NULL, blocked_reason = NULL, blocked_by_id = NULL,
      blocked_by_agent = false, dispatch_hold = NULL,
      -- What `task_is_ready` says of a task that nothing is above and nothing before.
      ready = tasks.archived_at IS NULL AND (tasks.scheduled_for IS NULL OR tasks.scheduled_for <= clock_timestamp()),
      updated_at = GREATEST(date_trunc('milliseconds', clock_timestamp()), tasks.updated_at + interval '1 millisecond')
    WHERE tasks.id = before.id RETURNING * INTO after;
  END IF;
  PERFORM add_event(event + 1, CASE WHEN verdict = 'approved' THEN 'task.completed' ELSE 'task.status_changed' END, after.project_id,
    after.id, after.assigned_to, before.run_id, actor, actor_kind, jsonb_build_object(
      'task', task_row(after, p.name, p.prefix), 'before', task_row(before, p.name, p.prefix),
      'changed', event_texts(before, after), 'previous_status', before.status, 'reason', verdict)
      || CASE WHEN verdict = 'rejected' THEN jsonb_build_object('review_cycles', cycle) ELSE '{}' END);
  RETURN jsonb_build_object('review', to_jsonb(q), 'task', task_row(after, p.name, p.prefix));
END $$;

-- `addComment` for a comment that calls nobody and answers none. `comment` is its object of the API.
CREATE OR REPLACE FUNCTION comment_alone(
  target int, ref text, own_project int, own_run int, named_run int, speaker text, seen_every_seconds int, offline_after_ms int,
  lease_ms int, author text, author_kind text, said text, comment jsonb, ordinal int, actor text, actor_kind text
) RETURNS jsonb LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  t tasks;
  c comments;
BEGIN
  t := lock_alone(target, ref, NULL);
  IF t.id IS NULL OR (own_project IS NOT NULL AND t.project_id <> own_project) OR (own_run IS NOT NULL AND t.run_id IS DISTINCT FROM own_run)
    OR (named_run IS NOT NULL AND t.run_id IS DISTINCT FROM named_run)
  THEN RETURN NULL; END IF;
  IF speaker IS NOT NULL AND NOT saw_present_agent(speaker, seen_every_seconds, offline_after_ms) THEN RETURN NULL; END IF;
  INSERT INTO comments (task_id, author, author_kind, content, mentions, run_id, created_at)
  VALUES (t.id, author, author_kind, said, '{}', t.run_id, clock_timestamp()) RETURNING * INTO c;
  UPDATE tasks SET comment_count = comment_count + 1 WHERE tasks.id = t.id;
  PERFORM add_event(ordinal, 'task.commented', t.project_id, t.id, t.assigned_to, NULL, actor, actor_kind,
    jsonb_build_object('comment', comment || jsonb_build_object('id', c.id, 'task_id', c.task_id,
        'created_at', floor(extract(epoch FROM c.created_at))),
      'ticket_ref', t.ticket_ref, 'comment_count', t.comment_count + 1));
  IF t.run_id IS NOT NULL AND (speaker IS NOT DISTINCT FROM t.assigned_to OR (speaker IS NULL AND named_run IS NOT NULL)) THEN
    UPDATE runs SET heartbeat_at = clock_timestamp(), lease_expires_at = clock_timestamp() + lease_ms * interval '1 millisecond'
    WHERE runs.id = (SELECT o.id FROM (SELECT * FROM runs r WHERE r.id = t.run_id FOR NO KEY UPDATE OFFSET 0) o
      WHERE o.task_id = t.id AND o.outcome IS NULL AND o.trigger = 'claim');
  END IF;
  RETURN to_jsonb(c);
END $$;

-- `heartbeatRun` for a claimed run that names no process.
CREATE OR REPLACE FUNCTION beat_alone(target int, own_agent text, own_project int, own_run int, lease_ms int, seen_every_seconds int,
  offline_after_ms int) RETURNS jsonb LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  r runs;
BEGIN
  SELECT * INTO r FROM runs WHERE runs.id = target FOR NO KEY UPDATE;
  IF r.id IS NULL OR r.outcome IS NOT NULL OR r.trigger <> 'claim' OR r.state <> 'running' OR (own_agent IS NOT NULL AND r.agent <> own_agent)
    OR (own_project IS NOT NULL AND r.project_id IS DISTINCT FROM own_project) OR (own_run IS NOT NULL AND r.id <> own_run)
    OR NOT EXISTS (SELECT 1 FROM tasks t WHERE t.run_id = target)
    OR EXISTS (SELECT 1 FROM run_messages m WHERE m.run_id = target AND m.state IN ('waiting', 'taken'))
  THEN RETURN NULL; END IF;
  IF NOT saw_present_agent(r.agent, seen_every_seconds, offline_after_ms) THEN RETURN NULL; END IF;
  UPDATE runs SET heartbeat_at = clock_timestamp(), lease_expires_at = clock_timestamp() + lease_ms * interval '1 millisecond'
  WHERE runs.id = target RETURNING * INTO r;
  RETURN to_jsonb(r) || jsonb_build_object('worker',
    (SELECT jsonb_build_object('id', w.id, 'host', w.host, 'pid', w.pid, 'version', w.version) FROM workers w WHERE w.id = r.worker_id));
END $$;
