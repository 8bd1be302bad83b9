"use client";

import { useCallback, useState } from "react";
import { useReviewQueue } from "@/components/reviews/queue/use-review-queue";
import { useAddress } from "@/components/sync/address/use-address";
import { pendingVerdicts } from "@/components/tasks/verdict/use-verdict";
import type { WaitingReviewWire } from "@/lib/reviews/schema";
import { reviewsParsers, type WorkPart } from "./reviews-view";

/** The queue, its open task, and how to move on. */
export function useReviews(initial: WaitingReviewWire[]) {
  const [view, setView] = useAddress(reviewsParsers);
  const reading = useReviewQueue(initial);
  const { data: queue } = reading;
  // On a wide screen a task is always open. It stays open while the queue changes.
  const [offered, setOffered] = useState<string | null>(initial[0]?.task.ticket_ref ?? null);
  const firstRef = queue[0]?.task.ticket_ref ?? null;
  if (offered === null && firstRef !== null) setOffered(firstRef);

  const open = view.task ?? offered;
  const at = queue.findIndex(({ task }) => task.ticket_ref === open);

  /** Opens another task, or none: at its work, whatever was shown of the one before. */
  const show = useCallback(
    (ref: string | null) => void setView({ task: ref, part: null, round: null, against: null }),
    [setView],
  );
  /** Shows the work that is open, or its change; a change is a step that Back returns from. */
  const showPart = useCallback(
    (part: WorkPart) =>
      void setView({ task: open, part }, { history: part === "change" ? "push" : "replace" }),
    [setView, open],
  );

  const move = useCallback(
    (step: 1 | -1) => {
      const next = at === -1 ? queue[0] : queue[at + step];
      if (next) show(next.task.ticket_ref);
    },
    [queue, at, show],
  );

  /** After a verdict, opens the next task. */
  const goOn = useCallback(() => {
    const judged = new Set(pendingVerdicts.list().map((one) => one.task.id));
    const isOpen = ({ task }: WaitingReviewWire) => !judged.has(task.id);
    const next =
      queue.slice(at + 1).find(isOpen) ?? queue.slice(0, Math.max(at, 0)).findLast(isOpen);
    const ref = at === -1 ? null : (next?.task.ticket_ref ?? null);
    setOffered(ref);
    if (at !== -1) show(view.task === null ? null : ref);
  }, [queue, at, show, view.task]);

  return { view, setView, queue, reading, open, show, showPart, move, goOn };
}

export type Reviews = ReturnType<typeof useReviews>;
