"use client";

import { useMemo } from "react";
import { Markdown } from "@/components/ui/display/markdown";
import { DiffView } from "./diff-view";
import { resultParts } from "./result-parts";

export interface ResultTextProps {
  text: string;
  className?: string;
}

/** Prose as markdown and patches as diffs, wherever they stand. */
export function ResultRendered({ text, className }: ResultTextProps) {
  const parts = useMemo(() => resultParts(text), [text]);
  return (
    <div className="flex min-w-0 flex-col gap-3">
      {parts.map((part) =>
        part.kind === "patch" ? (
          <DiffView key={part.at} patch={part.patch} />
        ) : (
          <Markdown key={part.at} className={className}>
            {part.text}
          </Markdown>
        ),
      )}
    </div>
  );
}
