import { authorize, isAgent } from "@/lib/auth/permissions";
import { assertMayWrite } from "@/lib/auth/writes";
import type { Context } from "@/lib/core/context";
import { DomainError } from "@/lib/core/errors";
import { allowedFrom, type Freedom, isAllowed, type TaskStatus } from "@/lib/tasks/lifecycle";
import type { TaskRow } from "@/lib/tasks/row";
import { etagOf } from "@/lib/tasks/wire";

/** The moves an actor may make: people and general keys may override, an agent's own key may not. */
export function freedomOf(ctx: Context): Freedom {
  return isAgent(ctx.actor) ? "regular" : "override";
}

/**
 * Refuses a report that does not come from the current holder: its run id must be the open run's (domain.md, "Claiming"),
 * and an agent's key may only report on its own claims. A report without a run id is accepted as it is.
 */
export function assertIsHolder(ctx: Context, task: TaskRow, runId: number | undefined): void {
  assertPresentRun(task, runId);
  if (ctx.actor.kind === "agent" && ctx.actor.runId !== null && ctx.actor.runId !== task.run_id) {
    throw new DomainError("stale_run", `This key's run no longer holds ${task.ticket_ref}`, {
      fix: "drop this work",
    });
  }
  authorize(ctx.actor, "task.report", {
    agent: task.assigned_to,
    projectId: task.project_id,
    taskRunId: task.run_id,
  });
  assertMayWrite(ctx.actor, { verb: "report", task });
}

/** The same for what only who works on the task may do: fails with `conflict` while nobody does. */
export function assertHolds(ctx: Context, task: TaskRow, runId?: number): void {
  assertIsHolder(ctx, task, runId);
  if (task.status === "in_progress") return;
  const is = task.status.replace("_", " ");
  throw new DomainError("conflict", `${task.ticket_ref} is ${is}: nobody works on it`, {
    task_status: task.status,
    fix: "claim the task first",
  });
}

/** Who works on the task now. */
export const holderOf = ({ status, assigned_to }: TaskRow): string | null =>
  status === "in_progress" ? assigned_to : null;

/** Fails with `stale_run` if the named run is not the task's open one. */
export function assertPresentRun(task: TaskRow, runId: number | undefined): void {
  if (runId === undefined || runId === task.run_id) return;
  const holder = holderOf(task);
  const now = holder === null ? "" : `: ${holder} holds it now`;
  throw new DomainError("stale_run", `Run ${runId} no longer holds ${task.ticket_ref}${now}`, {
    task_status: task.status,
    run_id: task.run_id,
    ...(holder === null ? {} : { holder }),
    fix: "drop this work and poll the queue again",
  });
}

export function assertTransition(ctx: Context, task: TaskRow, to: TaskStatus): void {
  const freedom = freedomOf(ctx);
  if (isAllowed(task.status, to, freedom)) return;
  const allowed = allowedFrom(task.status, freedom);
  throw new DomainError(
    "conflict",
    `${task.ticket_ref} is ${task.status} and cannot become ${to}`,
    {
      task_status: task.status,
      allowed,
      fix: `from ${task.status} it can become ${allowed.join(", ")}`,
    },
  );
}

/** Fails with `stale_etag` if the task has changed since the caller read it. */
export function assertEtag(task: TaskRow, etag: string | undefined): void {
  if (etag === undefined || sameEtag(etag, etagOf(task))) return;
  throw new DomainError("stale_etag", `etag mismatch for ${task.ticket_ref}`, {
    etag: etagOf(task),
    fix: "read the task again, decide anew and send its etag",
  });
}

/** Compares etags as times, because tickets write them without trailing zeros. */
function sameEtag(sent: string, present: string): boolean {
  return sent === present || Date.parse(sent) === Date.parse(present);
}
