-- The process that a worker is of, so that another one on its machine can see that it has ended.
ALTER TABLE "job_runners" ADD COLUMN "machine" TEXT,
ADD COLUMN "pid" INTEGER,
ADD COLUMN "began" TEXT;
