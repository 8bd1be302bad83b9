import {
  createLoader,
  parseAsArrayOf,
  parseAsInteger,
  parseAsString,
  parseAsStringLiteral,
} from "nuqs/server";
import { PRIORITIES } from "@/components/ui/display/priority";
import { TASK_STATUSES } from "@/components/ui/display/status";

export const LANE_KINDS = ["none", "project", "agent", "epic"] as const;
export type LaneKind = (typeof LANE_KINDS)[number];

/** The state of the board in the URL. */
export const boardParsers = {
  lanes: parseAsStringLiteral(LANE_KINDS).withDefault("none"),
  /** The collapsed columns; by default the cancelled one. */
  closed: parseAsArrayOf(parseAsStringLiteral(TASK_STATUSES)).withDefault(["cancelled"]),
  /** The collapsed lanes. */
  folded: parseAsArrayOf(parseAsString).withDefault([]),
  q: parseAsString.withDefault(""),
  priority: parseAsArrayOf(parseAsStringLiteral(PRIORITIES)).withDefault([]),
  /** An agent's name, or `none` for the pool. */
  assignee: parseAsString,
  label: parseAsArrayOf(parseAsString).withDefault([]),
  project: parseAsInteger,
  /** The task that is open beside the board. */
  task: parseAsString,
};

export const loadBoardView = createLoader(boardParsers);
