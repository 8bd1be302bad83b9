"use client";

import { PencilLine } from "lucide-react";
import { Button } from "@/components/ui/controls/button";
import { RelativeTime } from "@/components/ui/display/relative-time";
import { toast } from "@/components/ui/overlays/toast";
import { type TextDraft, useDraftsAreKept } from "./drafts";

interface DraftMarkProps {
  /** When it was last changed, in Unix seconds. */
  at: number;
  /** Drops the draft; returns what brings it back. */
  onDiscard: () => () => void;
}

/** Says that what stands in the field is a draft, how old it is, and lets it go. */
export function DraftMark({ at, onDiscard }: DraftMarkProps) {
  const areKept = useDraftsAreKept();

  function discard() {
    const bringBack = onDiscard();
    toast("Draft discarded", { action: { label: "Undo", onClick: bringBack } });
  }

  return (
    <span className="flex flex-wrap items-center gap-x-1.5 text-2xs text-ink-3">
      <PencilLine aria-hidden className="size-3 shrink-0" />
      <span>
        Draft, <RelativeTime time={at} />
        {areKept ? "" : ". Your browser stores nothing: it lasts as long as this page"}
      </span>
      <Button variant="ghost" size="sm" className="h-6 px-1.5 text-2xs" onClick={discard}>
        Discard
      </Button>
    </span>
  );
}

/** The mark of one text, where its field shows a draft. */
export function TextDraftMark({ draft }: { draft: TextDraft }) {
  const { text } = draft;
  if (!draft.isDraft) return null;
  return (
    <DraftMark
      at={draft.at}
      onDiscard={() => {
        draft.drop();
        return () => draft.set(text);
      }}
    />
  );
}
