-- What existing clients keep with a project: for people and their tools.
ALTER TABLE "projects" ADD COLUMN "github_repo" TEXT,
ADD COLUMN "deadline" TIMESTAMPTZ(3),
ADD COLUMN "color" TEXT;

CREATE TABLE "project_agents" (
    "project_id" INTEGER NOT NULL,
    "agent_id" INTEGER NOT NULL,
    "role" TEXT NOT NULL DEFAULT 'member',

    CONSTRAINT "project_agents_pkey" PRIMARY KEY ("project_id","agent_id")
);

CREATE INDEX "project_agents_agent_id_idx" ON "project_agents"("agent_id");

ALTER TABLE "project_agents" ADD CONSTRAINT "project_agents_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "project_agents" ADD CONSTRAINT "project_agents_agent_id_fkey" FOREIGN KEY ("agent_id") REFERENCES "agents"("id") ON DELETE CASCADE ON UPDATE CASCADE;
