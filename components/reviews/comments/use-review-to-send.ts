"use client";

import { useMemo } from "react";
import { useLatestRound } from "@/components/sync/data/use-rounds";
import type { ReviewToSend } from "@/components/tasks/verdict/review-to-send";
import { toast } from "@/components/ui/overlays/toast";
import type { TaskWire } from "@/lib/tasks/shapes";
import { isSendable, useDrafts, useKeptDrafts } from "./use-comments";

/** The person's own drafts on the work that is in review, as they go with a verdict; and keeps them, for the screen it is used on once. */
export function useReviewToSend(task: TaskWire): ReviewToSend {
  const { drafts, saver, listed } = useDrafts(task.id);
  useKeptDrafts(task.id, saver);
  const { data } = useLatestRound(task);
  const seen = data?.seen;
  const count = drafts.filter(isSendable).length;
  return useMemo(
    () => ({
      count,
      async collect() {
        if (count === 0) return undefined;
        const isSaved = await saver.finish();
        if (!isSaved || !seen) {
          toast.error("Not every comment could be saved, so the verdict was not given.", {
            description: "Look at the drafts that say so, and try again.",
          });
          return null;
        }
        const ids = listed().flatMap(({ id, superseded }) => (superseded ? [] : [id]));
        return ids.length > 0 ? { drafts: ids, seen } : undefined;
      },
    }),
    [count, saver, seen, listed],
  );
}
