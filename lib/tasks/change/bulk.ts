import type { Context } from "@/lib/core/context";
import { DomainError } from "@/lib/core/errors";
import { findTaskOr } from "@/lib/tasks/find";
import { lockTasks } from "@/lib/tasks/locks";
import type { TaskRow } from "@/lib/tasks/row";
import type { BulkUpdate } from "@/lib/tasks/schema";
import { updateTask } from "./update";

/**
 * Changes many tasks in one transaction: all or none. Fails with the error of the first task that cannot be changed, naming it;
 * with `not_found` for an unknown id.
 */
export async function bulkUpdate(ctx: Context, input: BulkUpdate): Promise<TaskRow[]> {
  return ctx.transaction(async (tx) => {
    const items: { id: number; item: BulkUpdate["tasks"][number] }[] = [];
    for (const item of input.tasks) {
      const task = await findTaskOr(
        tx,
        item.id,
        () => new DomainError("not_found", `Task ${item.id} not found`, { fix: "leave it out" }),
      );
      items.push({ id: task.id, item });
    }
    // In the order of ids, so that two bulk changes cannot deadlock.
    items.sort((a, b) => a.id - b.id);
    await lockTasks(
      tx,
      items.map(({ id }) => id),
    );
    const changed: TaskRow[] = [];
    for (const { id, item } of items) {
      const { id: _ref, ...change } = item;
      const { task } = await updateTask(tx, id, change).catch((error: unknown) => {
        throw namingTask(error, item.id);
      });
      changed.push(task);
    }
    return changed;
  });
}

function namingTask(error: unknown, ref: string | number): unknown {
  if (!(error instanceof DomainError)) return error;
  if (error.code === "review_required") {
    return new DomainError(
      "review_required",
      `Aegis approval required for task ${ref}`,
      error.details,
    );
  }
  return new DomainError(error.code, `Task ${ref}: ${error.message}`, error.details);
}
