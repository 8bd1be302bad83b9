"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useMemo, useSyncExternalStore } from "react";
import { approveAction, rejectAction } from "@/app/(app)/reviews/actions";
import { callAction, mayTryAgain } from "@/components/forms/call-action";
import { messageOf } from "@/components/forms/refusal";
import { announce } from "@/components/ui/feedback/announcements";
import { toast } from "@/components/ui/overlays/toast";
import type { Verdict } from "@/lib/reviews/verdict";
import {
  createPendingVerdicts,
  type JudgedTask,
  type PendingVerdict,
  type Refused,
  TAKE_BACK_MS,
} from "./pending-verdicts";
import { cacheTask } from "./save-task";
import { offerUndo } from "./undo";

export const pendingVerdicts = createPendingVerdicts({
  now: Date.now,
  storage: () => window.sessionStorage,
});

const NONE: readonly PendingVerdict[] = [];

export function usePendingVerdicts(): readonly PendingVerdict[] {
  return useSyncExternalStore(pendingVerdicts.subscribe, pendingVerdicts.list, () => NONE);
}

/** The verdict on this task that does not count yet. */
export function usePendingVerdict(id: number): PendingVerdict | undefined {
  return usePendingVerdicts().find(({ task }) => task.id === id);
}

/** Gives a verdict that counts in ten seconds, unless `u` takes it back. */
export function judgeLater(task: JudgedTask, verdict: Verdict, notes?: string): void {
  const { id, ticket_ref } = task;
  pendingVerdicts.add(task, verdict, notes);
  offerUndo(
    () => takeBack(task),
    () => pendingVerdicts.list().some((one) => one.task.id === id && one.phase !== "sending"),
  );
  announce(`${ticket_ref} is ${verdict} in ${TAKE_BACK_MS / 1000} seconds. U takes it back.`);
}

export function takeBack({ id, ticket_ref }: JudgedTask): void {
  if (pendingVerdicts.takeBack(id)) announce(`Taken back: ${ticket_ref} is still in review.`);
}

/** Gives a person's verdict on submitted work. It is final, so it is shown only once the server has it. */
export function useVerdict() {
  const client = useQueryClient();
  return useMemo(() => {
    /** Resolves to null when the verdict counts, else to the reason why not. */
    async function judge(task: JudgedTask, verdict: Verdict, notes?: string): Promise<Refused> {
      const { id, ticket_ref, status_changed_at } = task;
      const result = await callAction(() =>
        verdict === "approved"
          ? approveAction(id, notes, status_changed_at)
          : rejectAction(id, notes ?? "", status_changed_at),
      );
      if (!result.ok) return { reason: messageOf(result), mayTryAgain: mayTryAgain(result) };
      cacheTask(client, result.data);
      const { status, assigned_to } = result.data;
      if (verdict === "approved") toast.success(`${ticket_ref} approved`);
      else if (status === "failed") toast(`${ticket_ref} rejected for the last time: it failed`);
      else toast(`${ticket_ref} rejected${assigned_to ? `: back to ${assigned_to}` : ""}`);
      return null;
    }
    return { judge };
  }, [client]);
}
