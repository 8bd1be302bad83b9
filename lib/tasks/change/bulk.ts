import type { Context } from "@/lib/core/context";
import { DomainError } from "@/lib/core/errors";
import { findTaskOr } from "@/lib/tasks/find";
import { lockTasks } from "@/lib/tasks/locks";
import type { TaskRow } from "@/lib/tasks/row";
import type { BulkComplete, BulkCreate, BulkUpdate, TaskRef } from "@/lib/tasks/schema";
import { createTasks } from "./create-many";
import { completeTask } from "./report";
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

/** Creates many tasks in one transaction, all or none, as `createTasks` does; those without a key cannot be named by others. */
export function bulkCreate(ctx: Context, input: BulkCreate): Promise<TaskRow[]> {
  const given = new Set(input.tasks.map(({ key }) => key));
  const keyAt = (position: number): string => {
    const own = `#${position + 1}`;
    return given.has(own) ? `#${own}` : own;
  };
  const tasks = input.tasks.map(({ key, parent, after, ...fields }, position) => ({
    key: key ?? keyAt(position),
    fields,
    parent,
    after,
  }));
  return createTasks(ctx, { projectId: input.project_id, parent: input.parent_id, tasks }, "api");
}

/** What became of one of several tasks that were handed in: the task, or why it was refused. */
export type HandedIn = { ref: TaskRef; task: TaskRow } | { ref: TaskRef; refused: DomainError };

/**
 * Hands in the work on several tasks, each in a transaction of its own: a refusal of one changes nothing for the others. They are
 * handed in in the order in which they are named.
 */
export async function bulkComplete(ctx: Context, input: BulkComplete): Promise<HandedIn[]> {
  const results: HandedIn[] = [];
  for (const { id: ref, ...work } of input.tasks) {
    const result = await completeTask(ctx, {
      ref,
      runId: work.run_id,
      resolution: work.resolution,
      outcome: work.outcome,
      actualHours: work.actual_hours,
      usage: {
        tokensIn: work.tokens_in,
        tokensOut: work.tokens_out,
        costUsd: work.cost_usd,
        model: work.model,
      },
    }).then(
      (task): HandedIn => ({ ref, task }),
      (error: unknown): HandedIn => {
        if (error instanceof DomainError) return { ref, refused: error };
        throw error;
      },
    );
    results.push(result);
  }
  return results;
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
