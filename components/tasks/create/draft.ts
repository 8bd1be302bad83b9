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

/** What was written and not sent, for when the dialog opens again. */
let kept: Draft | null = null;

export function draftFrom(start: TaskDraft): Draft {
  const fresh: Draft = {
    title: start.title ?? "",
    description: start.description ?? "",
    acceptance_criteria: "",
    priority: start.priority ?? "medium",
    assigned_to: start.assigned_to ?? null,
    project_id: start.parent?.project_id ?? start.project_id,
    labels: start.labels ?? [],
    due_on: null,
  };
  const plain = Object.keys(start).length === 0;
  return (plain && kept) || fresh;
}

export function keepDraft(draft: Draft | null): void {
  const empty = !draft || (draft.title.trim() === "" && draft.description.trim() === "");
  kept = empty ? null : draft;
}
