import type { QueryClient } from "@tanstack/react-query";
import { shownTask } from "@/components/sync/cache/show-task";
import { Spinner } from "@/components/ui/feedback/spinner";
import { toast } from "@/components/ui/overlays/toast";
import type { TaskWire } from "@/lib/tasks/shapes";
import { type BulkField, type BulkItem, type BulkOutcome, changeMany } from "./bulk-change";
import { cacheTask, readTask, showExpected } from "./save-task";
import { inverseOf, summarise } from "./task-change";
import { offerUndo } from "./undo";

/** From this many tasks on, progress is shown. */
const SHOWS_PROGRESS = 100;

type ChangeOf = BulkField | ((task: TaskWire) => BulkField);

/** Changes many tasks with one toast: progress that can be stopped, then the changed and refused tasks, and Undo. */
export function bulkWithToast(client: QueryClient) {
  async function apply(tasks: readonly TaskWire[], changeOf: ChangeOf) {
    const items = tasks.map(
      (task): BulkItem => ({
        task,
        change: typeof changeOf === "function" ? changeOf(task) : changeOf,
      }),
    );
    for (const { task, change } of items)
      showExpected(client, shownTask(client, task.id) ?? task, change);
    const progress = followProgress(items.length);
    const outcome = await changeMany(items, progress.show, progress.stop);
    for (const task of outcome.done) cacheTask(client, task);
    await restore(client, [...outcome.refused.map(({ task }) => task), ...outcome.skipped]);
    return { items, outcome, id: progress.id };
  }

  /** Without an undo of its own: the next undo takes back the change before. */
  async function takeBack(tasks: readonly TaskWire[], back: ReadonlyMap<number, BulkField>) {
    const { items, outcome, id } = await apply(tasks, (task) => back.get(task.id) ?? {});
    report(outcome, items, id, null);
  }

  return async (tasks: readonly TaskWire[], changeOf: ChangeOf): Promise<BulkOutcome> => {
    const { items, outcome, id } = await apply(tasks, changeOf);
    const back = backwards(items);
    const undoable = outcome.done.filter((task) => back.has(task.id));
    const undo = undoable.length > 0 ? offerUndo(() => void takeBack(undoable, back)) : null;
    report(outcome, items, id, undo);
    return outcome;
  };
}

function followProgress(total: number) {
  const stop = new AbortController();
  const look = { icon: <Spinner label="Working" />, duration: Number.POSITIVE_INFINITY };
  const id = total > SHOWS_PROGRESS ? toast(`0 of ${total} changed`, look) : undefined;
  return {
    id,
    stop: stop.signal,
    show(done: number) {
      if (id === undefined) return;
      const action = { label: "Stop", onClick: () => stop.abort() };
      toast(`${done} of ${total} changed`, { ...look, id, action });
    },
  };
}

async function restore(client: QueryClient, tasks: readonly TaskWire[]): Promise<void> {
  for (const task of tasks.slice(0, 50)) cacheTask(client, (await readTask(task.id)) ?? task);
  for (const task of tasks.slice(50)) cacheTask(client, task);
}

/** The changes that restore each task, where that is possible. */
function backwards(items: readonly BulkItem[]): Map<number, BulkField> {
  return new Map(
    items.flatMap(({ task, change }) => {
      const back = inverseOf(task, change);
      return back ? [[task.id, back as BulkField] as const] : [];
    }),
  );
}

function report(
  { done, refused, skipped }: BulkOutcome,
  items: readonly BulkItem[],
  id: string | number | undefined,
  undo: (() => void) | null,
): void {
  const first = items[0];
  if (!first) return;
  const options = {
    id,
    icon: undefined,
    duration: 6_000,
    ...(undo ? { action: { label: "Undo", onClick: undo } } : { action: undefined }),
  };
  const what =
    items.length === done.length ? `${counted(done.length)} · ${summarise(first.change)}` : null;
  if (what) {
    toast.success(what, options);
    return;
  }
  const reasons = [...new Set(refused.map(({ message }) => message))].slice(0, 2).join(" · ");
  const left = skipped.length > 0 ? `${counted(skipped.length)} not tried. ` : "";
  toast.warning(`${done.length} of ${items.length} changed`, {
    ...options,
    description: `${left}${refused.length > 0 ? `${counted(refused.length)} refused: ${reasons}` : ""}`,
    duration: 12_000,
  });
}

function counted(count: number): string {
  return count === 1 ? "1 task" : `${count} tasks`;
}
