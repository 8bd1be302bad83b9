"use client";

import { useLiveEvents } from "@/components/sync/stream/live-provider";
import { createStore, useStore } from "@/components/ui/create-store";
import type { EventWire } from "@/lib/events/shapes";

const FRESH_MS = 2_400;
/** A highlight says "look here": more of them at a time say nothing, and each costs a layer of its own. */
const MOST_FRESH = 24;
/** The newest event of each task that has just changed. */
const newest = createStore<ReadonlyMap<number, number>>(new Map());

/** Tracks changes while the screen is open. Mount it once per screen that highlights. */
export function useTrackedChanges(): void {
  useLiveEvents(note);
}

function note(events: readonly EventWire[]): void {
  // In a hidden tab nobody sees the highlight.
  if (document.hidden) return;
  const changed = new Map<number, number>();
  for (const { id, type, task_id } of events) {
    if (task_id !== null && type.startsWith("task.")) changed.set(task_id, id);
  }
  if (changed.size === 0) return;
  newest.set((before) => {
    // Those that changed now come last, and the oldest give way.
    const others = [...before].filter(([task]) => !changed.has(task));
    return new Map([...others, ...changed].slice(-MOST_FRESH));
  });
  setTimeout(() => {
    newest.set(
      (before) => new Map([...before].filter(([task, event]) => changed.get(task) !== event)),
    );
  }, FRESH_MS);
}

/** The event that just changed the task, as a key for a one-time highlight. 0 when there is none. */
export function useRecentlyChanged(id: number): number {
  return useStore(newest, (events) => events.get(id) ?? 0, 0);
}
