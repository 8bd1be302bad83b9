import Link from "next/link";
import { cn } from "@/components/ui/cn";
import { workflowRunHref } from "@/components/workflows/links";
import { lookOfRun } from "@/components/workflows/runs/stage-look";
import type { WorkflowWire } from "@/lib/workflows/catalog/shapes";

type Run = WorkflowWire["last_runs"][number];

/** What came of the last runs, the newest at the right: a sign each, which leads to the run. */
export function LastRuns({ runs }: { runs: readonly Run[] }) {
  if (runs.length === 0) return null;
  return (
    <ul aria-label="Last runs" className="flex items-center">
      {runs.toReversed().map((run) => {
        const { icon: Icon, label, text } = lookOfRun(run);
        const words = `Run ${run.id}: ${label}`;
        return (
          <li key={run.id}>
            <Link
              href={workflowRunHref(run.id)}
              prefetch={false}
              title={words}
              aria-label={words}
              className={cn(
                "flex size-6 items-center justify-center rounded-sm hover:bg-hover",
                text,
              )}
            >
              <Icon aria-hidden className="size-4" />
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
