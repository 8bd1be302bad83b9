"use client";

import { ChevronRight, FilePen, Wrench } from "lucide-react";
import { type MouseEvent, memo } from "react";
import { cn } from "@/components/ui/cn";
import type { Style, Tone } from "./ansi";
import { SHOWN_CHARACTERS } from "./log-layout";
import { type Mark, piecesOf } from "./pieces";
import type { LogLine } from "./run-log";
import { toolCall } from "./tool-call";

interface LogLineRowProps {
  line: LogLine;
  /** Counted from 1. */
  number: number;
  top: number;
  /** The address before `#L12`, when it is not this page's. */
  base: string;
  /** Whether the Tab key reaches it. */
  isStop: boolean;
  /** Whether the address points at it. */
  isPointed: boolean;
  isUnfolded: boolean;
  marks: readonly Mark[];
  onPress: (number: number, extend: boolean) => void;
  onFold: (number: number) => void;
}

/** One line: its number, which is a link to it, and what it says by its kind. */
export const LogLineRow = memo(function LogLineRow({
  line,
  number,
  top,
  base,
  isStop,
  isPointed,
  isUnfolded,
  marks,
  onPress,
  onFold,
}: LogLineRowProps) {
  function press(event: MouseEvent) {
    if (base !== "" || event.metaKey || event.ctrlKey) return;
    event.preventDefault();
    onPress(number, event.shiftKey);
  }
  return (
    <li
      data-line={number - 1}
      data-pointed={isPointed || undefined}
      className={cn(
        "absolute inset-x-0 top-0 flex hover:bg-hover",
        isPointed && "bg-selected shadow-[inset_2px_0_0_var(--accent)]",
      )}
      style={{ transform: `translateY(${top}px)` }}
    >
      <a
        href={`${base}#L${number}`}
        data-stop=""
        tabIndex={isStop ? 0 : -1}
        aria-label={`Line ${number}`}
        aria-current={isPointed ? "true" : undefined}
        onClick={press}
        className="w-14 shrink-0 select-none pr-3 text-right font-mono text-2xs text-ink-3 tabular-nums leading-5 hover:text-ink focus-visible:-outline-offset-2"
      >
        {number}
      </a>
      <div className="min-w-0 flex-1 pr-4">
        {line.kind === "tool" ? (
          <ToolLine
            text={line.text}
            isUnfolded={isUnfolded}
            isMarked={marks.length > 0}
            onFold={() => onFold(number)}
          />
        ) : line.kind === "file" ? (
          <FileLine line={line} marks={marks} />
        ) : (
          <TextLine
            line={line}
            marks={marks}
            isUnfolded={isUnfolded}
            onFold={() => onFold(number)}
          />
        )}
      </div>
    </li>
  );
});

interface TextLineProps {
  line: LogLine;
  marks: readonly Mark[];
  isUnfolded: boolean;
  onFold: () => void;
}

function TextLine({ line, marks, isUnfolded, onFold }: TextLineProps) {
  const { kind, text } = line;
  const isCut = text.length > SHOWN_CHARACTERS;
  return (
    <>
      <div
        dir={kind === "text" ? "auto" : "ltr"}
        className={cn(
          "wrap-anywhere min-h-5 whitespace-pre-wrap",
          kind === "text" ? "font-sans text-ink text-sm" : "font-mono text-ink-2 text-xs",
          "leading-5",
        )}
      >
        <Pieces
          line={line}
          marks={marks}
          end={isCut && !isUnfolded ? SHOWN_CHARACTERS : undefined}
        />
      </div>
      {isCut ? (
        <button
          type="button"
          tabIndex={-1}
          aria-expanded={isUnfolded}
          onClick={onFold}
          className="block h-5 rounded-sm text-accent-ink text-xs leading-5 hover:underline"
        >
          {isUnfolded
            ? "Show less of this line"
            : `Show all ${text.length} characters of this line`}
        </button>
      ) : null}
    </>
  );
}

