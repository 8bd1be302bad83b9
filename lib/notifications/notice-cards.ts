import type { Queryable } from "@/lib/core/database";
import type { Notice } from "@/lib/dispatch/notices";
import type { Budgets, BudgetWire } from "@/lib/runs/money-shapes";
import { dayOf } from "@/lib/runs/spend";
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
  alert: "alert",
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

/**
 * A card for each budget that is used up, also where no task has been held back for it, unless a notice says so already. Those of a day
 * end with the day.
 */
export function budgetDrafts(
  { day, agents, projects }: Budgets,
  notices: readonly Notice[],
  now: Date,
): Draft[] {
  const today = dayOf(now).toISOString().slice(0, 10);
  const known = new Set(notices.map(({ title }) => title));
  const used = (
    whose: string,
    key: string,
    href: string,
    spent: number,
    limit: number | null,
  ): Draft[] => {
    if (limit === null || spent < limit || known.has(`The ${whose} has no room`)) return [];
    const ask: AskDraft = {
      key: `used:${key}:${limit}`,
      kind: "budget",
      severity: "warning",
      text: `$${spent.toFixed(2)} of $${limit.toFixed(2)} are spent.`,
      for: null,
      role: "operator",
      since: now.getTime(),
      by: null,
    };
    return [
      {
        ...plain,
        subject: `notice:used:${key}`,
        title: `The ${whose} is used up`,
        href,
        asks: [ask],
      },
    ];
  };
  const ofOwner = (owner: "agent" | "project", budget: BudgetWire, href: string): Draft[] => {
    const { key, name, budget_usd, daily_budget_usd, spent_usd, spent_today_usd } = budget;
    return [
      ...used(`budget of ${name}`, `${owner}:${key}`, href, spent_usd, budget_usd),
      ...used(
        `daily budget of ${name}`,
        `${owner}:${key}:${today}`,
        href,
        spent_today_usd,
        daily_budget_usd,
      ),
    ];
  };
  return [
    ...(day
      ? used(
          "daily budget",
          `day:${today}`,
          "/settings?tab=costs",
          day.spent_today_usd,
          day.daily_usd,
        )
      : []),
    ...agents.flatMap((budget) =>
      ofOwner("agent", budget, `/agents/${encodeURIComponent(budget.name)}`),
    ),
    ...projects.flatMap((budget) =>
      ofOwner("project", budget, `/settings?tab=projects&edit=${budget.key}`),
    ),
  ];
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
