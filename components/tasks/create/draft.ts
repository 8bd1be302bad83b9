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

/** The values that the dialog was opened with. */
export function draftFrom({ parent, onCreated: _, ...given }: TaskDraft): Draft {
  return { ...EMPTY, ...given, ...(parent ? { project_id: parent.project_id } : {}) };
}
