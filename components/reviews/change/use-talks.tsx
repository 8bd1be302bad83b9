"use client";

import { useCallback, useMemo } from "react";
import { rangeOfAnchor, WHOLE_FILE } from "@/components/reviews/comments/anchors";
import { CommentCard } from "@/components/reviews/comments/comment-card";
import { DraftCard } from "@/components/reviews/comments/draft-card";
import { type ShownDraft, useDrafts } from "@/components/reviews/comments/use-comments";
import type { RoundWhole } from "@/lib/reviews/rounds/shapes";
import type { AnchorWire, PlacedCommentWire } from "@/lib/rounds/shapes";
import type { LineRange, Talk } from "./rows";

type Found =
  | { kind: "comment"; comment: PlacedCommentWire }
  | { kind: "draft"; draft: ShownDraft; range: LineRange };

interface TalksInput {
  task: number;
  round: RoundWhole;
  /** Whether removed lines are those of an earlier round, of which no comment speaks. */
  isCompared: boolean;
  /** Called when an editor at these lines closes. */
  onClose: (range: LineRange) => void;
}

/** What stands at the lines of a change: comments that were sent, and the reader's drafts. */
export function useTalks({ task, round, isCompared, onClose }: TalksInput) {
  const { drafts, saver, moveDraft } = useDrafts(task);
  const found = useMemo(() => {
    const all = new Map<string, Found & { range: LineRange }>();
    const rangeOf = (anchor: AnchorWire | null): LineRange | null => {
      if (anchor?.kind !== "code") return null;
      const range = rangeOfAnchor(anchor);
      const isElsewhere = isCompared && range.side === "before";
      return isElsewhere ? { ...range, start: WHOLE_FILE, end: WHOLE_FILE } : range;
    };
    for (const comment of round.comments) {
      const there = rangeOf(comment.place.anchor);
      const was = rangeOf(comment.anchor);
      const range = there ?? (was && { ...was, start: WHOLE_FILE, end: WHOLE_FILE });
      if (range) all.set(`comment:${comment.id}`, { kind: "comment", comment, range });
    }
    if (round.round.is_current) {
      for (const draft of drafts) {
        const range = rangeOf(draft.anchor);
        if (!range) continue;
        const place = draft.stored?.superseded
          ? { ...range, start: WHOLE_FILE, end: WHOLE_FILE }
          : range;
        all.set(draft.key, { kind: "draft", draft, range: place });
      }
    }
    return all;
  }, [round, drafts, isCompared]);

  const talks = useMemo<Talk[]>(
    () => [...found].map(([id, { range }]) => ({ id, range })),
    [found],
  );

  const counts = useMemo(() => {
    const byPath = new Map<string, number>();
    for (const one of found.values()) {
      if (one.kind === "comment" && one.comment.state === "resolved") continue;
      byPath.set(one.range.path, (byPath.get(one.range.path) ?? 0) + 1);
    }
    return byPath;
  }, [found]);

  const renderTalk = useCallback(
    (id: string, isAway: boolean) => {
      const one = found.get(id);
      if (!one) return null;
      return (
        <div className="max-w-3xl px-3 py-2">
          {one.kind === "comment" ? (
            <CommentCard comment={one.comment} isAway={isAway} />
          ) : (
            <DraftCard
              draft={one.draft}
              isAway={isAway}
              drafts={{ saver, moveDraft }}
              onClose={() => onClose(one.range)}
            />
          )}
        </div>
      );
    },
    [found, saver, moveDraft, onClose],
  );

  return { talks, counts, renderTalk, saver };
}
