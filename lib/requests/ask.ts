import { isDeepStrictEqual } from "node:util";
import { authorize } from "@/lib/auth/permissions";
import { agentNameOf, projectLimitOf } from "@/lib/core/actor";
import type { Context, TxContext } from "@/lib/core/context";
import type { Queryable } from "@/lib/core/database";
import { DomainError, invalid, notFound } from "@/lib/core/errors";
import { record } from "@/lib/events/append";
import { findRunHead } from "@/lib/runs/queries";
import type { RunRow } from "@/lib/runs/wire";
import { lockRowIfThere } from "@/lib/tasks/locks";
import { requestEvent } from "./events";
import { queueDeadline } from "./jobs";
import { park } from "./park";
import { REQUEST_JOINS, REQUEST_JSON, type RequestRow } from "./row";
import { type Question, questionOf } from "./rules";
import { lockRun, takeUpAnswered } from "./run.sql";
import type { AskBody } from "./schema";
import { standingAnswerFor } from "./standing.sql";
import { unknownNames } from "./unknown-names";

/** As many questions may a run have open: a program that asks for several permissions side by side. */
const MOST_OPEN = 10;

export interface Asked {
  request: RequestRow;
  run: RunRow;
  /** False if the same question was open already, or answered and not yet heard. */
  isNew: boolean;
}

/**
 * Asks people on behalf of an open run, which then waits: it has no lease and takes none of its agent's capacity until it is answered.
 * The same question that is open already, or whose answer the agent has not heard yet, is returned instead of asked twice. A permission
 * with a standing answer is answered at once, and the run does not wait. Fails with `stale_run` if the run has ended, with `conflict` if it has
 * ten questions open, and with `invalid` for a name in `may_answer` that nobody has.
 */
export async function ask(
  ctx: Context,
  input: { runId: number; body: AskBody; callId?: string },
): Promise<Asked> {
  const question = questionOf(input.body, ctx.clock.now());
  return ctx.transaction(async (tx) => {
    const head = await findRunHead(tx.db, input.runId);
    const limit = projectLimitOf(tx.actor);
    if (!head || (limit !== null && head.project_id !== limit)) throw notFound("Run", input.runId);
    authorize(tx.actor, "request.ask", {
      agent: head.agent,
      projectId: head.project_id ?? undefined,
      taskRunId: head.id,
    });
    await assertNamesKnown(tx.db, question.mayAnswer);
    assertNamesAnother(head, question.mayAnswer);
    const task = head.task_id === null ? null : await lockRowIfThere(tx, head.task_id);
    const run = await lockRun(tx.db, head.id);
    if (
      !run ||
      run.outcome !== null ||
      (task !== null && task.run_id !== run.id) ||
      run.trigger === "review"
    )
      throw isOver(head);
    const request = await openRequest(tx, run, question, input.callId ?? null);
    if (request.isNew && request.row.state === "open")
      await park(tx, { runId: run.id, task, requestId: request.row.id });
    const after = (await findRunHead(tx.db, run.id)) ?? run;
    return { request: request.row, run: after, isNew: request.isNew };
  });
}

/** Refuses names that nobody has: only an admin could answer such a question, and nobody would be told of it. */
async function assertNamesKnown(db: Queryable, names: readonly string[]): Promise<void> {
  const [unknown] = await unknownNames(db, names);
  if (!unknown) return;
  throw invalid(
    `may_answer.${unknown.at}`,
    `names ${unknown.name}, and no person, agent or general key has that name`,
    {
      fix: "name people by their usernames and agents by their names, or leave may_answer out: then every operator may answer",
    },
  );
}

/** An agent answers nothing that it asked itself. */
function assertNamesAnother({ agent }: RunRow, names: readonly string[]): void {
  if (names.length === 0 || names.some((name) => name !== agent)) return;
  throw invalid("may_answer", `names ${agent} alone, which asks and may not answer itself`, {
    fix: "name somebody else, or leave may_answer out: then every operator may answer",
  });
}

const isOver = ({ id, task_ref, trigger }: RunRow): DomainError =>
  new DomainError(
    "stale_run",
    trigger === "review"
      ? `Run ${id} is a verdict, which nobody is asked about`
      : `Run ${id} is over${task_ref === null ? "" : `, or no longer holds ${task_ref}`}`,
    { run_id: id, fix: "drop this work and poll the queue again" },
  );

