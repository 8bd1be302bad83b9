"use client";

import { CircleAlert } from "lucide-react";
import { ended } from "@/components/format/sentence";
import { useTaskRuns } from "@/components/sync/data/use-task-parts";
import { Elapsed } from "@/components/ui/display/elapsed";
import { Spinner } from "@/components/ui/feedback/spinner";
import type { ReviewWire } from "@/lib/reviews/schema";
import type { TaskWire } from "@/lib/tasks/shapes";

type ReviewerStatusProps = { task: TaskWire; newest: ReviewWire | undefined };

/** Whether the reviewing agent is working on it now, or failed to decide. */
export function ReviewerStatus({ task, newest }: ReviewerStatusProps) {
  const { data } = useTaskRuns(task.id);
  const run = data?.runs.find(({ trigger }) => trigger === "review");
  if (!run || task.status !== "review") return null;
  if (run.outcome === null) {
    return (
      <p
        role="status"
        className="flex items-center gap-2 rounded-md bg-selected px-3 py-2 text-ink text-sm"
      >
        <Spinner label="Reviewing" className="text-accent-ink" />
        <span>
          <span className="font-medium">{run.agent}</span> is reading it now. You can decide at any
          time.
        </span>
        <Elapsed since={run.started_at} className="ml-auto text-ink-3 text-xs" />
      </p>
    );
  }
  const isOld = newest !== undefined && newest.created_at >= run.started_at;
  if (run.outcome === "succeeded" || isOld) return null;
  return (
    <p className="flex items-start gap-2 rounded-md bg-warning/10 px-3 py-2 text-sm">
      <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-warning" />
      <span>
        <span className="font-medium">{run.agent} could not decide</span>:{" "}
        {ended(run.error ?? "its run ended without a verdict")} It is yours to judge.
      </span>
    </p>
  );
}
