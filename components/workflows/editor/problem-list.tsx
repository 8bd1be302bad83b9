"use client";

import { ChevronDown, ChevronUp, CircleAlert, CircleCheck, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/controls/button";
import { useWorkbench } from "./workbench";

interface ProblemListProps {
  /** Shows the place of a problem. */
  onGo: (mark: { from: number; to: number; stage: number | null }) => void;
}

/** What is wrong, below both sides: each leads to its place. */
export function ProblemList({ onGo }: ProblemListProps) {
  const { checked } = useWorkbench();
  const [isOpen, setOpen] = useState(false);
  const { marks, errors } = checked;
  const warnings = marks.length - errors;
  if (marks.length === 0) {
    return (
      <p
        role="status"
        className="flex h-9 shrink-0 items-center gap-2 border-t bg-panel px-4 text-ink-3 text-xs"
      >
        <CircleCheck aria-hidden className="size-3.5 text-success" />
        No problems
      </p>
    );
  }
  const words = [
    errors > 0 ? `${errors} ${errors === 1 ? "problem" : "problems"}` : "",
    warnings > 0 ? `${warnings} ${warnings === 1 ? "warning" : "warnings"}` : "",
  ].filter(Boolean);
  const Chevron = isOpen ? ChevronDown : ChevronUp;
  return (
    <section aria-label="Problems" className="shrink-0 border-t bg-panel">
      <div className="flex h-9 items-center gap-2 px-2">
        <Button
          size="sm"
          variant="ghost"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
          className="text-ink"
        >
          {errors > 0 ? (
            <CircleAlert aria-hidden className="size-3.5 text-danger" />
          ) : (
            <TriangleAlert aria-hidden className="size-3.5 text-warning" />
          )}
          {words.join(", ")}
          <Chevron aria-hidden className="size-3.5 text-ink-3" />
        </Button>
        {isOpen ? null : (
          <button
            type="button"
            onClick={() => marks[0] && onGo(marks[0])}
            className="min-w-0 truncate rounded-sm text-ink-2 text-xs hover:text-ink hover:underline"
          >
            {marks[0]?.message}
          </button>
        )}
      </div>
      {isOpen ? (
        <ul className="max-h-48 divide-y divide-line overflow-y-auto border-t">
          {marks.map((mark) => (
            <li key={`${mark.path}:${mark.line}:${mark.message}`}>
              <button
                type="button"
                onClick={() => onGo(mark)}
                className="flex w-full items-start gap-2 px-4 py-2 text-left text-xs hover:bg-hover focus-visible:-outline-offset-2"
              >
                {mark.severity === "error" ? (
                  <CircleAlert aria-hidden className="mt-px size-3.5 shrink-0 text-danger" />
                ) : (
                  <TriangleAlert aria-hidden className="mt-px size-3.5 shrink-0 text-warning" />
                )}
                <span className="min-w-0 flex-1 break-words">
                  {mark.message} <span className="text-ink-3">{mark.fix}</span>
                </span>
                <span className="shrink-0 font-mono text-ink-3 tabular-nums">
                  {mark.line}:{mark.column}
                </span>
              </button>
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}
