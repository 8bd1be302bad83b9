-- Signing out everywhere ends the links of messages too.
ALTER TABLE "notification_links" ADD COLUMN "session_epoch" INTEGER NOT NULL DEFAULT 0;
