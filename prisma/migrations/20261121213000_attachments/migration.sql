-- Pictures in the texts of a task. The bytes are files in the data directory, named by their hash; a row says which task may show
-- them, so that one file can serve several tasks.
CREATE TABLE "attachments" (
  "id" SERIAL NOT NULL,
  "task_id" INTEGER NOT NULL,
  "sha256" TEXT NOT NULL,
  "type" TEXT NOT NULL,
  "bytes" INTEGER NOT NULL,
  "name" TEXT NOT NULL,
  "created_by" TEXT NOT NULL,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT "attachments_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "attachments_task_id_sha256_key" ON "attachments"("task_id", "sha256");
CREATE INDEX "attachments_sha256_idx" ON "attachments"("sha256");
CREATE INDEX "attachments_created_at_idx" ON "attachments"("created_at");
ALTER TABLE "attachments" ADD CONSTRAINT "attachments_task_id_fkey"
  FOREIGN KEY ("task_id") REFERENCES "tasks"("id") ON DELETE CASCADE ON UPDATE CASCADE;
