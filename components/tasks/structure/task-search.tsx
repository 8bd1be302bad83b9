"use client";

import type { TaskHit } from "@/components/sync/data/use-task-search";
import { Late } from "@/components/ui/late/late";
import { onDemand } from "@/components/ui/late/on-demand";

const search = onDemand(async () => (await import("./task-search-rendered")).TaskSearchRendered);

export interface TaskSearchProps {
  /** The task to exclude. */
  without?: number;
  onPick: (hit: TaskHit) => void;
}

/** Finds a task to link to another. */
export function TaskSearch(props: TaskSearchProps) {
  return <Late of={search} props={props} />;
}
