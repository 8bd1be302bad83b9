"use client";

import { Plus } from "lucide-react";
import { memo, type ReactNode } from "react";
import type { CodeLine, LinePair } from "@/components/diff/changes/pair-lines";
import { type WordDifference, wordDifference } from "@/components/diff/changes/word-difference";
import { Visible } from "@/components/diff/visible";
import { cn } from "@/components/ui/cn";
import { type CodeRow, lineNumber, numberAt, type Side, sideOf } from "./rows";

const LOOK = {
  same: { sign: " ", word: "", line: "", gutter: "", mark: "text-ink-3", changed: "" },
  added: {
    sign: "+",
    word: "added: ",
    line: "bg-success/8",
    gutter: "bg-success/12",
    mark: "text-success",
    changed: "bg-success/25",
  },
  removed: {
    sign: "−",
    word: "removed: ",
    line: "bg-danger/8",
    gutter: "bg-danger/12",
    mark: "text-danger",
    changed: "bg-danger/25",
  },
} as const;

interface CodeRowProps {
  row: CodeRow;
  /** Whether the Tab key reaches it. */
  isStop: boolean;
  /** The version in which it is among the chosen lines. */
  chosen: Side | null;
  canComment: boolean;
}

/** A line of code, or two side by side. Presses are heard by the list, which finds the row by its place and the side by `data-side`. */
export const CodeRowView = memo(function CodeRowView({
  row,
  isStop,
  chosen,
  canComment,
}: CodeRowProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: rows of a table cannot be placed one by one
    <div
      role="row"
      data-focus=""
      tabIndex={isStop ? 0 : -1}
      aria-selected={chosen !== null}
      className="group/row flex font-mono text-xs leading-5 focus-visible:-outline-offset-2"
    >
      {row.isSplit ? (
        <>
          <Half row={row} side="before" chosen={chosen} canComment={canComment} />
          <Half row={row} side="after" chosen={chosen} canComment={canComment} />
        </>
      ) : (
        <Whole row={row} chosen={chosen} canComment={canComment} />
      )}
    </div>
  );
});

type PartProps = Pick<CodeRowProps, "row" | "chosen" | "canComment">;

function Whole({ row, chosen, canComment }: PartProps) {
  const side = sideOf(row);
  const line = row[side];
  if (!line) return null;
  const look = LOOK[line.kind];
  return (
    <>
      <Numeral row={row} side="before" chosen={chosen} className={look.gutter} />
      <Numeral row={row} side="after" chosen={chosen} className={look.gutter} />
      <Cell
        className={look.line}
        comment={canComment ? <AddComment row={row} side={side} /> : null}
      >
        <Code line={line} side={side} pair={row.pair} />
      </Cell>
    </>
  );
}

function Half({ row, side, chosen, canComment }: PartProps & { side: Side }) {
  const line = row[side];
  const isRight = side === "after";
  if (!line) {
    return (
      <>
        {/* biome-ignore lint/a11y/useFocusableInteractive: the row takes the focus */}
        {/* biome-ignore lint/a11y/useSemanticElements: see above */}
        <div
          role="gridcell"
          className={cn("w-(--number) shrink-0 bg-sunken", isRight && "border-l")}
        />
        {/* biome-ignore lint/a11y/useFocusableInteractive: the row takes the focus */}
        {/* biome-ignore lint/a11y/useSemanticElements: see above */}
        <div role="gridcell" className="min-w-0 flex-1 bg-sunken" />
      </>
    );
  }
  const look = LOOK[line.kind];
  return (
    <>
      <Numeral
        row={row}
        side={side}
        chosen={chosen}
        className={cn(look.gutter, isRight && "border-l")}
      />
      <Cell
        className={look.line}
        comment={canComment ? <AddComment row={row} side={side} /> : null}
      >
        <Code line={line} side={side} pair={row.pair} />
      </Cell>
    </>
  );
}

