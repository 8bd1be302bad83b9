-- What a run said while it was open, by kind, as prisma/sql/run-logs.sql keeps it at its end. Removed with its other texts.
ALTER TABLE run_texts ADD COLUMN log jsonb;
