import {
  asFlag,
  asInteger,
  asListOf,
  asOneOf,
  asText,
  orElse,
  type ValuesOf,
} from "@/components/sync/address/parsers";
import { TASK_STATUSES } from "@/components/ui/display/status";

export const TASK_TYPES = ["epic", "feature", "task", "bug", "chore"] as const;

/** Everything of the canvas that a link carries. */
export const canvasParsers = {
  q: orElse(asText, ""),
  status: orElse(asListOf(asOneOf(TASK_STATUSES)), []),
  /** An agent's name, or `none` for what nobody has. */
  agent: asText,
  type: orElse(asListOf(asOneOf(TASK_TYPES)), []),
  project: asInteger,
  /** False leaves out structures in which everything is over. */
  finished: orElse(asFlag, true),
  /** Adds the tasks that hang on nothing. */
  loose: orElse(asFlag, false),
  /** Whether links that hold nothing back are drawn. */
  related: orElse(asFlag, true),
  /** A run: its tree is shown in place of tasks. */
  run: asInteger,
  /** The task that is open beside the canvas. */
  task: asText,
};

export type CanvasView = ValuesOf<typeof canvasParsers>;

/** Which tasks are read: what changes this changes what is there, not only what stands forward. */
export type CanvasScope = Pick<CanvasView, "project" | "finished" | "loose"> & { root?: string };

/** The scope as the query of GET /api/tasks/graph. */
export function graphQuery({ root, project, finished, loose }: CanvasScope): string {
  const query = new URLSearchParams();
  if (root !== undefined) query.set("root", root);
  else if (project !== null) query.set("project_id", String(project));
  if (!finished) query.set("finished", "false");
  if (loose && root === undefined) query.set("loose", "true");
  return query.toString();
}
