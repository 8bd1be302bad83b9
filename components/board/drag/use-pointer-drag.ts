"use client";

import { type RefObject, useEffect, useEffectEvent } from "react";
import { useViewer } from "@/components/sync/viewer";
import type { TaskWire } from "@/lib/tasks/shapes";
import type { DropPlace } from "./drag-store";
import { enablePointerDrag } from "./pointer-drag";

/** Makes the board's cards draggable for users who may move them. */
export function usePointerDrag(
  board: RefObject<HTMLElement | null>,
  findTask: (id: number) => TaskWire | undefined,
  onDrop: (task: TaskWire, place: DropPlace) => void,
): void {
  const { canWrite } = useViewer();
  const find = useEffectEvent(findTask);
  const drop = useEffectEvent(onDrop);
  useEffect(() => {
    if (!board.current || !canWrite) return;
    return enablePointerDrag({
      board: board.current,
      findTask: (id) => find(id),
      onDrop: (task, place) => drop(task, place),
    });
  }, [board, canWrite]);
}
