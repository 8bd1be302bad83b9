"use client";

import { createStore, useStore } from "@/components/ui/create-store";
import type { Priority } from "@/components/ui/display/priority";

/** What a new task starts with. */
export interface TaskDraft {
  title?: string;
  description?: string;
  assigned_to?: string | null;
  priority?: Priority;
  labels?: string[];
  project_id?: number;
  /** Several: each does it on its own, and one is picked. */
  agents?: string[];
  parent?: { id: number; ticket_ref: string; project_id: number };
  /** Runs when it is created. */
  onCreated?: (task: { id: number; ticket_ref: string }) => void;
}

const draft = createStore<TaskDraft | null>(null);

/** Opens the dialog from anywhere: a key, the palette, a button. */
export function openCreateTask(start: TaskDraft = {}): void {
  draft.set(start);
}

export function closeCreateTask(): void {
  draft.set(null);
}

export function useCreateTaskDraft(): TaskDraft | null {
  return useStore(draft, (start) => start, null);
}
