"use client";

import { useCallback, useState } from "react";
import type { TaskChange } from "@/components/tasks/change/task-change";
import { useTaskActions } from "@/components/tasks/change/use-task-actions";
import { STATUS } from "@/components/ui/display/status";
import { announce } from "@/components/ui/feedback/announcements";
import { toast } from "@/components/ui/overlays/toast";
import type { TaskWire } from "@/lib/tasks/shapes";
import { needsAgent, refusalOf } from "./move-rules";

/** The changes a drop makes: the column's status, and the lane's project, agent or parent. */
export type MoveChange = Pick<TaskChange, "status" | "assigned_to" | "project_id" | "parent_id">;

/** A move that waits for the user to choose an agent. */
export interface AskedMove {
  task: TaskWire;
  change: MoveChange;
}

/** Moves cards optimistically; a refused move is reverted and the reason shown. */
export function useMove() {
  const actions = useTaskActions();
  const [asked, setAsked] = useState<AskedMove | null>(null);

  const send = useCallback(
    async (task: TaskWire, change: MoveChange) => {
      const moved = await actions.change(task, change);
      const to = STATUS[change.status ?? task.status].label;
      announce(
        moved ? `${task.ticket_ref} is in ${to}.` : `${task.ticket_ref} was not moved.`,
        "assertive",
      );
    },
    [actions],
  );

  const move = useCallback(
    (task: TaskWire, change: MoveChange) => {
      const refusal = change.status ? refusalOf(task, change.status) : null;
      if (refusal) {
        announce(`${task.ticket_ref} stays. ${refusal}.`, "assertive");
        toast.error(`${task.ticket_ref} stays in ${STATUS[task.status].label}`, {
          description: refusal,
        });
        return;
      }
      const assignee = change.assigned_to === undefined ? task.assigned_to : change.assigned_to;
      if (needsAgent(assignee, change.status ?? task.status)) setAsked({ task, change });
      else void send(task, change);
    },
    [send],
  );

  const answerAsked = useCallback(
    (agent: string | null) => {
      setAsked(null);
      if (asked && agent) void send(asked.task, { ...asked.change, assigned_to: agent });
    },
    [asked, send],
  );

  return { move, asked, answerAsked };
}
