import { cn } from "@/components/ui/cn";

/** Above this capacity a single bar replaces the pips. */
const MAX_PIPS = 8;

type CapacityMeterProps = { taken: number; capacity: number; className?: string };

/** How much of its capacity an agent uses: one pip per place, filled for each task it has. */
export function CapacityMeter({ taken, capacity, className }: CapacityMeterProps) {
  const over = taken > capacity;
  const label = `Holds ${taken} of ${capacity} ${capacity === 1 ? "task" : "tasks"} at once${over ? ", more than it should" : ""}`;
  return (
    <span
      className={cn("inline-flex items-center gap-2 whitespace-nowrap", className)}
      title={label}
    >
      <span className="sr-only">{label}</span>
      <span aria-hidden className="flex w-14 items-center gap-0.5">
        {capacity <= MAX_PIPS ? (
          Array.from({ length: capacity }, (_, index) => index).map((place) => (
            <span
              key={place}
              className={cn(
                "h-2 max-w-3.5 flex-1 rounded-[2px]",
                place < taken ? fill(over) : "bg-ink/12",
              )}
            />
          ))
        ) : (
          <span className="h-2 flex-1 overflow-hidden rounded-[2px] bg-ink/12">
            <span
              className={cn("block h-full", fill(over))}
              style={{ width: `${Math.min(100, (taken / capacity) * 100)}%` }}
            />
          </span>
        )}
      </span>
      <span
        aria-hidden
        className={cn("text-xs tabular-nums", over ? "text-warning" : "text-ink-2")}
      >
        {taken}
        <span className="text-ink-3">/{capacity}</span>
      </span>
    </span>
  );
}

function fill(over: boolean): string {
  return over ? "bg-warning" : "bg-presence-busy";
}