function FileLine({ line, marks }: { line: LogLine; marks: readonly Mark[] }) {
  return (
    <div className="flex gap-1.5 font-mono text-xs leading-5">
      <FilePen aria-hidden className="mt-1 size-3 shrink-0 text-status-review" />
      <span className="sr-only">Changed file:</span>
      <span dir="ltr" className="wrap-anywhere min-w-0 whitespace-pre-wrap text-ink">
        <Pieces line={line} marks={marks} />
      </span>
    </div>
  );
}

interface ToolLineProps {
  text: string;
  isUnfolded: boolean;
  /** What was searched for stands in it, maybe where it is folded. */
  isMarked: boolean;
  onFold: () => void;
}

function ToolLine({ text, isUnfolded, isMarked, onFold }: ToolLineProps) {
  const { name, summary, details } = toolCall(text);
  const head = (
    <>
      <Wrench aria-hidden className="size-3 shrink-0 text-status-assigned" />
      {name ? <span className="shrink-0 font-medium text-ink">{name}</span> : null}
      <span className={cn("min-w-0 truncate text-ink-2", isMarked && "bg-warning/20")}>
        {summary}
      </span>
    </>
  );
  const look = "flex h-5 w-full min-w-0 items-center gap-1.5 text-left font-mono text-xs";
  if (details === null) {
    return (
      <div className={look}>
        <span className="sr-only">Tool call:</span>
        <span aria-hidden className="w-3 shrink-0" />
        {head}
      </div>
    );
  }
  return (
    <>
      <button
        type="button"
        tabIndex={-1}
        aria-expanded={isUnfolded}
        onClick={onFold}
        className={cn(look, "rounded-sm")}
      >
        <ChevronRight
          aria-hidden
          className={cn("size-3 shrink-0 text-ink-3", isUnfolded && "rotate-90")}
        />
        <span className="sr-only">Tool call:</span>
        {head}
      </button>
      {isUnfolded ? (
        <pre
          dir="ltr"
          className="wrap-anywhere ml-[0.375rem] whitespace-pre-wrap border-l pl-4 font-mono text-ink-2 text-xs leading-5"
        >
          {details}
        </pre>
      ) : null}
    </>
  );
}

interface PiecesProps {
  line: LogLine;
  marks: readonly Mark[];
  end?: number;
}

function Pieces({ line: { text, parts }, marks, end = text.length }: PiecesProps) {
  if (parts === null && marks.length === 0) return end < text.length ? text.slice(0, end) : text;
  return piecesOf(text, parts, marks, end).map(({ text: piece, style, mark }, at) => {
    const look = lookOf(style);
    const Tag = mark ? "mark" : "span";
    return (
      <Tag
        // biome-ignore lint/suspicious/noArrayIndexKey: a piece is known by its place alone
        key={at}
        className={cn(
          look,
          mark && (mark.isCurrent ? "bg-accent text-on-accent" : "bg-warning/25 text-ink"),
        )}
      >
        {piece}
      </Tag>
    );
  });
}

const INK: Record<Tone, string> = {
  red: "text-danger",
  green: "text-success",
  yellow: "text-warning",
  blue: "text-accent-ink",
  magenta: "text-status-review",
  cyan: "text-status-assigned",
  gray: "text-ink-3",
  white: "text-ink",
};

const GROUND: Record<Tone, string> = {
  red: "bg-danger/15",
  green: "bg-success/15",
  yellow: "bg-warning/15",
  blue: "bg-accent-ink/15",
  magenta: "bg-status-review/15",
  cyan: "bg-status-assigned/15",
  gray: "bg-hover",
  white: "bg-ink/15",
};

/** A ground is a tint, on which every text can be read; what is inverse has one of its own colour. */
function lookOf(style: Style): string {
  const ground = style.inverse ? (style.tone ?? "white") : style.ground;
  return cn(
    ground ? [GROUND[ground], "text-ink"] : style.tone && INK[style.tone],
    style.bold && "font-semibold",
    style.dim && !style.tone && !ground && "text-ink-3",
    style.italic && "italic",
    style.underline && "underline",
    style.strike && "line-through",
  );
}
