import type { TaskFilter } from "./task-filter";

/** The keys of all queries, so that an event can address exactly those it affects. */
export const queryKeys = {
  /** Lists of tasks, whatever their filter. */
  tasks: ["tasks"] as const,
  taskList: (name: string, filter: unknown) => ["tasks", name, filter] as const,
  /** Lists that events patch in place (task-feed.ts). The filter is the second part of the key. */
  feeds: ["feeds"] as const,
  feed: (filter: TaskFilter) => ["feeds", filter] as const,
  /** One task and its parts. */
  task: (ref: string | number) => ["task", String(ref)] as const,
  taskPart: (
    id: number,
    part: "comments" | "runs" | "reviews" | "links" | "children" | "activity" | "thread",
  ) => ["task-part", id, part] as const,
  /** One run with its output, refetched while the output grows. */
  run: (id: number) => ["run", id] as const,
  /** The parents of listed tasks (components/sync/data/use-parent.ts). */
  parents: ["parent"] as const,
  parent: (id: number) => ["parent", id] as const,
  reviews: ["reviews"] as const,
  agents: ["agents"] as const,
  agent: (name: string) => ["agent", name] as const,
  counts: ["counts"] as const,
  /** Every list of projects: in the pickers and in the settings. */
  projects: ["projects"] as const,
  /** The settings and health of the runtimes, with the models of the tiers. */
  runtimes: ["runtimes"] as const,
};
