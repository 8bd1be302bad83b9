-- CreateEnum
CREATE TYPE "task_status" AS ENUM ('inbox', 'assigned', 'in_progress', 'review', 'blocked', 'done', 'failed', 'cancelled');

-- CreateEnum
CREATE TYPE "priority" AS ENUM ('critical', 'high', 'medium', 'low');

-- CreateEnum
CREATE TYPE "task_type" AS ENUM ('bug', 'feature', 'task', 'epic', 'chore');

-- CreateEnum
CREATE TYPE "exec_mode" AS ENUM ('par', 'seq');

-- CreateEnum
CREATE TYPE "on_failure" AS ENUM ('block', 'continue');

-- CreateEnum
CREATE TYPE "link_type" AS ENUM ('blocks', 'relates', 'duplicates');

-- CreateEnum
CREATE TYPE "role" AS ENUM ('viewer', 'operator', 'admin');

-- CreateEnum
CREATE TYPE "runtime" AS ENUM ('pull', 'openclaw', 'anthropic', 'openai', 'worker');

-- CreateEnum
CREATE TYPE "run_trigger" AS ENUM ('claim', 'dispatch', 'direct', 'review');

-- CreateEnum
CREATE TYPE "run_outcome" AS ENUM ('succeeded', 'failed', 'timed_out', 'cancelled', 'refused', 'lost');

-- CreateEnum
CREATE TYPE "cost_source" AS ENUM ('reported', 'priced', 'unknown');

-- CreateEnum
CREATE TYPE "verdict" AS ENUM ('approved', 'rejected');

-- CreateEnum
CREATE TYPE "review_policy" AS ENUM ('required', 'always', 'never');

-- CreateEnum
CREATE TYPE "task_origin" AS ENUM ('browser', 'api', 'ticket', 'work', 'workflow', 'schedule');

