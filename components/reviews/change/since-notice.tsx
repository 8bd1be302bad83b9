import { Button } from "@/components/ui/controls/button";
import type { RoundWhole } from "@/lib/reviews/rounds/shapes";
import type { ShownChange } from "./use-shown-change";

/** What the difference since the last verdict is not: complete, there at all, or shown. */
export function SinceNotice({
  shown: { mode, isCompared, files },
  round: { since },
  onWhole,
}: {
  shown: ShownChange;
  round: RoundWhole;
  onWhole: () => void;
}) {
  if (!since || mode !== "last") return null;
  const sentences = [
    files.length === 0 ? `No file changed since your verdict on round ${since.round}.` : "",
    isCompared || files.length === 0
      ? ""
      : `Nobody reported the difference to round ${since.round}, so these are the files that changed since, each as a whole.`,
    since.gone.length > 0
      ? `No longer touched: ${since.gone.slice(0, 5).join(", ")}${since.gone.length > 5 ? ` and ${since.gone.length - 5} more` : ""}.`
      : "",
    since.text_changed ? "The resolution was changed, too." : "",
  ].filter(Boolean);
  if (sentences.length === 0) return null;
  return (
    <p className="wrap-anywhere flex flex-wrap items-center gap-x-3 gap-y-1 border-b bg-sunken px-4 py-1.5 text-ink-2 text-xs">
      <span className="min-w-0">{sentences.join(" ")}</span>
      {files.length === 0 ? (
        <Button size="sm" variant="link" onClick={onWhole}>
          Show the whole change
        </Button>
      ) : null}
    </p>
  );
}
