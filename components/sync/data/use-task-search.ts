"use client";

import { useRef, useState } from "react";
import type { TaskStatus } from "@/components/ui/display/status";

export type TaskHit = { id: number; ref: string; title: string; status: TaskStatus; href: string };

/** Finds tasks by reference or words, best first. */
export type SearchTasks = (query: string) => Promise<readonly TaskHit[]>;

type Search = { state: "idle" | "searching" | "found" | "failed"; hits: readonly TaskHit[] };

const IDLE: Search = { state: "idle", hits: [] };
const DEBOUNCE_MS = 120;

/** Searches as one types; an answer that comes after a newer question is dropped. */
export function useTaskSearch(searchTasks: SearchTasks | undefined) {
  const [search, setSearch] = useState<Search>(IDLE);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const question = useRef(0);

  function ask(query: string) {
    clearTimeout(timer.current);
    question.current += 1;
    const asked = question.current;
    if (!searchTasks || query.trim().length < 2) {
      setSearch(IDLE);
      return;
    }
    setSearch((previous) => ({ state: "searching", hits: previous.hits }));
    timer.current = setTimeout(async () => {
      try {
        const hits = await searchTasks(query.trim());
        if (asked === question.current) setSearch({ state: "found", hits });
      } catch {
        if (asked === question.current) setSearch({ state: "failed", hits: [] });
      }
    }, DEBOUNCE_MS);
  }

  return { ...search, ask };
}
