"use client";

import { useSyncExternalStore } from "react";
import type { Priority } from "@/components/ui/display/priority";

/** What a new task starts with. */
export interface TaskDraft {
  title?: string;
  description?: string;
  assigned_to?: string | null;
  priority?: Priority;
  labels?: string[];
  project_id?: number;
  parent?: { id: number; ticket_ref: string; project_id: number };
  /** Runs when it is created. */
  onCreated?: (task: { id: number; ticket_ref: string }) => void;
}

let draft: TaskDraft | null = null;
const listeners = new Set<() => void>();

/** Opens the dialog from anywhere: a key, the palette, a button. */
export function openCreateTask(start: TaskDraft = {}): void {
  draft = start;
  for (const listener of listeners) listener();
}

export function closeCreateTask(): void {
  draft = null;
  for (const listener of listeners) listener();
}

export function useCreateTaskDraft(): TaskDraft | null {
  return useSyncExternalStore(
    subscribe,
    () => draft,
    () => null,
  );
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}
