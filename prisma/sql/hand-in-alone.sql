-- Hand-ins of tasks that stand alone in one round trip, singly or several at once (reports-alone.sql has the rules and the rest), and
-- singly those of tasks from which nothing follows but that their parent counts one more.

-- Whether a task may be done now with the result of this hash: the rule of `mayBeDone` in lib/tasks/change/gate.ts.
CREATE OR REPLACE FUNCTION verdict_allows_done(task tasks, hash text) RETURNS boolean LANGUAGE plpgsql STABLE AS $$ BEGIN
  RETURN NOT task.review_required OR COALESCE((
    SELECT q.status = 'approved' AND q.resolution_hash IS NOT DISTINCT FROM hash AND (q.resolution_hash IS NOT NULL OR q.applied)
    FROM quality_reviews q WHERE q.task_id = task.id AND q.id >= COALESCE(task.reviews_count_from_id, 0)
    ORDER BY q.id DESC LIMIT 1), false);
END $$;

-- What a hand-in writes once its run is closed: the run's output and the end of its keys, the task, and both events. An answer that
-- Baton called for also removes the error of an earlier attempt, `forgets_error`.
CREATE OR REPLACE FUNCTION hand_in_closed(
  before tasks, closed runs, said text, said_hash text, said_output text, said_outcome text, hours double precision,
  forgets_error boolean, ordinal int, actor text, actor_kind text
) RETURNS jsonb LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  after tasks;
  p record;
  output text;
  may_be_done boolean := verdict_allows_done(before, COALESCE(said_hash, before.resolution_hash));
BEGIN
  SELECT name, prefix INTO p FROM projects WHERE projects.id = before.project_id;
  WITH gone AS (DELETE FROM run_chunks WHERE run_id = closed.id RETURNING seq, data)
  SELECT COALESCE(said_output, right(string_agg(gone.data, '' ORDER BY gone.seq), 1000000)) INTO output FROM gone;
  IF output IS NOT NULL THEN
    INSERT INTO run_texts AS x (run_id, output) VALUES (closed.id, output) ON CONFLICT (run_id) DO UPDATE SET output = EXCLUDED.output;
  END IF;
  UPDATE api_keys SET revoked_at = closed.finished_at, updated_at = closed.finished_at WHERE run_id = closed.id AND revoked_at IS NULL;
  PERFORM add_event(ordinal, 'run.completed', closed.project_id, closed.task_id, closed.agent, closed.id, actor, actor_kind,
    jsonb_build_object('run', event_run(closed)));

  UPDATE tasks SET
    resolution = COALESCE(said, tasks.resolution), resolution_hash = COALESCE(said_hash, tasks.resolution_hash),
    outcome = COALESCE(said_outcome, CASE WHEN may_be_done THEN 'success' ELSE tasks.outcome END),
    error_message = CASE WHEN forgets_error THEN NULL ELSE tasks.error_message END,
    actual_hours = COALESCE(hours, tasks.actual_hours),
    status = CASE WHEN may_be_done THEN 'done' ELSE 'review' END::task_status, status_changed_at = clock_timestamp(), ready = false,
    completed_at = CASE WHEN may_be_done THEN clock_timestamp() END, blocked_reason = NULL, blocked_by_id = NULL,
    blocked_by_agent = false, dispatch_attempts = 0, dispatch_hold = NULL, run_id = NULL,
    updated_at = GREATEST(date_trunc('milliseconds', clock_timestamp()), tasks.updated_at + interval '1 millisecond')
  WHERE tasks.id = before.id RETURNING * INTO after;
  PERFORM add_event(ordinal + 1, CASE WHEN may_be_done THEN 'task.completed' ELSE 'task.status_changed' END, after.project_id, after.id,
    after.assigned_to, closed.id, actor, actor_kind, jsonb_build_object(
      'task', task_row(after, p.name, p.prefix), 'before', task_row(before, p.name, p.prefix)
        || jsonb_build_object('claimed_at', closed.started_at, 'lease_expires_at', closed.lease_expires_at),
      'changed', event_texts(before, after), 'previous_status', before.status));
  RETURN task_row(after, p.name, p.prefix);
END $$;

-- `completeTask` for a task whose row is locked and of which nothing keeps it from being handed in like this, but for asking for its review.
CREATE OR REPLACE FUNCTION hand_in_held(
  before tasks, own_agent text, own_project int, own_run int, named_run int,
  said text, said_hash text, said_output text, said_outcome text, hours double precision,
  ordinal int, actor text, actor_kind text
) RETURNS jsonb LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  r runs;
  closed runs;
