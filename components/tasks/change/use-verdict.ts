"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { approveAction, rejectAction } from "@/app/(app)/reviews/actions";
import { callAction } from "@/components/forms/call-action";
import { messageOf } from "@/components/forms/refusal";
import { toast } from "@/components/ui/overlays/toast";
import type { TaskWire } from "@/lib/tasks/shapes";
import { put } from "./save-task";
import { sayRefused } from "./task-actions";

/** Gives a person's verdict on submitted work. It is final, so it is shown only once the server has it. */
export function useVerdict() {
  const client = useQueryClient();
  return useMemo(() => {
    const underWay = new Set<number>();
    return {
      async approve(task: TaskWire, notes?: string): Promise<boolean> {
        if (underWay.has(task.id)) return false;
        underWay.add(task.id);
        const result = await callAction(() =>
          approveAction(task.id, notes, task.status_changed_at),
        );
        underWay.delete(task.id);
        if (!result.ok) {
          sayRefused(task, result);
          return false;
        }
        put(client, result.data);
        toast.success(`${task.ticket_ref} approved`);
        return true;
      },

      /** Resolves to null on success, else to the reason why not. */
      async reject(task: TaskWire, notes: string): Promise<string | null> {
        const result = await callAction(() => rejectAction(task.id, notes, task.status_changed_at));
        if (!result.ok) return messageOf(result);
        put(client, result.data);
        const { status, assigned_to } = result.data;
        toast(
          status === "failed"
            ? `${task.ticket_ref} rejected for the last time: it failed`
            : `${task.ticket_ref} rejected${assigned_to ? `: back to ${assigned_to}` : ""}`,
        );
        return null;
      },
    };
  }, [client]);
}
