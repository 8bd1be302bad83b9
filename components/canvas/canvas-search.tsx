"use client";

import { Search } from "lucide-react";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { SEARCH_ID } from "@/components/canvas/keys/use-canvas-commands";
import { ancestorsOf } from "@/components/canvas/model/hierarchy";
import { matches, NO_FILTER } from "@/components/canvas/model/match";
import { useModel } from "@/components/canvas/model/model";
import { Input } from "@/components/ui/controls/input";
import type { CanvasView } from "./canvas-view";
import type { CanvasTools } from "./use-canvas-tools";
import type { SetCanvasView } from "./use-canvas-view";

interface CanvasSearchProps {
  view: CanvasView;
  setView: SetCanvasView;
  tools: CanvasTools;
}

const QUIET_MS = 150;

/** Finds by reference, title or holder: the others step back, and Enter goes from one to the next. */
export function CanvasSearch({ view, setView, tools }: CanvasSearchProps) {
  const { graph, stage } = useModel();
  const [draft, setDraft] = useState<string | null>(null);
  const [at, setAt] = useState(-1);
  const [awaited, setAwaited] = useState<number | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const q = draft ?? view.q;
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

  function change(typed: string) {
    setDraft(typed);
    setAt(-1);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      void setView({ q: typed || null });
      setDraft(null);
    }, QUIET_MS);
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
    } else if (event.key === "Escape") {
      change("");
      event.currentTarget.blur();
      const id = stage.focused.get();
      if (id !== null) tools.focusNode(id);
    } else if (event.key === "ArrowDown" && (current ?? found[0]) !== undefined) {
      tools.focusNode((current ?? found[0]) as number);
    } else return;
    event.preventDefault();
  }

  return (
    <div className="relative w-52 shrink-0 max-md:w-40">
      <Search
        aria-hidden
        className="-translate-y-1/2 absolute top-1/2 left-2 size-3.5 text-ink-3"
      />
      <Input
        id={SEARCH_ID}
        type="search"
        aria-label="Find on the canvas"
        placeholder="Find…"
        value={q}
        maxLength={200}
        onChange={(event) => change(event.target.value)}
        onKeyDown={onKeyDown}
        className="h-7 pr-12 pl-7 text-xs"
      />
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
    </div>
  );
}
