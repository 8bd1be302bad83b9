import { cn } from "@/components/ui/cn";
import { Glyph } from "./glyph";
import { PRIORITY, type Priority } from "./priority";

const BARS = [
  { x: 1.5, y: 9.5, height: 5 },
  { x: 6.5, y: 6, height: 8.5 },
  { x: 11.5, y: 2, height: 12.5 },
];
const FILLED: Record<Exclude<Priority, "critical">, number> = { high: 3, medium: 2, low: 1 };

type PriorityIconProps = {
  priority: Priority;
  /** Shows the word beside the icon; without it the icon carries the name. */
  withLabel?: boolean;
  className?: string;
};

export function PriorityIcon({ priority, withLabel = false, className }: PriorityIconProps) {
  const { label, text } = PRIORITY[priority];
  const icon = (
    <Glyph
      box={16}
      label={withLabel ? undefined : `${label} priority`}
      className={cn("size-3.5", text, !withLabel && className)}
    >
      {priority === "critical" ? (
        <>
          <rect x="1" y="1" width="14" height="14" rx="3" fill="currentColor" />
          <path
            d="M8 4.25v4.5M8 11.5v.25"
            fill="none"
            stroke="var(--panel)"
            strokeWidth="2"
            strokeLinecap="round"
          />
        </>
      ) : (
        BARS.map((bar, index) => (
          <rect
            key={bar.x}
            {...bar}
            width="3"
            rx="1"
            fill="currentColor"
            opacity={index < FILLED[priority] ? 1 : 0.28}
          />
        ))
      )}
    </Glyph>
  );
  if (!withLabel) return icon;
  return (
    <span
      className={cn(
        "inline-flex items-center gap-1.5 whitespace-nowrap text-ink-2 text-xs",
        className,
      )}
    >
      {icon}
      {label}
    </span>
  );
}
