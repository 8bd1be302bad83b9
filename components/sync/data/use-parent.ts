"use client";

import { useQuery } from "@tanstack/react-query";
import { apiGet } from "@/components/sync/api";
import { queryKeys } from "@/components/sync/cache/query-keys";
import type { ParentWire, TaskWire } from "@/lib/tasks/shapes";

/** Batches the parents of a list into one request. */
const AT_ONCE = 200;
const asked = new Map<number, ((answer: Promise<ParentWire[]>) => void)[]>();

function ask(id: number): Promise<ParentWire | null> {
  if (asked.size === 0) setTimeout(send);
  return new Promise<ParentWire[]>((resolve) => {
    asked.set(id, [...(asked.get(id) ?? []), resolve]);
  }).then((parents) => parents.find((parent) => parent.id === id) ?? null);
}

function send(): void {
  const waiting = [...asked];
  asked.clear();
  for (let first = 0; first < waiting.length; first += AT_ONCE) {
    const part = waiting.slice(first, first + AT_ONCE);
    const ids = part.map(([id]) => id).join(",");
    const answer = apiGet<{ parents: ParentWire[] }>(`/api/tasks/parents?ids=${ids}`).then(
      ({ parents }) => parents,
    );
    for (const [, resolves] of part) for (const resolve of resolves) resolve(answer);
  }
}

/** The parent of a task, kept current by the event stream; undefined while loading, null for none. */
export function useParent(id: number | null): ParentWire | null | undefined {
  const { data } = useQuery({
    queryKey: queryKeys.parent(id ?? 0),
    queryFn: () => ask(id ?? 0),
    enabled: id !== null,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return id === null ? null : data;
}

/** A task's step number and the number of steps, or null when it is not a step. */
export function stepOf(
  task: Pick<TaskWire, "exec_mode" | "exec_order">,
  parent: ParentWire | null | undefined,
): { no: number; of: number } | null {
  if (task.exec_mode !== "seq" || task.exec_order === null || !parent) return null;
  const at = parent.orders.indexOf(task.exec_order);
  return at === -1 ? null : { no: at + 1, of: parent.orders.length };
}
