import type { Query, QueryClient, QueryKey } from "@tanstack/react-query";
import type { WorkloadWire } from "@/components/sync/data/use-workload";
import type { Need } from "@/components/sync/gate/rereader";
import type { EventWire } from "@/lib/events/shapes";
import { isLed } from "@/lib/tasks/led";
import type { TaskEventWire } from "@/lib/tasks/shapes";
import { patchQuery } from "./patch-data";
import { queryKeys } from "./query-keys";
import { fitsFilter, type TaskFilter } from "./task-filter";

type Stale = (queryKey: QueryKey, need?: Need) => void;

/** An answer may already contain what happened just before it; later events surely are not in it. */
const SETTLED_MS = 1_000;

/** Whether an event is newer than a query's data, so that it can be added to what the data sums up. */
export function isNewerThan(query: Query, { timestamp }: EventWire): boolean {
  return (
    query.state.data !== undefined &&
    query.state.fetchStatus === "idle" &&
    timestamp > query.state.dataUpdatedAt + SETTLED_MS
  );
}

/** The task before the event, as far as lists and counts show it; null for one that did not exist. */
export function taskBefore(event: EventWire, task: TaskEventWire): TaskEventWire | null {
  if (event.type === "task.created") return null;
  const changed = Object.entries((event.data.changed ?? {}) as Record<string, unknown>);
  const before = changed.flatMap(([name, values]) =>
    Array.isArray(values) ? [[name, values[0]] as const] : [],
  );
  const { previous_status = task.status } = event.data as { previous_status?: string };
  return { ...task, status: previous_status, ...Object.fromEntries(before) } as TaskEventWire;
}

/**
 * Changes the numbers of tasks by what an event did to one of them. A number that the event does not suffice for is read again, the
 * others are checked now and then.
 */
export function patchCounts(
  client: QueryClient,
  event: EventWire,
  task: TaskEventWire,
  stale: Stale,
): void {
  const before = taskBefore(event, task);
  for (const query of client.getQueryCache().findAll({ queryKey: queryKeys.counts })) {
    const filter = query.queryKey[1] as TaskFilter;
    const was = before === null ? false : fitsFilter(filter, before);
    const is = fitsFilter(filter, task);
    if (was === is && was !== "ask") continue;
    if (was === "ask" || is === "ask" || !isNewerThan(query, event)) {
      stale(query.queryKey);
      continue;
    }
    patchQuery<number>(query, (count) => Math.max(0, count + Number(is) - Number(was)));
    stale(query.queryKey, "check");
  }
  patchWorkload(client, event, before, task, stale);
}

const NEEDS_PERSON: readonly string[] = ["inbox", "review", "blocked", "failed"];

function patchWorkload(
  client: QueryClient,
  event: EventWire,
  before: TaskEventWire | null,
  task: TaskEventWire,
  stale: Stale,
): void {
  const query = client.getQueryCache().find({ queryKey: queryKeys.workload });
  if (!query) return;
  const from = before && before.archived_at === null && !isLed(before) ? before.status : null;
  const to = task.archived_at === null && !isLed(task) ? task.status : null;
  const mayBeStale = from === "in_progress" || to === "in_progress" || task.stale_requeues > 0;
  if (from === to && !mayBeStale) return;
  if (from !== to && !isNewerThan(query, event)) {
    stale(queryKeys.workload);
    return;
  }
  const load = query.state.data as WorkloadWire;
  const byStatus = { ...load.queue.by_status };
  let needsPerson = load.needs_person;
  for (const [status, by] of [
    [from, -1],
    [to, 1],
  ] as const) {
    if (status === null || from === to) continue;
    byStatus[status] = Math.max(0, (byStatus[status] ?? 0) + by);
    if (NEEDS_PERSON.includes(status)) needsPerson = Math.max(0, needsPerson + by);
  }
  patchQuery<WorkloadWire>(query, () => ({
    ...load,
    needs_person: needsPerson,
    queue: { ...load.queue, by_status: byStatus },
  }));
  stale(queryKeys.workload, "check");
}
