"use client";

import { useQuery } from "@tanstack/react-query";
import { estimateRunAction } from "@/app/(app)/workflow-runs/actions";
import { orThrow } from "@/components/forms/refusal";
import { queryKeys } from "@/components/sync/cache/query-keys";
import { Cost } from "@/components/ui/display/figure";
import type { WorkflowRunWire } from "@/lib/workflows/shapes";

/** What a run would cost at the averages of earlier ones; nothing while there are none. */
export function Estimate({ run }: { run: Pick<WorkflowRunWire, "id"> }) {
  const { data } = useQuery({
    queryKey: queryKeys.workflowEstimate(run.id),
    queryFn: () => orThrow(() => estimateRunAction(run.id)),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (data?.cost_usd == null) return null;
  return (
    <span className="text-ink-3 tabular-nums">
      of about <Cost usd={data.cost_usd} />
    </span>
  );
}
