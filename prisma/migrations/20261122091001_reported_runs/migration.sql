-- no transaction
-- Runs that happened elsewhere and were reported under an id of their agent's own, each once.
CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS "runs_reported_id_key" ON "runs" ((details->>'reported_id'), agent) WHERE trigger = 'direct' AND details->>'reported_id' IS NOT NULL;
