-- An agent may end only the pause that an agent's key began.
ALTER TABLE "agents" ADD COLUMN "paused_by_agent" BOOLEAN NOT NULL DEFAULT false;
