import { createLoader, parseAsString, parseAsStringLiteral } from "nuqs/server";

export const REVIEW_TABS = ["queue", "history"] as const;
export type ReviewTab = (typeof REVIEW_TABS)[number];

/** The state of the reviews in the URL. */
export const reviewsParsers = {
  tab: parseAsStringLiteral(REVIEW_TABS).withDefault("queue"),
  /** The task that is open, by reference. */
  task: parseAsString,
};

export const loadReviewsView = createLoader(reviewsParsers);
