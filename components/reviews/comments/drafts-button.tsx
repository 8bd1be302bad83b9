"use client";

import { MessageSquareText } from "lucide-react";
import { useState } from "react";
import type { WorkPart } from "@/components/reviews/reviews-view";
import { Button } from "@/components/ui/controls/button";
import { Badge } from "@/components/ui/display/badge";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/overlays/popover";
import { anchorInWords } from "./anchors";
import { isSendable, pointAt, type ShownDraft, useDrafts } from "./use-comments";

/** The comments that are not sent, each a press away. Nothing without any. */
export function DraftsButton({ task, onPart }: { task: number; onPart: (part: WorkPart) => void }) {
  const { drafts } = useDrafts(task);
  const [isOpen, setOpen] = useState(false);
  const written = drafts.filter(({ body }) => body.trim() !== "");
  const stale = written.filter((draft) => !isSendable(draft)).length;
  if (written.length === 0) return null;

  function go({ key, anchor }: ShownDraft) {
    setOpen(false);
    onPart(anchor.kind === "code" ? "change" : "work");
    pointAt(key);
  }

  return (
    <Popover open={isOpen} onOpenChange={setOpen}>
      <PopoverTrigger asChild>
        <Button size="sm" variant="ghost">
          <MessageSquareText aria-hidden className="size-4 text-accent-ink" />
          {written.length === 1 ? "1 draft" : `${written.length} drafts`}
          {stale > 0 ? <Badge tone="warning">{stale} of earlier work</Badge> : null}
        </Button>
      </PopoverTrigger>
      <PopoverContent align="start" side="top" className="w-96 p-1" aria-label="Your drafts">
        <ul className="flex flex-col">
          {written.map((draft) => (
            <li key={draft.key}>
              <button
                type="button"
                onClick={() => go(draft)}
                className="flex w-full flex-col rounded-md px-2 py-1.5 text-left hover:bg-hover focus-visible:-outline-offset-2"
              >
                <span className="wrap-anywhere font-mono text-2xs text-ink-3">
                  {draft.anchor.kind === "code" ? `${draft.anchor.path}, ` : ""}
                  {anchorInWords(draft.anchor)}
                </span>
                <span className="line-clamp-2 text-sm">{draft.body}</span>
              </button>
            </li>
          ))}
        </ul>
      </PopoverContent>
    </Popover>
  );
}
