-- Who is mentioned in which comment. A heartbeat reads those after its agent's mark; the index over the comments' arrays had no
-- order, so that it read every comment that ever mentioned the agent.
CREATE TABLE "mentions" (
  "name" TEXT NOT NULL,
  "comment_id" INTEGER NOT NULL,
  CONSTRAINT "mentions_pkey" PRIMARY KEY ("name", "comment_id")
);
CREATE INDEX "mentions_comment_id_idx" ON "mentions"("comment_id");

INSERT INTO "mentions" ("name", "comment_id")
SELECT DISTINCT name, id FROM "comments" CROSS JOIN LATERAL unnest("mentions") AS name;

ALTER TABLE "mentions" ADD CONSTRAINT "mentions_comment_id_fkey"
  FOREIGN KEY ("comment_id") REFERENCES "comments"("id") ON DELETE CASCADE ON UPDATE CASCADE;

DROP INDEX "comments_mentions_idx";
