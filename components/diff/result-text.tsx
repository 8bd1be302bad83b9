"use client";

import { useMemo } from "react";
import { Markdown } from "@/components/ui/display/markdown";
import { DiffView } from "./diff-view";
import { resultParts } from "./result-parts";

/** What an agent handed in: prose as markdown, patches as diffs, wherever they stand. */
export function ResultText({ text, className }: { text: string; className?: string }) {
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
