"use client";

import { useQueryClient } from "@tanstack/react-query";
import { createTaskAction, updateTaskAction } from "@/app/(app)/actions";
import { reorderStepsAction } from "@/app/(app)/tasks/actions";
import { callAction } from "@/components/forms/call-action";
import { messageOf } from "@/components/forms/refusal";
import { queryKeys } from "@/components/sync/cache/query-keys";
import { cacheTask } from "@/components/tasks/change/save-task";
import { sayRefused } from "@/components/tasks/change/task-actions";
import type { TaskWire } from "@/lib/tasks/shapes";

interface Children {
  tasks: TaskWire[];
  total: number;
}

/** A user's actions on a task's children: reorder them, make them parallel, add one. */
export function useChildrenActions(parent: TaskWire) {
  const client = useQueryClient();
  const queryKey = queryKeys.taskPart(parent.id, "children");

  function show(order: readonly number[]) {
    client.setQueryData<Children>(queryKey, (shown) => {
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
    async reorder(order: number[]): Promise<void> {
      await client.cancelQueries({ queryKey });
      show(order);
      const result = await callAction(() => reorderStepsAction(parent.id, order));
      if (!result.ok) sayRefused(parent, result);
      await client.invalidateQueries({ queryKey });
    },

    async runInParallel(child: TaskWire): Promise<void> {
      const change = { exec_mode: "par" as const, exec_order: null };
      const result = await callAction(() => updateTaskAction(child.id, change));
      if (!result.ok) return sayRefused(child, result);
      cacheTask(client, result.data);
      await client.invalidateQueries({ queryKey });
    },

    /** Resolves to the error, or null. With `order`, the child becomes a step. */
    async add(title: string, order: number | null): Promise<string | null> {
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
      await client.invalidateQueries({ queryKey });
      return null;
    },
  };
}
