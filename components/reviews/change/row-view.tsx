import type { ReactNode } from "react";
import type { ChangedFile } from "@/components/diff/changes/changed-files";
import { Visible } from "@/components/diff/visible";
import { cn } from "@/components/ui/cn";
import { CodeRowView } from "./code-row";
import { isWithin, rangeOf, type Selection } from "./movement";
import type { Row } from "./rows";

interface RowViewProps {
  row: Exclude<Row, { kind: "file" }>;
  file: ChangedFile | undefined;
  isStop: boolean;
  selection: Selection | null;
  onComment?: (selection: Selection) => void;
  renderTalk: (id: string, isAway: boolean) => ReactNode;
}

/** Any row below the head of a file. */
export function RowView({ row, file, isStop, selection, onComment, renderTalk }: RowViewProps) {
  if (row.kind === "code") {
    const isChosen =
      selection !== null && isWithin(row, selection.file, rangeOf(selection, file?.path ?? ""));
    return (
      <CodeRowView
        row={row}
        isStop={isStop}
        chosen={isChosen ? selection.side : null}
        canComment={onComment !== undefined}
      />
    );
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: rows of a table cannot be placed one by one
    // biome-ignore lint/a11y/useFocusableInteractive: only those with a sentence or a comment are stops
    <div role="row">
      {/* biome-ignore lint/a11y/useSemanticElements: see above */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: see above */}
      <div role="gridcell">
        {row.kind === "talk" ? (
          renderTalk(row.talk, row.isAway)
        ) : row.kind === "without" ? (
          <p
            data-focus=""
            tabIndex={isStop ? 0 : -1}
            className="px-4 py-3 text-ink-2 text-sm focus-visible:-outline-offset-2"
          >
            {row.text}
          </p>
        ) : row.kind === "hunk" ? (
          <p className="wrap-anywhere bg-accent-ink/6 px-3 py-1 font-mono text-2xs text-ink-3 leading-5">
            <Visible text={row.text} />
          </p>
        ) : (
          <p
            className={cn(
              "wrap-anywhere whitespace-pre-wrap px-3 font-mono text-xs leading-5",
              row.line.kind === "problem"
                ? "bg-warning/10 py-1 font-sans text-warning"
                : row.line.kind === "unread"
                  ? "border-warning border-l-2 bg-warning/5"
                  : "text-ink-3 italic",
            )}
          >
            <Visible text={row.line.text || " "} />
          </p>
        )}
      </div>
    </div>
  );
}
