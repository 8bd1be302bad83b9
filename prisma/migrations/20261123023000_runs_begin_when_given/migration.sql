-- A run begins when it is given, not when the transaction began that may have waited for its agent's place.
ALTER TABLE "runs" ALTER COLUMN "started_at" SET DEFAULT clock_timestamp(), ALTER COLUMN "heartbeat_at" SET DEFAULT clock_timestamp();
