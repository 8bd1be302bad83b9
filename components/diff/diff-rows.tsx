import { type CSSProperties, memo, useMemo } from "react";
import { cn } from "@/components/ui/cn";
import type { DiffLine } from "./patch";
import { Visible } from "./visible";

const LOOK = {
  same: { sign: " ", word: "", row: "", mark: "text-ink-3" },
  added: { sign: "+", word: "added: ", row: "bg-success/10", mark: "text-success" },
  removed: { sign: "−", word: "removed: ", row: "bg-danger/10", mark: "text-danger" },
};

const WHOLE_LINE = {
  hunk: "bg-accent-ink/6 text-ink-3",
  remark: "text-ink-3 italic",
  unread: "border-warning border-l-2 bg-warning/5",
};

/** Rows in one block. The browser lays out and paints a block when it comes near the screen. */
const BLOCK = 200;
const ROW_PX = 20;

/**
 * The lines of a file as a table of numbers, sign and text. Its parts are blocks to the style sheet, because a browser can only
 * skip those, and each is as wide as the longest line, laid out or not.
 */
export const DiffRows = memo(function DiffRows({
  lines,
  caption,
}: {
  lines: DiffLine[];
  caption: string;
}) {
  const { blocks, columns } = useMemo(() => layOut(lines), [lines]);
  return (
    <table style={columns} className="block w-max font-mono text-xs leading-5">
      <caption className="sr-only">{caption}</caption>
      {blocks.map((block) => (
        <tbody key={block.from} className="block" style={blocks.length > 1 ? skipped(block) : {}}>
          {block.lines.map((line, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line of a patch is known by its place alone
            <DiffRow key={index} line={line} />
          ))}
        </tbody>
      ))}
    </table>
  );
});

function skipped(block: Block): CSSProperties {
  return {
    contentVisibility: "auto",
    containIntrinsicHeight: `auto ${block.lines.length * ROW_PX}px`,
  };
}

interface Block {
  from: number;
  lines: DiffLine[];
}

function layOut(lines: DiffLine[]): { blocks: Block[]; columns: CSSProperties } {
  const blocks: Block[] = [];
  for (let from = 0; from < lines.length; from += BLOCK) {
    blocks.push({ from, lines: lines.slice(from, from + BLOCK) });
  }
  let [number, longest] = [1, 0];
  for (const line of lines) {
    if ("before" in line) number = Math.max(number, line.before);
    if ("after" in line) number = Math.max(number, line.after);
    if (line.kind !== "problem") longest = Math.max(longest, line.text.length);
  }
  const columns = {
    "--diff-number": `${String(number).length + 2}ch`,
    minWidth: `max(100%, ${Math.min(longest, 2_000) + 2 * String(number).length + 8}ch)`,
  };
  return { blocks, columns: columns as CSSProperties };
}

const numberClass =
  "block w-(--diff-number) shrink-0 select-none whitespace-nowrap px-[1ch] text-right text-ink-3 tabular-nums";

function DiffRow({ line }: { line: DiffLine }) {
  if (line.kind === "problem") {
    return (
      <tr className="block bg-warning/10">
        <td className="sticky left-0 block w-fit max-w-2xl px-3 py-1 font-sans text-warning">
          {line.text}
        </td>
      </tr>
    );
  }
  if (line.kind === "hunk" || line.kind === "remark" || line.kind === "unread") {
    return (
      <tr className={cn("block", WHOLE_LINE[line.kind])}>
        <td className="block whitespace-pre px-3">
          <Visible text={line.text || " "} />
        </td>
      </tr>
    );
  }
  const { sign, word, row, mark } = LOOK[line.kind];
  return (
    <tr className={cn("flex", row)}>
      <td className={numberClass}>{"before" in line ? line.before : ""}</td>
      <td className={numberClass}>{"after" in line ? line.after : ""}</td>
      <td
        aria-hidden
        className={cn("w-[2ch] shrink-0 select-none text-center font-semibold", mark)}
      >
        {sign}
      </td>
      <td dir="ltr" className="block whitespace-pre pr-4 pl-[1ch] [unicode-bidi:isolate]">
        {word ? <span className="sr-only">{word}</span> : null}
        <Visible text={line.text || " "} />
      </td>
    </tr>
  );
}
