"use client";

import { type RefObject, useCallback } from "react";
import { keepFocusOnCard } from "@/components/board/card/card-focus";
import type { Lane } from "@/components/board/lanes/lanes";
import type { TaskWire } from "@/lib/tasks/shapes";
import type { DropPlace } from "./drag-store";
import type { MoveChange } from "./use-move";

/** Translates a drop into the change it means. */
export function useDrop(
  board: RefObject<HTMLElement | null>,
  lanes: readonly Lane[] | undefined,
  move: (task: TaskWire, change: MoveChange) => void,
) {
  return useCallback(
    (task: TaskWire, { status, lane }: DropPlace) => {
      const change: MoveChange = { ...lanes?.find(({ key }) => key === lane)?.change };
      // A deeper descendant of the same epic keeps its own parent.
      if (change.parent_id === task.root_id) delete change.parent_id;
      if (status !== task.status) change.status = status;
      if (Object.keys(change).length === 0) return;
      move(task, change);
      if (board.current) keepFocusOnCard(board.current, task.id);
    },
    [board, lanes, move],
  );
}
