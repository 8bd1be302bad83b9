import { cn } from "@/components/ui/cn";

type FlashProps = {
  /** What has just changed, such as the id of an event: another one flashes anew, 0 not at all. */
  of: number;
  className?: string;
};

/** A tint over its positioned parent that fades away, once for each change. */
export function Flash({ of, className }: FlashProps) {
  if (of === 0) return null;
  return (
    <span
      key={of}
      aria-hidden
      className={cn("pointer-events-none absolute inset-0 animate-flash bg-accent/22", className)}
    />
  );
}
