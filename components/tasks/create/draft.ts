import type { z } from "zod";
import { commandFrom } from "@/components/forms/command-text";
import type { Priority } from "@/components/ui/display/priority";
import type { Check } from "@/lib/runs/evidence/schema";
import type { CreateTask } from "@/lib/tasks/schema";
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
  /** Two or more: each does it on its own, and one is picked. */
  agents: string[];
  /** Null for those of the project. */
  checks: Check[] | null;
  /** What a worker runs in place of an agent's work; empty for none. */
  command: string;
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
  agents: [],
  checks: null,
  command: "",
};

/** The values that the dialog was opened with. */
export function draftFrom({ parent, onCreated: _, ...given }: TaskDraft): Draft {
  return { ...EMPTY, ...given, ...(parent ? { project_id: parent.project_id } : {}) };
}

type NewTask = z.input<typeof CreateTask>;

/** What is sent of a draft, apart from whom it is for. */
export function fieldsOf({ agents: _, command, ...draft }: Draft): Omit<NewTask, "assigned_to"> {
  const asked = commandFrom(command);
  return {
    ...draft,
    description: textOf(draft.description),
    acceptance_criteria: textOf(draft.acceptance_criteria),
    ...(asked ? { command: asked as NewTask["command"] } : {}),
  };
}

const textOf = (text: string): string | null => (text.trim() === "" ? null : text);