-- CreateTable
CREATE TABLE "users" (
    "id" SERIAL NOT NULL,
    "username" TEXT NOT NULL,
    "display_name" TEXT NOT NULL,
    "email" TEXT,
    "password_hash" TEXT,
    "provider" TEXT NOT NULL DEFAULT 'local',
    "role" "role" NOT NULL DEFAULT 'operator',
    "session_epoch" INTEGER NOT NULL DEFAULT 0,
    "disabled_at" TIMESTAMPTZ(3),
    "last_login_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sessions_revoked" (
    "session_id" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sessions_revoked_pkey" PRIMARY KEY ("session_id")
);

-- CreateTable
CREATE TABLE "login_throttles" (
    "key" TEXT NOT NULL,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "resets_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "login_throttles_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "api_keys" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "key_hash" TEXT NOT NULL,
    "key_prefix" TEXT NOT NULL,
    "role" "role" NOT NULL DEFAULT 'viewer',
    "scopes" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "agent_id" INTEGER,
    "project_id" INTEGER,
    "run_id" INTEGER,
    "created_by" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "api_keys_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "projects" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "description" TEXT,
    "review_policy" "review_policy" NOT NULL DEFAULT 'required',
    "auto_triage" BOOLEAN NOT NULL DEFAULT false,
    "is_default" BOOLEAN NOT NULL DEFAULT false,
    "budget_usd" DECIMAL(14,6),
    "daily_budget_usd" DECIMAL(14,6),
    "settings" JSONB NOT NULL DEFAULT '{}',
    "archived_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "projects_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "agents" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL DEFAULT 'agent',
    "runtime" "runtime" NOT NULL DEFAULT 'pull',
    "status" TEXT NOT NULL DEFAULT 'offline',
    "last_seen_at" TIMESTAMPTZ(3),
    "last_activity" TEXT,
    "soul_content" TEXT,
    "config" JSONB NOT NULL DEFAULT '{}',
    "capabilities" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "max_capacity" INTEGER NOT NULL DEFAULT 1,
    "in_progress" INTEGER NOT NULL DEFAULT 0,
    "working_memory" TEXT NOT NULL DEFAULT '',
    "session_key" TEXT,
    "source" TEXT NOT NULL DEFAULT 'manual',
    "hidden" BOOLEAN NOT NULL DEFAULT false,
    "mentions_seen_at" TIMESTAMPTZ(3),
    "budget_usd" DECIMAL(14,6),
    "daily_budget_usd" DECIMAL(14,6),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "agents_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "profiles" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "config" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "profiles_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tasks" (
    "id" SERIAL NOT NULL,
    "project_id" INTEGER NOT NULL,
    "project_ticket_no" INTEGER NOT NULL,
    "ticket_ref" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "description" TEXT,
    "acceptance_criteria" TEXT,
    "status" "task_status" NOT NULL DEFAULT 'inbox',
    "priority" "priority" NOT NULL DEFAULT 'medium',
    "type" "task_type" NOT NULL DEFAULT 'task',
    "work_type" TEXT,
    "labels" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "metadata" JSONB NOT NULL DEFAULT '{}',
    "origin" "task_origin" NOT NULL DEFAULT 'api',
    "created_by" TEXT NOT NULL,
    "assigned_to" TEXT,
    "parent_id" INTEGER,
    "exec_mode" "exec_mode" NOT NULL DEFAULT 'par',
    "exec_order" INTEGER,
    "on_failure" "on_failure" NOT NULL DEFAULT 'block',
    "children_total" INTEGER NOT NULL DEFAULT 0,
    "children_done" INTEGER NOT NULL DEFAULT 0,
    "ready" BOOLEAN NOT NULL DEFAULT false,
    "blocked_reason" TEXT,
    "blocked_by_id" INTEGER,
    "scheduled_for" TIMESTAMPTZ(3),
    "due_at" TIMESTAMPTZ(3),
    "review_required" BOOLEAN NOT NULL DEFAULT true,
    "review_cycles" INTEGER NOT NULL DEFAULT 0,
    "dispatch_attempts" INTEGER NOT NULL DEFAULT 0,
    "stale_requeues" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3),
    "reviews_count_from" TIMESTAMPTZ(3),
    "run_id" INTEGER,
    "claimed_at" TIMESTAMPTZ(3),
    "lease_expires_at" TIMESTAMPTZ(3),
    "resolution" TEXT,
    "resolution_hash" TEXT,
    "outcome" TEXT,
    "error_message" TEXT,
    "estimated_hours" DOUBLE PRECISION,
    "actual_hours" DOUBLE PRECISION,
    "feedback_rating" INTEGER,
    "feedback_notes" TEXT,
    "retry_count" INTEGER NOT NULL DEFAULT 0,
    "comment_count" INTEGER NOT NULL DEFAULT 0,
    "follow_ups" JSONB,
    "schedule_id" INTEGER,
    "workflow_run_id" INTEGER,
    "stage" TEXT,
    "completed_at" TIMESTAMPTZ(3),
    "archived_at" TIMESTAMPTZ(3),
    "status_changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "tasks_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "task_links" (
    "id" SERIAL NOT NULL,
    "from_id" INTEGER NOT NULL,
    "to_id" INTEGER NOT NULL,
    "type" "link_type" NOT NULL,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "task_links_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "comments" (
    "id" SERIAL NOT NULL,
    "task_id" INTEGER NOT NULL,
    "author" TEXT NOT NULL,
    "author_kind" TEXT NOT NULL,
    "content" TEXT NOT NULL,
    "parent_id" INTEGER,
    "mentions" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "run_id" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "comments_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "runs" (
    "id" SERIAL NOT NULL,
    "task_id" INTEGER,
    "task_ref" TEXT,
    "project_id" INTEGER,
    "agent" TEXT NOT NULL,
    "runtime" "runtime" NOT NULL DEFAULT 'pull',
    "trigger" "run_trigger" NOT NULL,
    "attempt" INTEGER NOT NULL DEFAULT 1,
    "model" TEXT,
    "tier" TEXT,
    "tier_reason" TEXT,
    "prompt" TEXT,
    "output" TEXT,
    "error" TEXT,
    "error_class" TEXT,
    "tokens_in" INTEGER,
    "tokens_out" INTEGER,
    "cost_usd" DECIMAL(14,6),
    "cost_source" "cost_source" NOT NULL DEFAULT 'unknown',
    "provider_run_id" TEXT,
    "details" JSONB NOT NULL DEFAULT '{}',
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "heartbeat_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lease_expires_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "outcome" "run_outcome",

    CONSTRAINT "runs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "quality_reviews" (
    "id" SERIAL NOT NULL,
    "task_id" INTEGER NOT NULL,
    "reviewer" TEXT NOT NULL,
    "reviewer_kind" TEXT NOT NULL,
    "status" "verdict" NOT NULL,
    "notes" TEXT NOT NULL,
    "cycle" INTEGER NOT NULL DEFAULT 0,
    "resolution_hash" TEXT,
    "applied" BOOLEAN NOT NULL DEFAULT false,
    "override_reason" TEXT,
    "run_id" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "quality_reviews_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "schedules" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "project_id" INTEGER NOT NULL,
    "input" TEXT NOT NULL,
    "cron" TEXT NOT NULL,
    "timezone" TEXT NOT NULL DEFAULT 'UTC',
    "task_template" JSONB NOT NULL,
    "overlap_policy" TEXT NOT NULL DEFAULT 'skip',
    "missed_policy" TEXT NOT NULL DEFAULT 'run_once',
    "paused" BOOLEAN NOT NULL DEFAULT false,
    "next_run_at" TIMESTAMPTZ(3),
    "last_run_at" TIMESTAMPTZ(3),
    "ends_at" TIMESTAMPTZ(3),
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "schedules_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "schedule_runs" (
    "id" SERIAL NOT NULL,
    "schedule_id" INTEGER NOT NULL,
    "scheduled_for" TIMESTAMPTZ(3) NOT NULL,
    "trigger" TEXT NOT NULL,
    "outcome" TEXT NOT NULL,
    "task_id" INTEGER,
    "error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "schedule_runs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "workflows" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "description" TEXT,
    "definition" JSONB NOT NULL,
    "source" TEXT,
    "is_current" BOOLEAN NOT NULL DEFAULT true,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "workflows_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "workflow_runs" (
    "id" SERIAL NOT NULL,
    "workflow_id" INTEGER NOT NULL,
    "project_id" INTEGER NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'running',
    "inputs" JSONB NOT NULL DEFAULT '{}',
    "outputs" JSONB NOT NULL DEFAULT '{}',
    "error" TEXT,
    "started_by" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "workflow_runs_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "events" (
    "id" BIGINT NOT NULL,
    "type" TEXT NOT NULL,
    "category" TEXT NOT NULL,
    "project_id" INTEGER,
    "task_id" INTEGER,
    "agent" TEXT,
    "run_id" INTEGER,
    "actor" TEXT NOT NULL,
    "actor_kind" TEXT NOT NULL,
    "data" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "webhooks" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "secret" TEXT NOT NULL,
    "events" TEXT[] DEFAULT ARRAY['*']::TEXT[],
    "project_id" INTEGER,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "cursor" BIGINT NOT NULL DEFAULT 0,
    "consecutive_failures" INTEGER NOT NULL DEFAULT 0,
    "disabled_reason" TEXT,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "webhooks_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "webhook_deliveries" (
    "id" SERIAL NOT NULL,
    "webhook_id" INTEGER NOT NULL,
    "event_id" BIGINT NOT NULL,
    "event_type" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "status" TEXT NOT NULL DEFAULT 'pending',
    "response_code" INTEGER,
    "error" TEXT,
    "next_attempt_at" TIMESTAMPTZ(3),
    "delivered_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "webhook_deliveries_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "idempotency_keys" (
    "key" TEXT NOT NULL,
    "caller" TEXT NOT NULL,
    "method" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "request_hash" TEXT NOT NULL,
    "status" INTEGER,
    "headers" JSONB,
    "body" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "completed_at" TIMESTAMPTZ(3),

    CONSTRAINT "idempotency_keys_pkey" PRIMARY KEY ("caller","key")
);

-- CreateTable
CREATE TABLE "settings" (
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "updated_by" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "settings_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "store_entries" (
    "project_id" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "updated_by" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "store_entries_pkey" PRIMARY KEY ("project_id","key")
);

-- CreateIndex
CREATE UNIQUE INDEX "users_username_key" ON "users"("username");

-- CreateIndex
CREATE INDEX "sessions_revoked_expires_at_idx" ON "sessions_revoked"("expires_at");

-- CreateIndex
CREATE INDEX "login_throttles_resets_at_idx" ON "login_throttles"("resets_at");

-- CreateIndex
CREATE UNIQUE INDEX "api_keys_key_hash_key" ON "api_keys"("key_hash");

-- CreateIndex
CREATE INDEX "api_keys_agent_id_idx" ON "api_keys"("agent_id");

-- CreateIndex
CREATE UNIQUE INDEX "projects_slug_key" ON "projects"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "projects_prefix_key" ON "projects"("prefix");

-- CreateIndex
CREATE UNIQUE INDEX "agents_name_key" ON "agents"("name");

-- CreateIndex
CREATE UNIQUE INDEX "profiles_name_key" ON "profiles"("name");

-- CreateIndex
CREATE UNIQUE INDEX "tasks_ticket_ref_key" ON "tasks"("ticket_ref");

-- CreateIndex
CREATE INDEX "tasks_assigned_to_status_id_idx" ON "tasks"("assigned_to", "status", "id" DESC);

-- CreateIndex
CREATE INDEX "task_links_to_id_idx" ON "task_links"("to_id");

-- CreateIndex
CREATE UNIQUE INDEX "task_links_from_id_to_id_type_key" ON "task_links"("from_id", "to_id", "type");

-- CreateIndex
CREATE INDEX "comments_task_id_id_idx" ON "comments"("task_id", "id");

-- CreateIndex
CREATE INDEX "comments_mentions_idx" ON "comments" USING GIN ("mentions");

-- CreateIndex
CREATE INDEX "runs_task_id_id_idx" ON "runs"("task_id", "id");

-- CreateIndex
CREATE INDEX "runs_agent_started_at_idx" ON "runs"("agent", "started_at");

-- CreateIndex
CREATE INDEX "runs_project_id_started_at_idx" ON "runs"("project_id", "started_at");

-- CreateIndex
CREATE INDEX "quality_reviews_task_id_id_idx" ON "quality_reviews"("task_id", "id");

-- CreateIndex
CREATE INDEX "quality_reviews_created_at_idx" ON "quality_reviews"("created_at");

-- CreateIndex
CREATE UNIQUE INDEX "schedules_name_key" ON "schedules"("name");

-- CreateIndex
CREATE INDEX "schedules_next_run_at_idx" ON "schedules"("next_run_at");

-- CreateIndex
CREATE UNIQUE INDEX "schedule_runs_schedule_id_scheduled_for_trigger_key" ON "schedule_runs"("schedule_id", "scheduled_for", "trigger");

-- CreateIndex
CREATE UNIQUE INDEX "workflows_name_version_key" ON "workflows"("name", "version");

-- CreateIndex
CREATE INDEX "workflow_runs_workflow_id_id_idx" ON "workflow_runs"("workflow_id", "id");

-- CreateIndex
CREATE INDEX "events_task_id_id_idx" ON "events"("task_id", "id");

-- CreateIndex
CREATE INDEX "events_created_at_idx" ON "events" USING BRIN ("created_at");

-- CreateIndex
CREATE UNIQUE INDEX "webhook_deliveries_webhook_id_event_id_key" ON "webhook_deliveries"("webhook_id", "event_id");

-- CreateIndex
CREATE INDEX "idempotency_keys_created_at_idx" ON "idempotency_keys"("created_at");

-- AddForeignKey
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_agent_id_fkey" FOREIGN KEY ("agent_id") REFERENCES "agents"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "runs"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "tasks"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "runs"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_schedule_id_fkey" FOREIGN KEY ("schedule_id") REFERENCES "schedules"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_workflow_run_id_fkey" FOREIGN KEY ("workflow_run_id") REFERENCES "workflow_runs"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "task_links" ADD CONSTRAINT "task_links_from_id_fkey" FOREIGN KEY ("from_id") REFERENCES "tasks"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "task_links" ADD CONSTRAINT "task_links_to_id_fkey" FOREIGN KEY ("to_id") REFERENCES "tasks"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "comments" ADD CONSTRAINT "comments_task_id_fkey" FOREIGN KEY ("task_id") REFERENCES "tasks"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "comments" ADD CONSTRAINT "comments_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "comments"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "runs" ADD CONSTRAINT "runs_task_id_fkey" FOREIGN KEY ("task_id") REFERENCES "tasks"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quality_reviews" ADD CONSTRAINT "quality_reviews_task_id_fkey" FOREIGN KEY ("task_id") REFERENCES "tasks"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "quality_reviews" ADD CONSTRAINT "quality_reviews_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "runs"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "schedules" ADD CONSTRAINT "schedules_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "schedule_runs" ADD CONSTRAINT "schedule_runs_schedule_id_fkey" FOREIGN KEY ("schedule_id") REFERENCES "schedules"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "workflow_runs" ADD CONSTRAINT "workflow_runs_workflow_id_fkey" FOREIGN KEY ("workflow_id") REFERENCES "workflows"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_webhook_id_fkey" FOREIGN KEY ("webhook_id") REFERENCES "webhooks"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What Prisma's schema cannot say: functions, triggers, partial and expression indexes, checks.

-- Event ids grow in commit-safe order: the writing transaction's number, then the event's place in it. The epoch keeps
-- them growing when a dump is restored into a cluster whose transaction numbers are lower (lib/events/epoch.ts).
CREATE FUNCTION event_epoch() RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT 0::bigint $$;

CREATE FUNCTION event_id(ordinal int) RETURNS bigint LANGUAGE sql VOLATILE AS $$
  SELECT ((pg_current_xact_id()::text::bigint + event_epoch()) << 16) | ordinal
$$;

-- Every event below the horizon is committed and visible.
CREATE FUNCTION event_horizon() RETURNS bigint LANGUAGE sql STABLE AS $$
  SELECT (pg_snapshot_xmin(pg_current_snapshot())::text::bigint + event_epoch()) << 16
$$;

-- Whether a task still holds back what waits for it (docs: domain, "Ready").
CREATE FUNCTION task_holds(status task_status, archived_at timestamptz, on_failure on_failure) RETURNS boolean
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT archived_at IS NULL AND status NOT IN ('done', 'cancelled')
     AND NOT (status = 'failed' AND on_failure = 'continue')
$$;

-- The unfinished tasks that hold one back itself: blockers, and earlier steps of its sequence.
CREATE FUNCTION tasks_holding(target int) RETURNS TABLE (id int, reason text) LANGUAGE sql STABLE AS $$
  SELECT b.id, 'blocker' FROM task_links l JOIN tasks b ON b.id = l.from_id
  WHERE l.to_id = target AND l.type = 'blocks' AND task_holds(b.status, b.archived_at, b.on_failure)
  UNION ALL
  SELECT s.id, 'earlier_step' FROM tasks t JOIN tasks s ON s.parent_id = t.parent_id
  WHERE t.id = target AND t.exec_mode = 'seq' AND s.exec_mode = 'seq' AND s.exec_order < t.exec_order
    AND task_holds(s.status, s.archived_at, s.on_failure)
$$;

-- The tasks that wait directly for one: those it blocks, and the later steps of its sequence.
CREATE FUNCTION tasks_waiting_for(target int) RETURNS TABLE (id int) LANGUAGE sql STABLE AS $$
  SELECT l.to_id FROM task_links l WHERE l.from_id = target AND l.type = 'blocks'
  UNION
  SELECT s.id FROM tasks t JOIN tasks s ON s.parent_id = t.parent_id
  WHERE t.id = target AND t.exec_mode = 'seq' AND s.exec_mode = 'seq' AND s.exec_order > t.exec_order
$$;

CREATE FUNCTION task_is_ready(target int) RETURNS boolean LANGUAGE sql STABLE AS $$
  WITH RECURSIVE line AS (
    SELECT t.id, t.parent_id, t.status, t.archived_at, t.scheduled_for, 0 AS depth FROM tasks t WHERE t.id = target
    UNION ALL
    SELECT p.id, p.parent_id, p.status, p.archived_at, p.scheduled_for, line.depth + 1
    FROM line JOIN tasks p ON p.id = line.parent_id
  )
  SELECT COALESCE(bool_and(
    line.archived_at IS NULL
    AND (line.scheduled_for IS NULL OR line.scheduled_for <= clock_timestamp())
    AND CASE WHEN line.depth = 0 THEN line.status IN ('inbox', 'assigned')
             ELSE line.status NOT IN ('blocked', 'failed', 'cancelled') END
    AND NOT EXISTS (SELECT 1 FROM tasks_holding(line.id))
  ), false) FROM line
$$;

-- The tasks whose readiness may follow from a change of one: itself, what waits for it, its later siblings, the steps
-- behind its former place, and everything below any of them.
CREATE FUNCTION tasks_around(target int, former_parent int) RETURNS TABLE (id int) LANGUAGE sql STABLE AS $$
  WITH RECURSIVE seed AS (
    SELECT target AS id
    UNION SELECT w.id FROM tasks_waiting_for(target) w
    UNION SELECT s.id FROM tasks s JOIN tasks t ON t.id = target
          WHERE s.parent_id IN (t.parent_id, former_parent) AND s.exec_mode = 'seq'
  ), below AS (
    SELECT seed.id FROM seed
    UNION SELECT c.id FROM below JOIN tasks c ON c.parent_id = below.id
  )
  SELECT below.id FROM below
$$;

-- Ticket numbers: a sequence per project, so that creates of one project do not wait for each other (decision 0011).
CREATE FUNCTION next_ticket_no(project_id int) RETURNS int LANGUAGE sql VOLATILE AS $$
  SELECT nextval(('ticket_no_' || project_id)::regclass)::int
$$;
CREATE FUNCTION keep_ticket_sequence() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN EXECUTE format('CREATE SEQUENCE %I AS int', 'ticket_no_' || NEW.id);
  ELSE EXECUTE format('DROP SEQUENCE IF EXISTS %I', 'ticket_no_' || OLD.id);
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER projects_ticket_sequence AFTER INSERT OR DELETE ON projects FOR EACH ROW
  EXECUTE FUNCTION keep_ticket_sequence();

-- How many tasks each agent holds, whatever moved them.
CREATE FUNCTION count_claims() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' AND OLD.status = 'in_progress' THEN
    UPDATE agents SET in_progress = in_progress - 1 WHERE name = OLD.assigned_to;
  END IF;
  IF TG_OP <> 'DELETE' AND NEW.status = 'in_progress' THEN
    UPDATE agents SET in_progress = in_progress + 1 WHERE name = NEW.assigned_to;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER tasks_claims_insert AFTER INSERT ON tasks FOR EACH ROW
  WHEN (NEW.status = 'in_progress') EXECUTE FUNCTION count_claims();
CREATE TRIGGER tasks_claims_delete AFTER DELETE ON tasks FOR EACH ROW
  WHEN (OLD.status = 'in_progress') EXECUTE FUNCTION count_claims();
CREATE TRIGGER tasks_claims_update AFTER UPDATE OF status, assigned_to ON tasks FOR EACH ROW
  WHEN ((OLD.status = 'in_progress' OR NEW.status = 'in_progress')
        AND (OLD.status, OLD.assigned_to) IS DISTINCT FROM (NEW.status, NEW.assigned_to))
  EXECUTE FUNCTION count_claims();

-- The queue: one probe for an agent's own tasks, one for the pool, each in queue order. Two indexes, because the planner
-- does not take `assigned_to IS NULL` for an equality that keeps the order of what follows.
CREATE INDEX tasks_queue_idx ON tasks (assigned_to, priority, due_at, created_at, id)
  WHERE ready AND children_total = 0 AND assigned_to IS NOT NULL;
CREATE INDEX tasks_pool_idx ON tasks (priority, due_at, created_at, id)
  WHERE ready AND children_total = 0 AND assigned_to IS NULL;
CREATE INDEX tasks_live_idx ON tasks (id DESC) WHERE archived_at IS NULL;
CREATE INDEX tasks_status_idx ON tasks (status, id DESC) WHERE archived_at IS NULL;
CREATE INDEX tasks_board_idx ON tasks (status, priority, due_at, created_at, id) WHERE archived_at IS NULL;
CREATE INDEX tasks_project_idx ON tasks (project_id, id DESC) WHERE archived_at IS NULL;
CREATE INDEX tasks_labels_idx ON tasks USING gin (labels) WHERE labels <> '{}';
CREATE INDEX tasks_parent_idx ON tasks (parent_id) WHERE parent_id IS NOT NULL;
CREATE INDEX tasks_workflow_run_idx ON tasks (workflow_run_id) WHERE workflow_run_id IS NOT NULL;
CREATE UNIQUE INDEX tasks_run_key ON tasks (run_id) WHERE run_id IS NOT NULL;
CREATE INDEX tasks_lease_idx ON tasks (lease_expires_at) WHERE status = 'in_progress';
CREATE INDEX tasks_scheduled_idx ON tasks (scheduled_for) WHERE scheduled_for IS NOT NULL AND NOT ready;
CREATE INDEX runs_open_idx ON runs (lease_expires_at) WHERE outcome IS NULL;
-- One order per place among the live children of a parent.
CREATE UNIQUE INDEX tasks_exec_order_key ON tasks (parent_id, exec_order)
  WHERE archived_at IS NULL AND parent_id IS NOT NULL AND exec_order IS NOT NULL;
CREATE UNIQUE INDEX projects_default_key ON projects (is_default) WHERE is_default;

ALTER TABLE tasks ADD CONSTRAINT tasks_not_own_parent CHECK (parent_id <> id);
ALTER TABLE tasks ADD CONSTRAINT tasks_holder_known CHECK (status <> 'in_progress' OR assigned_to IS NOT NULL);
ALTER TABLE task_links ADD CONSTRAINT task_links_not_self CHECK (from_id <> to_id);
ALTER TABLE agents ADD CONSTRAINT agents_capacity CHECK (max_capacity BETWEEN 1 AND 20);

INSERT INTO projects (name, slug, prefix, is_default) VALUES ('General', 'general', 'TASK', true);
