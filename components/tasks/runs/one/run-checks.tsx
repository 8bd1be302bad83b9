"use client";

import { ListChecks } from "lucide-react";
import { ReadingProblem } from "@/components/sync/reading-problem";
import { CheckList } from "@/components/tasks/page/task-checks";
import { EmptyState } from "@/components/ui/feedback/empty-state";
import { Skeleton } from "@/components/ui/feedback/skeleton";
import type { useRunEvidence } from "./use-run";

/** The checks that are asked of a run's work, and how they ended on the commit it hands in. */
export function RunChecks({ reading }: { reading: ReturnType<typeof useRunEvidence> }) {
  if (reading.isPending) return <Skeleton className="m-4 h-24" />;
  const evidence = reading.data?.evidence;
  return (
    <>
      <ReadingProblem reading={reading} what="The checks" />
      {evidence && evidence.checks.length > 0 ? (
        <div className="flex max-w-4xl flex-col gap-3 p-4">
          <p className="text-ink-3 text-xs">
            {evidence.commit
              ? `On ${evidence.commit.slice(0, 10)}. `
              : "Nothing was handed in yet. "}
            {evidence.from === "task" ? "The task asks for them." : "The project asks for them."}
          </p>
          <CheckList checks={evidence.checks} />
        </div>
      ) : evidence ? (
        <EmptyState
          icon={ListChecks}
          title="No checks"
          description="Commands that have to end well on the commit that is handed in: set them in the task, or for all work in Settings, Projects."
        />
      ) : null}
    </>
  );
}
