CREATE TYPE "review_comment_state" AS ENUM ('open', 'answered', 'resolved');

-- The run whose work a verdict judged; null if no run had handed it in.
ALTER TABLE "quality_reviews" ADD COLUMN "work_run_id" INTEGER;
UPDATE quality_reviews q SET work_run_id = (
  SELECT r.id FROM runs r
  WHERE r.task_id = q.task_id AND r.trigger IN ('claim', 'dispatch') AND r.finished_at <= q.created_at
  ORDER BY r.id DESC LIMIT 1);

-- Comments on the work of a round that are not sent yet. Nobody but their author reads them.
CREATE TABLE "review_drafts" (
    "id" SERIAL NOT NULL,
    "task_id" INTEGER NOT NULL,
    "caller" TEXT NOT NULL,
    "run_id" INTEGER,
    "round" INTEGER,
    "anchor" JSONB NOT NULL,
    "quote" TEXT,
    "around" JSONB,
    "body" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "review_drafts_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "review_drafts_task_id_caller_id_idx" ON "review_drafts"("task_id", "caller", "id");

CREATE TABLE "review_comments" (
    "id" SERIAL NOT NULL,
    "task_id" INTEGER NOT NULL,
    "review_id" INTEGER NOT NULL,
    "run_id" INTEGER,
    "round" INTEGER,
    "author" TEXT NOT NULL,
    "author_kind" TEXT NOT NULL,
    "anchor" JSONB NOT NULL,
    "quote" TEXT,
    "around" JSONB,
    "body" TEXT NOT NULL,
    "state" "review_comment_state" NOT NULL DEFAULT 'open',
    "answers" JSONB NOT NULL DEFAULT '[]',
    "resolved_by" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "review_comments_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "review_comments_task_id_id_idx" ON "review_comments"("task_id", "id");
CREATE INDEX "review_comments_review_id_idx" ON "review_comments"("review_id");

-- The files of a change that a reviewer has seen, with the hash of what they saw.
CREATE TABLE "review_viewed" (
    "task_id" INTEGER NOT NULL,
    "caller" TEXT NOT NULL,
    "path" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "review_viewed_pkey" PRIMARY KEY ("task_id", "caller", "path")
);

-- What a run's commit changed since an earlier one of its task that was judged.
CREATE TABLE "run_change_sinces" (
    "run_id" INTEGER NOT NULL,
    "from_sha" TEXT NOT NULL,
    "files" JSONB NOT NULL DEFAULT '[]',
    "diff" TEXT,
    "diff_truncated" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "run_change_sinces_pkey" PRIMARY KEY ("run_id", "from_sha")
);

ALTER TABLE "review_drafts" ADD CONSTRAINT "review_drafts_task_id_fkey" FOREIGN KEY ("task_id") REFERENCES "tasks"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "review_comments" ADD CONSTRAINT "review_comments_task_id_fkey" FOREIGN KEY ("task_id") REFERENCES "tasks"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "review_comments" ADD CONSTRAINT "review_comments_review_id_fkey" FOREIGN KEY ("review_id") REFERENCES "quality_reviews"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "review_viewed" ADD CONSTRAINT "review_viewed_task_id_fkey" FOREIGN KEY ("task_id") REFERENCES "tasks"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "run_change_sinces" ADD CONSTRAINT "run_change_sinces_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "runs"("id") ON DELETE CASCADE ON UPDATE CASCADE;
