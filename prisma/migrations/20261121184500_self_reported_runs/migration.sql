-- Runs that an agent reported by itself, outside of any work it was given.
ALTER TABLE "runs" ADD COLUMN "self_reported" BOOLEAN NOT NULL DEFAULT false;
