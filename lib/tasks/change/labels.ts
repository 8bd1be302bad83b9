import { invalid } from "@/lib/core/errors";
import { MAX_LABELS } from "@/lib/tasks/fields";
import type { TaskRow } from "@/lib/tasks/row";
import type { UpdateTask } from "@/lib/tasks/schema";

type LabelFields = Pick<UpdateTask, "labels" | "tags" | "add_labels" | "remove_labels">;

/**
 * The change with its added and removed labels as the whole list that they lead to, so that everything after it has one
 * field to judge. `task` is locked: two changes that add a label each both count. Fails with `invalid` for a list and
 * additions in one change, and for more labels than a task may have.
 */
export function withWholeLabels<T extends LabelFields>(task: Pick<TaskRow, "labels">, input: T): T {
  const { add_labels, remove_labels, ...rest } = input;
  if (add_labels === undefined && remove_labels === undefined) return input;
  if (input.labels !== undefined || input.tags !== undefined) {
    throw invalid("labels", "cannot stand beside add_labels and remove_labels", {
      fix: "send the whole list as labels, or only what to add and remove",
    });
  }
  const removed = new Set(remove_labels);
  const labels = [
    ...new Set([...task.labels.filter((label) => !removed.has(label)), ...(add_labels ?? [])]),
  ];
  if (labels.length > MAX_LABELS) {
    throw invalid("add_labels", `would give the task ${labels.length} labels of ${MAX_LABELS}`, {
      fix: "remove some labels first, with remove_labels",
    });
  }
  return { ...rest, labels } as T;
}
