"use client";

import { Search } from "lucide-react";
import { useRef, useState } from "react";
import { Input } from "@/components/ui/controls/input";
import type { SetBoardView } from "./use-board-view";

const QUIET_MS = 220;

/** Filters the board when the user stops typing. */
export function BoardSearch({ q, setView }: { q: string; setView: SetBoardView }) {
  const [draft, setDraft] = useState<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  function change(typed: string) {
    setDraft(typed);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      void setView({ q: typed || null });
      setDraft(null);
    }, QUIET_MS);
  }

  return (
    <div className="relative w-44 shrink-0 max-md:w-36">
      <Search
        aria-hidden
        className="-translate-y-1/2 absolute top-1/2 left-2 size-3.5 text-ink-3"
      />
      <Input
        type="search"
        aria-label="Find on the board"
        placeholder="Find…"
        value={draft ?? q}
        maxLength={200}
        onChange={(event) => change(event.target.value)}
        className="h-7 pl-7 text-xs"
      />
    </div>
  );
}
