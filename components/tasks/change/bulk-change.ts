import { bulkUpdateAction } from "@/app/(app)/actions";
import { callAction } from "@/components/forms/call-action";
import type { TaskWire } from "@/lib/tasks/shapes";
import type { TaskChange } from "./task-change";

export type BulkField = Pick<
  TaskChange,
  "status" | "priority" | "assigned_to" | "add_labels" | "remove_labels" | "archived"
>;

export interface BulkItem {
  task: TaskWire;
  change: BulkField;
}

export interface BulkOutcome {
  done: TaskWire[];
  refused: { task: TaskWire; message: string }[];
  /** Tasks that were not tried because the user stopped. */
  skipped: TaskWire[];
}

/** The number of tasks in one request, which the server changes all or none of. */
const CHUNK = 100;

/**
 * Changes many tasks, a hundred at a time. When a batch is refused because of one task, its tasks are tried one by one,
 * so that only those that cannot change fail, each with its reason.
 */
export async function changeMany(
  items: readonly BulkItem[],
  onProgress: (done: number) => void,
  stop: AbortSignal,
): Promise<BulkOutcome> {
  const outcome: BulkOutcome = { done: [], refused: [], skipped: [] };
  const report = () => onProgress(outcome.done.length + outcome.refused.length);
  for (let at = 0; at < items.length; at += CHUNK) {
    const chunk = items.slice(at, at + CHUNK);
    if (stop.aborted) {
      outcome.skipped.push(...chunk.map(({ task }) => task));
      continue;
    }
    const result = await send(chunk);
    if (result.ok) outcome.done.push(...result.data);
    else if (chunk.length === 1 || result.code === "unavailable" || result.code === "forbidden") {
      outcome.refused.push(...chunk.map(({ task }) => ({ task, message: result.message })));
    } else {
      await oneByOne(chunk, outcome, report, stop);
    }
    report();
  }
  return outcome;
}

async function oneByOne(
  chunk: readonly BulkItem[],
  outcome: BulkOutcome,
  report: () => void,
  stop: AbortSignal,
): Promise<void> {
  for (const item of chunk) {
    if (stop.aborted) {
      outcome.skipped.push(item.task);
      continue;
    }
    const result = await send([item]);
    if (result.ok) outcome.done.push(...result.data);
    else
      outcome.refused.push({ task: item.task, message: result.message.replace(/^Task \S+: /, "") });
    report();
  }
}

async function send(items: readonly BulkItem[]) {
  return callAction(() =>
    bulkUpdateAction({ tasks: items.map(({ task, change }) => ({ id: task.id, ...change })) }),
  );
}
