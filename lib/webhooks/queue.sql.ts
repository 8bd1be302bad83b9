import { Prisma, type Queryable } from "@/lib/core/database";
import type { Attempt } from "./shapes";

/**
 * A process that works on a webhook's queue has its row for this long from its last statement. It is several times as long as an
 * attempt may take, so that no other process begins while one is under way.
 */
export const LEASE_MS = 60_000;

/** The head of a webhook's queue, as the process that has the lease knows it. */
export interface Head {
  id: number;
  name: string;
  token: string;
  url: string;
  events: string[];
  project_id: number | null;
  position: bigint;
  position_at: Date;
  attempt: number;
  next_attempt_at: Date | null;
  failing_since: Date | null;
  /** The newest of its secrets. */
  secret: number | null;
}

/** Index: webhook_secrets_webhook_id_id_idx. */
const NEWEST_SECRET = Prisma.raw(
  "(SELECT max(s.id) FROM webhook_secrets s WHERE s.webhook_id = webhooks.id)",
);

/**
 * Takes or renews the lease of a webhook for this sender. Null when the webhook is gone, disabled, or in another sender's hands:
 * `senderElsewhere` tells which. Index: webhooks_pkey.
 */
export async function takeLease(db: Queryable, id: number, sender: string): Promise<Head | null> {
  const [head] = await db.$queryRaw<Head[]>`
    UPDATE webhooks SET sender = ${sender}, sender_until = clock_timestamp() + ${LEASE_MS}::int * interval '1 millisecond'
    WHERE id = ${id} AND enabled AND (sender = ${sender} OR sender_until IS NULL OR sender_until <= clock_timestamp())
    RETURNING id, name, token, url, events, project_id, position, position_at, attempt, next_attempt_at, failing_since,
      ${NEWEST_SECRET} AS secret`;
  return head ?? null;
}

/** For how many milliseconds another sender still has the lease of an enabled webhook; null when none has. */
export async function senderElsewhere(
  db: Queryable,
  id: number,
  sender: string,
): Promise<number | null> {
  const [row] = await db.$queryRaw<{ ms: number }[]>`
    SELECT ceil(extract(epoch FROM sender_until - clock_timestamp()) * 1000)::int AS ms FROM webhooks
    WHERE id = ${id} AND enabled AND sender <> ${sender} AND sender_until > clock_timestamp()`;
  return row?.ms ?? null;
}

/** Gives up every lease of a sender that stops, so that another goes on at once. */
export async function releaseLeases(db: Queryable, sender: string): Promise<void> {
  await db.$executeRaw`
    UPDATE webhooks SET sender = NULL, sender_until = NULL WHERE sender = ${sender}`;
}

/** A message that was asked for again, or has no event. */
export interface QueuedDelivery {
  id: bigint;
  event_id: bigint | null;
  type: string;
  payload: Record<string, unknown> | null;
}

/** The first of the messages that were queued by hand, in the order of their events. Index: webhook_deliveries_queued_idx. */
export async function firstQueued(
  db: Queryable,
  webhookId: number,
): Promise<QueuedDelivery | null> {
  const [row] = await db.$queryRaw<QueuedDelivery[]>`
    SELECT id, event_id, type, payload FROM webhook_deliveries
    WHERE webhook_id = ${webhookId} AND state = 'queued' ORDER BY event_id NULLS FIRST, id LIMIT 1`;
  return row ?? null;
}

/** What became of a message, and where the queue stands after it. */
export interface Outcome {
  state: "delivered" | "failed" | "retrying" | "queued";
  attempt: Attempt;
  /** When it was made, by the sender's clock. */
  at: Date;
  /** The event that the receiver is done with; the position stays where it was for a message outside the order. */
  position: bigint;
  head: { attempt: number; nextAttemptAt: Date | null; failingSince: Date | null };
  disable: boolean;
}

/** A delivery: by its id, or by its event when it may not have a row yet. */
export interface DeliveryKey {
  id: bigint | null;
  eventId: bigint | null;
  type: string;
}

/** The most attempts that are kept of a delivery. */
const MAX_KEPT = 20;

/** What was written down of an attempt. */
export interface Noted {
  enabled: boolean;
  /** Whether the webhook is as the sender knew it. */
  same: boolean;
}

/**
 * Writes down one attempt: the queue's head, the figures of the webhook and the row of the delivery, in one statement, which also
 * renews the lease. Nothing is written, and null returned, when the sender no longer has the lease, or somebody moved the
 * position meanwhile. If somebody changed the webhook meanwhile (its address, types or secret, or that it be tried again at once), an
 * attempt that failed is only an entry in the log: what follows from it was about the webhook as it was. Indexes: webhooks_pkey,
 * webhook_deliveries_webhook_id_event_id_key or webhook_deliveries_pkey.
 */
