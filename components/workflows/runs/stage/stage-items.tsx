"use client";

import { useQuery } from "@tanstack/react-query";
import { ReadingProblem } from "@/components/sync/reading-problem";
import { cn } from "@/components/ui/cn";
import { Elapsed } from "@/components/ui/display/elapsed";
import { ProgressBar } from "@/components/ui/feedback/progress-bar";
import { VirtualList } from "@/components/ui/list/virtual-list";
import { STAGE_LOOK } from "@/components/workflows/runs/stage-look";
import { labelOfItem } from "@/components/workflows/runs/timeline/timeline-rows";
import { itemsOptions } from "@/components/workflows/runs/use-workflow-run";
import type { WorkflowStageWire } from "@/lib/workflows/shapes";

interface StageItemsProps {
  run: number;
  stage: WorkflowStageWire;
  onSelect: (item: number) => void;
}

/** The items or iterations of a stage: how many are done, and each with how it stands. */
export function StageItems({ run, stage, onSelect }: StageItemsProps) {
  const reading = useQuery(itemsOptions(run, stage.name));
  const { total, done, failed } = stage.items ?? { total: 0, done: 0, failed: 0 };
  const items = reading.data ?? [];
  return (
    <section aria-label="Items" className="flex max-h-64 shrink-0 flex-col border-b">
      <div className="flex items-center gap-3 px-4 py-2 text-xs">
        <span className="text-ink-2 tabular-nums">
          {done - failed} of {total} done{failed > 0 ? `, ${failed} failed` : ""}
        </span>
        <ProgressBar
          label="Items that are over"
          value={done}
          max={total}
          tone={failed > 0 ? "danger" : "success"}
          className="flex-1"
        />
      </div>
      <ReadingProblem reading={reading} what="The items" part />
      <VirtualList
        items={items}
        keyOf={({ index }) => index}
        estimate={() => 32}
        label="Items"
        as="ol"
        className="min-h-0 flex-1"
      >
        {(item, isStop) => {
          const look = STAGE_LOOK[item.status];
          return (
            <button
              type="button"
              data-stop=""
              tabIndex={isStop ? 0 : -1}
              onClick={() => onSelect(item.index)}
              className="flex h-8 w-full items-center gap-2 px-4 text-left text-sm hover:bg-hover focus-visible:-outline-offset-2"
            >
              <look.icon aria-hidden className={cn("size-3.5 shrink-0", look.text)} />
              <span className="sr-only">{look.label}: </span>
              <span dir="auto" className="min-w-0 flex-1 truncate">
                {labelOfItem(item)}
              </span>
              {item.reason ? (
                <span className="min-w-0 max-w-[45%] truncate text-ink-3 text-xs">
                  {item.reason}
                </span>
              ) : null}
              {item.started_at === null ? null : (
                <span className="shrink-0 text-ink-3 text-xs">
                  <Elapsed since={item.started_at} until={item.finished_at} />
                </span>
              )}
            </button>
          );
        }}
      </VirtualList>
    </section>
  );
}
