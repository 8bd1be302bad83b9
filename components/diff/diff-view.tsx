"use client";

import { TriangleAlert } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/controls/button";
import { Count } from "@/components/ui/display/figure";
import { Callout } from "@/components/ui/feedback/callout";
import { DiffRows } from "./diff-rows";
import type { DiffFile, LooseText, Patch } from "./patch";
import { Visible } from "./visible";

/** Files of a patch with more lines than this are folded, and of a patch with many files the later ones. */
const SHOWN_LINES = 400;
const SHOWN_IN_ALL = 2_000;

/** A patch, file by file. Signs and hidden text say what the colours show. */
export function DiffView({ patch, of }: { patch: Patch; of?: string }) {
  const shown = shownLines(patch);
  return (
    <div className="flex min-w-0 flex-col gap-3">
      <p className="flex items-center gap-3 text-ink-3 text-xs tabular-nums">
        {patch.files === 1 ? "1 file" : `${patch.files} files`}
        <Counts added={patch.added} removed={patch.removed} />
      </p>
      {patch.unread > 0 ? (
        <Callout icon={<TriangleAlert aria-hidden />} tone="warning">
          Not all of this could be read as a diff. What could not is marked, and shown as it was
          handed in.
        </Callout>
      ) : null}
      {patch.parts.map((part) =>
        part.kind === "text" ? (
          <Loose key={part.id} part={part} />
        ) : (
          <FileView key={part.id} file={part} shown={shown.get(part.id) ?? 0} of={of} />
        ),
      )}
    </div>
  );
}

/** How many lines of each file are shown at first: all of them, until the patch gets long. */
function shownLines(patch: Patch): Map<number, number> {
  let left = SHOWN_IN_ALL;
  const shown = new Map<number, number>();
  for (const part of patch.parts) {
    if (part.kind === "text") continue;
    const count = Math.min(part.lines.length, SHOWN_LINES, left);
    shown.set(part.id, count);
    left -= count;
  }
  return shown;
}

function Loose({ part }: { part: LooseText }) {
  return (
    <section aria-label="Text outside of the files" className="rounded-lg border border-dashed p-3">
      <p className="mb-1 text-ink-3 text-xs">
        This belongs to no file, and is shown as it was handed in.
      </p>
      <pre className="max-h-80 overflow-auto whitespace-pre-wrap break-words font-mono text-ink-2 text-xs leading-5">
        <Visible text={part.text} />
      </pre>
    </section>
  );
}

function FileView({ file, shown, of }: { file: DiffFile; shown: number; of?: string }) {
  const [isWhole, setWhole] = useState(false);
  const lines = isWhole ? file.lines : file.lines.slice(0, shown);
  const hidden = file.lines.length - lines.length;
  const name = file.path || "File without a name";
  return (
    <section
      aria-label={of ? `${name} of ${of}` : name}
      className="min-w-0 overflow-hidden rounded-lg border"
    >
      <header className="flex min-h-9 flex-wrap items-center gap-x-3 gap-y-1 bg-sunken px-3 py-1.5">
        <h4 className="min-w-0 flex-1 basis-40 break-all font-medium font-mono text-xs">
          {file.from ? (
            <span className="text-ink-3">
              <Visible text={file.from} /> <span aria-hidden>→</span>
              <span className="sr-only">became</span>{" "}
            </span>
          ) : null}
          <Visible text={name} />
        </h4>
        {file.notes.length > 0 ? (
          <p className="text-ink-2 text-xs">{file.notes.join(" · ")}</p>
        ) : null}
        <Counts added={file.added} removed={file.removed} />
      </header>
      {lines.length > 0 ? (
        <div
          className="overflow-x-auto border-t focus-visible:-outline-offset-2"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: an area that scrolls must be reachable by keyboard
          tabIndex={0}
        >
          <DiffRows lines={lines} caption={`Changes in ${name}`} />
        </div>
      ) : null}
      {hidden > 0 ? (
        <div className="border-t p-2 text-center">
          <Button size="sm" variant="ghost" onClick={() => setWhole(true)}>
            Show <Count value={hidden} /> {lines.length > 0 ? "more " : ""}
            {hidden === 1 ? "line" : "lines"}
            <span className="sr-only"> of {name}</span>
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
