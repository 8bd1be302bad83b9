"use client";

import { type FocusEvent, type KeyboardEvent, type RefObject, useCallback } from "react";
import { focusAcross, focusAlong } from "@/components/board/card/card-focus";
import { type DropPlace, getDrag, setDrag } from "@/components/board/drag/drag-store";
import { liftByKeys, steerByKeys } from "@/components/board/drag/keyboard-move";
import { useViewer } from "@/components/sync/viewer";
import type { TaskWire } from "@/lib/tasks/shapes";

interface BoardKeysOptions {
  board: RefObject<HTMLElement | null>;
  findTask: (id: number) => TaskWire | undefined;
  onDrop: (task: TaskWire, place: DropPlace) => void;
}

/** The keys of a focused card: arrows move the focus; after space has lifted the card, they move the card. */
export function useBoardKeys({ board, findTask, onDrop }: BoardKeysOptions) {
  const { canWrite } = useViewer();

  const onKeyDown = useCallback(
    (event: KeyboardEvent) => {
      const root = board.current;
      const card = (event.target as Element).closest<HTMLElement>("[data-card]");
      if (!root || !card || event.metaKey || event.ctrlKey || event.altKey) return;
      if (getDrag()?.by === "keys") {
        if (steerByKeys(event.key, root, onDrop)) event.preventDefault();
        return;
      }
      if (event.key === " ") {
        event.preventDefault();
        const task = findTask(Number(card.dataset.card));
        if (task && canWrite) liftByKeys(card, task);
        return;
      }
      if (event.key === "ArrowDown") focusAlong(root, card, 1);
      else if (event.key === "ArrowUp") focusAlong(root, card, -1);
      else if (event.key === "ArrowRight") focusAcross(root, card, 1);
      else if (event.key === "ArrowLeft") focusAcross(root, card, -1);
      else return;
      event.preventDefault();
    },
    [board, findTask, onDrop, canWrite],
  );

  /** A lifted card that loses focus goes back. */
  const onBlur = useCallback((event: FocusEvent) => {
    const drag = getDrag();
    const isLifted = (event.target as Element).getAttribute("data-card") === String(drag?.task.id);
    if (drag?.by === "keys" && isLifted) setDrag(null);
  }, []);

  return { onKeyDown, onBlur };
}
