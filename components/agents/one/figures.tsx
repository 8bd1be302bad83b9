import { formatShare } from "@/components/format/format";
import { cn } from "@/components/ui/cn";
import { Cost } from "@/components/ui/display/figure";
import { Tooltip } from "@/components/ui/overlays/tooltip";
import type { StatisticsWire } from "@/lib/runs/shapes";
import { STATISTICS_DAYS } from "./use-statistics";

type FigureProps = { statistics: StatisticsWire | undefined; className?: string };

/** The share of finished runs that succeeded. */
export function SuccessRate({ statistics, className }: FigureProps) {
  const rate = statistics?.success_rate ?? null;
  if (statistics === undefined || rate === null)
    return <Nothing className={className} label="No finished runs" />;
  return (
    <Tooltip
      content={`${statistics.succeeded} of ${statistics.finished} finished runs succeeded in the last ${STATISTICS_DAYS} days`}
    >
      <span className={cn("tabular-nums", rate < 0.7 ? "text-warning" : undefined, className)}>
        {formatShare(rate)}
      </span>
    </Tooltip>
  );
}

/** The cost of the runs, as far as it is known. */
export function RunCost({ statistics, className }: FigureProps) {
  if (statistics === undefined || statistics.cost_usd === null) {
    return <Nothing className={className} label="Nobody reported a cost" />;
  }
  const unknown = statistics.cost_unknown;
  return (
    <Tooltip
      content={
        unknown > 0
          ? `Last ${STATISTICS_DAYS} days. ${unknown} ${unknown === 1 ? "run" : "runs"} reported no cost`
          : `Last ${STATISTICS_DAYS} days, over ${statistics.runs} runs`
      }
    >
      <span className={cn("whitespace-nowrap tabular-nums", className)}>
        <Cost usd={statistics.cost_usd} />
        {unknown > 0 ? <span className="text-ink-3">+</span> : null}
      </span>
    </Tooltip>
  );
}

function Nothing({ label, className }: { label: string; className?: string }) {
  return (
    <span className={cn("text-ink-3", className)}>
      <span aria-hidden>–</span>
      <span className="sr-only">{label}</span>
    </span>
  );
}
