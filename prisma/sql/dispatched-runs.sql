-- Runs that Baton dispatches, begun several at once and ended several at once, each in one round trip. `beginRun` and `finishRun`
-- (lib/dispatch) do the same in several statements for whatever is left out here; a property test holds both to the same outcome
-- (lib/dispatch/together.property.db.test.ts).

-- Begins runs of due tasks of an agent in the order of `works`, as far as the agent has places. `called` is what was read of the
-- agent and decides how it is called; a work is what was decided for a task as it was at `updated_at`. Left out are tasks that somebody
-- changes or has changed since, and those whose project has a budget. Null, and nothing is begun, if the agent was changed or is
-- gone, or if it or the installation has a budget. Otherwise the runs that were begun, and how many places the agent has left.
CREATE OR REPLACE FUNCTION begin_dispatched(
  agent_name text, called jsonb, works jsonb, lease_ms int, ordinal int, actor text, actor_kind text
) RETURNS jsonb LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  a agents;
  w record;
  p record;
  locked int[];
  before tasks;
  after tasks;
  r runs;
  places int;
  begun jsonb[] := '{}';
BEGIN
  -- Never waiting for a task: one that is locked would keep the others waiting too. The number is that of `lock_task`.
  SELECT array_agg(x.id) INTO locked FROM jsonb_to_recordset(works) AS x(id int) WHERE pg_try_advisory_xact_lock(1114797168, x.id);
  SELECT array_agg(t.id) INTO locked FROM (
    SELECT tasks.id FROM tasks WHERE tasks.id = ANY(locked) ORDER BY tasks.id FOR NO KEY UPDATE SKIP LOCKED) t;
  SELECT * INTO a FROM agents WHERE agents.name = agent_name FOR NO KEY UPDATE;
  IF a.id IS NULL OR NOT is_pushed(a.runtime)
    OR jsonb_build_object('runtime', a.runtime, 'config', a.config, 'soul_content', a.soul_content) <> called
    OR a.budget_usd IS NOT NULL OR a.daily_budget_usd IS NOT NULL
    OR EXISTS (SELECT 1 FROM settings s WHERE s.key = 'budget.daily_usd' AND jsonb_typeof(s.value) = 'number')
  THEN RETURN NULL; END IF;
  places := CASE WHEN a.paused_at IS NULL THEN a.max_capacity - a.in_progress ELSE 0 END;

  FOR w IN
    SELECT x.* FROM jsonb_array_elements(works) WITH ORDINALITY AS e(work, place), LATERAL jsonb_to_record(e.work) AS x(
      id int, updated_at timestamptz, model text, tier text, tier_reason text, prompt text, details jsonb)
    WHERE x.id = ANY(locked) ORDER BY e.place
  LOOP
    EXIT WHEN places <= 0;
    SELECT * INTO before FROM tasks WHERE tasks.id = w.id;
    -- The rest of `IS_DUE` in lib/dispatch/queue.sql.ts follows from the task's being unchanged; the clock has only gone on.
    CONTINUE WHEN before.updated_at <> w.updated_at OR before.assigned_to IS DISTINCT FROM agent_name
      OR before.status <> 'assigned' OR NOT before.claimable
      OR (before.dispatch_hold IS NOT NULL AND ((before.dispatch_hold->>'next_at')::timestamptz <= clock_timestamp()) IS NOT TRUE)
      OR before.next_attempt_at > clock_timestamp();
    SELECT name, prefix, budget_usd, daily_budget_usd INTO p FROM projects WHERE projects.id = before.project_id;
    CONTINUE WHEN p.budget_usd IS NOT NULL OR p.daily_budget_usd IS NOT NULL;

    INSERT INTO runs (task_id, task_ref, project_id, agent, runtime, trigger, attempt, model, tier, tier_reason, reserved_usd, details,
      lease_expires_at, claimed_from, claimed_from_pool)
    VALUES (before.id, before.ticket_ref, before.project_id, agent_name, a.runtime, 'dispatch',
      1 + (SELECT count(*) FROM runs o WHERE o.task_id = before.id AND o.trigger = 'dispatch'), w.model, w.tier, w.tier_reason, 0, w.details,
      clock_timestamp() + lease_ms * interval '1 millisecond', before.status, false)
    RETURNING * INTO r;
    INSERT INTO run_texts (run_id, prompt) VALUES (r.id, w.prompt);
    PERFORM add_event(ordinal, 'run.started', r.project_id, r.task_id, r.agent, r.id, actor, actor_kind, jsonb_build_object('run', event_run(r)));

    UPDATE tasks SET
      status = 'in_progress', status_changed_at = clock_timestamp(), ready = false, run_id = r.id, completed_at = NULL,
      blocked_reason = NULL, blocked_by_id = NULL, blocked_by_agent = false, dispatch_hold = NULL, next_attempt_at = NULL,
      updated_at = GREATEST(date_trunc('milliseconds', clock_timestamp()), tasks.updated_at + interval '1 millisecond')
    WHERE tasks.id = before.id RETURNING * INTO after;
    PERFORM add_event(ordinal + 1, 'task.claimed', after.project_id, after.id, after.assigned_to, r.id, actor, actor_kind,
      jsonb_build_object('task', task_row(after, p.name, p.prefix)
          || jsonb_build_object('claimed_at', r.started_at, 'lease_expires_at', r.lease_expires_at),
        'before', task_row(before, p.name, p.prefix), 'previous_status', before.status, 'agent', agent_name, 'dispatched', true,
        'tier', w.tier, 'tier_reason', w.tier_reason));
    ordinal := ordinal + 2;
    places := places - 1;
    begun := begun || (to_jsonb(r) || '{"worker": null}');
  END LOOP;
  IF begun <> '{}' THEN UPDATE agents SET last_seen_at = clock_timestamp() WHERE agents.id = a.id; END IF;
  RETURN jsonb_build_object('runs', to_jsonb(begun), 'places', places);
