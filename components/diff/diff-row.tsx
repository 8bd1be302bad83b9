import { cn } from "@/components/ui/cn";
import type { DiffLine } from "./diff-parse";

const LOOK = {
  same: { sign: " ", word: "", row: "", mark: "text-ink-3" },
  added: { sign: "+", word: "added: ", row: "bg-success/10", mark: "text-success" },
  removed: { sign: "−", word: "removed: ", row: "bg-danger/10", mark: "text-danger" },
};

const numberClass =
  "w-px select-none whitespace-nowrap px-2 text-right align-top text-2xs text-ink-3 tabular-nums";

export function DiffRow({ line }: { line: DiffLine }) {
  if (line.kind === "hunk") {
    return (
      <tr className="bg-accent-ink/6 text-ink-3">
        <td colSpan={4} className="whitespace-pre px-3 py-0.5">
          {line.text}
        </td>
      </tr>
    );
  }
  const { sign, word, row, mark } = LOOK[line.kind];
  return (
    <tr className={row}>
      <td className={numberClass}>{"before" in line ? line.before : ""}</td>
      <td className={numberClass}>{"after" in line ? line.after : ""}</td>
      <td
        aria-hidden
        className={cn("w-px select-none pl-1 text-center align-top font-semibold", mark)}
      >
        {sign}
      </td>
      <td className="whitespace-pre pr-4 pl-2 align-top">
        {word ? <span className="sr-only">{word}</span> : null}
        {line.text || " "}
      </td>
    </tr>
  );
}
