import { commandField, textOfCommand } from "@/components/forms/command-text";
import type { InputShapes } from "@/components/forms/workflow/input-values";
import {
  type StartValues,
  startOf,
  startValuesOf,
} from "@/components/forms/workflow/workflow-start-fields";
import type { Priority } from "@/lib/tasks/priorities";
import { PRESET_RULES } from "@/lib/triggers/presets";
import type { Preset, TriggerKind } from "@/lib/triggers/schema";
import type { TriggerWire } from "@/lib/triggers/shapes";

/** What may fire a trigger, as the form offers it: a preset, or a kind. */
export type Occasion = Preset | TriggerKind;

export const OCCASIONS: readonly { value: Occasion; label: string }[] = [
  { value: "github_issue", label: "GitHub: an issue is opened" },
  { value: "github_comment", label: "GitHub: somebody comments" },
  { value: "github_pull_request", label: "GitHub: a pull request is opened" },
  { value: "github_failed_check", label: "GitHub: a check fails" },
  { value: "webhook", label: "Another system sends a message" },
  { value: "status", label: "A task enters a status" },
  { value: "children_done", label: "All children of a task are done" },
  { value: "budget", label: "A budget passes a mark" },
];

const occasionOf = ({ kind, preset }: Pick<TriggerWire, "kind" | "preset">): Occasion =>
  preset ?? kind;

/** What fires a trigger, in words. */
export function firesOn({ kind, preset, match }: TriggerWire): string {
  const where = match.project_id === null ? " in any project" : "";
  const labels = list(match.labels);
  const which = labels.length > 0 ? ` labelled ${labels.join(", ")}` : "";
  switch (kind) {
    case "status":
      return `A task${which} enters ${list(match.status).join(" or ").replaceAll("_", " ")}${where}`;
    case "children_done":
      return `All children of a task${which} are done${where}`;
    case "budget":
      return `A budget passes ${word(match.percent)} %${where}`;
    case "webhook":
      return OCCASIONS.find(({ value }) => value === (preset ?? kind))?.label ?? kind;
  }
}

export const isPreset = (occasion: Occasion): occasion is Preset =>
  Object.hasOwn(PRESET_RULES, occasion);

/** What the fields of the form hold. */
export interface TriggerValues extends StartValues {
  name: string;
  occasion: Occasion;
  project: string;
  repository: string;
  statuses: string[];
  watched: "own" | "every";
  with_labels: string[];
  percent: string;
  title: string;
  description: string;
  command: string;
  assigned_to: string;
  priority: Priority;
  labels: string[];
  max_per_hour: string;
}

export const DEFAULT_PROJECT = "default";

const list = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);
const word = (value: unknown): string =>
  value === null || value === undefined ? "" : String(value);

/** The form of a trigger, or of a new one. */
export function valuesOf(trigger: TriggerWire | null): TriggerValues {
  if (!trigger) {
    const { title, description, labels } = PRESET_RULES.github_issue.template;
    return { ...EMPTY, title, description, labels };
  }
  const { match, task_template: template } = trigger;
  return {
    name: trigger.name,
    occasion: occasionOf(trigger),
    project: String(trigger.project_id),
    repository: word(match.repository),
    statuses: list(match.status),
    watched: match.project_id === null ? "every" : "own",
    with_labels: list(match.labels),
    percent: word(match.percent),
    title: template.title,
    description: word(template.description),
    command: textOfCommand(template.command),
    assigned_to: word(template.assigned_to),
    priority: (template.priority ?? "medium") as Priority,
    labels: list(template.labels),
    max_per_hour: word(trigger.max_per_hour),
    ...startValuesOf(template),
  };
}

const EMPTY: TriggerValues = {
  name: "",
  occasion: "github_issue",
  project: DEFAULT_PROJECT,
  repository: "",
  statuses: ["done"],
  watched: "own",
  with_labels: [],
  percent: "80",
  title: "",
  description: "",
  command: "",
  assigned_to: "",
  priority: "medium",
  labels: [],
  max_per_hour: "600",
  workflow: "",
  inputs: {},
  runner: "",
};

/** The texts with which a new trigger for this begins, unless somebody has written others. */
export function startFor(
  occasion: Occasion,
): Pick<TriggerValues, "title" | "description" | "labels"> {
  if (isPreset(occasion)) return PRESET_RULES[occasion].template;
  return { ...STARTS[occasion], labels: [] };
}

const STARTS: Record<TriggerKind, { title: string; description: string }> = {
  webhook: { title: "{{title}}", description: "{{body}}" },
  status: {
    title: "Follow up on {{task.ticket_ref}}",
    description: "The task {{task.title}} is {{task.status}} now.",
  },
  children_done: {
    title: "Put together the results of {{task.ticket_ref}}",
    description: "All children of {{task.title}} have ended.",
  },
  budget: {
    title: "The budget of {{budget.name}} is at {{budget.spent_percent}} %",
    description: "{{budget.spent_usd}} of {{budget.limit_usd}} US dollars are spent.",
  },
};

const number = (text: string): number | null => (text.trim() === "" ? null : Number(text));

/** What it fires on, from the fields; what the form does not show stays as it is. */
export function matchFrom(values: TriggerValues, kept: Record<string, unknown> = {}) {
  const { occasion, repository, statuses, watched, with_labels, percent } = values;
  const project_id = watched === "every" ? null : (kept.project_id ?? undefined);
  const labels = with_labels.length > 0 ? with_labels : undefined;
  if (isPreset(occasion))
    return { ...kept, repository: repository.trim() === "" ? undefined : repository.trim() };
  switch (occasion) {
    case "webhook":
      return {};
    case "status":
      return { ...kept, project_id, labels, status: statuses };
    case "children_done":
      return { ...kept, project_id, labels };
    case "budget":
      return { ...kept, project_id, percent: number(percent) ?? undefined };
  }
}

/** The template, from the fields; what the form does not show stays as it is. */
export function templateFrom(
  values: TriggerValues,
  shapes: InputShapes,
  { workflow: _, ...kept }: Record<string, unknown> = {},
) {
  const { title, description, command, assigned_to, priority, labels, project } = values;
  const project_id = project === DEFAULT_PROJECT ? {} : { project_id: Number(project) };
  if (values.workflow !== "")
    return { title, priority, ...project_id, workflow: startOf(values, shapes) };
  return {
    ...kept,
    title,
    ...commandField(command, kept.command),
    description: description.trim() === "" ? null : description,
    assigned_to: assigned_to.trim() === "" ? null : assigned_to.trim(),
    priority,
    labels,
    ...project_id,
  };
}

/** A new trigger, from the fields. The server checks it. */
export function triggerFrom(values: TriggerValues, shapes: InputShapes) {
  const { name, occasion } = values;
  return {
    name,
    kind: isPreset(occasion) ? "webhook" : occasion,
    ...(isPreset(occasion) ? { preset: occasion } : {}),
    match: matchFrom(values),
    task_template: templateFrom(values, shapes),
    max_per_hour: number(values.max_per_hour),
  };
}

/** A change of the settings that the form shows. */
export function changeFrom(
  values: TriggerValues,
  { match, task_template }: TriggerWire,
  shapes: InputShapes,
) {
  return {
    name: values.name,
    match: matchFrom(values, match),
    task_template: templateFrom(values, shapes, task_template),
    max_per_hour: number(values.max_per_hour),
  };
}
