import type { Context } from "@/lib/core/context";
import type { ListTasks } from "@/lib/tasks/schema";
import { listTasks, type TaskPage } from "./list";

/**
 * Several lists of tasks for one request, in the order asked: the cells of a board, the groups of an inbox. One after another, so that
 * a screen never takes more connections than a single list does. Index: those of `listTasks`.
 */
export async function listSeveral(
  ctx: Context,
  queries: readonly ListTasks[],
): Promise<TaskPage[]> {
  const pages: TaskPage[] = [];
  for (const query of queries) pages.push(await listTasks(ctx, query));
  return pages;
}
