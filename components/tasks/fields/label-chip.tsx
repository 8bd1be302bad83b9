import { cn } from "@/components/ui/cn";

const TONES = [
  "bg-status-assigned",
  "bg-status-in-progress",
  "bg-status-review",
  "bg-status-blocked",
  "bg-status-done",
  "bg-status-cancelled",
];

/** A label has the same tone everywhere; its text carries the meaning. */
export function LabelDot({ label }: { label: string }) {
  let sum = 0;
  for (const sign of label) sum = (sum * 31 + (sign.codePointAt(0) ?? 0)) % 997;
  return (
    <span aria-hidden className={cn("size-2 shrink-0 rounded-full", TONES[sum % TONES.length])} />
  );
}

export function LabelChip({ label, className }: { label: string; className?: string }) {
  return (
    <span
      className={cn(
        "inline-flex h-5 min-w-0 max-w-40 items-center gap-1.5 rounded-full border px-2 text-2xs text-ink-2",
        className,
      )}
    >
      <LabelDot label={label} />
      <span dir="auto" className="truncate">
        {label}
      </span>
    </span>
  );
}