BEGIN
  IF before.id IS NULL OR before.run_id IS NULL OR before.assigned_to IS NULL OR before.request_id IS NOT NULL
    OR (own_agent IS NOT NULL AND before.assigned_to <> own_agent) OR (own_project IS NOT NULL AND before.project_id <> own_project)
    OR (own_run IS NOT NULL AND before.run_id <> own_run) OR (named_run IS NOT NULL AND before.run_id <> named_run)
  THEN RETURN NULL; END IF;
  -- Locked and judged by its id alone: with a condition on its outcome the planner would rather read all open runs.
  SELECT * INTO r FROM runs WHERE runs.id = before.run_id FOR NO KEY UPDATE;
  IF r.trigger <> 'claim' OR r.outcome IS NOT NULL OR r.state = 'answered' OR asks_for_checks(before) THEN RETURN NULL; END IF;
  UPDATE runs SET outcome = 'succeeded', finished_at = clock_timestamp(), error = NULL, error_class = NULL
  WHERE runs.id = r.id RETURNING * INTO closed;
  RETURN hand_in_closed(before, closed, said, said_hash, said_output, said_outcome, hours, false, ordinal, actor, actor_kind);
END $$;

-- The same for a claimed task that stands alone.
CREATE OR REPLACE FUNCTION hand_in_unasked(
  target int, ref text, own_agent text, own_project int, own_run int, named_run int,
  said text, said_hash text, said_output text, said_outcome text, hours double precision,
  ordinal int, actor text, actor_kind text
) RETURNS jsonb LANGUAGE plpgsql VOLATILE AS $$ BEGIN
  RETURN hand_in_held(lock_alone(target, ref, 'in_progress'), own_agent, own_project, own_run, named_run, said, said_hash, said_output,
    said_outcome, hours, ordinal, actor, actor_kind);
END $$;

-- Whether a parent of these children only counts one more that is done: others are left, and it does not wait for a person because all
-- of them were cancelled (`changeByChildren` in lib/tasks/structure/children.ts). It has no run, which `task_row` would leave out.
CREATE OR REPLACE FUNCTION only_counts(parent tasks) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $$ BEGIN
  RETURN parent.children_finished + 1 < parent.children_total AND parent.status <> 'blocked' AND parent.run_id IS NULL;
END $$;

-- The claimed task with this id or reference if nothing follows from it but that its parent counts one more, in the locks of
-- `lockTask` in lib/tasks/locks.ts; null otherwise.
CREATE OR REPLACE FUNCTION lock_counted_child(target int, ref text) RETURNS tasks LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  t tasks;
  parent tasks;
BEGIN
  FOR turn IN 1..2 LOOP
    IF target IS NULL THEN
      SELECT * INTO t FROM tasks WHERE tasks.ticket_ref = ref;
    ELSIF turn = 1 THEN
      SELECT * INTO t FROM tasks WHERE tasks.id = target;
    ELSE
      SELECT * INTO t FROM tasks WHERE tasks.id = target FOR NO KEY UPDATE;
    END IF;
    -- A step of a sequence has others behind it.
    IF t.id IS NULL OR t.parent_id IS NULL OR t.status <> 'in_progress' OR t.archived_at IS NOT NULL OR t.exec_mode = 'seq'
      OR NOT stands_apart(t) THEN RETURN NULL; END IF;
    SELECT * INTO parent FROM tasks WHERE tasks.id = t.parent_id;
    IF NOT only_counts(parent) THEN RETURN NULL; END IF;
    target := t.id;
    IF turn = 1 THEN
      PERFORM lock_structures(ARRAY[target]);
      PERFORM lock_task(target);
    END IF;
  END LOOP;
  RETURN t;
END $$;

-- The same for a claimed task below a parent, with what it adds to that one's progress.
CREATE OR REPLACE FUNCTION hand_in_child(
  target int, ref text, own_agent text, own_project int, own_run int, named_run int,
  said text, said_hash text, said_output text, said_outcome text, hours double precision,
  ordinal int, actor text, actor_kind text
) RETURNS jsonb LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  before tasks := lock_counted_child(target, ref);
  parent tasks;
  p record;
  task jsonb := hand_in_held(before, own_agent, own_project, own_run, named_run, said, said_hash, said_output, said_outcome, hours,
    ordinal, actor, actor_kind);
