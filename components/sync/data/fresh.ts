"use client";

import { useCallback, useSyncExternalStore } from "react";
import { useLiveEvents } from "@/components/sync/stream/live-provider";
import type { EventWire } from "@/lib/events/shapes";

const FRESH_MS = 2_400;
/** A highlight says "look here": more of them at a time say nothing, and each costs a layer of its own. */
const MOST_FRESH = 24;
/** The newest event of each task that has just changed. */
const newest = new Map<number, number>();
const listeners = new Set<() => void>();

/** Tracks changes while the screen is open. Mount it once per screen that highlights. */
export function useFreshTasks(): void {
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
  for (const [task, event] of changed) {
    // To the end: the oldest ones give way.
    newest.delete(task);
    newest.set(task, event);
  }
  for (const task of newest.keys()) {
    if (newest.size <= MOST_FRESH) break;
    newest.delete(task);
  }
  notify();
  setTimeout(() => {
    for (const [task, event] of changed) if (newest.get(task) === event) newest.delete(task);
    notify();
  }, FRESH_MS);
}

function notify(): void {
  for (const listener of listeners) listener();
}

/** The event that just changed the task, as a key for a one-time highlight. 0 when there is none. */
export function useFresh(id: number): number {
  const read = useCallback(() => newest.get(id) ?? 0, [id]);
  return useSyncExternalStore(subscribe, read, () => 0);
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
