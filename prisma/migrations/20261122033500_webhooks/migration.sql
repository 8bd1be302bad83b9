-- Addresses that events are sent to. A row is also the receiver's queue: `position` is the last event that it is done with,
-- `attempt` and `next_attempt_at` are those of the message at the head, and `sender` is the process that works on it.
CREATE TABLE "webhooks" (
  "id" SERIAL NOT NULL,
  "token" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "url" TEXT NOT NULL,
  "events" TEXT[] NOT NULL,
  "project_id" INTEGER,
  "enabled" BOOLEAN NOT NULL DEFAULT true,
  "disabled_reason" TEXT,
  "position" BIGINT NOT NULL,
  "position_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
  "attempt" INTEGER NOT NULL DEFAULT 0,
  "next_attempt_at" TIMESTAMPTZ(3),
  "failures" INTEGER NOT NULL DEFAULT 0,
  "failing_since" TIMESTAMPTZ(3),
  "last_attempt_at" TIMESTAMPTZ(3),
  "last_status" INTEGER,
  "last_error" TEXT,
  "delivered" INTEGER NOT NULL DEFAULT 0,
  "failed" INTEGER NOT NULL DEFAULT 0,
  "sender" TEXT,
  "sender_until" TIMESTAMPTZ(3),
  "created_by" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
  "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT "webhooks_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "webhooks_project_id_idx" ON "webhooks"("project_id");
ALTER TABLE "webhooks" ADD CONSTRAINT "webhooks_project_id_fkey"
  FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- The newest secret has no end; earlier ones are valid until theirs.
CREATE TABLE "webhook_secrets" (
  "id" SERIAL NOT NULL,
  "webhook_id" INTEGER NOT NULL,
  "sealed" TEXT NOT NULL,
  "hint" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
  "expires_at" TIMESTAMPTZ(3),
  CONSTRAINT "webhook_secrets_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "webhook_secrets_webhook_id_id_idx" ON "webhook_secrets"("webhook_id", "id");
ALTER TABLE "webhook_secrets" ADD CONSTRAINT "webhook_secrets_webhook_id_fkey"
  FOREIGN KEY ("webhook_id") REFERENCES "webhooks"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What was sent, with every attempt. The payload of an event is read from the event; only messages without one store theirs.
CREATE TABLE "webhook_deliveries" (
  "id" BIGSERIAL NOT NULL,
  "webhook_id" INTEGER NOT NULL,
  "event_id" BIGINT,
  "type" TEXT NOT NULL,
  "payload" JSONB,
  "state" TEXT NOT NULL,
  "attempts" JSONB NOT NULL DEFAULT '[]',
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
  "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT "webhook_deliveries_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "webhook_deliveries_webhook_id_event_id_key" ON "webhook_deliveries"("webhook_id", "event_id");
CREATE INDEX "webhook_deliveries_webhook_id_id_idx" ON "webhook_deliveries"("webhook_id", "id");
CREATE INDEX "webhook_deliveries_created_at_idx" ON "webhook_deliveries"("created_at");
CREATE INDEX "webhook_deliveries_queued_idx" ON "webhook_deliveries"("webhook_id", "event_id", "id") WHERE "state" = 'queued';
CREATE INDEX "webhook_deliveries_failed_idx" ON "webhook_deliveries"("webhook_id", "id") WHERE "state" = 'failed';
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_webhook_id_fkey"
  FOREIGN KEY ("webhook_id") REFERENCES "webhooks"("id") ON DELETE CASCADE ON UPDATE CASCADE;
