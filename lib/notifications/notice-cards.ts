import type { Queryable } from "@/lib/core/database";
import type { Notice } from "@/lib/dispatch/notices";
import type { AskDraft } from "./asks";
import { type CardRow, cardsOf, type NewCard, openCardsLike } from "./cards.sql";
import type { CardKind } from "./kinds";

/** What a card shall be. */
export type Draft = Omit<
  NewCard,
  | "kind"
  | "severity"
  | "text"
  | "asks"
  | "for_role"
  | "for_users"
  | "version"
  | "is_open"
  | "outcome"
> & { asks: AskDraft[] };

/** Reviews that wait have the cards of their tasks. */
const KINDS: Record<Exclude<Notice["kind"], "review">, CardKind> = {
  budget: "budget",
  runtime: "runtime",
  triage: "triage",
  agent: "agent",
  schedule: "schedule",
  trigger: "trigger",
  webhook: "webhook",
  backup: "backup",
};

const plain = {
  project_id: null,
  task_id: null,
  ticket_ref: null,
  priority: null,
  labels: [],
  owners: [],
  resolution_hash: null,
};

/** A card for each notice: what the notices say is what the cards say. Triggers, webhooks and backups are for admins. */
export function noticeDrafts(notices: readonly Notice[]): Draft[] {
  return notices.flatMap(({ id, kind, severity, title, message, href, since }): Draft[] => {
    if (kind === "review") return [];
    const ask: AskDraft = {
      key: id,
      kind: KINDS[kind],
      severity,
      text: message,
      for: null,
      role: ["trigger", "webhook", "backup"].includes(kind) ? "admin" : "operator",
      since: since.getTime(),
      by: null,
    };
    return [{ ...plain, subject: `notice:${id}`, title, href, asks: [ask] }];
  });
}

/** A channel fails for its owner to know after so many attempts. */
const FAILURES_TO_TELL = 3;

/** A card for each channel that fails or was disabled for it, for its owner. Index: none; channels are few. */
export async function channelDrafts(db: Queryable): Promise<Draft[]> {
  const rows = await db.$queryRaw<
    { id: number; user_id: number; name: string; error: string | null; off: boolean; since: Date }[]
  >`
    SELECT id, user_id, name, last_error AS error, NOT enabled AS off, COALESCE(failing_since, updated_at) AS since
    FROM notification_channels
    WHERE disabled_reason IN ('failing', 'gone') OR (enabled AND failures >= ${FAILURES_TO_TELL}) ORDER BY id`;
  return rows.map(({ id, user_id, name, error, off, since }) => ({
    ...plain,
    subject: `channel:${id}`,
    title: off ? `${name} was switched off` : `${name} does not get your notifications`,
    href: "/account?tab=notifications",
    asks: [
      {
        key: `channel:${id}:${off}:${since.getTime()}`,
        kind: "channel",
        severity: off ? "error" : "warning",
        text: error ?? "No attempt succeeded.",
        for: user_id,
        role: "viewer",
        since: since.getTime(),
        by: null,
      },
    ],
  }));
}

/** The cards that drafts of this kind are about: the open ones of any, and those of these drafts. */
export async function openDrafted(db: Queryable, drafts: readonly Draft[]): Promise<CardRow[]> {
  const [named, notices, channels] = [
    await cardsOf(
      db,
      drafts.map(({ subject }) => subject),
    ),
    await openCardsLike(db, "notice:"),
    await openCardsLike(db, "channel:"),
  ];
  return [...new Map([...named, ...notices, ...channels].map((card) => [card.id, card])).values()];
}
