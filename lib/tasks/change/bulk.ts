import type { Context } from "@/lib/core/context";
import { DomainError } from "@/lib/core/errors";
import { findTaskOr } from "@/lib/tasks/find";
import { lockTasks } from "@/lib/tasks/locks";
import type { TaskRow } from "@/lib/tasks/row";
import type { BulkComplete, BulkCreate, BulkUpdate, TaskRef } from "@/lib/tasks/schema";
import { createTasks } from "./create-many";
import { type CompleteInput, completeFirst, completeInStructure } from "./report";
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
 * Hands in the work on several tasks, in the order in which they are named: a refusal of one changes nothing for the others. As many as
 * stand alone and follow each other are one statement; each of the others is a transaction of its own.
 */
export async function bulkComplete(ctx: Context, input: BulkComplete): Promise<HandedIn[]> {
  const works = input.tasks.map(workOf);
  const results: HandedIn[] = [];
  // What is sent with a statement that does not take it is sent again: after such a one the next asks for fewer at first.
  for (let atOnce = works.length; results.length < works.length; ) {
    const next = works.slice(results.length, results.length + atOnce);
    const done = await completeFirst(ctx, next);
    results.push(...done.map((task, place) => ({ ref: (next[place] as CompleteInput).ref, task })));
    atOnce = Math.max(1, 2 * done.length);
    const other = next[done.length];
    if (other) results.push(await completeOrRefuse(ctx, other));
  }
  return results;
}

function workOf({ id: ref, ...work }: BulkComplete["tasks"][number]): CompleteInput {
  return {
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
    answers: work.answers,
  };
}

async function completeOrRefuse(ctx: Context, work: CompleteInput): Promise<HandedIn> {
  try {
    return { ref: work.ref, task: await completeInStructure(ctx, work) };
  } catch (error) {
    if (error instanceof DomainError) return { ref: work.ref, refused: error };
    throw error;
  }
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
