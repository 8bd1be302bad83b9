import { asInteger, asOneOf, orElse } from "@/components/sync/address/parsers";

export const NOTIFICATION_TABS = ["cards", "channels", "rules"] as const;
export type NotificationTab = (typeof NOTIFICATION_TABS)[number];

export const CARD_STATES = ["open", "closed"] as const;
export type CardState = (typeof CARD_STATES)[number];

/** What the screen shows, kept in the URL. */
export const NOTIFICATIONS = {
  tab: orElse(asOneOf(NOTIFICATION_TABS), "cards"),
  /** Cards that need somebody, or those that no longer do. */
  state: orElse(asOneOf(CARD_STATES), "open"),
  /** The channel whose log is open. */
  log: asInteger,
};
