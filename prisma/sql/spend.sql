-- Sums over closed runs, per day and over all days (decision 0042).
--
-- When a run closes, and when a closed run changes, a trigger inserts the difference into `spend_changes`. A job folds those rows
-- into `spend`. Readers add both, and read open runs from `runs`. Every change has a row of its own, because transactions that
-- update a common total would wait for each other.
--
-- A run in a tree that another agent's run began counts in the rows `team` of that agent as well, which only its budgets read.
--
-- Deleting a run writes no difference: its cost stays in the sums.

-- What one run adds to the sums. `used_runs` counts runs with known tokens or cost. `finished` leaves out cancelled runs.
-- `spent_usd` counts towards budgets: the cost of a closed run, or its reservation if the cost is unknown and it did not fail. Runs
-- that an agent reported outside of its work count nothing there.
CREATE OR REPLACE FUNCTION spend_of(r runs)
RETURNS TABLE (
  day date, agent text, project_id int, model text,
  runs bigint, used_runs bigint, finished bigint, succeeded bigint, timed bigint, took_ms numeric,
  tokens_in bigint, tokens_out bigint,
  cost_usd numeric, costed_runs bigint, unknown_runs bigint, used_unknown_runs bigint,
  spent_usd numeric, last_used_at timestamptz
) LANGUAGE sql STABLE AS $$
  SELECT (r.started_at AT TIME ZONE 'UTC')::date, r.agent, COALESCE(r.project_id, 0), COALESCE(r.model, ''),
    1::bigint, says_use::int::bigint, is_finished::int::bigint, (is_finished AND r.outcome = 'succeeded')::int::bigint,
    (is_finished AND r.finished_at IS NOT NULL)::int::bigint,
    CASE WHEN is_finished THEN COALESCE(extract(epoch FROM r.finished_at - r.started_at) * 1000, 0) ELSE 0 END,
    COALESCE(r.tokens_in, 0)::bigint, COALESCE(r.tokens_out, 0)::bigint,
    COALESCE(r.cost_usd, 0), (r.cost_usd IS NOT NULL)::int::bigint,
    (r.outcome IS NOT NULL AND r.cost_usd IS NULL)::int::bigint,
    (r.outcome IS NOT NULL AND r.cost_usd IS NULL AND says_use)::int::bigint,
    CASE WHEN r.outcome IS NULL OR r.self_reported THEN 0
      ELSE COALESCE(r.cost_usd, CASE WHEN r.outcome NOT IN ('failed', 'refused') THEN r.reserved_usd END, 0) END,
    CASE WHEN says_use THEN r.started_at END
  FROM (SELECT COALESCE(r.tokens_in, r.tokens_out, r.cost_usd) IS NOT NULL AS says_use,
               r.outcome IS NOT NULL AND r.outcome <> 'cancelled' AS is_finished) f
$$;

CREATE OR REPLACE FUNCTION note_spend() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO spend_changes (day, agent, project_id, model, runs, used_runs, finished, succeeded, timed, took_ms, tokens_in,
    tokens_out, cost_usd, costed_runs, unknown_runs, used_unknown_runs, spent_usd, last_used_at, led_by)
  SELECT c.day, c.agent, c.project_id, c.model, sum(sign * c.runs), sum(sign * c.used_runs), sum(sign * c.finished),
    sum(sign * c.succeeded), sum(sign * c.timed), sum(sign * c.took_ms), sum(sign * c.tokens_in), sum(sign * c.tokens_out),
    sum(sign * c.cost_usd), sum(sign * c.costed_runs), sum(sign * c.unknown_runs), sum(sign * c.used_unknown_runs),
    sum(sign * c.spent_usd), max(c.last_used_at) FILTER (WHERE sign = 1), NEW.led_by
  FROM (
    SELECT 1 AS sign, n.* FROM spend_of(NEW) n WHERE NEW.outcome IS NOT NULL
    UNION ALL
    SELECT -1, o.* FROM spend_of(OLD) o WHERE TG_OP = 'UPDATE' AND OLD.outcome IS NOT NULL
  ) c GROUP BY c.day, c.agent, c.project_id, c.model;
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER runs_spend_insert AFTER INSERT ON runs FOR EACH ROW
  WHEN (NEW.outcome IS NOT NULL) EXECUTE FUNCTION note_spend();

