import { authorize } from "@/lib/auth/permissions";
import { assertMayAnswer } from "@/lib/auth/requests";
import { agentNameOf, projectLimitOf } from "@/lib/core/actor";
import type { Context, TxContext } from "@/lib/core/context";
import { DomainError, invalid, notFound } from "@/lib/core/errors";
import { record } from "@/lib/events/append";
import { lockRowIfThere } from "@/lib/tasks/locks";
import type { TaskRow } from "@/lib/tasks/row";
import { type Closing, closeRequest } from "./close.sql";
import { requestEvent } from "./events";
import { findRequest } from "./find";
import { dropDeadlines } from "./jobs";
import { goOnAfter } from "./park";
import { isWorkflowGate, type RequestRow } from "./row";
import { answerTo } from "./rules";
import type { AnswerBody } from "./schema";
import { remember } from "./standing";

/**
 * Answers a request: once, whoever is first. Its run goes on with the answer, unless it has other open questions. Fails with
 * `forbidden` for who may not (`assertMayAnswer`), `invalid` for what is no answer to it, and `conflict` if it is closed already.
 */
export async function answerRequest(
  ctx: Context,
  input: { id: number; body: AnswerBody },
): Promise<RequestRow> {
  return ctx.transaction(async (tx) => {
    const { request, task } = await lockRequest(tx, input.id);
    assertMayAnswer(tx.actor, request);
    await assertIsNoNamesake(tx);
    if (request.state !== "open") throw isClosed(request);
    const answer = answerTo(request, input.body);
    if (answer.option === null && isWorkflowGate(request))
      throw invalid(
        "option",
        "is required: words beside it are a note, and neither approve nor reject",
      );
    if (input.body.remember && request.kind !== "permission")
      throw invalid("remember", "is only for permissions");
    const standing =
      input.body.remember && answer.option !== null
        ? await remember(tx, request, answer.option, input.body.remember)
        : null;
    return close(tx, { request, task }, "request.answered", {
      state: "answered",
      answer,
      by: tx.actor.name,
      reason: null,
      standingAnswerId: standing?.id ?? null,
    });
  });
}

/**
 * Takes a question back: its agent, or a person in its place. The run goes on without an answer. Fails with `conflict` if it is closed
 * already.
 */
export async function withdrawRequest(
  ctx: Context,
  input: { id: number; reason?: string },
): Promise<RequestRow> {
  return ctx.transaction(async (tx) => {
    const { request, task } = await lockRequest(tx, input.id);
    authorize(tx.actor, "request.withdraw", {
      agent: request.agent,
      projectId: request.project_id ?? undefined,
      taskRunId: request.run_id,
    });
    if (tx.actor.kind === "agent" && isWorkflowGate(request))
      throw new DomainError("forbidden", "Access denied: no agent withdraws an approval.", {
        fix: "leave it to a person",
      });
    if (request.state !== "open") throw isClosed(request);
    return close(tx, { request, task }, "request.withdrawn", {
      state: "withdrawn",
      answer: null,
      by: tx.actor.name,
      reason: input.reason?.trim() || null,
      standingAnswerId: null,
    });
  });
}

/** A question that names a person is not for an agent that took the same name. Index: users_username_key. */
async function assertIsNoNamesake(tx: TxContext): Promise<void> {
  const name = agentNameOf(tx.actor);
  if (name === null) return;
  const person = await tx.db.user.findUnique({ where: { username: name }, select: { id: true } });
  if (person === null) return;
  throw new DomainError("forbidden", `Access denied: ${name} is the name of a person, too.`, {
    fix: "leave it to that person, or give the agent a name of its own",
  });
}

interface Locked {
  request: RequestRow;
  /** Null if the task was deleted, or the run had none. */
  task: TaskRow | null;
}

/** The request after its task's row is locked, so that it cannot change any more. Fails with `not_found` where the key sees nothing. */
async function lockRequest(tx: TxContext, id: number): Promise<Locked> {
  const seen = await findRequest(tx.db, id);
  const limit = projectLimitOf(tx.actor);
  if (!seen || (limit !== null && seen.project_id !== limit)) throw notFound("Request", id);
  const task = seen.task_id === null ? null : await lockRowIfThere(tx, seen.task_id);
  const request = await findRequest(tx.db, id);
  if (!request) throw notFound("Request", id);
  return { request, task };
}

/** Closes an open request by compare-and-set, and lets its run go on. */
async function close(
  tx: TxContext,
  { request, task }: Locked,
  type: "request.answered" | "request.withdrawn",
  how: Closing,
): Promise<RequestRow> {
  const closed = await closeRequest(tx.db, request.id, how);
  if (!closed) throw isClosed((await findRequest(tx.db, request.id)) ?? request);
  await dropDeadlines(tx.db, [request.id]);
  await record(tx, requestEvent(type, closed));
  if (closed.run_id !== null) await goOnAfter(tx, { runId: closed.run_id, task });
  return closed;
}

const PAST: Record<string, string> = {
  answered: "was already answered",
  withdrawn: "was withdrawn",
  expired: "is past its deadline",
};

function isClosed({ id, title, state, closed_by, closed_at }: RequestRow): DomainError {
  const by = closed_by === null ? "" : ` by ${closed_by}`;
  return new DomainError("conflict", `"${title}" ${PAST[state] ?? "is closed"}${by}`, {
    reason: "request_closed",
    question_id: id,
    state,
    closed_by,
    closed_at: closed_at === null ? null : Math.floor(Date.parse(closed_at) / 1000),
    fix: `read it with GET /api/requests/${id}`,
  });
}
