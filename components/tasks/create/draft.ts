import { partOf } from "@/components/forms/drafts/shape";
import type { Priority } from "@/components/ui/display/priority";
import type { TaskDraft } from "./create-task-store";

/** What is filled in so far. */
export interface Draft {
  title: string;
  description: string;
  acceptance_criteria: string;
  priority: Priority;
  assigned_to: string | null;
  project_id: number | undefined;
  labels: string[];
  due_on: string | null;
}

const EMPTY: Draft = {
  title: "",
  description: "",
  acceptance_criteria: "",
  priority: "medium",
  assigned_to: null,
  project_id: undefined,
  labels: [],
  due_on: null,
};

/** Whether what was stored is the draft of a task. */
export const isDraft = partOf(EMPTY);

/** The form's values: what was written before and not sent, and what the dialog was opened with. */
export function draftFrom(start: TaskDraft, kept: Partial<Draft> | null): Draft {
  const { parent, onCreated: _, ...given } = start;
  const wanted = Object.entries(given).filter(([, value]) => value !== undefined && value !== "");
  const project = parent ? { project_id: parent.project_id } : {};
  return { ...EMPTY, ...kept, ...Object.fromEntries(wanted), ...project };
}

/** Whether there is something in it that somebody wrote. */
export function isWritten({ title, description, acceptance_criteria }: Draft): boolean {
  return `${title}${description}${acceptance_criteria}`.trim() !== "";
}
