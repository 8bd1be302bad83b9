-- What belongs to one claim of a task is kept on its run alone: the lease, the id its claimer chose, the process that works on
-- it, and where the task was taken from.

-- The processes that work under an agent's name.
CREATE TABLE "workers" (
    "id" SERIAL NOT NULL,
    "agent" TEXT NOT NULL,
    "host" TEXT NOT NULL,
    "pid" INTEGER,
    "version" TEXT,
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "workers_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "workers_agent_host_pid_key" ON "workers"("agent", "host", "pid") NULLS NOT DISTINCT;
CREATE INDEX "workers_last_seen_at_idx" ON "workers"("last_seen_at");

ALTER TABLE "runs"
    ADD COLUMN "claim_id" TEXT,
    ADD COLUMN "claimed_from" "task_status",
    ADD COLUMN "claimed_from_pool" BOOLEAN,
    ADD COLUMN "worker_id" INTEGER,
    ADD CONSTRAINT "runs_worker_id_fkey" FOREIGN KEY ("worker_id") REFERENCES "workers"("id") ON DELETE SET NULL ON UPDATE CASCADE;

UPDATE runs r SET lease_expires_at = t.lease_expires_at FROM tasks t
WHERE t.run_id = r.id AND r.outcome IS NULL AND t.lease_expires_at > COALESCE(r.lease_expires_at, '-infinity');

-- Where the open claims were taken from is known from the event before each claim.
UPDATE runs r SET claimed_from = from_.status, claimed_from_pool = from_.status = 'inbox' OR from_.was_nobodys
FROM (
  SELECT c.run_id, (c.data->>'previous_status')::task_status AS status,
         COALESCE(b.found AND b.assigned_to IS NULL, false) AS was_nobodys
  FROM tasks t JOIN events c ON c.task_id = t.id AND c.run_id = t.run_id AND c.type = 'task.claimed'
  LEFT JOIN LATERAL (
    SELECT e.data->'task'->>'assigned_to' AS assigned_to, true AS found FROM events e
    WHERE e.task_id = c.task_id AND e.id < c.id AND e.data->'task' IS NOT NULL ORDER BY e.id DESC LIMIT 1
  ) b ON true
) from_
WHERE r.id = from_.run_id AND r.outcome IS NULL;

ALTER TABLE "tasks" DROP COLUMN "claimed_at", DROP COLUMN "lease_expires_at";