CREATE OR REPLACE TRIGGER runs_spend_update
  AFTER UPDATE OF agent, project_id, model, tokens_in, tokens_out, cost_usd, reserved_usd, started_at, finished_at, outcome,
    self_reported ON runs
  FOR EACH ROW
  WHEN ((OLD.outcome IS NOT NULL OR NEW.outcome IS NOT NULL)
    AND (OLD.agent, OLD.project_id, OLD.model, OLD.tokens_in, OLD.tokens_out, OLD.cost_usd, OLD.reserved_usd, OLD.started_at,
         OLD.finished_at, OLD.outcome, OLD.self_reported)
    IS DISTINCT FROM
        (NEW.agent, NEW.project_id, NEW.model, NEW.tokens_in, NEW.tokens_out, NEW.cost_usd, NEW.reserved_usd, NEW.started_at,
         NEW.finished_at, NEW.outcome, NEW.self_reported))
  EXECUTE FUNCTION note_spend();

-- Folds at most `most` changes into `spend` and returns their number. The caller holds the lock "spend", because two of these at
-- once could deadlock.
CREATE OR REPLACE FUNCTION fold_spend(most int) RETURNS int LANGUAGE plpgsql AS $$
DECLARE folded int;
BEGIN
  WITH taken AS (
    DELETE FROM spend_changes WHERE id IN (SELECT id FROM spend_changes ORDER BY id LIMIT most) RETURNING *
  ), added AS (
    INSERT INTO spend AS s (scope, day, agent, project_id, model, runs, used_runs, finished, succeeded, timed, took_ms,
      tokens_in, tokens_out, cost_usd, costed_runs, unknown_runs, used_unknown_runs, spent_usd, last_used_at)
    SELECT k.scope, k.day, k.agent, k.project_id, k.model, sum(c.runs), sum(c.used_runs), sum(c.finished), sum(c.succeeded),
      sum(c.timed), sum(c.took_ms), sum(c.tokens_in), sum(c.tokens_out), sum(c.cost_usd), sum(c.costed_runs),
      sum(c.unknown_runs), sum(c.used_unknown_runs), sum(c.spent_usd), max(c.last_used_at)
    FROM taken c CROSS JOIN LATERAL (VALUES
      ('installation', c.day, '', 0, ''),
      ('agent', c.day, c.agent, 0, ''),
      ('agent', '-infinity'::date, c.agent, 0, ''),
      ('team', c.day, c.led_by, 0, ''),
      ('team', '-infinity'::date, c.led_by, 0, ''),
      ('project', c.day, '', c.project_id, ''),
      ('project', '-infinity'::date, '', c.project_id, ''),
      ('each', c.day, c.agent, c.project_id, c.model)
    ) AS k (scope, day, agent, project_id, model)
    WHERE NOT (k.scope = 'project' AND k.project_id = 0) AND k.agent IS NOT NULL
    GROUP BY k.scope, k.day, k.agent, k.project_id, k.model
    ON CONFLICT (scope, day, agent, project_id, model) DO UPDATE SET
      runs = s.runs + EXCLUDED.runs, used_runs = s.used_runs + EXCLUDED.used_runs,
      finished = s.finished + EXCLUDED.finished, succeeded = s.succeeded + EXCLUDED.succeeded,
      timed = s.timed + EXCLUDED.timed, took_ms = s.took_ms + EXCLUDED.took_ms,
      tokens_in = s.tokens_in + EXCLUDED.tokens_in, tokens_out = s.tokens_out + EXCLUDED.tokens_out,
      cost_usd = s.cost_usd + EXCLUDED.cost_usd, costed_runs = s.costed_runs + EXCLUDED.costed_runs,
      unknown_runs = s.unknown_runs + EXCLUDED.unknown_runs,
      used_unknown_runs = s.used_unknown_runs + EXCLUDED.used_unknown_runs,
      spent_usd = s.spent_usd + EXCLUDED.spent_usd, last_used_at = GREATEST(s.last_used_at, EXCLUDED.last_used_at)
  )
  SELECT count(*) INTO folded FROM taken;
  RETURN folded;
END $$;
