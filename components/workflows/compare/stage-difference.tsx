"use client";

import { useQuery } from "@tanstack/react-query";
import { taskOptions } from "@/components/sync/data/use-task";
import { Skeleton } from "@/components/ui/feedback/skeleton";
import type { WorkflowStageWire } from "@/lib/workflows/shapes";
import { type ComparedStage, resultText } from "./compare-stages";
import { TextDifference } from "./text-difference";

/** What a stage came to in both runs, line by line. */
export function StageDifference({ row: { name, a, b } }: { row: ComparedStage }) {
  const [first, second] = [useResult(a), useResult(b)];
  if (first.isPending || second.isPending) return <Skeleton className="m-4 h-24" />;
  if (first.text === "" && second.text === "")
    return <p className="px-4 py-3 text-ink-3 text-sm">It came to nothing in either of them.</p>;
  return (
    <div className="bg-canvas px-4 py-3 max-md:px-3">
      <TextDifference name={`Result of ${name}`} a={first.text} b={second.text} />
    </div>
  );
}

/** The whole of what a stage came to: the run has only its beginning. */
function useResult(stage: WorkflowStageWire | null): { text: string; isPending: boolean } {
  const isRead = stage?.task_id != null && stage.output === undefined;
  const { data, isPending } = useQuery({
    ...taskOptions(stage?.task_id ?? 0),
    enabled: isRead,
  });
  return {
    text: resultText(stage, data?.task.resolution),
    isPending: isRead && isPending,
  };
}
