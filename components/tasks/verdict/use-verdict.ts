"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useMemo, useSyncExternalStore } from "react";
import { offerUndo } from "@/components/tasks/change/undo";
import { type Refused, TAKE_BACK_MS } from "@/components/tasks/pending/pending-decisions";
import { announce } from "@/components/ui/feedback/announcements";
import { onDemand } from "@/components/ui/late/on-demand";
import type { Verdict } from "@/lib/reviews/verdict";
import { createPendingVerdicts, type JudgedTask, type PendingVerdict } from "./pending-verdicts";
import type { SentReview } from "./review-to-send";

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
export function judgeLater(
  task: JudgedTask,
  verdict: Verdict,
  notes?: string,
  review?: SentReview,
): void {
  const { id, ticket_ref } = task;
  pendingVerdicts.add(task, verdict, notes, review);
  offerUndo(
    () => takeBack(task),
    () => pendingVerdicts.isOpen(id),
  );
  announce(`${ticket_ref} is ${verdict} in ${TAKE_BACK_MS / 1000} seconds. U takes it back.`);
}

export function takeBack({ id, ticket_ref }: JudgedTask): void {
  if (pendingVerdicts.takeBack(id)) announce(`Taken back: ${ticket_ref} is still in review.`);
}

const sender = onDemand(async () => (await import("./judge")).judgeTask);
const NOT_FETCHED = { reason: "Part of the page could not be fetched", mayTryAgain: true };

/** Gives a person's verdict on submitted work. It is final, so it is shown only once the server has it. */
export function useVerdict() {
  const client = useQueryClient();
  return useMemo(() => {
    /** Resolves to null when the verdict counts, else to the reason why not. */
    async function judge(
      task: JudgedTask,
      verdict: Verdict,
      notes?: string,
      override?: string,
      review?: SentReview,
    ): Promise<Refused> {
      const send = await sender.load().catch(() => null);
      return send ? send(client, task, verdict, notes, override, review) : NOT_FETCHED;
    }
    return { judge };
  }, [client]);
}
