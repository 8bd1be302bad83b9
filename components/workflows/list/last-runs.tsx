import { CircleCheck, CircleDashed, CircleSlash, CircleX, type LucideIcon } from "lucide-react";
import Link from "next/link";
import { cn } from "@/components/ui/cn";
import { workflowRunHref } from "@/components/workflows/links";
import type { WorkflowWire } from "@/lib/workflows/catalog/shapes";

type Run = WorkflowWire["last_runs"][number];

const MARKS: Record<Run["status"], { icon: LucideIcon; look: string; word: string }> = {
  running: { icon: CircleDashed, look: "text-status-in-progress", word: "under way" },
  succeeded: { icon: CircleCheck, look: "text-success", word: "succeeded" },
  failed: { icon: CircleX, look: "text-danger", word: "failed" },
  cancelled: { icon: CircleSlash, look: "text-ink-3", word: "cancelled" },
};

/** What came of the last runs, the newest at the right: a sign each, which leads to the run. */
export function LastRuns({ runs }: { runs: readonly Run[] }) {
  if (runs.length === 0) return null;
  return (
    <ul aria-label="Last runs" className="flex items-center">
      {runs.toReversed().map(({ id, status }) => {
        const { icon: Icon, look, word } = MARKS[status];
        return (
          <li key={id}>
            <Link
              href={workflowRunHref(id)}
              prefetch={false}
              title={`Run ${id} ${word}`}
              aria-label={`Run ${id} ${word}`}
              className={cn(
                "flex size-6 items-center justify-center rounded-sm hover:bg-hover",
                look,
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
