import type { QueryClient } from "@tanstack/react-query";
import { createTaskAction, updateTaskAction } from "@/app/(app)/actions";
import { reorderStepsAction } from "@/app/(app)/tasks/actions";
import { callAction } from "@/components/forms/call-action";
import { messageOf } from "@/components/forms/refusal";
import { queryKeys } from "@/components/sync/cache/query-keys";
import type { TaskWire } from "@/lib/tasks/shapes";
import { cacheTask } from "./save-task";
import { sayRefused } from "./say-refused";

interface Children {
  tasks: TaskWire[];
  total: number;
}

/** A user's actions on the children of a task. */
export function childrenActions(client: QueryClient) {
  const keyOf = (parent: number) => queryKeys.taskPart(parent, "children");

  function show(parent: TaskWire, order: readonly number[]) {
    client.setQueryData<Children>(keyOf(parent.id), (shown) => {
      if (!shown) return shown;
      const place = (task: TaskWire) => order.indexOf(task.id) + 1;
      const steps = shown.tasks
        .filter((task) => place(task) > 0)
        .map((task) => ({ ...task, exec_mode: "seq" as const, exec_order: place(task) }))
        .sort((a, b) => a.exec_order - b.exec_order);
      return { ...shown, tasks: [...steps, ...shown.tasks.filter((task) => place(task) === 0)] };
    });
  }

  return {
    /** Applied optimistically, and reverted with the reason when refused. */
    async reorderSteps(parent: TaskWire, order: number[]): Promise<void> {
      const queryKey = keyOf(parent.id);
      await client.cancelQueries({ queryKey });
      show(parent, order);
      const result = await callAction(() => reorderStepsAction(parent.id, order));
      if (!result.ok) sayRefused(parent, result);
      await client.invalidateQueries({ queryKey });
    },

    async runInParallel(parent: TaskWire, child: TaskWire): Promise<void> {
      const change = { exec_mode: "par" as const, exec_order: null };
      const result = await callAction(() => updateTaskAction(child.id, change));
      if (!result.ok) return sayRefused(child, result);
      cacheTask(client, result.data);
      await client.invalidateQueries({ queryKey: keyOf(parent.id) });
    },

    /** Resolves to the error, or null. With `order`, the child becomes a step. */
    async addChild(parent: TaskWire, title: string, order: number | null): Promise<string | null> {
      const result = await callAction(() =>
        createTaskAction({
          title,
          parent_id: parent.id,
          project_id: parent.project_id,
          ...(order === null ? {} : { exec_mode: "seq" as const, exec_order: order }),
        }),
      );
      if (!result.ok) return messageOf(result);
      cacheTask(client, result.data);
      await client.invalidateQueries({ queryKey: keyOf(parent.id) });
      return null;
    },
  };
}
