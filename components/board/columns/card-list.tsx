"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { useRef } from "react";
import { BoardCard } from "@/components/board/card/board-card";
import { usePresences } from "@/components/sync/data/use-presences";
import { cn } from "@/components/ui/cn";
import { Spinner } from "@/components/ui/feedback/spinner";
import type { TaskWire } from "@/lib/tasks/shapes";
import { estimateCard } from "./estimate-card";

const GAP_PX = 6;
/** How many cards are loaded ahead of the one in view. */
const AHEAD = 12;

type CardListProps = {
  /** The accessible name of the list: "In progress". */
  label: string;
  tasks: readonly TaskWire[];
  loadMore: () => void;
  isLoadingMore: boolean;
  onOpen: (ref: string) => void;
  className?: string;
};

/** The cards of one column; only those in view are rendered. */
export function CardList({
  label,
  tasks,
  loadMore,
  isLoadingMore,
  onOpen,
  className,
}: CardListProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const presences = usePresences();
  const rows = useVirtualizer({
    count: tasks.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => estimateCard(tasks[index]),
    getItemKey: (index) => tasks[index]?.id ?? index,
    gap: GAP_PX,
    overscan: 4,
    initialRect: { width: 260, height: 900 },
    onChange: (list) => {
      const last = list.getVirtualItems().at(-1);
      if (last && last.index >= tasks.length - AHEAD) loadMore();
    },
  });
  return (
    <div
      ref={scroller}
      data-scroll-list
      className={cn("overflow-y-auto overscroll-y-contain px-1.5 pb-2", className)}
    >
      <ul aria-label={label} className="relative" style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ key, index, start }) => {
          const task = tasks[index];
          if (!task) return null;
          return (
            <li
              key={key}
              ref={rows.measureElement}
              data-index={index}
              aria-setsize={tasks.length}
              aria-posinset={index + 1}
              className="absolute inset-x-0 top-0"
              style={{ transform: `translateY(${start}px)` }}
            >
              <BoardCard
                task={task}
                presence={task.assigned_to ? presences.get(task.assigned_to) : undefined}
                onOpen={onOpen}
              />
            </li>
          );
        })}
      </ul>
      {isLoadingMore ? (
        <div className="flex justify-center py-3 text-ink-3">
          <Spinner label="Loading more tasks" />
        </div>
      ) : null}
    </div>
  );
}
