import { type CellFilter, cellQuery } from "@/components/board/columns/cell";
import type { FirstPaint } from "@/components/board/columns/use-cell";
import type { TaskPageWire } from "@/components/sync/cache/read-lists";
import type { Context } from "@/lib/core/context";
import { parse, queryObject } from "@/lib/http/validate";
import { STATUSES, type TaskStatus } from "@/lib/tasks/lifecycle";
import { waitingOn } from "@/lib/tasks/read/detail";
import { listTasks } from "@/lib/tasks/read/list";
import { ListTasks } from "@/lib/tasks/schema";
import { taskToWire } from "@/lib/tasks/wire";

/** Enough cards for the tallest screen; the browser loads the rest. */
const FIRST_CARDS = 12;

/** The first cards of every column, in the shape of GET /api/tasks. */
export async function readColumns(ctx: Context, filter: CellFilter): Promise<FirstPaint["pages"]> {
  const pages = await Promise.all(
    STATUSES.map(async (status) => [status, await readColumn(ctx, status, filter)]),
  );
  return Object.fromEntries(pages);
}

async function readColumn(
  ctx: Context,
  status: TaskStatus,
  filter: CellFilter,
): Promise<TaskPageWire> {
  const asked = new URL(`http://board.invalid/?${cellQuery({ status, filter }, FIRST_CARDS)}`);
  const page = await listTasks(ctx, parse(ListTasks, queryObject(asked), "query"));
  const waiting = await waitingOn(ctx.db, page.tasks);
  return {
    tasks: page.tasks.map((task) => taskToWire(task, waiting.get(task.id))),
    total: page.total,
    next_cursor: page.nextCursor,
  };
}
