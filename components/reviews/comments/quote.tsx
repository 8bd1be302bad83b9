import { Visible } from "@/components/diff/visible";
import { cn } from "@/components/ui/cn";

/** What a comment speaks of, where it cannot be seen beside it. */
export function Quote({ text, isCode }: { text: string; isCode: boolean }) {
  return (
    <blockquote
      className={cn(
        "wrap-anywhere max-h-40 overflow-y-auto whitespace-pre-wrap rounded-md bg-sunken px-3 py-1.5 text-ink-2 text-xs leading-5",
        isCode && "font-mono",
      )}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: an area that scrolls must be reachable by keyboard
      tabIndex={0}
    >
      <Visible text={text} />
    </blockquote>
  );
}
