-- Event ids and the order in which a reader may see events (decision 0002).

-- Added to transaction numbers, so that ids keep growing when a dump is restored into a cluster whose transaction numbers
-- are lower. A server raises it then (lib/events/epoch.ts), so it is created here and never replaced.
DO $do$ BEGIN
  IF to_regprocedure('event_epoch()') IS NULL THEN
    CREATE FUNCTION event_epoch() RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT 0::bigint $$;
  END IF;
END $do$;

-- An event's id: the number of the writing transaction, then the position of the event in that transaction.
CREATE OR REPLACE FUNCTION event_id(ordinal int) RETURNS bigint LANGUAGE sql VOLATILE AS $$
  SELECT ((pg_current_xact_id()::text::bigint + event_epoch()) << 16) | ordinal
$$;

-- The horizon: every event with a lower id is committed and visible.
CREATE OR REPLACE FUNCTION event_horizon() RETURNS bigint LANGUAGE sql STABLE AS $$
  SELECT (pg_snapshot_xmin(pg_current_snapshot())::text::bigint + event_epoch()) << 16
$$;

-- A time in JSON as Unix seconds, as in the API.
CREATE OR REPLACE FUNCTION event_seconds(at text) RETURNS bigint LANGUAGE sql STABLE AS $$
  SELECT floor(extract(epoch FROM at::timestamptz))::bigint
$$;

-- Where a task stands in a run of a workflow, as `workflowOf` in lib/tasks/wire.ts says it; null for any other task.
CREATE OR REPLACE FUNCTION event_workflow(task jsonb) RETURNS jsonb LANGUAGE plpgsql IMMUTABLE AS $$ BEGIN
  IF COALESCE(jsonb_typeof(task->'workflow_run_id'), 'null') = 'null' THEN RETURN 'null'; END IF;
  RETURN jsonb_build_object('run_id', task->'workflow_run_id', 'workflow', task->'workflow'->'name', 'version', task->'workflow'->'version',
    'stage', task->'workflow'->'stage', 'item', task->'workflow'->'item', 'is_root', jsonb_typeof(task->'workflow'->'stage') = 'null');
END $$;

-- A task as events contain it, made from its row in JSON (`TASK_JSON` in lib/tasks/row.ts): the task object of the API without
-- its long texts, described by `TaskEventShape` in lib/tasks/shapes.ts. It is plpgsql because plpgsql caches plans, and planning
-- this takes longer than running it.
CREATE OR REPLACE FUNCTION event_task(task jsonb) RETURNS jsonb LANGUAGE plpgsql STABLE AS $$ BEGIN
  RETURN jsonb_build_object(
    'id', task->'id',
    'ticket_ref', task->'ticket_ref',
    'etag', to_char((task->>'updated_at')::timestamptz AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
    'title', task->'title',
    'status', task->'status',
    'priority', task->'priority',
    'type', task->'type',
    'kind', COALESCE(task->'kind', '"work"'),
    'work_type', task->'work_type',
    'labels', COALESCE(task->'labels', '[]'),
    'tags', COALESCE(task->'labels', '[]'),
    'origin', task->'origin',
    'created_by', task->'created_by',
    'assigned_to', task->'assigned_to',
    'claimed_by', CASE WHEN task->>'status' = 'in_progress' THEN task->'assigned_to' ELSE 'null' END,
    'claimed_at', event_seconds(task->>'claimed_at'),
    'lease_expires_at', event_seconds(task->>'lease_expires_at'),
    'run_id', task->'run_id',
    'request_id', COALESCE(task->'request_id', 'null'),
    'parent_id', task->'parent_id',
    'root_id', COALESCE(task->'root_id', task->'id'),
    'exec_mode', task->'exec_mode',
    'exec_order', task->'exec_order',
    'on_failure', task->'on_failure',
    'ready', task->'ready',
    'claimable', COALESCE(task->'claimable', task->'ready'),
    'command_ready', COALESCE(task->'command_ready', 'false'),
    'blocked_reason', left(task->>'blocked_reason', 200),
    'progress', jsonb_build_object('done', task->'children_done', 'total', task->'children_total'),
    'review_required', task->'review_required',
    'review_cycles', task->'review_cycles',
    'dispatch_attempts', task->'dispatch_attempts',
    'stale_requeues', COALESCE(task->'stale_requeues', '0')
  ) || jsonb_build_object(
    'next_attempt_at', event_seconds(task->>'next_attempt_at'),
    'dispatch_hold', CASE WHEN jsonb_typeof(task->'dispatch_hold') = 'object' THEN jsonb_build_object(
      'code', task->'dispatch_hold'->'code',
      'message', left(task->'dispatch_hold'->>'message', 300),
      'since', event_seconds(task->'dispatch_hold'->>'since'),
      'next_at', event_seconds(task->'dispatch_hold'->>'next_at')) END,
    'scheduled_for', event_seconds(task->>'scheduled_for'),
    'due_on', to_char((task->>'due_at')::timestamptz AT TIME ZONE 'UTC', 'YYYY-MM-DD'),
    'due_date', event_seconds(task->>'due_at'),
    'estimated_hours', task->'estimated_hours',
    'actual_hours', task->'actual_hours',
    'outcome', left(task->>'outcome', 100),
    'feedback_rating', task->'feedback_rating',
    'retry_count', task->'retry_count',
    'comment_count', task->'comment_count',
    'completed_at', event_seconds(task->>'completed_at'),
    'archived_at', event_seconds(task->>'archived_at'),
    'status_changed_at', event_seconds(task->>'status_changed_at'),
    'created_at', event_seconds(task->>'created_at'),
    'updated_at', event_seconds(task->>'updated_at'),
    'project_id', task->'project_id',
    'project_ticket_no', task->'project_ticket_no',
    'project_name', task->'project_name',
    'project_prefix', task->'project_prefix',
    'workflow', event_workflow(task)
  )
  || CASE WHEN length(task->>'metadata') <= 300 THEN jsonb_build_object('metadata', task->'metadata') ELSE '{}' END;
END $$;

-- The fields that differ between two results of `event_task`, each with its value before and after.
CREATE OR REPLACE FUNCTION event_changes(before jsonb, after jsonb) RETURNS jsonb LANGUAGE plpgsql STABLE AS $$ BEGIN
  RETURN (
    SELECT COALESCE(jsonb_object_agg(b.key, jsonb_build_array(b.value, after->b.key)), '{}')
    FROM jsonb_each(before) b
    WHERE after->b.key IS DISTINCT FROM b.value AND b.key NOT IN (
      'etag', 'updated_at', 'status_changed_at', 'tags', 'due_on', 'metadata', 'claimed_by', 'claimed_at', 'lease_expires_at')
  );
END $$;

-- An event's data as it is stored and sent: a task's row under `task` becomes its event form, and its former row under `before`
-- becomes the list of changes. Data that already has this form is returned unchanged.
CREATE OR REPLACE FUNCTION event_data(data jsonb) RETURNS jsonb LANGUAGE plpgsql STABLE AS $$
DECLARE
  task jsonb := data->'task';
  before jsonb := data->'before';
  carried jsonb;
BEGIN
  IF task IS NULL OR jsonb_typeof(task) <> 'object' THEN RETURN data; END IF;
  carried := event_task(task);
  IF before IS NOT NULL AND jsonb_typeof(before) = 'object' THEN
    data := data || jsonb_build_object('changed',
      event_changes(event_task(before), carried) || COALESCE(data->'changed', '{}'));
  END IF;
  RETURN carried || (data - 'task' - 'before');
END $$;
