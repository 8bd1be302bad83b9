-- A way to work, from which agents are made.
CREATE TABLE "profiles" (
    "id" SERIAL NOT NULL,
    "name" TEXT NOT NULL,
    "project_id" INTEGER,
    "description" TEXT,
    "role" TEXT,
    "runtime" "runtime" NOT NULL DEFAULT 'worker',
    "model" TEXT,
    "max_turns" INTEGER,
    "timeout_seconds" INTEGER,
    "allowed_tools" JSONB,
    "permission_mode" TEXT,
    "budget_usd" DECIMAL(14,6),
    "daily_budget_usd" DECIMAL(14,6),
    "workshop_tools" BOOLEAN NOT NULL DEFAULT false,
    "work_types" TEXT[] NOT NULL DEFAULT '{}',
    "max_capacity" INTEGER NOT NULL DEFAULT 1,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "profiles_pkey" PRIMARY KEY ("id")
);

-- One of a name for each project, and one for all of them.
CREATE UNIQUE INDEX "profiles_project_id_name_key" ON "profiles"("project_id", "name") NULLS NOT DISTINCT;

ALTER TABLE "agents" ADD COLUMN "profile_id" INTEGER;
ALTER TABLE "agents" ADD COLUMN "profile" TEXT;
ALTER TABLE "agents" ADD COLUMN "made_by_id" INTEGER;
CREATE INDEX "agents_profile_id_idx" ON "agents"("profile_id");
CREATE INDEX "agents_team_idx" ON "agents"("made_by_id") WHERE "made_by_id" IS NOT NULL AND "deleted_at" IS NULL;

-- A task under the id that its creator chose.
CREATE TABLE "work_items" (
    "project_id" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "task_id" INTEGER NOT NULL,
    "priority" INTEGER NOT NULL DEFAULT 3,
    "claimed_by" TEXT,
    "held_by" TEXT,
    "claim_run_id" INTEGER,
    "leader_run_id" INTEGER,
    "started_at" TIMESTAMPTZ(3),

    CONSTRAINT "work_items_pkey" PRIMARY KEY ("project_id", "key")
);

CREATE UNIQUE INDEX "work_items_task_id_key" ON "work_items"("task_id");
-- The claims whose leases an orchestrator's run renews.
CREATE INDEX "work_items_leader_idx" ON "work_items"("leader_run_id") WHERE "leader_run_id" IS NOT NULL;

CREATE TABLE "store_entries" (
    "project_id" INTEGER NOT NULL,
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "bytes" INTEGER NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "updated_by" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "store_entries_pkey" PRIMARY KEY ("project_id", "key")
);

ALTER TABLE "profiles" ADD CONSTRAINT "profiles_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "agents" ADD CONSTRAINT "agents_profile_id_fkey" FOREIGN KEY ("profile_id") REFERENCES "profiles"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "work_items" ADD CONSTRAINT "work_items_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "work_items" ADD CONSTRAINT "work_items_task_id_fkey" FOREIGN KEY ("task_id") REFERENCES "tasks"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "store_entries" ADD CONSTRAINT "store_entries_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE CASCADE ON UPDATE CASCADE;
