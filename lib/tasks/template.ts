import { z } from "zod";
import type { TxContext } from "@/lib/core/context";
import type { Prisma } from "@/lib/core/database";
import { invalid } from "@/lib/core/errors";
import { AgentName, JsonObject, RowId, singleLine } from "@/lib/core/fields";
import { parse } from "@/lib/http/validate";
import { FollowUps } from "@/lib/tasks/change/follow-ups";
import { assertKnownMentions } from "@/lib/tasks/comments/mentions";
import { findTaskOr } from "@/lib/tasks/find";
import { clearable, Labels, taskFields } from "./fields";
import { CreateTask, TaskRef } from "./schema";

/** A workflow that a template starts, in place of a task. */
export const WorkflowStart = z.strictObject({
  name: singleLine(80),
  inputs: JsonObject.default({}),
  /** Works on the stages that name nobody. */
  agent: AgentName.optional(),
});
export type WorkflowStart = z.output<typeof WorkflowStart>;

/** What is left of a template that starts a workflow: its definition says the rest. */
const OF_WORKFLOWS: readonly string[] = ["title", "priority", "metadata", "project_id", "workflow"];

/** The fields of a template; `templateOf` makes a template of them. */
export const templateFields = {
  title: taskFields.title.optional(),
  description: taskFields.description,
  acceptance_criteria: taskFields.acceptance_criteria,
  checks: taskFields.checks,
  /** What a worker runs in place of an agent's work. No agent writes templates, and none sets a command. */
  command: taskFields.command,
  output_schema: taskFields.output_schema,
  priority: taskFields.priority.optional(),
  type: taskFields.type.optional(),
  work_type: taskFields.work_type,
  labels: Labels.optional(),
  tags: Labels.optional(),
  metadata: JsonObject.default({}),
  assigned_to: taskFields.assigned_to,
  estimated_hours: taskFields.estimated_hours,
  on_failure: taskFields.on_failure.optional(),
  review_required: taskFields.review_required.optional(),
  project_id: RowId.optional(),
  parent_id: clearable(TaskRef),
  follow_ups: clearable(FollowUps),
  due_in_days: clearable(
    z
      .number()
      .int("must be whole days")
      .min(0, "must not be negative")
      .max(3_650, "must be at most 3650"),
  ),
  workflow: WorkflowStart.optional(),
};

/** Refuses what fits neither a task nor a workflow to start. */
export function checkTemplate(
  template: { title?: string; workflow?: unknown },
  ctx: z.RefinementCtx,
): void {
  const refuse = (field: string, message: string) =>
    ctx.addIssue({ code: "custom", path: [field], message });
  if (template.workflow === undefined) {
    if (template.title === undefined) refuse("title", "is required, unless a workflow is started");
    return;
  }
  for (const [field, value] of Object.entries(template))
    if (value !== undefined && !OF_WORKFLOWS.includes(field))
      refuse(field, "is for tasks: the definition of the workflow says what its stages are");
}

/** The template with its defaults. One that starts a workflow is called by its name unless it has a title. */
export function withDefaults<T extends { title?: string; workflow?: { name: string } }>(
  template: T,
): T & { title: string } {
  const { title = "", workflow } = template;
  if (workflow) return { ...template, title: title || workflow.name };
  return { priority: "medium", type: "task", ...template, title };
}

/**
 * What is created later, by a schedule or a trigger: a task, or with `workflow` a run of one. `due_in_days` counts from the day on which it
 * is created.
 */
export const TaskTemplate = z
  .strictObject(templateFields)
  .superRefine(checkTemplate)
  .transform(withDefaults);
export type TaskTemplate = z.output<typeof TaskTemplate>;

/** The template as it is stored: its project is the one its tasks are created in. */
export function storedTemplate(template: object, projectId: number): Prisma.InputJsonObject {
  return JSON.parse(
    JSON.stringify({ ...template, project_id: projectId }),
  ) as Prisma.InputJsonObject;
}

/**
 * Refuses a template that could not become a task of this project today. What it refers to may still go later, which is found when the
 * task is created.
 */
export async function assertUsableTemplate(
  tx: TxContext,
  projectId: number,
  { description, parent_id: ref }: Pick<TaskTemplate, "description" | "parent_id">,
): Promise<void> {
  await assertKnownMentions(tx.db, "task_template.description", description ?? null);
  if (ref == null) return;
  const field = "task_template.parent_id";
  const parent = await findTaskOr(tx, ref, () => invalid(field, `there is no task ${ref}`));
  if (parent.project_id !== projectId) {
    throw invalid(field, `${parent.ticket_ref} is in another project`);
  }
}

/** What a task has besides its template. */
interface Occasion {
  projectId: number;
  title: string;
  /** Added to the metadata of the template: what created the task. */
  source: Record<string, unknown>;
  /** The day on which it is created, such as `2026-11-22`, from which `due_in_days` counts. */
  day: string;
}

/** The task that a template describes, parsed as if somebody had sent it. Fails with `invalid` as creating it would. */
export function taskFromTemplate(
  template: TaskTemplate,
  { projectId, title, source, day }: Occasion,
): CreateTask {
  const { due_in_days, title: _, metadata, project_id: __, workflow: ___, ...rest } = template;
  const task = {
    ...rest,
    title,
    project_id: projectId,
    metadata: { ...metadata, ...source },
    ...(due_in_days == null ? {} : { due_on: daysAfter(day, due_in_days) }),
  };
  return parse(CreateTask, task, "body");
}

function daysAfter(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}
