import { cn } from "@/components/ui/cn";
import type { CanvasTask } from "./canvas-task";

/** How much of what is inside is done; read out with the node's name. */
export function NodeProgress({ task, className }: { task: CanvasTask; className?: string }) {
  const { done, total } = task.progress;
  const share = total > 0 ? Math.round((done / total) * 100) : 0;
  return (
    <span className={cn("cv-text flex h-3 items-center gap-2", className)}>
      <span className="h-1 min-w-8 max-w-80 flex-1 overflow-hidden rounded-full bg-ink/12">
        <span className="block h-full bg-status-done" style={{ width: `${share}%` }} />
      </span>
      <span className="shrink-0 text-2xs text-ink-3 tabular-nums leading-3">
        {done}/{total}
      </span>
    </span>
  );
}
