import type { TaskFilter } from "./task-filter";

/** Every query's key, so that an event finds exactly what it touches. */
export const queryKeys = {
  /** Lists of tasks, whatever their filter. */
  tasks: ["tasks"] as const,
  taskList: (name: string, filter: unknown) => ["tasks", name, filter] as const,
  /** Lists that events patch where they stand (task-feed.ts). The filter is the second part of the key. */
  feeds: ["feeds"] as const,
  feed: (filter: TaskFilter) => ["feeds", filter] as const,
  /** One task and what belongs to it. */
  task: (ref: string | number) => ["task", String(ref)] as const,
  taskPart: (
    id: number,
    part: "comments" | "runs" | "reviews" | "links" | "children" | "activity" | "thread",
  ) => ["task-part", id, part] as const,
  /** One run with its output, read again while that grows. */
  run: (id: number) => ["run", id] as const,
  /** What a list shows of the tasks above its own (components/task/use-parent.ts). */
  parents: ["parent"] as const,
  parent: (id: number) => ["parent", id] as const,
  reviews: ["reviews"] as const,
  agents: ["agents"] as const,
  agent: (name: string) => ["agent", name] as const,
  counts: ["counts"] as const,
  /** Every list of projects: of the pickers and of the settings. */
  projects: ["projects"] as const,
  /** How the runtimes are set up and do, with the models of the tiers. */
  runtimes: ["runtimes"] as const,
};
