CREATE TABLE "backups" (
  "id" SERIAL PRIMARY KEY,
  "trigger" TEXT NOT NULL,
  "state" TEXT NOT NULL,
  "directory" TEXT,
  "file" TEXT,
  "host" TEXT NOT NULL,
  "bytes" BIGINT,
  "rows" BIGINT,
  "error" TEXT,
  "created_by" TEXT NOT NULL,
  "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
  "finished_at" TIMESTAMPTZ(3),
  "removed_at" TIMESTAMPTZ(3)
);
