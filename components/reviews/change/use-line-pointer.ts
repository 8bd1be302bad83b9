"use client";

import { type PointerEvent, useRef } from "react";
import { extended, isWithin, rangeOf, type Selection, selectionAt } from "./movement";
import type { CodeRow, Row, Side } from "./rows";

interface LinePointer {
  selection: Selection | null;
  onSelect: (selection: Selection | null) => void;
  /** Opens an editor at the chosen lines; left out where nobody may comment. */
  onComment?: (selection: Selection) => void;
  onCursor: (row: Row) => void;
}

/** The row that an element of the list stands in. */
export function rowAt(target: EventTarget, rows: readonly Row[]): Row | undefined {
  const row = target instanceof Element ? target.closest<HTMLElement>("[data-index]") : null;
  return row ? rows[Number(row.dataset.index)] : undefined;
}

/** Choosing lines by pointer: a press on a number chooses it, with Shift up to it; the button opens the editor, drawn over several lines for them all. */
export function useLinePointer(
  { selection, onSelect, onComment, onCursor }: LinePointer,
  rows: readonly Row[],
) {
  const drawing = useRef<{ selection: Selection; opens: boolean } | null>(null);

  function partOf(target: EventTarget): { row: CodeRow; side: Side; opens: boolean } | null {
    const part =
      target instanceof Element
        ? target.closest<HTMLElement>("[data-comment], [data-number]")
        : null;
    const row = part ? rowAt(part, rows) : undefined;
    if (!part || row?.kind !== "code") return null;
    return { row, side: part.dataset.side as Side, opens: part.dataset.comment !== undefined };
  }

  return {
    onPointerDown(event: PointerEvent) {
      const part = event.button === 0 ? partOf(event.target) : null;
      if (!part) return;
      const { row, side, opens } = part;
      const isExtending = event.shiftKey && selection !== null && !opens;
      const isChosen =
        opens && selection !== null && isWithin(row, selection.file, rangeOf(selection, ""));
      const chosen = isExtending
        ? extended(selection, row)
        : isChosen
          ? selection
          : selectionAt(row, side);
      if (!chosen) return;
      if (opens || isExtending) event.preventDefault();
      onCursor(row);
      onSelect(chosen);
      drawing.current = { selection: chosen, opens };
      window.addEventListener("pointerup", () => (drawing.current = null), { once: true });
    },
    onPointerMove(event: PointerEvent) {
      const begun = drawing.current;
      if (!begun || event.buttons === 0) return;
      const row = rowAt(
        document.elementFromPoint(event.clientX, event.clientY) ?? event.target,
        rows,
      );
      const next = extended(begun.selection, row);
      if (next.head === begun.selection.head) return;
      drawing.current = { ...begun, selection: next };
      onSelect(next);
    },
    onPointerUp() {
      const begun = drawing.current;
      drawing.current = null;
      if (begun?.opens) onComment?.(begun.selection);
    },
  };
}
