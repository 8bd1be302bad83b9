"use client";

import { ChevronDown, ChevronRight, MessageSquare, MessageSquarePlus } from "lucide-react";
import { memo } from "react";
import { type ChangedFile, whyFolded } from "@/components/diff/changes/changed-files";
import { Visible } from "@/components/diff/visible";
import { cn } from "@/components/ui/cn";
import { Checkbox } from "@/components/ui/controls/checkbox";
import { CopyButton } from "@/components/ui/controls/copy-button";
import { IconButton } from "@/components/ui/controls/icon-button";
import { Badge } from "@/components/ui/display/badge";
import { Count } from "@/components/ui/display/figure";

interface FileHeadProps {
  file: ChangedFile;
  isFolded: boolean;
  isViewed: boolean;
  /** Whether the Tab key reaches its controls. */
  isStop: boolean;
  comments: number;
  /** Comments on the whole file; left out where nobody may. */
  onComment?: (file: ChangedFile) => void;
  onFold: (file: ChangedFile) => void;
  onView: (file: ChangedFile, viewed: boolean) => void;
}

/** The head of a file, which stays in view while its lines are. */
export const FileHead = memo(function FileHead({
  file,
  isFolded,
  isViewed,
  isStop,
  comments,
  onComment,
  onFold,
  onView,
}: FileHeadProps) {
  const { path, from, notes } = file;
  const Chevron = isFolded ? ChevronRight : ChevronDown;
  const tabIndex = isStop ? 0 : -1;
  const why = isFolded && !isViewed ? whyFolded(file) : null;
  const cut = path.lastIndexOf("/") + 1;
  return (
    <header
      className={cn(
        "flex min-h-10 flex-wrap items-center gap-x-3 gap-y-1 border-y bg-sunken py-1 pr-3 pl-1.5 text-xs max-sm:pl-3",
        isViewed && "text-ink-3",
      )}
    >
      <button
        type="button"
        data-focus=""
        tabIndex={tabIndex}
        aria-expanded={!isFolded}
        onClick={() => onFold(file)}
        className="flex min-w-0 flex-1 basis-48 items-center gap-1.5 rounded-sm py-1 pl-1 text-left font-mono hover:bg-hover focus-visible:-outline-offset-2 max-sm:-ml-2 max-sm:basis-full"
      >
        <Chevron aria-hidden className="size-4 shrink-0 text-ink-3" />
        <span className="wrap-anywhere min-w-0">
          {from ? (
            <span className="text-ink-3">
              <Visible text={from} /> <span aria-hidden>→</span>
              <span className="sr-only">became</span>{" "}
            </span>
          ) : null}
          <span className="text-ink-3">
            <Visible text={path.slice(0, cut)} />
          </span>
          <span className={cn("font-medium", isViewed ? "" : "text-ink")}>
            <Visible text={path.slice(cut)} />
          </span>
        </span>
      </button>
      {file.isGenerated ? <Badge>Generated</Badge> : null}
      {notes.length > 0 && file.without === null ? (
        <span className="text-ink-2">{notes.join(" · ")}</span>
      ) : null}
      {comments > 0 ? (
        <span className="flex items-center gap-1 text-ink-2 tabular-nums">
          <MessageSquare aria-hidden className="size-3.5" />
          {comments}
          <span className="sr-only">{comments === 1 ? "comment" : "comments"}</span>
        </span>
      ) : null}
      <LineCounts added={file.added} removed={file.removed} />
      <span className="flex items-center gap-1 max-sm:ml-auto">
        {onComment ? (
          <IconButton
            label="Comment on the file"
            size="icon-sm"
            tabIndex={tabIndex}
            onClick={() => onComment(file)}
          >
            <MessageSquarePlus className="size-3.5" />
          </IconButton>
        ) : null}
        <CopyButton
          value={path}
          label="Copy the path"
          tabIndex={tabIndex}
          className="max-sm:hidden"
        />
        <Checkbox
          checked={isViewed}
          tabIndex={tabIndex}
          aria-label={`Viewed ${path}`}
          onCheckedChange={(checked) => onView(file, checked === true)}
        />
        <span aria-hidden className="text-ink-2">
          Viewed
        </span>
      </span>
      {why ? (
        <p className="basis-full pb-1 pl-7 text-ink-3">
          {why} <Count value={file.added + file.removed} /> lines changed.
        </p>
      ) : null}
    </header>
  );
});

/** Lines added and removed, told apart by their signs too. */
export function LineCounts({
  added,
  removed,
  className,
}: {
  added: number;
  removed: number;
  className?: string;
}) {
  if (added + removed === 0) return null;
  return (
    <span className={cn("flex shrink-0 gap-1.5 font-mono text-2xs tabular-nums", className)}>
      {added > 0 ? (
        <span className="text-success">
          +<Count value={added} />
        </span>
      ) : null}
      {removed > 0 ? (
        <span className="text-danger">
          −<Count value={removed} />
        </span>
      ) : null}
      <span className="sr-only">lines added and removed</span>
    </span>
  );
}
