import { authorize } from "@/lib/auth/permissions";
import { assertMayWrite } from "@/lib/auth/writes";
import type { Context } from "@/lib/core/context";
import { DomainError } from "@/lib/core/errors";
import { record } from "@/lib/events/append";
import { closeRun } from "@/lib/runs/record";
import { lockTask } from "@/lib/tasks/locks";
import type { TaskRef } from "@/lib/tasks/schema";
import { TouchedParents } from "@/lib/tasks/structure/children";
import { settleStructure } from "@/lib/tasks/structure/structure";
import { changeParents } from "./change";

/**
 * Deletes a task with its comments, verdicts and links. Its runs stay, for the sums. Tasks that waited for it no longer do. Fails with
 * `conflict` if it has children, which must be moved or deleted first.
 */
export async function deleteTask(ctx: Context, ref: TaskRef): Promise<void> {
  await ctx.transaction(async (tx) => {
    const task = await lockTask(tx, ref);
    authorize(ctx.actor, "task.delete", { projectId: task.project_id });
    assertMayWrite(ctx.actor, { verb: "delete", task });
    const [child] = await tx.db.$queryRaw<{ ticket_ref: string }[]>`
      SELECT ticket_ref FROM tasks WHERE parent_id = ${task.id} LIMIT 1`;
    if (child) {
      throw new DomainError(
        "conflict",
        `${task.ticket_ref} has children, such as ${child.ticket_ref}`,
        {
          fix: "delete or move its children first, or archive it",
        },
      );
    }
    if (task.run_id !== null) {
      await closeRun(tx, task.run_id, {
        outcome: "cancelled",
        error: "the task was deleted",
      });
    }
    // First as if archived, which makes tasks that waited for it ready and removes it from its parent's counts.
    await tx.db
      .$executeRaw`UPDATE tasks SET archived_at = clock_timestamp(), run_id = NULL WHERE id = ${task.id}`;
    const parents = new TouchedParents();
    await settleStructure(
      tx,
      task,
      { ...task, archived_at: ctx.clock.now().toISOString() },
      parents,
    );
    await changeParents(tx, parents);
    await tx.db.$executeRaw`DELETE FROM tasks WHERE id = ${task.id}`;
    await record(tx, {
      type: "task.deleted",
      projectId: task.project_id,
      taskId: task.id,
      agent: task.assigned_to,
      data: { id: task.id, ticket_ref: task.ticket_ref, title: task.title },
    });
  });
}
