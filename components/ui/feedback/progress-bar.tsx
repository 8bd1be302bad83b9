import { cn } from "@/components/ui/cn";

const FILL = {
  accent: "bg-accent",
  success: "bg-status-done",
  warning: "bg-warning",
  danger: "bg-danger",
};

type ProgressBarProps = {
  /** What progresses, for screen readers. */
  label: string;
  value: number;
  max?: number;
  tone?: keyof typeof FILL;
  /** Writes `value/max` at the end. */
  withCount?: boolean;
  className?: string;
};

export function ProgressBar({
  label,
  value,
  max = 100,
  tone = "accent",
  withCount = false,
  className,
}: ProgressBarProps) {
  const share = max > 0 ? Math.min(100, Math.max(0, (value / max) * 100)) : 0;
  return (
    <div className={cn("flex min-w-0 items-center gap-2", className)}>
      <div
        role="progressbar"
        aria-label={label}
        aria-valuenow={value}
        aria-valuemin={0}
        aria-valuemax={max}
        className="h-1 min-w-8 flex-1 overflow-hidden rounded-full bg-ink/12"
      >
        <div
          className={cn("h-full rounded-full transition-[width] duration-300", FILL[tone])}
          style={{ width: `${share}%` }}
        />
      </div>
      {withCount ? (
        <span aria-hidden className="shrink-0 text-2xs text-ink-3 tabular-nums">
          {value}/{max}
        </span>
      ) : null}
    </div>
  );
}