BEGIN
  IF task->>'status' = 'done' THEN
    UPDATE tasks SET children_done = children_done + 1, children_finished = children_finished + 1
    WHERE tasks.id = before.parent_id RETURNING * INTO parent;
    SELECT name, prefix INTO p FROM projects WHERE projects.id = parent.project_id;
    PERFORM add_event(ordinal + 2, 'task.updated', parent.project_id, parent.id, parent.assigned_to, NULL, actor, actor_kind,
      jsonb_build_object('task', task_row(parent, p.name, p.prefix), 'change', 'progress'));
  END IF;
  RETURN task;
END $$;

-- A hand-in with the request for its review. Which kind of task it is is looked at first: the locks of a child's structure come before its own.
CREATE OR REPLACE FUNCTION hand_in_alone(
  target int, ref text, own_agent text, own_project int, own_run int, named_run int,
  said text, said_hash text, said_output text, said_outcome text, hours double precision,
  coordinator text, calls_pull boolean, ordinal int, actor text, actor_kind text
) RETURNS jsonb LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  above int;
  task jsonb;
BEGIN
  IF target IS NULL THEN
    SELECT parent_id INTO above FROM tasks WHERE tasks.ticket_ref = ref;
  ELSE
    SELECT parent_id INTO above FROM tasks WHERE tasks.id = target;
  END IF;
  IF above IS NULL THEN
    task := hand_in_unasked(target, ref, own_agent, own_project, own_run, named_run, said, said_hash, said_output, said_outcome, hours,
      ordinal, actor, actor_kind);
  ELSE
    task := hand_in_child(target, ref, own_agent, own_project, own_run, named_run, said, said_hash, said_output, said_outcome, hours,
      ordinal, actor, actor_kind);
  END IF;
  IF task->>'status' = 'review' THEN
    PERFORM ask_for_reviews(ARRAY[(task->>'id')::int], coordinator, calls_pull);
  END IF;
  RETURN task;
END $$;

-- Hands in the given work in its order up to the first that has to go the general way, and returns the tasks that were handed in.
-- All tasks are locked by their ids first and their agents' rows next, and reviews are asked for last: the order of locks in
-- lib/core/locks.ts.
CREATE OR REPLACE FUNCTION hand_in_many_alone(
  works jsonb, own_agent text, own_project int, own_run int, coordinator text, calls_pull boolean, ordinal int, actor text, actor_kind text
) RETURNS jsonb LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  targets int[];
  w record;
  task jsonb;
  done jsonb[] := '{}';
  reviewed int[] := '{}';
BEGIN
  -- By id and reference alone, and then the rest: otherwise everything in progress would be looked at.
  SELECT array_agg(t.id ORDER BY t.id) INTO targets FROM (
    SELECT DISTINCT COALESCE(x.id, (SELECT named.id FROM tasks named WHERE named.ticket_ref = x.ref)) AS id
    FROM jsonb_to_recordset(works) AS x(id int, ref text)
  ) wanted CROSS JOIN LATERAL (SELECT * FROM tasks WHERE tasks.id = wanted.id OFFSET 0) t
  WHERE t.status = 'in_progress' AND stands_alone(t);
  PERFORM lock_task(id) FROM unnest(targets) id;
  PERFORM 1 FROM tasks t WHERE t.id = ANY(targets) ORDER BY t.id FOR NO KEY UPDATE;
  PERFORM 1 FROM agents a WHERE a.name IN (SELECT t.assigned_to FROM tasks t WHERE t.id = ANY(targets)) ORDER BY a.id FOR NO KEY UPDATE;

  FOR w IN
    SELECT x.* FROM jsonb_array_elements(works) WITH ORDINALITY AS e(work, place), LATERAL jsonb_to_record(e.work) AS x(
      id int, ref text, run int, said text, hash text, output text, outcome text, hours double precision)
    ORDER BY e.place
  LOOP
    task := hand_in_unasked(w.id, w.ref, own_agent, own_project, own_run, w.run, w.said, w.hash, w.output, w.outcome, w.hours,
      ordinal, actor, actor_kind);
    EXIT WHEN task IS NULL;
    ordinal := ordinal + 2;
    done := done || task;
    IF task->>'status' = 'review' THEN reviewed := reviewed || (task->>'id')::int; END IF;
  END LOOP;
  IF reviewed <> '{}' THEN PERFORM ask_for_reviews(reviewed, coordinator, calls_pull); END IF;
  RETURN to_jsonb(done);
END $$;
