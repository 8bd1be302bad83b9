-- Sums over closed runs. `scope` says what a row covers: the whole installation, one agent or one project on a day, or one agent,
-- project and model on a day ('each'). Columns that a scope does not use are '' or 0, and so are a run's missing model or
-- project. The day '-infinity' stands for all days of an agent or a project.
CREATE TABLE "spend" (
  "scope" TEXT NOT NULL,
  "day" DATE NOT NULL,
  "agent" TEXT NOT NULL,
  "project_id" INTEGER NOT NULL,
  "model" TEXT NOT NULL,
  "runs" BIGINT NOT NULL,
  "used_runs" BIGINT NOT NULL,
  "finished" BIGINT NOT NULL,
  "succeeded" BIGINT NOT NULL,
  "timed" BIGINT NOT NULL,
  "took_ms" DECIMAL(20,3) NOT NULL,
  "tokens_in" BIGINT NOT NULL,
  "tokens_out" BIGINT NOT NULL,
  "cost_usd" DECIMAL(20,6) NOT NULL,
  "costed_runs" BIGINT NOT NULL,
  "unknown_runs" BIGINT NOT NULL,
  "used_unknown_runs" BIGINT NOT NULL,
  "spent_usd" DECIMAL(20,6) NOT NULL,
  "last_used_at" TIMESTAMPTZ(3),
  CONSTRAINT "spend_pkey" PRIMARY KEY ("scope", "day", "agent", "project_id", "model")
);

-- Differences that are not folded into `spend` yet.
CREATE TABLE "spend_changes" (
  "id" BIGSERIAL NOT NULL,
  "day" DATE NOT NULL,
  "agent" TEXT NOT NULL,
  "project_id" INTEGER NOT NULL,
  "model" TEXT NOT NULL,
  "runs" BIGINT NOT NULL,
  "used_runs" BIGINT NOT NULL,
  "finished" BIGINT NOT NULL,
  "succeeded" BIGINT NOT NULL,
  "timed" BIGINT NOT NULL,
  "took_ms" DECIMAL(20,3) NOT NULL,
  "tokens_in" BIGINT NOT NULL,
  "tokens_out" BIGINT NOT NULL,
  "cost_usd" DECIMAL(20,6) NOT NULL,
  "costed_runs" BIGINT NOT NULL,
  "unknown_runs" BIGINT NOT NULL,
  "used_unknown_runs" BIGINT NOT NULL,
  "spent_usd" DECIMAL(20,6) NOT NULL,
  "last_used_at" TIMESTAMPTZ(3),
  CONSTRAINT "spend_changes_pkey" PRIMARY KEY ("id")
);

-- A copy of prisma/sql/spend.sql as it was then, so that no run closes unnoticed between the backfill and the functions.
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
    tokens_out, cost_usd, costed_runs, unknown_runs, used_unknown_runs, spent_usd, last_used_at)
  SELECT c.day, c.agent, c.project_id, c.model, sum(sign * c.runs), sum(sign * c.used_runs), sum(sign * c.finished),
    sum(sign * c.succeeded), sum(sign * c.timed), sum(sign * c.took_ms), sum(sign * c.tokens_in), sum(sign * c.tokens_out),
    sum(sign * c.cost_usd), sum(sign * c.costed_runs), sum(sign * c.unknown_runs), sum(sign * c.used_unknown_runs),
    sum(sign * c.spent_usd), max(c.last_used_at) FILTER (WHERE sign = 1)
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

-- The backfill: the job that folds changes will fold these too.
INSERT INTO spend_changes (day, agent, project_id, model, runs, used_runs, finished, succeeded, timed, took_ms, tokens_in,
  tokens_out, cost_usd, costed_runs, unknown_runs, used_unknown_runs, spent_usd, last_used_at)
SELECT s.day, s.agent, s.project_id, s.model, sum(s.runs), sum(s.used_runs), sum(s.finished), sum(s.succeeded), sum(s.timed),
  sum(s.took_ms), sum(s.tokens_in), sum(s.tokens_out), sum(s.cost_usd), sum(s.costed_runs), sum(s.unknown_runs),
  sum(s.used_unknown_runs), sum(s.spent_usd), max(s.last_used_at)
FROM runs r CROSS JOIN LATERAL spend_of(r) s WHERE r.outcome IS NOT NULL
GROUP BY s.day, s.agent, s.project_id, s.model;
