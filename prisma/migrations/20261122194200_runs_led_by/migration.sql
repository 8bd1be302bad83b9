-- The agent whose run began the tree that a run belongs to, if it is another one: its budget covers the run as well.
ALTER TABLE "runs" ADD COLUMN "led_by" TEXT;
ALTER TABLE "spend_changes" ADD COLUMN "led_by" TEXT;