END $$;

-- Ends the dispatched run of a task that stands alone with its agent's answer, as `finishRun` does, without asking for its review. A
-- work is the answer and what it cost, with where that is from in `priced`. Null, and nothing is written, for any other task or run, and
-- for a run of which something was reported meanwhile.
CREATE OR REPLACE FUNCTION hand_in_answer(w jsonb, ordinal int, actor text, actor_kind text) RETURNS jsonb LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  before tasks := lock_alone((w->>'task')::int, NULL, 'in_progress');
  r runs;
  closed runs;
BEGIN
  IF before.id IS NULL OR before.run_id IS DISTINCT FROM (w->>'run')::int OR before.assigned_to IS NULL OR asks_for_checks(before)
  THEN RETURN NULL; END IF;
  SELECT * INTO r FROM runs WHERE runs.id = before.run_id FOR NO KEY UPDATE;
  IF r.trigger <> 'dispatch' OR r.outcome IS NOT NULL OR r.state <> 'running' OR r.model IS DISTINCT FROM w->>'own_model'
    OR COALESCE(r.tokens_in, r.tokens_out) IS NOT NULL OR r.cost_usd IS NOT NULL
  THEN RETURN NULL; END IF;
  UPDATE runs SET outcome = 'succeeded', finished_at = clock_timestamp(), error = NULL, error_class = NULL,
    model = COALESCE(w->>'model', runs.model), tokens_in = (w->>'tokens_in')::int, tokens_out = (w->>'tokens_out')::int,
    cost_usd = (w->>'cost')::numeric, cost_source = COALESCE((w->>'priced')::cost_source, runs.cost_source)
  WHERE runs.id = r.id RETURNING * INTO closed;
  RETURN hand_in_closed(before, closed, w->>'resolution', w->>'hash', w->>'output', NULL, NULL, true, ordinal, actor, actor_kind);
END $$;

-- The same for several answers, and asks for the reviews. Returns the runs that were ended. If there are several, those of tasks that
-- somebody changes at this moment are left out, so that none waits for another's task. Tasks are locked by their ids first, their agents'
-- rows next, and reviews are asked for last: the order of locks in lib/core/locks.ts.
CREATE OR REPLACE FUNCTION hand_in_answers(
  works jsonb, coordinator text, calls_pull boolean, ordinal int, actor text, actor_kind text
) RETURNS int[] LANGUAGE plpgsql VOLATILE AS $$
DECLARE
  targets int[];
  w jsonb;
  task jsonb;
  done int[] := '{}';
  reviewed int[] := '{}';
BEGIN
  SELECT array_agg((e->>'task')::int ORDER BY (e->>'task')::int) INTO targets FROM jsonb_array_elements(works) e;
  IF cardinality(targets) > 1 THEN
    -- The number is that of `lock_task`.
    SELECT array_agg(id ORDER BY id) INTO targets FROM unnest(targets) id WHERE pg_try_advisory_xact_lock(1114797168, id);
    SELECT array_agg(t.id ORDER BY t.id) INTO targets FROM (
      SELECT tasks.id FROM tasks WHERE tasks.id = ANY(targets) ORDER BY tasks.id FOR NO KEY UPDATE SKIP LOCKED) t;
    PERFORM 1 FROM agents a WHERE a.name IN (SELECT t.assigned_to FROM tasks t WHERE t.id = ANY(targets)) ORDER BY a.id FOR NO KEY UPDATE;
  END IF;
  FOR w IN SELECT e FROM jsonb_array_elements(works) e WHERE (e->>'task')::int = ANY(targets) ORDER BY (e->>'task')::int
  LOOP
    task := hand_in_answer(w, ordinal, actor, actor_kind);
    CONTINUE WHEN task IS NULL;
    ordinal := ordinal + 2;
    done := done || (w->>'run')::int;
    IF task->>'status' = 'review' THEN reviewed := reviewed || (task->>'id')::int; END IF;
  END LOOP;
  IF reviewed <> '{}' THEN PERFORM ask_for_reviews(reviewed, coordinator, calls_pull); END IF;
  RETURN done;
END $$;