async function openRequest(
  tx: TxContext,
  run: RunRow,
  question: Question,
  callId: string | null,
): Promise<{ row: RequestRow; isNew: boolean }> {
  const open = await openOf(tx.db, run.id);
  const same = open.find((row) => row.call_id === callId && isSame(row, question));
  if (same) return { row: same, isNew: false };
  const unheard = await unheardOf(tx, run);
  if (unheard?.call_id === callId && isSame(unheard, question)) {
    await takeUpAnswered(tx.db, run.id);
    return { row: unheard, isNew: false };
  }
  if (open.length >= MOST_OPEN) {
    throw new DomainError("conflict", `Run ${run.id} has ${open.length} questions open`, {
      fix: "wait for an answer, or withdraw a question first",
    });
  }
  const standing = await standingAnswerFor(tx.db, run, question);
  const row = await insertRequest(tx.db, run, question, { callId, standing });
  await record(tx, requestEvent(standing ? "request.answered" : "request.created", row, null));
  if (row.state === "open" && question.deadlineAt !== null)
    await queueDeadline(tx.db, row.id, question.deadlineAt);
  return { row, isNew: true };
}

function isSame(row: RequestRow, question: Question): boolean {
  return (
    row.kind === question.kind &&
    row.title === question.title &&
    row.body === question.body &&
    row.tool === question.tool &&
    isDeepStrictEqual(row.arguments, question.arguments) &&
    isDeepStrictEqual(row.options, question.options)
  );
}

/** What a run asks now. Index: requests_open_of_run_idx. */
async function openOf(db: Queryable, runId: number): Promise<RequestRow[]> {
  const rows = await db.$queryRaw<{ request: RequestRow }[]>`
    SELECT ${REQUEST_JSON} AS request FROM requests q ${REQUEST_JOINS}
    WHERE q.run_id = ${runId} AND q.state = 'open' ORDER BY q.id`;
  return rows.map(({ request }) => request);
}

/**
 * The answer that lets the run go on, if its agent, who asks again, has not heard it: its program ended meanwhile. Index:
 * requests_run_id_idx.
 */
async function unheardOf(tx: TxContext, run: RunRow): Promise<RequestRow | undefined> {
  if (run.state !== "answered" || agentNameOf(tx.actor) !== run.agent) return undefined;
  const [last] = await tx.db.$queryRaw<{ request: RequestRow }[]>`
    SELECT ${REQUEST_JSON} AS request FROM requests q ${REQUEST_JOINS}
    WHERE q.run_id = ${run.id} AND q.state <> 'open' ORDER BY q.closed_at DESC, q.id DESC LIMIT 1`;
  return last?.request.state === "answered" ? last.request : undefined;
}

async function insertRequest(
  db: Queryable,
  run: RunRow,
  question: Question,
  { callId, standing }: { callId: string | null; standing: { id: number; option: string } | null },
): Promise<RequestRow> {
  const { arguments: args, onDeadline } = question;
  const [row] = await db.$queryRaw<{ request: RequestRow }[]>`
    WITH q AS (
      INSERT INTO requests (run_id, task_id, task_ref, project_id, agent, kind, title, body, options, proposed, tool, arguments, call_id,
        deadline_at, on_deadline, may_answer, state, answer_option, closed_by, standing_answer_id, closed_at)
      VALUES (${run.id}::int, ${run.task_id}::int, ${run.task_ref}, ${run.project_id}::int, ${run.agent},
        ${question.kind}::request_kind, ${question.title}, ${question.body}, ${JSON.stringify(question.options)}::jsonb,
        ${question.proposed}, ${question.tool}, ${args === null ? null : JSON.stringify(args)}::jsonb, ${callId},
        ${question.deadlineAt}::timestamptz, ${onDeadline === null ? null : JSON.stringify(onDeadline)}::jsonb,
        ${question.mayAnswer}::text[], ${standing ? "answered" : "open"}::request_state, ${standing?.option ?? null},
        ${standing ? `standing answer ${standing.id}` : null}, ${standing?.id ?? null}::int,
        CASE WHEN ${standing !== null} THEN clock_timestamp() END)
      RETURNING *
    )
    SELECT ${REQUEST_JSON} AS request FROM q ${REQUEST_JOINS}`;
  return (row as { request: RequestRow }).request;
}
