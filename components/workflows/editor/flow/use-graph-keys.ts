"use client";

import { type KeyboardEvent, type RefObject, useCallback, useEffect, useRef } from "react";
import { useReactFlow } from "reactflow";
import { type Direction, neighbourOf, type Rect } from "@/components/graph/neighbours";
import { toast } from "@/components/ui/overlays/toast";
import {
  copyStages,
  duplicateStages,
  pasteStages,
} from "@/components/workflows/editor/document/clipboard";
import { removeStages } from "@/components/workflows/editor/document/operations";
import { useWorkbench, type Workbench } from "@/components/workflows/editor/workbench";

const ARROWS: Record<string, Direction> = {
  ArrowLeft: "left",
  ArrowRight: "right",
  ArrowUp: "up",
  ArrowDown: "down",
};
const TYPING = 'input, textarea, select, [contenteditable="true"], [role="textbox"]';
const OVERLAY = '[role="dialog"][data-state="open"], [role="menu"][data-state="open"]';

interface GraphKeys {
  places: ReadonlyMap<string, Rect> | null;
  connecting: string | null;
  onConnect: (to: string) => void;
  onStopConnecting: () => void;
  onOpen: () => void;
  hasEdge: boolean;
  removeEdge: () => boolean;
  pane: RefObject<HTMLElement | null>;
}

/** Removes the selected stages. */
export function removeSelected({ apply, code, selected, select, outline }: Workbench): boolean {
  const gone = outline.stages.filter(({ id }) => selected.has(id));
  const ids = gone.map(({ id }) => id);
  if (ids.length === 0 || !apply(removeStages(code.get().text, ids))) return false;
  select([]);
  toast(
    gone.length === 1 ? `Removed ${gone[0]?.name || "the stage"}` : `Removed ${gone.length} stages`,
    {
      id: "workflow-edit",
      action: { label: "Undo", onClick: () => code.undo() },
    },
  );
  return true;
}

export function duplicateSelected({ apply, code, selected }: Workbench): boolean {
  return selected.size > 0 && apply(duplicateStages(code.get().text, [...selected]));
}

/** The keys on the graph, and copy, cut and paste of stages as YAML wherever nobody types. */
export function useGraphKeys({
  places,
  connecting,
  onConnect,
  onStopConnecting,
  onOpen,
  hasEdge,
  removeEdge,
  pane,
}: GraphKeys) {
  const bench = useWorkbench();
  const { setCenter, getViewport, getZoom } = useReactFlow();
  const latest = useRef(bench);
  useEffect(() => {
    latest.current = bench;
  });

  const focusStage = useCallback(
    (id: string) => {
      latest.current.select([id]);
      const rect = places?.get(id);
      const box = pane.current?.getBoundingClientRect();
      if (rect && box) {
        const { x, y, zoom } = getViewport();
        const [left, top] = [rect.x * zoom + x, rect.y * zoom + y];
        const isInView =
          left >= 0 &&
          top >= 0 &&
          left + rect.width * zoom <= box.width &&
          top + rect.height * zoom <= box.height;
        if (!isInView) {
          void setCenter(rect.x + rect.width / 2, rect.y + rect.height / 2, { zoom: getZoom() });
        }
      }
      requestAnimationFrame(() => stageElement(pane.current, id)?.focus({ preventScroll: true }));
    },
    [places, pane, getViewport, getZoom, setCenter],
  );

  useEffect(() => {
    /** The clipboard's own events need no permission, and carry the text. */
    const onCopy = (event: ClipboardEvent) => {
      const { code, outline, selected, canWrite } = latest.current;
      if (isElsewhere(event.target) || selected.size === 0 || hasSelectedText()) return;
      const copied = outline.stages.filter(({ id }) => selected.has(id));
      const text = copyStages(
        code.get().text,
        copied.map(({ id }) => id),
      );
      if (text === null) return;
      event.clipboardData?.setData("text/plain", text);
      event.preventDefault();
      if (event.type === "cut" && canWrite) removeSelected(latest.current);
      else
        toast(copied.length === 1 ? `Copied ${copied[0]?.name}` : `Copied ${copied.length} stages`);
    };
    const onPaste = (event: ClipboardEvent) => {
      const { apply, canWrite, code, current } = latest.current;
      if (!canWrite || isElsewhere(event.target)) return;
      event.preventDefault();
      apply(
        pasteStages(code.get().text, event.clipboardData?.getData("text/plain") ?? "", current),
      );
    };
    document.addEventListener("copy", onCopy);
    document.addEventListener("cut", onCopy);
    document.addEventListener("paste", onPaste);
    return () => {
      document.removeEventListener("copy", onCopy);
      document.removeEventListener("cut", onCopy);
      document.removeEventListener("paste", onPaste);
    };
  }, []);

  const onKeyDown = useCallback(
    (event: KeyboardEvent) => {
      if (event.defaultPrevented || isTyping(event.target)) return;
      const { key, metaKey, ctrlKey, altKey } = event;
      const { canWrite, outline, select } = latest.current;
      const chord = metaKey || ctrlKey;
      const id = (event.target as Element).closest<HTMLElement>("[data-stage]")?.dataset.stage;
      const done = () => event.preventDefault();
      const way = ARROWS[key];
      if (chord && key === "a") {
        select(outline.stages.map((stage) => stage.id));
        return done();
      }
      if (chord && key === "d" && canWrite) {
        duplicateSelected(latest.current);
        return done();
      }
      if (chord || altKey) return;
      if (way && id !== undefined && places) {
        const next = neighbourOf(places, id, way);
        if (next !== null) focusStage(next);
        return done();
      }
      if (key === "Home" || key === "End") {
        const stage = key === "Home" ? outline.stages[0] : outline.stages.at(-1);
        if (stage) focusStage(stage.id);
        return done();
      }
      if ((key === "Enter" || key === " ") && id !== undefined) {
        if (connecting !== null) onConnect(id);
        else {
          select([id]);
          if (key === "Enter") onOpen();
        }
        return done();
      }
      if (key === "Escape") {
        if (connecting !== null) onStopConnecting();
        else if (latest.current.selected.size > 0) select([]);
        else return;
        return done();
      }
      if ((key === "Delete" || key === "Backspace") && canWrite) {
        if (hasEdge) removeEdge();
        else removeSelected(latest.current);
        return done();
      }
    },
    [places, focusStage, connecting, onConnect, onStopConnecting, onOpen, hasEdge, removeEdge],
  );
  return { onKeyDown, focusStage };
}

export function stageElement(within: ParentNode | null, id: string): HTMLElement | null {
  return within?.querySelector<HTMLElement>(`[data-stage="${CSS.escape(id)}"]`) ?? null;
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(TYPING) !== null;
}

/** Whether what is copied or pasted is a field's or a dialog's. */
function isElsewhere(target: EventTarget | null): boolean {
  return isTyping(target) || document.querySelector(OVERLAY) !== null;
}

function hasSelectedText(): boolean {
  const selection = window.getSelection();
  return selection !== null && !selection.isCollapsed;
}
