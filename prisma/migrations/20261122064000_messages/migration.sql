-- Messages to agents, among agents, and what existing clients read as notifications.

-- CreateTable
CREATE TABLE "messages" (
    "id" SERIAL NOT NULL,
    "conversation_id" TEXT NOT NULL,
    "from_agent" TEXT NOT NULL,
    "from_kind" TEXT NOT NULL,
    "to_agent" TEXT,
    "content" TEXT NOT NULL,
    "message_type" TEXT NOT NULL DEFAULT 'text',
    "metadata" JSONB,
    "project_id" INTEGER,
    "read_at" TIMESTAMPTZ(3),
    "delivered_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT "messages_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "task_mentions" (
    "name" TEXT NOT NULL,
    "task_id" INTEGER NOT NULL,

    CONSTRAINT "task_mentions_pkey" PRIMARY KEY ("name","task_id")
);

-- CreateTable
CREATE TABLE "client_notifications" (
    "id" SERIAL NOT NULL,
    "recipient" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "message" TEXT NOT NULL,
    "source_type" TEXT NOT NULL,
    "source_id" INTEGER NOT NULL,
    "project_id" INTEGER,
    "task_id" INTEGER,
    "event_id" BIGINT,
    "read_at" TIMESTAMPTZ(3),
    "delivered_at" TIMESTAMPTZ(3),
    "dismissed_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "client_notifications_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "client_notification_marks" (
    "recipient" TEXT NOT NULL,
    "position" BIGINT NOT NULL,

    CONSTRAINT "client_notification_marks_pkey" PRIMARY KEY ("recipient")
);

-- CreateIndex
CREATE INDEX "messages_conversation_id_id_idx" ON "messages"("conversation_id", "id");

-- CreateIndex
CREATE INDEX "messages_to_agent_id_idx" ON "messages"("to_agent", "id");

-- CreateIndex
CREATE INDEX "messages_from_agent_id_idx" ON "messages"("from_agent", "id");

-- CreateIndex
CREATE INDEX "messages_project_id_idx" ON "messages"("project_id");

-- CreateIndex
CREATE INDEX "task_mentions_task_id_idx" ON "task_mentions"("task_id");

-- CreateIndex
CREATE INDEX "client_notifications_recipient_id_idx" ON "client_notifications"("recipient", "id" DESC);

-- CreateIndex
CREATE INDEX "client_notifications_project_id_idx" ON "client_notifications"("project_id");

-- CreateIndex
CREATE INDEX "client_notifications_created_at_idx" ON "client_notifications"("created_at");

-- AddForeignKey
ALTER TABLE "messages" ADD CONSTRAINT "messages_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "task_mentions" ADD CONSTRAINT "task_mentions_task_id_fkey" FOREIGN KEY ("task_id") REFERENCES "tasks"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "client_notifications" ADD CONSTRAINT "client_notifications_project_id_fkey" FOREIGN KEY ("project_id") REFERENCES "projects"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What an agent's next heartbeat hands over.
CREATE INDEX messages_undelivered_idx ON messages (to_agent, id) WHERE delivered_at IS NULL AND to_agent IS NOT NULL;

-- A thing is notified once, however often and by whomever it is looked for.
CREATE UNIQUE INDEX client_notifications_event_key ON client_notifications (recipient, event_id) WHERE event_id IS NOT NULL;
CREATE UNIQUE INDEX client_notifications_source_key ON client_notifications (recipient, type, source_type, source_id) WHERE event_id IS NULL;

-- What waits to be read.
CREATE INDEX client_notifications_unread_idx ON client_notifications (recipient, id) WHERE read_at IS NULL AND dismissed_at IS NULL;
