-- The workers that are alive, by the name under which they lock jobs: what others have locked is free again after a minute.
CREATE TABLE "job_runners" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "job_runners_pkey" PRIMARY KEY ("id")
);