export async function noteAttempt(
  db: Queryable,
  sender: string,
  known: Head,
  delivery: DeliveryKey,
  outcome: Outcome,
): Promise<Noted | null> {
  const { attempt, head, state } = outcome;
  const { id, position } = known;
  const made = JSON.stringify([attempt]);
  const waits = delivery.id === null ? "retrying" : "queued";
  const [row] = await db.$queryRaw<Noted[]>`
    WITH held AS MATERIALIZED (
      SELECT id, url = ${known.url} AND events = ${known.events}::text[] AND attempt = ${known.attempt}::int
          AND next_attempt_at IS NOT DISTINCT FROM ${known.next_attempt_at}::timestamptz
          AND failing_since IS NOT DISTINCT FROM ${known.failing_since}::timestamptz
          AND ${NEWEST_SECRET} IS NOT DISTINCT FROM ${known.secret}::int AS same
      FROM webhooks WHERE id = ${id} AND sender = ${sender} AND position = ${position} FOR NO KEY UPDATE
    ), judged AS MATERIALIZED (
      SELECT id, same, same OR ${attempt.error === null} AS counts FROM held
    ), moved AS (
      UPDATE webhooks w SET position = CASE WHEN j.counts THEN ${outcome.position} ELSE w.position END,
        position_at = CASE WHEN j.counts AND w.position <> ${outcome.position} THEN clock_timestamp() ELSE w.position_at END,
        attempt = CASE WHEN j.counts THEN ${head.attempt}::int ELSE w.attempt END,
        next_attempt_at = CASE WHEN j.counts THEN ${head.nextAttemptAt}::timestamptz ELSE w.next_attempt_at END,
        failing_since = CASE WHEN j.counts THEN ${head.failingSince}::timestamptz ELSE w.failing_since END,
        failures = CASE WHEN ${attempt.error === null} THEN 0 ELSE failures + 1 END,
        last_attempt_at = ${outcome.at}, last_status = ${attempt.status}::int, last_error = ${attempt.error}::text,
        delivered = delivered + ${state === "delivered" ? 1 : 0}::int,
        failed = failed + CASE WHEN j.counts THEN ${state === "failed" ? 1 : 0}::int ELSE 0 END,
        enabled = enabled AND NOT (${outcome.disable} AND j.counts),
        disabled_reason = CASE WHEN enabled AND ${outcome.disable} AND j.counts THEN 'failing' ELSE disabled_reason END,
        sender_until = clock_timestamp() + ${LEASE_MS}::int * interval '1 millisecond'
      FROM judged j WHERE w.id = j.id
      RETURNING w.id, w.enabled, j.same, CASE WHEN j.counts THEN ${state} ELSE ${waits} END AS state
    ), known AS (
      UPDATE webhook_deliveries d SET state = moved.state, updated_at = clock_timestamp(),
        attempts = CASE WHEN jsonb_array_length(d.attempts) >= ${MAX_KEPT} THEN d.attempts - 0 ELSE d.attempts END || ${made}::jsonb
      FROM moved WHERE d.id = ${delivery.id}::bigint AND d.webhook_id = moved.id RETURNING d.id
    ), written AS (
      INSERT INTO webhook_deliveries AS d (webhook_id, event_id, type, state, attempts)
      SELECT moved.id, ${delivery.eventId}::bigint, ${delivery.type}, moved.state, ${made}::jsonb FROM moved
      WHERE ${delivery.id}::bigint IS NULL
      ON CONFLICT (webhook_id, event_id) DO UPDATE SET state = EXCLUDED.state, updated_at = clock_timestamp(),
        attempts = CASE WHEN jsonb_array_length(d.attempts) >= ${MAX_KEPT} THEN d.attempts - 0 ELSE d.attempts END || EXCLUDED.attempts
      RETURNING d.id
    )
    SELECT enabled, same FROM moved`;
  return row ?? null;
}

/** Moves the position over events that the webhook does not get. Index: webhooks_pkey. */
export async function skipTo(
  db: Queryable,
  sender: string,
  { id, position }: Pick<Head, "id" | "position">,
  through: bigint,
): Promise<void> {
  await db.$executeRaw`
    UPDATE webhooks SET position = ${through}, position_at = clock_timestamp()
    WHERE id = ${id} AND sender = ${sender} AND position = ${position} AND position < ${through}`;
}
