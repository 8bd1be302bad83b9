"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { ApiError, apiGet } from "@/components/sync/api";
import type { TaskStatus } from "@/components/ui/display/status";
import type { TaskWire } from "@/lib/tasks/shapes";

export type TaskHit = { id: number; ref: string; title: string; status: TaskStatus; href: string };

type Search =
  | { state: "idle" | "searching" | "found"; hits: readonly TaskHit[] }
  | { state: "failed"; hits: readonly TaskHit[]; reason: string };

const IDLE: Search = { state: "idle", hits: [] };
const DEBOUNCE_MS = 120;

/** Finds tasks by reference or words as one types. A newer question ends the one under way. */
export function useTaskSearch() {
  const [search, setSearch] = useState<Search>(IDLE);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const underWay = useRef<AbortController | null>(null);

  const stop = useCallback(() => {
    clearTimeout(timer.current);
    underWay.current?.abort();
    underWay.current = null;
  }, []);
  useEffect(() => stop, [stop]);

  async function find(q: string) {
    const request = new AbortController();
    underWay.current = request;
    const query = new URLSearchParams({ q, limit: "12", archived: "all" });
    try {
      const { tasks } = await apiGet<{ tasks: TaskWire[] }>(`/api/tasks?${query}`, request.signal);
      if (!request.signal.aborted) setSearch({ state: "found", hits: tasks.map(hitOf) });
    } catch (error) {
      if (request.signal.aborted) return;
      const reason = error instanceof ApiError ? error.message : "The search did not answer";
      setSearch({ state: "failed", hits: [], reason });
    }
  }

  function ask(typed: string) {
    stop();
    const q = typed.trim().slice(0, 200);
    if (q.length < 2) return setSearch(IDLE);
    setSearch((previous) => ({ state: "searching", hits: previous.hits }));
    timer.current = setTimeout(() => void find(q), DEBOUNCE_MS);
  }

  return { search, ask };
}

function hitOf({ id, ticket_ref, title, status }: TaskWire): TaskHit {
  return { id, ref: ticket_ref, title, status, href: `/tasks/${ticket_ref}` };
}
