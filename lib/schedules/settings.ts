import type { TxContext } from "@/lib/core/context";
import { Prisma } from "@/lib/core/database";
import { DomainError, invalid } from "@/lib/core/errors";
import { assertKnownMentions } from "@/lib/tasks/comments/mentions";
import { findTaskOr } from "@/lib/tasks/find";
import type { Recurrence } from "./recurrence";
import type { TaskTemplate } from "./schema";

/** The columns that say when a schedule fires. */
export const timesOf = ({ cron, onceAt, timezone }: Recurrence) => ({ cron, onceAt, timezone });

/** The template as it is stored: its project is the schedule's. */
export function stored(template: TaskTemplate, projectId: number): Prisma.InputJsonObject {
  return JSON.parse(
    JSON.stringify({ ...template, project_id: projectId }),
  ) as Prisma.InputJsonObject;
}

/** Refuses a template that could not become a task today. What it refers to may still go later: that is a failure of its runs. */
export async function assertUsable(
  tx: TxContext,
  projectId: number,
  template: TaskTemplate,
): Promise<void> {
  await assertKnownMentions(tx.db, "task_template.description", template.description ?? null);
  if (template.parent_id == null) return;
  const ref = template.parent_id;
  const field = "task_template.parent_id";
  const parent = await findTaskOr(tx, ref, () => invalid(field, `there is no task ${ref}`));
  if (parent.project_id !== projectId) {
    throw invalid(field, `${parent.ticket_ref} is in another project`);
  }
}

/** Translates the error of the unique index; null for any other error. */
export function nameTaken(error: unknown, name: string): DomainError | null {
  const isUnique = error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002";
  if (!isUnique) return null;
  return new DomainError("conflict", `There is a schedule ${name} in this project already`, {
    fix: "choose another name, change that schedule, or give a key, under which creating it again changes it",
    problems: [{ field: "name", rule: "is in use" }],
  });
}
