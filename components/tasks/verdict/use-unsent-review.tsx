"use client";

import { type ReactNode, useState } from "react";
import { useLatestRound, useReviewDrafts } from "@/components/sync/data/use-rounds";
import { Checkbox } from "@/components/ui/controls/checkbox";
import { toast } from "@/components/ui/overlays/toast";
import type { TaskWire } from "@/lib/tasks/shapes";
import type { ReviewToSend } from "./review-to-send";
import { goesWithVerdict } from "./unsent-drafts";

interface UnsentReview {
  review: ReviewToSend | undefined;
  /** Whether to send them; nothing where the screen shows the drafts itself, and without any. */
  choice: ReactNode;
}

/** The comments that go with a verdict that is given where they are not shown: the person's drafts on the work, unless they are left. */
export function useUnsentReview(task: TaskWire, given: ReviewToSend | undefined): UnsentReview {
  const [isLeft, setLeft] = useState(false);
  const drafts = useReviewDrafts(task.id, given === undefined).data?.filter(goesWithVerdict) ?? [];
  const { data: round } = useLatestRound(task);
  if (given) return { review: given, choice: null };
  if (drafts.length === 0) return { review: undefined, choice: null };
  const { length: count } = drafts;
  const choice = (
    <Checkbox
      checked={!isLeft}
      onCheckedChange={(isSent) => setLeft(!isSent)}
      label={
        count === 1
          ? "Send your draft comment on the work with it"
          : `Send your ${count} draft comments on the work with it`
      }
      hint={isLeft ? "They stay drafts, which only you see." : undefined}
    />
  );
  if (isLeft) return { review: undefined, choice };
  const collect = async () => {
    if (round) return { drafts: drafts.map(({ id }) => id), seen: round.seen };
    toast.error("Your comments could not be sent yet, so the verdict was not given.", {
      description: "Try again in a moment, or leave them out.",
    });
    return null;
  };
  return { review: { count, collect }, choice };
}
