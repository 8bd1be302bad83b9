import type { QueryClient } from "@tanstack/react-query";
import {
  addCommentAction,
  cancelTaskAction,
  deleteTaskAction,
  linkTasksAction,
  retryTaskAction,
  unlinkTasksAction,
} from "@/app/(app)/actions";
import { releaseTaskAction } from "@/app/(app)/tasks/actions";
import { callAction } from "@/components/forms/call-action";
import { messageOf } from "@/components/forms/refusal";
import { queryKeys } from "@/components/sync/cache/query-keys";
import { hideTask } from "@/components/sync/cache/show-task";
import { readAgain } from "@/components/sync/gate/read-again";
import { toast } from "@/components/ui/overlays/toast";
import type { ActionResult } from "@/lib/api/action";
import type { LinkWire, TaskWire } from "@/lib/tasks/shapes";
import { bulkWithToast } from "./bulk-toast";
import { childrenActions } from "./children-actions";
import { cacheTask, readTask, type Saved, saveTask, showExpected } from "./save-task";
import { sayRefused } from "./say-refused";
import { fieldName, inverseOf, inWords, summarise, type TaskChange } from "./task-change";
import { offerUndo } from "./undo";

export type TaskActions = ReturnType<typeof createTaskActions>;

export interface LinkChange {
  to: string;
  type: LinkWire["type"];
  /** The other task blocks this one. */
  inverse?: boolean;
}

export function createTaskActions(client: QueryClient) {
  /**
   * Changes a task optimistically and reverts with a message when the server refuses. Resolves to whether it succeeded.
   */
  async function change(task: TaskWire, wanted: TaskChange): Promise<boolean> {
    const saved = await saveOptimistically(task, wanted);
    if (saved) showSavedToast(saved, wanted, inverseOf(task, wanted));
    return saved !== null;
  }

  async function saveOptimistically(task: TaskWire, wanted: TaskChange): Promise<TaskWire | null> {
    showExpected(client, task, wanted);
    const saved = await saveTask(client, task, wanted);
    if (saved.ok) return saved.task;
    cacheTask(client, saved.conflict?.task ?? (await readTask(task.id)) ?? task);
    if (saved.conflict) sayConflict(saved.conflict, wanted);
    else sayRefused(task, saved);
    return null;
  }

  function showSavedToast(task: TaskWire, wanted: TaskChange, back: TaskChange | null) {
    const undo = back && offerUndo(() => void takeBack(task, back));
    toast(
      `${task.ticket_ref} · ${summarise(wanted)}`,
      undo ? { action: { label: "Undo", onClick: undo } } : {},
    );
  }

  /** Without an undo of its own: the next undo takes back the change before. */
  async function takeBack(task: TaskWire, back: TaskChange): Promise<void> {
    const saved = await saveOptimistically(task, back);
    if (saved) toast(`${saved.ticket_ref} · ${summarise(back)}`);
  }

  function sayConflict(
    { by, task, fields }: NonNullable<Extract<Saved, { ok: false }>["conflict"]>,
    wanted: TaskChange,
  ) {
    const field = fields[0] ?? "status";
    toast.error(
      `${by ?? "Somebody"} changed the ${fieldName(field)} of ${task.ticket_ref} meanwhile`,
      {
        description: `It is now ${inWords(task, field)}. Yours was not saved.`,
        action: { label: "Save mine", onClick: () => void change(task, wanted) },
        duration: 10_000,
      },
    );
  }

  /** For actions that cannot be undone: shown once the server has done them. */
  async function perform(
    task: TaskWire,
    what: string,
    call: () => Promise<ActionResult<TaskWire>>,
  ): Promise<boolean> {
    const result = await callAction(call);
    if (!result.ok) {
      sayRefused(task, result);
      return false;
    }
    cacheTask(client, result.data);
    toast(`${task.ticket_ref} · ${what}`);
    return true;
  }

  return {
    change,
    /** Saves without a toast, for an editor that shows the result itself. */
    save: (base: TaskWire, wanted: TaskChange): Promise<Saved> => saveTask(client, base, wanted),
    bulk: bulkWithToast(client),
    ...childrenActions(client),
    cancel: (task: TaskWire, reason?: string) =>
      reason || inverseOf(task, { status: "cancelled" }) === null
        ? perform(task, "Cancelled", () => cancelTaskAction(task.id, reason))
        : change(task, { status: "cancelled" }),
    retry: (task: TaskWire, reason?: string) =>
      perform(task, "Reopened", () => retryTaskAction(task.id, reason)),
    /** Retries now what waits for its next attempt or is blocked from dispatch. */
    tryNow: (task: TaskWire) => perform(task, "Tried again", () => retryTaskAction(task.id)),
    release: (task: TaskWire, reason?: string) =>
      perform(task, `Taken from ${task.assigned_to}`, () => releaseTaskAction(task.id, reason)),

    /** Throws with the reason when refused, so that a confirmation dialog can show it. */
    async remove(task: TaskWire): Promise<void> {
      const result = await callAction(() => deleteTaskAction(task.id));
      if (!result.ok) throw new Error(messageOf(result));
      hideTask(client, task.id, (queryKey) => readAgain(client, queryKey));
      toast(`${task.ticket_ref} is deleted`);
    },

    async comment(task: TaskWire, content: string, parentId?: number) {
      const result = await callAction(() =>
        addCommentAction(task.id, {
          content,
          parent_id: parentId ?? null,
        }),
      );
      if (result.ok)
        await client.invalidateQueries({ queryKey: queryKeys.taskPart(task.id, "comments") });
      return result;
    },

    async link(task: TaskWire, link: LinkChange) {
      const result = await callAction(() => linkTasksAction(task.id, link));
      if (result.ok)
        await client.invalidateQueries({ queryKey: queryKeys.taskPart(task.id, "links") });
      return result;
    },

    async unlink(task: TaskWire, link: LinkChange) {
      const result = await callAction(() => unlinkTasksAction(task.id, link));
      if (!result.ok) return sayRefused(task, result);
      await client.invalidateQueries({ queryKey: queryKeys.taskPart(task.id, "links") });
      const undo = offerUndo(() => void linkTasksAction(task.id, link));
      toast(`${task.ticket_ref} · Link to ${link.to} removed`, {
        action: { label: "Undo", onClick: undo },
      });
    },
  };
}
