"use client";

import { memo } from "react";
import { BoardCard } from "@/components/board/card/board-card";
import { usePresences } from "@/components/sync/data/use-presences";
import { cn } from "@/components/ui/cn";
import { VirtualList } from "@/components/ui/list/virtual-list";
import type { TaskWire } from "@/lib/tasks/shapes";
import { estimateCard } from "./estimate-card";

type CardListProps = {
  /** The accessible name of the list: "In progress". */
  label: string;
  tasks: readonly TaskWire[];
  /** The number of tasks in the column, however many are loaded. */
  total: number | undefined;
  hasMore: boolean;
  loadMore: () => void;
  isLoadingMore: boolean;
  moreFailed: boolean;
  onOpen: (ref: string) => void;
  className?: string;
};

/** The cards of one column; only those in view are rendered. */
export const CardList = memo(function CardList({
  label,
  tasks,
  total,
  hasMore,
  loadMore,
  isLoadingMore,
  moreFailed,
  onOpen,
  className,
}: CardListProps) {
  const presences = usePresences();
  return (
    <VirtualList
      label={label}
      items={tasks}
      keyOf={({ id }) => id}
      estimate={estimateCard}
      total={total}
      more={{
        what: "tasks",
        hasMore,
        isLoading: isLoadingMore,
        failed: moreFailed,
        load: loadMore,
      }}
      gap={6}
      overscan={4}
      className={cn("px-1.5 pb-2", className)}
    >
      {(task, isStop) => (
        <BoardCard
          task={task}
          presence={task.assigned_to ? presences.get(task.assigned_to) : undefined}
          isStop={isStop}
          onOpen={onOpen}
        />
      )}
    </VirtualList>
  );
});
