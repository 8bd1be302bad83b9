import { cn } from "@/components/ui/cn";
import { Cost } from "@/components/ui/display/figure";
import type { CostWire } from "@/lib/runs/money-shapes";

type AmountProps = {
  cost: Pick<CostWire, "cost_usd" | "cost_unknown" | "runs">;
  className?: string;
};

/** What runs cost. What nobody knows is said, never shown as zero. */
export function Amount({ cost: { cost_usd, cost_unknown, runs }, className }: AmountProps) {
  if (cost_usd === null) {
    return (
      <span className={cn("text-ink-3", className)}>
        {cost_unknown > 0 || runs === 0 ? "Unknown" : "Not known yet"}
      </span>
    );
  }
  return (
    <span className={cn("tabular-nums", className)}>
      <Cost usd={cost_usd} />
      {cost_unknown > 0 ? (
        <span className="whitespace-nowrap font-normal text-ink-3 text-xs">
          {" "}
          + {cost_unknown} unknown
        </span>
      ) : null}
    </span>
  );
}
