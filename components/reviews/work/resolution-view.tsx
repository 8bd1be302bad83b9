import { isPatch } from "@/components/diff/diff-parse";
import { DiffView } from "@/components/diff/diff-view";
import { Markdown } from "@/components/ui/display/markdown";

const FENCED_DIFF = /^```(?:diff|patch)[^\n]*\n([\s\S]*?)^```[ \t]*$/gm;

/** The agent's result: prose as markdown, patches as diffs, wherever they occur. */
export function ResolutionView({ text }: { text: string }) {
  if (isPatch(text)) return <DiffView text={text} />;
  return (
    <div className="flex flex-col gap-3">
      {splitDiffs(text).map((part) =>
        part.isDiff ? (
          <DiffView key={part.at} text={part.text} />
        ) : (
          <Markdown key={part.at}>{part.text}</Markdown>
        ),
      )}
    </div>
  );
}

interface Part {
  /** Its offset in the text. */
  at: number;
  isDiff: boolean;
  text: string;
}

function splitDiffs(text: string): Part[] {
  const parts: Part[] = [];
  let from = 0;
  for (const match of text.matchAll(FENCED_DIFF)) {
    const diff = match[1] ?? "";
    // A patch without hunks is easier to read as plain text.
    if (!/^@@ -\d/m.test(diff)) continue;
    parts.push(
      { at: from, isDiff: false, text: text.slice(from, match.index) },
      { at: match.index, isDiff: true, text: diff },
    );
    from = match.index + match[0].length;
  }
  parts.push({ at: from, isDiff: false, text: text.slice(from) });
  return parts.filter((part) => part.text.trim() !== "");
}
