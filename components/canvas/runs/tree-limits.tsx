"use client";

import type { ReactNode } from "react";
import { useSignal } from "@/components/canvas/model/model";
import { useFormat } from "@/components/format/format-provider";
import { cn } from "@/components/ui/cn";
import { useRuns } from "./runs-context";

const NEAR = 0.8;

/** How deep and wide the tree is and what it cost, each with what it may. */
export function TreeLimits() {
  const format = useFormat();
  const { depth, widest, limits, ...sum } = useSignal(useRuns().sum);
  const { budget_usd } = limits;
  const isUnknown = sum.cost_usd === null && sum.cost_unknown > 0;
  const spent = isUnknown ? "unknown" : format.cost(sum.cost_usd ?? 0);
  const held = sum.taken_usd - (sum.cost_usd ?? 0);
  return (
    <dl
      aria-label="Limits of the tree"
      className="flex flex-wrap items-center gap-x-6 gap-y-1.5 text-xs"
    >
      <Limit label="Depth" share={depth / Math.max(1, limits.max_depth)}>
        {depth} of {limits.max_depth}
      </Limit>
      <Limit label="Open below one run" share={widest / limits.max_children}>
        {widest} of {limits.max_children}
      </Limit>
      <Limit
        label="Spent"
        share={budget_usd === null ? null : sum.taken_usd / Math.max(budget_usd, 1e-9)}
      >
        {budget_usd === null ? `${spent}, no limit` : `${spent} of ${format.cost(budget_usd)}`}
        {budget_usd !== null && held >= 0.00005 ? (
          <span className="font-normal text-ink-3"> + {format.cost(held)} held</span>
        ) : null}
        {sum.cost_unknown > 0 && !isUnknown ? (
          <span className="font-normal text-ink-3"> + {sum.cost_unknown} unknown</span>
        ) : null}
      </Limit>
    </dl>
  );
}

interface LimitProps {
  label: string;
  /** How much of it is used, from 0 to 1; null where there is no limit. */
  share: number | null;
  children: ReactNode;
}

function Limit({ label, share, children }: LimitProps) {
  const near = share !== null && share >= NEAR;
  return (
    <div className="flex items-center gap-2">
      <dt className="text-ink-3">{label}</dt>
      <dd className={cn("flex items-center gap-2 tabular-nums", near && "font-medium")}>
        <span>{children}</span>
        {share === null ? null : (
          <span aria-hidden className="h-1 w-12 overflow-hidden rounded-full bg-ink/12">
            <span
              className={cn("block h-full", near ? "bg-warning" : "bg-accent")}
              style={{ width: `${Math.min(1, share) * 100}%` }}
            />
          </span>
        )}
      </dd>
    </div>
  );
}
