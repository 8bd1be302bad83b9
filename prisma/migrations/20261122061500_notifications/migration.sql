-- What needs a person: one card for each subject, for everybody. `asks` says what is wanted and of whom; `for_role` and `for_users` are
-- made of it, so that a list finds its cards by columns.
CREATE TABLE "notification_cards" (
  "id" SERIAL NOT NULL,
  "subject" TEXT NOT NULL,
  "kind" TEXT NOT NULL,
  "severity" TEXT NOT NULL,
  "project_id" INTEGER,
  "task_id" INTEGER,
  "ticket_ref" TEXT,
  "title" TEXT NOT NULL,
  "text" TEXT NOT NULL,
  "href" TEXT NOT NULL,
  "priority" TEXT,
  "labels" TEXT[] NOT NULL DEFAULT '{}',
  "owners" TEXT[] NOT NULL DEFAULT '{}',
  "resolution_hash" TEXT,
  "asks" JSONB NOT NULL DEFAULT '[]',
  "for_role" "role",
  "for_users" INTEGER[] NOT NULL DEFAULT '{}',
  "version" INTEGER NOT NULL DEFAULT 1,
  "is_open" BOOLEAN NOT NULL DEFAULT true,
  "outcome" TEXT,
  "opened_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
  "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
  "closed_at" TIMESTAMPTZ(3),
  CONSTRAINT "notification_cards_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "notification_cards_subject_key" ON "notification_cards"("subject");
CREATE INDEX "notification_cards_open_idx" ON "notification_cards"("changed_at" DESC, "id" DESC) WHERE "is_open";
CREATE INDEX "notification_cards_closed_idx" ON "notification_cards"("closed_at", "id") WHERE NOT "is_open";

-- What a person has seen of a card, and up to which version they have put it away.
CREATE TABLE "notification_marks" (
  "user_id" INTEGER NOT NULL,
  "card_id" INTEGER NOT NULL,
  "seen_version" INTEGER NOT NULL DEFAULT 0,
  "dismissed_version" INTEGER NOT NULL DEFAULT 0,
  CONSTRAINT "notification_marks_pkey" PRIMARY KEY ("user_id", "card_id")
);
CREATE INDEX "notification_marks_card_id_idx" ON "notification_marks"("card_id");
ALTER TABLE "notification_marks" ADD CONSTRAINT "notification_marks_user_id_fkey"
  FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "notification_marks" ADD CONSTRAINT "notification_marks_card_id_fkey"
  FOREIGN KEY ("card_id") REFERENCES "notification_cards"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Where a person is told. A row is also its queue: `attempt` and `next_attempt_at` are those of the message that failed last, and
-- `sender` is the job that sends.
CREATE TABLE "notification_channels" (
  "id" SERIAL NOT NULL,
  "user_id" INTEGER NOT NULL,
  "kind" TEXT NOT NULL,
  "name" TEXT NOT NULL,
  "sealed" TEXT NOT NULL,
  "shown" JSONB NOT NULL DEFAULT '{}',
  "fingerprint" TEXT NOT NULL,
  "enabled" BOOLEAN NOT NULL DEFAULT true,
  "disabled_reason" TEXT,
  "confirmed_at" TIMESTAMPTZ(3),
  "attempt" INTEGER NOT NULL DEFAULT 0,
  "next_attempt_at" TIMESTAMPTZ(3),
  "failures" INTEGER NOT NULL DEFAULT 0,
  "failing_since" TIMESTAMPTZ(3),
  "last_sent_at" TIMESTAMPTZ(3),
  "last_error" TEXT,
  "sender" TEXT,
  "sender_until" TIMESTAMPTZ(3),
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
  "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT "notification_channels_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "notification_channels_user_id_kind_fingerprint_key"
  ON "notification_channels"("user_id", "kind", "fingerprint");
ALTER TABLE "notification_channels" ADD CONSTRAINT "notification_channels_user_id_fkey"
  FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "notification_rules" (
  "id" SERIAL NOT NULL,
  "user_id" INTEGER NOT NULL,
  "position" INTEGER NOT NULL,
  "rule" JSONB NOT NULL,
  CONSTRAINT "notification_rules_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "notification_rules_user_id_position_key" ON "notification_rules"("user_id", "position");
ALTER TABLE "notification_rules" ADD CONSTRAINT "notification_rules_user_id_fkey"
  FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "notification_preferences" (
  "user_id" INTEGER NOT NULL,
  "timezone" TEXT NOT NULL,
  "quiet_from" TEXT,
  "quiet_until" TEXT,
  "paused_until" TIMESTAMPTZ(3),
  CONSTRAINT "notification_preferences_pkey" PRIMARY KEY ("user_id")
);
ALTER TABLE "notification_preferences" ADD CONSTRAINT "notification_preferences_user_id_fkey"
  FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What was sent to a channel, or is being sent: one message may carry many cards. A message that is tried again stays the same row.
CREATE TABLE "notification_messages" (
  "id" BIGSERIAL NOT NULL,
  "channel_id" INTEGER NOT NULL,
  "purpose" TEXT NOT NULL,
  "state" TEXT NOT NULL,
  "title" TEXT NOT NULL,
  "attempts" JSONB NOT NULL DEFAULT '[]',
  "ref" TEXT,
  "edit_due_at" TIMESTAMPTZ(3),
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
  "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT "notification_messages_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "notification_messages_channel_id_id_idx" ON "notification_messages"("channel_id", "id");
CREATE INDEX "notification_messages_created_at_idx" ON "notification_messages"("created_at");
CREATE INDEX "notification_messages_open_idx" ON "notification_messages"("channel_id") WHERE "state" = 'sending';
CREATE INDEX "notification_messages_edit_idx" ON "notification_messages"("channel_id", "edit_due_at") WHERE "edit_due_at" IS NOT NULL;
ALTER TABLE "notification_messages" ADD CONSTRAINT "notification_messages_channel_id_fkey"
  FOREIGN KEY ("channel_id") REFERENCES "notification_channels"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What is to be told: a version of a card, once for each channel.
CREATE TABLE "notification_outbox" (
  "id" BIGSERIAL NOT NULL,
  "card_id" INTEGER NOT NULL,
  "version" INTEGER NOT NULL,
  "channel_id" INTEGER NOT NULL,
  "pace" TEXT NOT NULL,
  "through_quiet" BOOLEAN NOT NULL DEFAULT false,
  "due_at" TIMESTAMPTZ(3) NOT NULL,
  "state" TEXT NOT NULL DEFAULT 'pending',
  "message_id" BIGINT,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT "notification_outbox_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "notification_outbox_card_id_version_channel_id_key" ON "notification_outbox"("card_id", "version", "channel_id");
CREATE INDEX "notification_outbox_channel_id_idx" ON "notification_outbox"("channel_id");
CREATE INDEX "notification_outbox_message_id_idx" ON "notification_outbox"("message_id");
CREATE INDEX "notification_outbox_pending_idx" ON "notification_outbox"("channel_id", "due_at") WHERE "state" = 'pending';
ALTER TABLE "notification_outbox" ADD CONSTRAINT "notification_outbox_card_id_fkey"
  FOREIGN KEY ("card_id") REFERENCES "notification_cards"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "notification_outbox" ADD CONSTRAINT "notification_outbox_channel_id_fkey"
  FOREIGN KEY ("channel_id") REFERENCES "notification_channels"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "notification_outbox" ADD CONSTRAINT "notification_outbox_message_id_fkey"
  FOREIGN KEY ("message_id") REFERENCES "notification_messages"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- Links of messages. Only the hash of a token is kept; a link is used once, and takes those beside it with it.
CREATE TABLE "notification_links" (
  "id" BIGSERIAL NOT NULL,
  "token_hash" TEXT NOT NULL,
  "user_id" INTEGER NOT NULL,
  "action" TEXT NOT NULL,
  "card_id" INTEGER,
  "channel_id" INTEGER,
  "version" INTEGER,
  "task_id" INTEGER,
  "resolution_hash" TEXT,
  "asked_at" TEXT,
  "expires_at" TIMESTAMPTZ(3) NOT NULL,
  "used_at" TIMESTAMPTZ(3),
  "used_for" TEXT,
  "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
  CONSTRAINT "notification_links_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "notification_links_token_hash_key" ON "notification_links"("token_hash");
CREATE INDEX "notification_links_user_id_idx" ON "notification_links"("user_id");
CREATE INDEX "notification_links_card_id_idx" ON "notification_links"("card_id");
CREATE INDEX "notification_links_channel_id_idx" ON "notification_links"("channel_id");
CREATE INDEX "notification_links_expires_at_idx" ON "notification_links"("expires_at");
ALTER TABLE "notification_links" ADD CONSTRAINT "notification_links_user_id_fkey"
  FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "notification_links" ADD CONSTRAINT "notification_links_card_id_fkey"
  FOREIGN KEY ("card_id") REFERENCES "notification_cards"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "notification_links" ADD CONSTRAINT "notification_links_channel_id_fkey"
  FOREIGN KEY ("channel_id") REFERENCES "notification_channels"("id") ON DELETE CASCADE ON UPDATE CASCADE;
