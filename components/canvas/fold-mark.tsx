import { cn } from "@/components/ui/cn";
import { Glyph } from "@/components/ui/glyph";

/** Opens or closes a container for the pointer; the space bar does it for the keyboard. */
export function FoldMark({ open }: { open: boolean }) {
  return (
    <span
      data-act="fold"
      className="cv-text -ml-1 flex size-5 shrink-0 items-center justify-center rounded-xs text-ink-3 hover:bg-hover hover:text-ink"
    >
      <Glyph box={12} className={cn("size-3", !open && "-rotate-90")}>
        <path
          d="M2.5 4.5 6 8l3.5-3.5"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.5"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </Glyph>
    </span>
  );
}
