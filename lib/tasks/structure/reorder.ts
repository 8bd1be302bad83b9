import { authorize } from "@/lib/auth/permissions";
import { assertMayWrite } from "@/lib/auth/writes";
import type { Context, TxContext } from "@/lib/core/context";
import { invalid } from "@/lib/core/errors";
import { type NewEvent, record } from "@/lib/events/append";
import { findReadable } from "@/lib/tasks/find";
import { lockProjectStructure, lockRow, lockTasks } from "@/lib/tasks/locks";
import { childrenOf } from "@/lib/tasks/read/detail";
import { NEXT_UPDATED_AT, TASK_JSON, type TaskRow } from "@/lib/tasks/row";
import type { TaskRef } from "@/lib/tasks/schema";
import { assertNoCircleThrough } from "./circles";
import { alignChain } from "./failure-chain";
import { refreshBelow } from "./readiness";

/**
 * Makes the named children of `parent` its steps 1 to n, in this order, in one transaction, and returns all its live
 * children. A child that is not named keeps its place, unless that is one of these: then it is refused. Fails with
 * `invalid` on `order` for what is not a live child of the parent, or named twice.
 */
export async function reorderSteps(
  ctx: Context,
  input: { parent: TaskRef; order: TaskRef[] },
): Promise<TaskRow[]> {
  const parent = await findReadable(ctx, input.parent);
  authorize(ctx.actor, "task.link", { projectId: parent.project_id });
  await ctx.transaction(async (tx) => {
    // From here on no other change can take a place among its children.
    await lockProjectStructure(tx, parent.project_id);
    const locked = await lockRow(tx, parent.id);
    const steps = await lockSteps(tx, parent, input.order);
    assertMayWrite(tx.actor, { verb: "order", parent: locked, steps });
    await assertFree(tx, parent, steps);
    const moved = steps
      .map((step, index) => ({ step, order: index + 1 }))
      .filter(({ step, order }) => step.exec_mode !== "seq" || step.exec_order !== order);
    if (moved.length > 0) await place(tx, parent, moved);
  });
  return childrenOf(ctx, parent.id);
}

/** The named children in the named order, with their rows locked. */
async function lockSteps(tx: TxContext, parent: TaskRow, order: TaskRef[]): Promise<TaskRow[]> {
  const children = await tx.db.$queryRaw<{ id: number; ticket_ref: string }[]>`
    SELECT id, ticket_ref FROM tasks WHERE parent_id = ${parent.id} AND archived_at IS NULL`;
  const byRef = new Map(
    children.flatMap(({ id, ticket_ref }) => [
      [ticket_ref, id],
      [String(id), id],
    ]),
  );
  const named = new Set<number>();
  for (const ref of order) {
    const id = byRef.get(String(ref));
    if (id === undefined) throw notAChild(ref, parent);
    if (named.has(id)) throw invalid("order", `names ${ref} twice`);
    named.add(id);
  }
  const ids = [...named];
  const locked = new Map((await lockTasks(tx, ids)).map((task) => [task.id, task]));
  return ids.map((id, index) => {
    const step = locked.get(id);
    if (step?.parent_id !== parent.id || step.archived_at !== null) {
      throw notAChild(order[index] as TaskRef, parent);
    }
    return step;
  });
}

const notAChild = (ref: TaskRef, parent: TaskRow) =>
  invalid("order", `${ref} is not a child of ${parent.ticket_ref}, or it is archived`, {
    fix: `read its children with GET /api/tasks/${parent.ticket_ref}/children`,
  });

async function assertFree(tx: TxContext, parent: TaskRow, steps: TaskRow[]): Promise<void> {
  const taken = await tx.db.$queryRaw<{ ticket_ref: string; exec_order: number }[]>`
    SELECT ticket_ref, exec_order FROM tasks
    WHERE parent_id = ${parent.id} AND archived_at IS NULL AND exec_order BETWEEN 1 AND ${steps.length}
      AND NOT id = ANY(${steps.map((step) => step.id)}::int[]) ORDER BY exec_order`;
  if (taken.length === 0) return;
  const names = taken.map((step) => `${step.ticket_ref} (${step.exec_order})`).join(", ");
  throw invalid("order", `leaves out steps whose places it takes: ${names}`, {
    fix: "name them too",
  });
}

async function place(
  tx: TxContext,
  parent: TaskRow,
  moved: { step: TaskRow; order: number }[],
): Promise<void> {
  const ids = moved.map(({ step }) => step.id);
  // The places are emptied first: the unique rule holds after every statement.
  await tx.db.$executeRaw`UPDATE tasks SET exec_order = NULL WHERE id = ANY(${ids}::int[])`;
  const rows = await tx.db.$queryRaw<{ task: TaskRow }[]>`
    UPDATE tasks t SET exec_mode = 'seq', exec_order = place.no, updated_at = ${NEXT_UPDATED_AT}
    FROM unnest(${ids}::int[], ${moved.map(({ order }) => order)}::int[]) AS place (id, no), projects p
    WHERE t.id = place.id AND p.id = t.project_id RETURNING ${TASK_JSON} AS task`;
  const before = new Map(moved.map(({ step }) => [step.id, step]));
  const tasks = rows
    .map((row) => row.task)
    .sort((a, b) => Number(a.exec_order) - Number(b.exec_order));
  await record(
    tx,
    ...tasks.map<NewEvent>((task) => ({
      type: "task.updated",
      projectId: task.project_id,
      taskId: task.id,
      agent: task.assigned_to,
      data: { task, before: before.get(task.id), change: "order" },
    })),
  );
  await assertNoCircleThrough(tx, "order", tasks);
  const steps = await tx.db.$queryRaw<{ id: number }[]>`
    SELECT id FROM tasks WHERE parent_id = ${parent.id} AND exec_mode = 'seq'`;
  const all = steps.map((row) => row.id);
  await refreshBelow(tx, all);
  await alignChain(tx, all);
}
