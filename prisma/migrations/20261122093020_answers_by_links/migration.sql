-- A link of a notification that answers an agent's question.
ALTER TABLE "notification_links" ADD COLUMN "request_id" INTEGER, ADD COLUMN "option" TEXT;
