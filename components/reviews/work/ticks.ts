import type { TaskWire } from "@/lib/tasks/shapes";

type Handed = Pick<TaskWire, "id" | "status_changed_at">;

/**
 * The ticked criteria of each piece of work, kept while the page lives. Work that is handed in again starts with none.
 */
const ticked = new Map<string, readonly number[]>();

const keyOf = ({ id, status_changed_at }: Handed): string => `${id}:${status_changed_at}`;

export function tickedOf(task: Handed): readonly number[] {
  return ticked.get(keyOf(task)) ?? [];
}

export function tick(task: Handed, points: readonly number[]): void {
  ticked.set(keyOf(task), points);
}
