"use client";

import { type KeyboardEvent, useEffect, useState } from "react";
import { SEARCH_ID } from "@/components/canvas/keys/use-canvas-commands";
import { ancestorsOf } from "@/components/canvas/model/hierarchy";
import { matches, NO_FILTER } from "@/components/canvas/model/match";
import { useModel } from "@/components/canvas/model/model";
import { SearchField } from "@/components/ui/controls/search-field";
import type { CanvasView } from "./canvas-view";
import type { CanvasTools } from "./use-canvas-tools";
import type { SetCanvasView } from "./use-canvas-view";

interface CanvasSearchProps {
  view: CanvasView;
  setView: SetCanvasView;
  tools: CanvasTools;
}

/** Finds by reference, title or holder: the others step back, and Enter goes from one to the next. */
export function CanvasSearch({ view, setView, tools }: CanvasSearchProps) {
  const { graph, stage } = useModel();
  /** The words in the field until they are in the view. */
  const [typed, setTyped] = useState<string | null>(null);
  const [at, setAt] = useState(-1);
  const [awaited, setAwaited] = useState<number | null>(null);
  const q = typed ?? view.q;
  const found = q.trim() === "" ? [] : inReadingOrder(q);
  const current = found[at];

  function inReadingOrder(words: string): number[] {
    const y = (id: number) => tools.flow?.places.get(id)?.y ?? 0;
    const x = (id: number) => tools.flow?.places.get(id)?.x ?? 0;
    return [...graph.tasks]
      .filter((task) => matches(task, { ...NO_FILTER, q: words }))
      .map(({ id }) => id)
      .sort((a, b) => y(a) - y(b) || x(a) - x(b));
  }

  function type(words: string) {
    setTyped(words);
    setAt(-1);
  }

  function search(words: string) {
    void setView({ q: words || null });
    setTyped(null);
  }

  function backToFocused() {
    const id = stage.focused.get();
    if (id !== null) tools.focusNode(id);
  }

  function goTo(next: number) {
    const id = found[next];
    if (id === undefined) return;
    setAt(next);
    if (tools.flow?.places.has(id)) tools.focusNode(id, { centre: true, take: false });
    else {
      tools.unfold(ancestorsOf(graph.hierarchy, id));
      setAwaited(id);
    }
  }

  useEffect(() => {
    // What was hidden has a place now.
    if (awaited === null || !tools.flow?.places.has(awaited)) return;
    tools.focusNode(awaited, { centre: true, take: false });
    setAwaited(null);
  }, [awaited, tools]);

  function onKeyDown(event: KeyboardEvent<HTMLInputElement>) {
    if (event.key === "Enter" && found.length > 0) {
      goTo((at + (event.shiftKey ? found.length - 1 : 1) + found.length) % found.length);
    } else if (event.key === "ArrowDown" && (current ?? found[0]) !== undefined) {
      tools.focusNode((current ?? found[0]) as number);
    } else return;
    event.preventDefault();
  }

  return (
    <SearchField
      id={SEARCH_ID}
      label="Find on the canvas"
      placeholder="Find…"
      value={view.q}
      onType={type}
      onSearch={search}
      onKeyDown={onKeyDown}
      onLeave={backToFocused}
      className="w-52 max-md:w-auto max-md:min-w-0 max-md:flex-1"
      inputClassName="h-7 pr-12 text-xs"
    >
      <span
        role="status"
        className="-translate-y-1/2 pointer-events-none absolute top-1/2 right-2 bg-panel pl-1 text-2xs text-ink-3 tabular-nums"
      >
        {q.trim() === ""
          ? ""
          : found.length === 0
            ? "None"
            : `${Math.max(at, 0) + (at < 0 ? 0 : 1) || ""}${at < 0 ? "" : "/"}${found.length}`}
      </span>
    </SearchField>
  );
}
