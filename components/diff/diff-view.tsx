"use client";

import { useState } from "react";
import { Button } from "@/components/ui/controls/button";
import { type DiffFile, type DiffLine, parseDiff } from "./diff-parse";
import { DiffRow } from "./diff-row";

/** Files of a patch with more lines than this are collapsed. */
const SHOWN_LINES = 400;

/** A unified diff, file by file. Signs and hidden text say what the colours show. */
export function DiffView({ text }: { text: string }) {
  const files = parseDiff(text);
  const added = files.reduce((sum, file) => sum + file.added, 0);
  const removed = files.reduce((sum, file) => sum + file.removed, 0);
  return (
    <div className="flex flex-col gap-3">
      <p className="flex items-center gap-3 text-ink-3 text-xs tabular-nums">
        {files.length === 1 ? "1 file" : `${files.length} files`}
        <Counts added={added} removed={removed} />
      </p>
      {files.map((file) => (
        <DiffFileView key={file.id} file={file} />
      ))}
    </div>
  );
}

function DiffFileView({ file }: { file: DiffFile }) {
  const [isWhole, setWhole] = useState(false);
  const lines = isWhole ? file.lines : file.lines.slice(0, SHOWN_LINES);
  const hidden = file.lines.length - lines.length;
  return (
    <section aria-label={file.path} className="overflow-hidden rounded-lg border">
      <header className="flex min-h-9 items-center gap-3 border-b bg-sunken px-3 py-1.5">
        <h4 className="min-w-0 flex-1 break-all font-medium font-mono text-xs">
          {file.from ? <span className="text-ink-3">{file.from} → </span> : null}
          {file.path || "Patch"}
        </h4>
        <Counts added={file.added} removed={file.removed} />
      </header>
      <div
        className="overflow-x-auto focus-visible:-outline-offset-2"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: an area that scrolls must be reachable by keyboard
        tabIndex={0}
      >
        <table className="w-full border-collapse font-mono text-xs leading-5">
          <caption className="sr-only">Changes in {file.path}</caption>
          <tbody>
            {lines.map((line) => (
              <DiffRow key={keyOf(line)} line={line} />
            ))}
          </tbody>
        </table>
      </div>
      {hidden > 0 ? (
        <div className="border-t p-2 text-center">
          <Button size="sm" variant="ghost" onClick={() => setWhole(true)}>
            Show {hidden.toLocaleString("en-GB")} more lines
          </Button>
        </div>
      ) : null}
    </section>
  );
}

function Counts({ added, removed }: { added: number; removed: number }) {
  return (
    <span className="flex shrink-0 gap-2 font-mono text-xs tabular-nums">
      <span className="text-success">+{added}</span>
      <span className="text-danger">−{removed}</span>
      <span className="sr-only">lines added and removed</span>
    </span>
  );
}

/** Identifies a line by its number in either version. */
function keyOf(line: DiffLine): string {
  if (line.kind === "hunk") return line.text;
  const before = "before" in line ? line.before : "";
  return `${before}:${"after" in line ? line.after : ""}`;
}
