import { authorize, isAgent } from "@/lib/auth/permissions";
import { assertMayWrite } from "@/lib/auth/writes";
import { agentNameOf } from "@/lib/core/actor";
import type { Context, TxContext } from "@/lib/core/context";
import { DomainError } from "@/lib/core/errors";
import { giveAnswers } from "@/lib/rounds/answers";
import type { HandInAnswers } from "@/lib/rounds/schema";
import { changeTask } from "@/lib/tasks/change/change";
import { mayBeDone } from "@/lib/tasks/change/gate";
import { reopened } from "@/lib/tasks/change/reopened";
import { applyUpdate, lockToUpdate } from "@/lib/tasks/change/update";
import { isTerminal, restingStatus, type TaskStatus } from "@/lib/tasks/lifecycle";
import { claimLocked, refuseWaiting } from "@/lib/tasks/queue/claim";
import { assertEtag, assertHolds } from "@/lib/tasks/queue/fence";
import { renewLease } from "@/lib/tasks/queue/lease";
import type { TaskRow } from "@/lib/tasks/row";
import type { TaskRef, UpdateTask } from "@/lib/tasks/schema";

/**
 * A ticket's update: fields and status in one transaction, the status read as what an agent means by it (domain.md, "Etag";
 * domain.md, "Who needs review"):
 *
 * - `in_progress` is a claim, with every rule of a claim: an update is no way around the order of steps;
 * - `done` of work that needs a review becomes `review`; of work nobody claimed, it must be claimable;
 * - a finished ticket takes any status from a writer who shows its present etag: it is reopened on the way. Without the etag
 *   only reopening is accepted, so that a late report never revives it.
 *
 * `answers` say what was done about the comments of earlier rejections, by who holds the work.
 *
 * Fails with `conflict` for a stale etag or a move there is not, `seq_blocked` or `blocked` for work that must wait, and
 * `not_found` for an archived ticket, unless the change brings it back.
 */
export async function updateTicket(
  ctx: Context,
  ref: TaskRef,
  input: UpdateTask,
  agent: string,
  answers: HandInAnswers = [],
): Promise<TaskRow> {
  return ctx.transaction(async (tx) => {
    const task = await lockToUpdate(tx, ref, input);
    authorize(ctx.actor, "task.update", { projectId: task.project_id, taskRunId: task.run_id });
    if (task.archived_at !== null && input.archived === undefined) {
      throw new DomainError("not_found", `${task.ticket_ref} is archived`, {
        fix: "bring it back first: ticket_archive with archived=false",
      });
    }
    assertEtag(task, input.etag);
    if (answers.length > 0) {
      assertHolds(tx, task);
      await giveAnswers(tx, task, answers, "refuse");
    }
    const { etag, status, ...fields } = input;
    const after = await moveTo(tx, task, status ?? task.status, fields, {
      agent,
      isFresh: etag !== undefined,
    });
    if (after.run_id !== null && after.assigned_to === agentNameOf(ctx.actor)) {
      await renewLease(tx.db, after.id, after.run_id);
    }
    return after;
  });
}

type Fields = Omit<UpdateTask, "etag" | "status">;

async function moveTo(
  tx: TxContext,
  task: TaskRow,
  to: TaskStatus,
  fields: Fields,
  writer: { agent: string; isFresh: boolean },
): Promise<TaskRow> {
  if (to === task.status) return apply(tx, task, fields);
  const isReopening = to === "inbox" || to === "assigned";
  const from =
    isTerminal(task.status) && !isReopening ? await reopen(tx, task, to, writer.isFresh) : task;
  if (to === "in_progress") {
    const resting = from.status === "blocked" ? await rest(tx, from) : from;
    const claimed = await claimLocked(tx, resting, fields.assigned_to ?? writer.agent);
    return apply(tx, claimed, fields);
  }
  if (to === "done") return finish(tx, from, fields, writer.agent);
  if (to === "inbox" && from.status === "in_progress" && isAgent(tx.actor)) {
    // What an agent gives back, anybody may take: released first, as the lifecycle has it, then nobody's.
    const released = await apply(tx, from, { status: "assigned" });
    return apply(tx, released, { ...fields, status: "inbox", assigned_to: null });
  }
  return apply(tx, from, { ...fields, status: to });
}

async function reopen(
  tx: TxContext,
  task: TaskRow,
  to: TaskStatus,
  isFresh: boolean,
): Promise<TaskRow> {
  if (!isFresh) {
    throw new DomainError(
      "conflict",
      `${task.ticket_ref} is ${task.status} and cannot become ${to}`,
      { task_status: task.status, fix: "read it again and send its etag if you mean to reopen it" },
    );
  }
  assertMayWrite(tx.actor, { verb: "reopen", task });
  return changeTask(tx, task, {
    to: restingStatus(task.assigned_to),
    set: reopened(),
    data: { reason: "reopened" },
  });
}

async function finish(
  tx: TxContext,
  task: TaskRow,
  fields: Fields,
  agent: string,
): Promise<TaskRow> {
  let from = task.status === "blocked" && isAgent(tx.actor) ? await rest(tx, task) : task;
  if (from.status === "inbox" || from.status === "assigned") {
    if (isAgent(tx.actor)) from = await claimLocked(tx, from, agent);
    else if (!from.ready) await refuseWaiting(tx, from);
  }
  const status = (await mayBeDone(tx.db, from)) ? "done" : "review";
  return apply(tx, from, { ...fields, status });
}

function rest(tx: TxContext, task: TaskRow): Promise<TaskRow> {
  return apply(tx, task, { status: restingStatus(task.assigned_to) });
}

async function apply(tx: TxContext, task: TaskRow, input: UpdateTask): Promise<TaskRow> {
  return (await applyUpdate(tx, task, input)).task;
}
