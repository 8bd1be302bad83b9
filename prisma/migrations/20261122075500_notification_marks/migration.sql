-- Up to which comment and task a recipient's mentions have been looked at.
ALTER TABLE "client_notification_marks" ADD COLUMN "comment_id" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN "task_id" INTEGER NOT NULL DEFAULT 0;
