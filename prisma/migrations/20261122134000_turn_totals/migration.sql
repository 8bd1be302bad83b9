-- What an agent's turns came to, so that nobody has to read all of them: prisma/sql/claims.sql.
CREATE TABLE "turn_totals" (
    "agent" TEXT NOT NULL,
    "project_id" INTEGER NOT NULL,
    "turns" INTEGER NOT NULL DEFAULT 0,
    "cost_usd" DECIMAL(14,6) NOT NULL DEFAULT 0,
    "costed" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "turn_totals_pkey" PRIMARY KEY ("agent", "project_id")
);

INSERT INTO "turn_totals" ("agent", "project_id", "turns", "cost_usd", "costed")
SELECT "agent", COALESCE("project_id", 0), count(*), COALESCE(sum("cost_usd"), 0), count("cost_usd")
FROM "runs" WHERE "queued_at" IS NOT NULL AND "outcome" IS NOT NULL GROUP BY 1, 2;

-- AlterTable
ALTER TABLE "conversations" ADD COLUMN "turns" INTEGER NOT NULL DEFAULT 0;

UPDATE "conversations" SET "turns" = (SELECT count(*) FROM "runs" WHERE "conversation_id" = "conversations"."id");
