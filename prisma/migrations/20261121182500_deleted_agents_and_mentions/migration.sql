-- A deleted agent stays as a row without a name of its own, so that what was meant for it is known for as long as anybody asks.
ALTER TABLE "agents" ADD COLUMN "deleted_at" TIMESTAMPTZ(3), ADD COLUMN "former_name" TEXT;
ALTER TABLE agents ADD CONSTRAINT agents_deleted_known CHECK ((deleted_at IS NULL) = (former_name IS NULL));
CREATE INDEX agents_former_name_idx ON agents (former_name) WHERE deleted_at IS NOT NULL;

-- Those that were deleted before and did not come back, as far as events remember.
WITH gone AS (
  SELECT nextval(pg_get_serial_sequence('agents', 'id'))::int AS id, e.agent, e.at
  FROM (SELECT agent, max(created_at) AS at FROM events WHERE type = 'agent.deleted' AND agent IS NOT NULL GROUP BY agent) e
  WHERE NOT EXISTS (SELECT 1 FROM agents a WHERE a.name = e.agent)
)
INSERT INTO agents (id, name, former_name, deleted_at) SELECT id, '#' || id, agent, at FROM gone;

-- Up to which comment an agent was given its mentions: by id, because the clocks of several servers differ.
ALTER TABLE "agents" ADD COLUMN "mentions_seen_id" INTEGER NOT NULL DEFAULT 0;
UPDATE agents a SET mentions_seen_id = COALESCE(
  (SELECT max(c.id) FROM comments c WHERE c.mentions @> ARRAY[a.name] AND c.created_at <= a.mentions_seen_at), 0)
WHERE a.mentions_seen_at IS NOT NULL;
ALTER TABLE "agents" DROP COLUMN "mentions_seen_at";

-- The same within one project, for keys that may read no other.
CREATE TABLE "mention_marks" (
    "agent_id" INTEGER NOT NULL,
    "project_id" INTEGER NOT NULL,
    "seen_id" INTEGER NOT NULL,

    CONSTRAINT "mention_marks_pkey" PRIMARY KEY ("agent_id", "project_id")
);
CREATE INDEX "mention_marks_project_id_idx" ON "mention_marks"("project_id");
ALTER TABLE "mention_marks" ADD CONSTRAINT "mention_marks_agent_id_fkey" FOREIGN KEY ("agent_id") REFERENCES "agents"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "mention_marks" ADD CONSTRAINT "mention_marks_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE CASCADE ON UPDATE CASCADE;
