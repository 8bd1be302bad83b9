import { invalid, isNotFound } from "@/lib/core/errors";
import { fromCode } from "@/lib/tasks/tickets/codes";
import { type Connection, taskOf } from "./connection";

/** The arguments that creating and updating have in common, as fields of a task; absent ones are left out. */
export function columnsOf(input: {
  title?: string;
  type?: string;
  priority?: string;
  description?: string;
  acceptance_criteria?: string;
  labels?: string[];
  exec_mode?: string;
  exec_order?: number | null;
}): Record<string, unknown> {
  const columns = {
    title: input.title,
    type: input.type && fromCode("type", input.type),
    priority: input.priority && fromCode("priority", input.priority),
    description: input.description,
    acceptance_criteria: input.acceptance_criteria,
    labels: input.labels,
    exec_mode: input.exec_mode,
    exec_order: input.exec_order,
  };
  return Object.fromEntries(Object.entries(columns).filter(([, value]) => value !== undefined));
}

/** The parent's id. Fails with `invalid` on parent_id if the project has no such ticket. */
export async function parentOf(connection: Connection, ref: string): Promise<number> {
  try {
    return (await taskOf(connection, ref)).id;
  } catch (error) {
    if (isNotFound(error)) {
      throw invalid("parent_id", `${ref} does not exist`);
    }
    throw error;
  }
}
