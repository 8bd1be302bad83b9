import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

type GlyphProps = {
  /** The side of the square that the children draw in. */
  box: number;
  /** Its name, where no word stands beside it. */
  label?: string;
  className?: string;
  children: ReactNode;
};

/** One of Baton's own small icons. */
export function Glyph({ box, label, className, children }: GlyphProps) {
  const classes = cn("shrink-0", className);
  const viewBox = `0 0 ${box} ${box}`;
  if (label) {
    return (
      <svg viewBox={viewBox} className={classes} role="img" aria-label={label}>
        {children}
      </svg>
    );
  }
  return (
    <svg viewBox={viewBox} className={classes} aria-hidden="true">
      {children}
    </svg>
  );
}
