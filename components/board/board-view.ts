import { asInteger, asListOf, asOneOf, asText, orElse } from "@/components/sync/address/parsers";
import { PRIORITIES } from "@/components/ui/display/priority";
import { TASK_STATUSES } from "@/components/ui/display/status";

export const LANE_KINDS = ["none", "project", "agent", "epic"] as const;
export type LaneKind = (typeof LANE_KINDS)[number];

/** The state of the board in the URL. */
export const boardParsers = {
  lanes: orElse(asOneOf(LANE_KINDS), "none"),
  /** The collapsed columns; by default the cancelled one. */
  closed: orElse(asListOf(asOneOf(TASK_STATUSES)), ["cancelled"]),
  /** The collapsed lanes. */
  folded: orElse(asListOf(asText), []),
  q: orElse(asText, ""),
  priority: orElse(asListOf(asOneOf(PRIORITIES)), []),
  /** An agent's name, or `none` for the pool. */
  assignee: asText,
  label: orElse(asListOf(asText), []),
  project: asInteger,
  /** The task that is open beside the board. */
  task: asText,
};
