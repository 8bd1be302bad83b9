import { toUnixSeconds } from "@/lib/core/clock";
import type { CardsPage, OwnCard } from "./cards";
import type { MessageRow, readChannels, Sent } from "./channel-change";
import type { ChannelRow } from "./channel-row";
import { DEFAULT_RULE } from "./pace";
import type { OwnRules } from "./rules";
import type { CardWire, CHANNEL_HEALTH, ChannelWire, MessageWire, PreferencesWire } from "./shapes";
import type { MailServer } from "./smtp";

/** A card as its reader sees it. */
function cardToWire(card: OwnCard): CardWire {
  const [first] = card.own;
  return {
    id: card.id,
    subject: card.subject,
    kind: first?.kind ?? card.kind,
    severity: first?.severity ?? card.severity,
    title: card.title,
    text: first?.text ?? card.text,
    project_id: card.project_id,
    task_id: card.task_id,
    ticket_ref: card.ticket_ref,
    priority: card.priority,
    href: card.href,
    asks: card.own.map(({ kind, severity, text, for: whom, since }) => ({
      kind,
      severity,
      text,
      mine: whom !== null,
      since: Math.floor(since / 1000),
    })),
    version: Math.max(0, ...card.own.map(({ v }) => v)),
    state: card.is_open ? "open" : "closed",
    seen: card.seen_version >= Math.max(0, ...card.own.map(({ v }) => v)),
    opened_at: toUnixSeconds(card.opened_at),
    changed_at: toUnixSeconds(card.changed_at),
    closed_at: toUnixSeconds(card.closed_at),
    outcome: card.outcome,
  };
}

/** A page of cards; `next_before` is the cursor of the next, older page. */
export function cardsToWire({ cards, open, unseen, hasMore }: CardsPage) {
  const last = cards.at(-1);
  return {
    cards: cards.map(cardToWire),
    open,
    unseen,
    next_before: hasMore && last ? cursorOf(last) : null,
  };
}

const cursorOf = ({ id, changed_at, closed_at }: OwnCard): string =>
  `${(closed_at ?? changed_at).getTime()}-${id}`;

export function channelToWire(row: ChannelRow): ChannelWire {
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    shown: row.shown,
    enabled: row.enabled,
    health: healthOf(row),
    failing_since: toUnixSeconds(row.failing_since),
    consecutive_failures: row.failures,
    next_attempt_at: row.enabled ? toUnixSeconds(row.next_attempt_at) : null,
    last_sent_at: toUnixSeconds(row.last_sent_at),
    last_error: row.last_error,
    waiting: row.waiting,
    created_at: toUnixSeconds(row.created_at),
    updated_at: toUnixSeconds(row.updated_at),
  };
}

function healthOf(row: ChannelRow): (typeof CHANNEL_HEALTH)[number] {
  if (!row.enabled) return row.disabled_reason === "person" ? "off" : "disabled";
  if (row.confirmed_at === null) return "unconfirmed";
  if (row.failures > 0) return "failing";
  return row.last_sent_at === null ? "new" : "healthy";
}

export function channelsToWire(own: Awaited<ReturnType<typeof readChannels>>) {
  return {
    channels: own.channels.map(channelToWire),
    kinds: own.kinds.map(({ kind, reason }) => ({ kind, available: reason === null, reason })),
    email: own.email,
  };
}

function messageToWire({ id, created_at, updated_at, ...row }: MessageRow): MessageWire {
  return {
    ...row,
    id: Number(id),
    created_at: toUnixSeconds(created_at),
    updated_at: toUnixSeconds(updated_at),
  };
}

export function messagesToWire(page: { messages: MessageRow[]; hasMore: boolean }) {
  const messages = page.messages.map(messageToWire);
  return { messages, next_before: page.hasMore ? (messages.at(-1)?.id ?? null) : null };
}

export function sentToWire({ outcome, ms }: Sent) {
  return {
    success: outcome.kind === "sent",
    error: outcome.kind === "sent" ? null : outcome.error,
    status: outcome.status,
    duration_ms: ms,
  };
}

const preferencesToWire = ({ preferences, isSet }: OwnRules): PreferencesWire => ({
  timezone: preferences.timezone,
  quiet_hours: preferences.quiet_hours,
  paused_until: toUnixSeconds(preferences.pausedUntil),
  is_set: isSet,
});

export const rulesToWire = (own: OwnRules) => ({
  rules: own.rules,
  default: DEFAULT_RULE,
  preferences: preferencesToWire(own),
});

export const emailToWire = (server: MailServer | null) => {
  if (server === null) return { email: null };
  const { password: _, hasPassword, ...shown } = server;
  return { email: { ...shown, has_password: hasPassword } };
};
