"use client";

import { TriangleAlert } from "lucide-react";
import type { MarkdownField } from "@/components/tasks/text/editable-markdown";
import { Button } from "@/components/ui/controls/button";
import { Markdown } from "@/components/ui/display/markdown";
import type { Conflict } from "./save-task";

interface EditConflictProps {
  conflict: Conflict;
  field: MarkdownField;
  onTakeTheirs: () => void;
}

/** Somebody else saved the same text first: shows who, and the current text. */
export function EditConflict({ conflict, field, onTakeTheirs }: EditConflictProps) {
  const theirs = conflict.task[field];
  return (
    <div role="alert" className="rounded-md border border-warning/40 bg-warning/5 p-3 text-sm">
      <p className="flex items-center gap-2 font-medium">
        <TriangleAlert aria-hidden className="size-4 shrink-0 text-warning" />
        {conflict.by ?? "Somebody"} changed this while you were writing. Yours is not saved yet.
      </p>
      <div className="mt-2 max-h-48 overflow-y-auto rounded-sm border bg-panel p-2">
        {theirs ? <Markdown>{theirs}</Markdown> : <p className="text-ink-3">It is empty now.</p>}
      </div>
      <Button size="sm" className="mt-2" onClick={onTakeTheirs}>
        Take theirs
      </Button>
    </div>
  );
}
