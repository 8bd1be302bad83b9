-- What a worker says of itself, and what people want of it. A process that never said what it runs has no program and takes no orders.
ALTER TABLE "workers" ADD COLUMN "program" TEXT,
ADD COLUMN "concurrency" INTEGER,
ADD COLUMN "work_type" TEXT,
ADD COLUMN "free_disk_bytes" BIGINT,
ADD COLUMN "condition" TEXT,
ADD COLUMN "wanted" TEXT NOT NULL DEFAULT 'run' CHECK ("wanted" IN ('run', 'pause', 'drain', 'stop')),
ADD COLUMN "wanted_note" TEXT,
ADD COLUMN "wanted_by" TEXT,
ADD COLUMN "wanted_at" TIMESTAMPTZ(3),
ADD COLUMN "wanted_until" TIMESTAMPTZ(3),
ADD COLUMN "stopped_at" TIMESTAMPTZ(3);
