-- Tasks that are created when something happens. A trigger is a hook, which another system sends messages to, or watches what
-- happens in Baton; a delivery is what fired it, once, with what came of it.
ALTER TYPE "task_origin" ADD VALUE 'trigger';

CREATE TABLE "triggers" (
  "id" SERIAL NOT NULL,
  "project_id" INTEGER NOT NULL,
  "name" TEXT NOT NULL,
  "kind" TEXT NOT NULL,
  "preset" TEXT,
  "token" TEXT,
  "match" JSONB NOT NULL,
  "template" JSONB NOT NULL,
  "max_per_hour" INTEGER DEFAULT 600,
  "hour_started_at" TIMESTAMPTZ(3),
  "hour_count" INTEGER NOT NULL DEFAULT 0,
  "paused_at" TIMESTAMPTZ(3),
  "paused_by" TEXT,
  "pause_note" TEXT,
  "after_event" BIGINT NOT NULL DEFAULT 0,
  "created_count" INTEGER NOT NULL DEFAULT 0,
  "skipped_count" INTEGER NOT NULL DEFAULT 0,
  "ignored_count" INTEGER NOT NULL DEFAULT 0,
  "failed_count" INTEGER NOT NULL DEFAULT 0,
  "refused_signature" INTEGER NOT NULL DEFAULT 0,
  "refused_timestamp" INTEGER NOT NULL DEFAULT 0,
  "refused_content" INTEGER NOT NULL DEFAULT 0,
  "refused_conflict" INTEGER NOT NULL DEFAULT 0,
  "refused_rate" INTEGER NOT NULL DEFAULT 0,
  "last_refused_at" TIMESTAMPTZ(3),
  "last_refusal" TEXT,
  "last_delivery_at" TIMESTAMPTZ(3),
  "last_error" TEXT,
  "last_error_at" TIMESTAMPTZ(3),
  "limited_at" TIMESTAMPTZ(3),
  "limited_by" TEXT,
  "created_by" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
  "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT "triggers_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "triggers_hook" CHECK (("kind" = 'webhook') = ("token" IS NOT NULL))
);
CREATE INDEX "triggers_project_id_idx" ON "triggers"("project_id");
CREATE UNIQUE INDEX "triggers_token_key" ON "triggers"("token");
CREATE UNIQUE INDEX triggers_name_key ON triggers (project_id, lower(name));
ALTER TABLE "triggers" ADD CONSTRAINT "triggers_project_id_fkey"
  FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- The newest secret has no end; earlier ones are valid until theirs.
CREATE TABLE "trigger_secrets" (
  "id" SERIAL NOT NULL,
  "trigger_id" INTEGER NOT NULL,
  "sealed" TEXT NOT NULL,
  "hint" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
  "expires_at" TIMESTAMPTZ(3),
  CONSTRAINT "trigger_secrets_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "trigger_secrets_trigger_id_id_idx" ON "trigger_secrets"("trigger_id", "id");
ALTER TABLE "trigger_secrets" ADD CONSTRAINT "trigger_secrets_trigger_id_fkey"
  FOREIGN KEY ("trigger_id") REFERENCES "triggers"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "trigger_deliveries" (
  "id" BIGSERIAL NOT NULL,
  "trigger_id" INTEGER NOT NULL,
  "message_id" TEXT NOT NULL,
  "fingerprint" TEXT,
  "signed_by" TEXT,
  "type" TEXT NOT NULL,
  "payload" JSONB,
  "outcome" TEXT NOT NULL,
  "reason" TEXT,
  "missing" TEXT[] DEFAULT ARRAY[]::TEXT[],
  "depth" INTEGER NOT NULL DEFAULT 0,
  "task_id" INTEGER,
  "ticket_ref" TEXT,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
  "settled_at" TIMESTAMPTZ(3),
  CONSTRAINT "trigger_deliveries_pkey" PRIMARY KEY ("id")
);
-- What fires a trigger does so once, whoever notices it.
CREATE UNIQUE INDEX "trigger_deliveries_trigger_id_message_id_key" ON "trigger_deliveries"("trigger_id", "message_id");
-- GitHub signs the content alone, so content that is known is known under any id.
CREATE UNIQUE INDEX trigger_deliveries_github_key ON trigger_deliveries (trigger_id, fingerprint) WHERE signed_by = 'github';
CREATE INDEX "trigger_deliveries_trigger_id_id_idx" ON "trigger_deliveries"("trigger_id", "id");
CREATE INDEX "trigger_deliveries_task_id_idx" ON "trigger_deliveries"("task_id");
CREATE INDEX "trigger_deliveries_created_at_idx" ON "trigger_deliveries"("created_at");
-- Those whose task is still to be created.
CREATE INDEX trigger_deliveries_received_idx ON trigger_deliveries (id) WHERE outcome = 'received';
-- What is not wanted is kept in a smaller number.
CREATE INDEX trigger_deliveries_ignored_idx ON trigger_deliveries (trigger_id, id) WHERE outcome = 'ignored';
ALTER TABLE "trigger_deliveries" ADD CONSTRAINT "trigger_deliveries_trigger_id_fkey"
  FOREIGN KEY ("trigger_id") REFERENCES "triggers"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "trigger_deliveries" ADD CONSTRAINT "trigger_deliveries_task_id_fkey"
  FOREIGN KEY ("task_id") REFERENCES "tasks"("id") ON DELETE SET NULL ON UPDATE CASCADE;
