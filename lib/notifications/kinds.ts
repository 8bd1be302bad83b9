/** What a card asks for, most urgent first. Other parts of Baton may add kinds, so readers take any. */
export const CARD_KINDS = [
  "request",
  "failed",
  "blocked",
  "verdict",
  "mention",
  "budget",
  "runtime",
  "schedule",
  "trigger",
  "webhook",
  "backup",
  "alert",
  "agent",
  "triage",
  "channel",
] as const;
export type CardKind = (typeof CARD_KINDS)[number];

export const SEVERITIES = ["error", "warning", "info"] as const;
export type Severity = (typeof SEVERITIES)[number];

export const CHANNEL_KINDS = ["email", "slack", "telegram", "push"] as const;
export type ChannelKind = (typeof CHANNEL_KINDS)[number];

/**
 * When a rule's channels are told: at once, together with what else comes within some minutes, or at a time of the day or week.
 */
export const PACES = ["now", "grouped", "daily", "weekly"] as const;
export type Pace = (typeof PACES)[number];

/** What a link of a message does. */
export const LINK_ACTIONS = ["approve", "reject", "answer", "confirm"] as const;
export type LinkAction = (typeof LINK_ACTIONS)[number];
