-- Whether an operator set max_capacity. Who set the present values is not known: one that differs from the default was meant.
ALTER TABLE "agents" ADD COLUMN "capacity_is_set" BOOLEAN NOT NULL DEFAULT false;
UPDATE "agents" SET "capacity_is_set" = true WHERE "max_capacity" <> 1;
