import { asInteger, asOneOf, asText, orElse } from "@/components/sync/address/parsers";

export const TABS = ["result", "inputs", "log", "changes", "checks", "prompt"] as const;
export type StageTab = (typeof TABS)[number];

/** On a phone one of them is shown at a time. */
export const VIEWS = ["timeline", "graph", "about"] as const;
export type RunView = (typeof VIEWS)[number];

/** What of a run is shown, kept in the address. */
export const RUN_ADDRESS = {
  stage: asText,
  item: asInteger,
  tab: orElse(asOneOf(TABS), "result"),
  view: orElse(asOneOf(VIEWS), "timeline"),
};
