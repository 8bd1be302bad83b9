import { asOneOf, asText, orElse } from "@/components/sync/address/parsers";

export const REVIEW_TABS = ["queue", "history"] as const;
export type ReviewTab = (typeof REVIEW_TABS)[number];

/** The state of the reviews in the URL. */
export const reviewsParsers = {
  tab: orElse(asOneOf(REVIEW_TABS), "queue"),
  /** The task that is open, by reference. */
  task: asText,
};
