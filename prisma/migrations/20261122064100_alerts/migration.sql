-- CreateTable
CREATE TABLE "alert_rules" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "entity_type" TEXT NOT NULL,
    "condition_field" TEXT NOT NULL,
    "condition_operator" TEXT NOT NULL,
    "condition_value" TEXT NOT NULL,
    "action_type" TEXT NOT NULL DEFAULT 'notification',
    "action_config" JSONB NOT NULL DEFAULT '{}',
    "cooldown_minutes" INTEGER NOT NULL DEFAULT 60,
    "state" TEXT NOT NULL DEFAULT 'ok',
    "streak" INTEGER NOT NULL DEFAULT 0,
    "reason" TEXT,
    "firing_since" TIMESTAMPTZ(3),
    "last_triggered_at" TIMESTAMPTZ(3),
    "trigger_count" INTEGER NOT NULL DEFAULT 0,
    "evaluated_at" TIMESTAMPTZ(3),
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "alert_rules_pkey" PRIMARY KEY ("id")
);

ALTER TABLE alert_rules ADD CONSTRAINT alert_rules_state CHECK (state IN ('ok', 'firing'));