function Numeral({
  row,
  side,
  chosen,
  className,
}: {
  row: CodeRow;
  side: Side;
  chosen: Side | null;
  className: string;
}) {
  const number = numberAt(row, side);
  const isChosen = chosen === side && number !== null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: see above
    // biome-ignore lint/a11y/useFocusableInteractive: the row takes the focus
    <div
      role="gridcell"
      data-number={number === null ? undefined : ""}
      data-side={side}
      className={cn(
        "w-(--number) shrink-0 select-none whitespace-nowrap px-[1ch] text-right text-ink-3 tabular-nums",
        number !== null && "cursor-pointer hover:text-ink",
        className,
        isChosen && "bg-accent-ink/20 text-ink shadow-[inset_2px_0_0_var(--accent)]",
      )}
    >
      {number}
    </div>
  );
}

function Cell({
  className,
  comment,
  children,
}: {
  className: string;
  comment: ReactNode;
  children: ReactNode;
}) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: see above
    // biome-ignore lint/a11y/useFocusableInteractive: the row takes the focus
    <div role="gridcell" className={cn("relative flex min-w-0 flex-1", className)}>
      {children}
      {comment}
    </div>
  );
}

/** Opens the editor at this line; drawn over several lines it takes them all. By keyboard the row itself does this. */
function AddComment({ row, side }: { row: CodeRow; side: Side }) {
  return (
    <button
      type="button"
      tabIndex={-1}
      data-comment=""
      data-side={side}
      aria-label={`Comment on line ${numberAt(row, side)}`}
      className={cn(
        "-left-2.5 absolute top-0 z-[1] inline-flex size-5 touch-none items-center justify-center rounded-sm bg-accent text-on-accent opacity-0 shadow-raised",
        "hover:bg-accent-hover group-hover/row:opacity-100 group-focus/row:opacity-100 pointer-coarse:size-6 pointer-coarse:group-hover/row:opacity-0 pointer-coarse:group-focus/row:opacity-100",
      )}
    >
      <Plus aria-hidden className="size-3.5" />
    </button>
  );
}

function Code({ line, side, pair }: { line: CodeLine; side: Side; pair: LinePair | null }) {
  const { sign, word, mark, changed } = LOOK[line.kind];
  const stretches = pair ? differenceOf(pair)?.[side] : undefined;
  return (
    <>
      <span
        aria-hidden
        className={cn("w-[3ch] shrink-0 select-none text-center font-semibold", mark)}
      >
        {sign}
      </span>
      <span
        dir="ltr"
        className="wrap-anywhere min-w-0 flex-1 whitespace-pre-wrap pr-3 [tab-size:4] [unicode-bidi:isolate]"
      >
        {word ? <span className="sr-only">{word}</span> : null}
        {stretches ? (
          stretches.map((stretch, at) => (
            <span
              // biome-ignore lint/suspicious/noArrayIndexKey: a stretch of a line is known by its place alone
              key={at}
              className={stretch.changed ? cn("rounded-xs", changed) : undefined}
            >
              <Visible text={stretch.text} />
            </span>
          ))
        ) : (
          <Visible text={line.text || " "} />
        )}
      </span>
    </>
  );
}

const differences = new WeakMap<LinePair, { found: WordDifference | null }>();

/** Compared when the line first comes into view: most lines of a large change never do. */
function differenceOf(pair: LinePair): WordDifference | null {
  const known = differences.get(pair);
  if (known) return known.found;
  const found =
    pair.before && pair.after ? wordDifference(pair.before.text, pair.after.text) : null;
  differences.set(pair, { found });
  return found;
}

/** How many digits the largest line number of these lines has. */
export function digitsOf(lines: readonly { kind: string }[]): number {
  let most = 0;
  for (const line of lines as readonly CodeLine[]) {
    if (line.kind !== "same" && line.kind !== "added" && line.kind !== "removed") continue;
    most = Math.max(most, lineNumber(line, "before") ?? 0, lineNumber(line, "after") ?? 0);
  }
  return String(most).length;
}
