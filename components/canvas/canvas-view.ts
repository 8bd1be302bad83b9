import {
  createLoader,
  parseAsArrayOf,
  parseAsBoolean,
  parseAsInteger,
  parseAsString,
  parseAsStringLiteral,
} from "nuqs/server";
import { TASK_STATUSES } from "@/components/ui/display/status";

export const TASK_TYPES = ["epic", "feature", "task", "bug", "chore"] as const;

/** Everything of the canvas that a link carries. */
export const canvasParsers = {
  q: parseAsString.withDefault(""),
  status: parseAsArrayOf(parseAsStringLiteral(TASK_STATUSES)).withDefault([]),
  /** An agent's name, or `none` for what nobody has. */
  agent: parseAsString,
  type: parseAsArrayOf(parseAsStringLiteral(TASK_TYPES)).withDefault([]),
  project: parseAsInteger,
  /** False leaves out structures in which everything is over. */
  finished: parseAsBoolean.withDefault(true),
  /** Adds the tasks that hang on nothing. */
  loose: parseAsBoolean.withDefault(false),
  /** Whether links that hold nothing back are drawn. */
  related: parseAsBoolean.withDefault(true),
  /** The task that is open beside the canvas. */
  task: parseAsString,
};

export const loadCanvasView = createLoader(canvasParsers);
export type CanvasView = Awaited<ReturnType<typeof loadCanvasView>>;

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
