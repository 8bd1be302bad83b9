import { asInteger, asOneOf, asText, orElse } from "@/components/sync/address/parsers";

export const REVIEW_TABS = ["queue", "history"] as const;
export const WORK_PARTS = ["work", "change"] as const;
export type WorkPart = (typeof WORK_PARTS)[number];
export type ReviewTab = (typeof REVIEW_TABS)[number];

/** The state of the reviews in the URL. */
export const reviewsParsers = {
  tab: orElse(asOneOf(REVIEW_TABS), "queue"),
  /** The task that is open, by reference. */
  task: asText,
  /** What is shown of it: the work with what it is judged by, or the change file by file. */
  part: orElse(asOneOf(WORK_PARTS), "work"),
  /** The round of the change, when it is not the newest. */
  round: asInteger,
  /** What changed since the reader's last verdict, or all of it. */
  against: orElse(asOneOf(["last", "whole"]), "last"),
};
