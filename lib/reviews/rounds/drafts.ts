import { authorize } from "@/lib/auth/permissions";
import { callerOf } from "@/lib/core/actor";
import { toUnixSeconds } from "@/lib/core/clock";
import type { Context } from "@/lib/core/context";
import type { Queryable } from "@/lib/core/database";
import { DomainError, notFound } from "@/lib/core/errors";
import { assertMayJudge, identityOf } from "@/lib/reviews/reviewers";
import { type ChangeDraft, MOST_COMMENTS, type NewComment } from "@/lib/rounds/schema";
import { findReadable } from "@/lib/tasks/find";
import type { TaskRow } from "@/lib/tasks/row";
import type { TaskRef } from "@/lib/tasks/schema";
import { roundsOf } from "./facts";
import { follow, type Quote, quoteFrom } from "./quote";
import type { DraftWire } from "./shapes";
import { type Work, workOf } from "./work";

/** A row of `review_drafts`, as `to_jsonb` writes it. */
export interface DraftRow extends Quote {
  id: number;
  task_id: number;
  run_id: number | null;
  round: number | null;
  body: string;
  created_at: string;
  updated_at: string;
}

/** The caller's drafts on a task, oldest first; nobody is ever given another's. Index: review_drafts_task_id_caller_id_idx. */
export async function listDrafts(ctx: Context, ref: TaskRef): Promise<DraftWire[]> {
  const task = await findReadable(ctx, ref);
  authorize(ctx.actor, "review.record", { projectId: task.project_id });
  const rows = await ctx.db.$queryRaw<{ draft: DraftRow }[]>`
    SELECT to_jsonb(d) AS draft FROM review_drafts d
    WHERE d.task_id = ${task.id} AND d.caller = ${callerOf(ctx.actor)} ORDER BY d.id`;
  if (rows.length === 0) return [];
  const work = await currentWork(ctx.db, task);
  return rows.map(({ draft }) => draftToWire(draft, work));
}

/**
 * Keeps a comment on the work that is in review until its author sends it with a verdict. Fails with `invalid` for a place that the work
 * does not have, and `conflict` if the work is another one, nothing is in review, or the caller has as many drafts on it as there may be.
 */
export async function createDraft(
  ctx: Context,
  ref: TaskRef,
  { anchor, body }: NewComment,
): Promise<DraftWire> {
  const { task, work } = await reviewedWork(ctx, ref);
  const quote = quoteFrom(work, anchor);
  const caller = callerOf(ctx.actor);
  const [row] = await ctx.db.$queryRaw<{ draft: DraftRow }[]>`
    INSERT INTO review_drafts AS d (task_id, caller, run_id, round, anchor, quote, around, body)
    SELECT ${task.id}, ${caller}, ${work.run_id}::int, ${work.round}::int, ${JSON.stringify(quote.anchor)}::jsonb, ${quote.quote},
      ${quote.around && JSON.stringify(quote.around)}::jsonb, ${body}
    WHERE (SELECT count(*) FROM review_drafts WHERE task_id = ${task.id} AND caller = ${caller}) < ${MOST_COMMENTS}
    RETURNING to_jsonb(d) AS draft`;
  if (!row)
    throw new DomainError(
      "conflict",
      `You have ${MOST_COMMENTS} drafts on ${task.ticket_ref}, and there may be no more`,
      { fix: "send them with a verdict, or delete some" },
    );
  return draftToWire(row.draft, work);
}

/** Changes what a draft says, or moves it into the work as it is now, on the same terms. */
export async function updateDraft(
  ctx: Context,
  ref: TaskRef,
  id: number,
  { anchor, body }: ChangeDraft,
): Promise<DraftWire> {
  const { task, work } = await (anchor ? reviewedWork(ctx, ref) : draftedWork(ctx, ref));
  const quote = anchor && quoteFrom(work, anchor);
  const moved = quote && JSON.stringify({ ...quote, run_id: work.run_id, round: work.round });
  const [row] = await ctx.db.$queryRaw<{ draft: DraftRow }[]>`
    UPDATE review_drafts d SET body = COALESCE(${body ?? null}, d.body), updated_at = clock_timestamp(),
      anchor = COALESCE(m.to->'anchor', d.anchor),
      quote = CASE WHEN m.to IS NULL THEN d.quote ELSE m.to->>'quote' END,
      around = CASE WHEN m.to IS NULL THEN d.around ELSE NULLIF(m.to->'around', 'null') END,
      run_id = CASE WHEN m.to IS NULL THEN d.run_id ELSE (m.to->>'run_id')::int END,
      round = CASE WHEN m.to IS NULL THEN d.round ELSE (m.to->>'round')::int END
    FROM (SELECT ${moved ?? null}::jsonb AS to) m
    WHERE d.id = ${id} AND d.task_id = ${task.id} AND d.caller = ${callerOf(ctx.actor)} RETURNING to_jsonb(d) AS draft`;
  if (!row) throw notFound("Draft");
  return draftToWire(row.draft, work);
}

/** Deletes a draft of the caller. Fails with `not_found` for any other. */
export async function deleteDraft(ctx: Context, ref: TaskRef, id: number): Promise<void> {
  const task = await findReadable(ctx, ref);
  authorize(ctx.actor, "review.record", { projectId: task.project_id });
  const deleted = await ctx.db.$executeRaw`
    DELETE FROM review_drafts WHERE id = ${id} AND task_id = ${task.id} AND caller = ${callerOf(ctx.actor)}`;
  if (deleted === 0) throw notFound("Draft");
}

interface Reviewed {
  task: TaskRow;
  work: Work;
}

/** The work of a task for who may judge it. Fails with `conflict` if it is not in review. */
async function reviewedWork(ctx: Context, ref: TaskRef): Promise<Reviewed> {
  const found = await draftedWork(ctx, ref);
  const { task } = found;
  await assertMayJudge(ctx, task, identityOf(ctx.actor, undefined), "rejected");
  if (task.status === "review") return found;
  throw new DomainError(
    "conflict",
    `${task.ticket_ref} is ${task.status.replace("_", " ")}, not in review`,
    { task_status: task.status, fix: "comment on it once it is handed in" },
  );
}

async function draftedWork(ctx: Context, ref: TaskRef): Promise<Reviewed> {
  const task = await findReadable(ctx, ref);
  authorize(ctx.actor, "review.record", { projectId: task.project_id });
  return { task, work: await currentWork(ctx.db, task) };
}

/** The work that was handed in last. */
export async function currentWork(db: Queryable, task: TaskRow): Promise<Work> {
  const newest = (await roundsOf(db, task)).at(-1);
  const nothing = {
    number: 1,
    run_id: null,
    agent: null,
    commit: null,
    branch: null,
    handed_in_at: null,
    verdicts: [],
  };
  return workOf(db, task, newest ?? nothing, true);
}

/** Whether the work is still what the draft is about. */
export function isCurrent({ anchor, run_id: runId }: DraftRow, work: Work): boolean {
  if (anchor.kind === "code") return anchor.commit === work.commit && runId === work.run_id;
  return work.texts.get(anchor.field)?.[anchor.paragraph]?.hash === anchor.hash;
}

function draftToWire(draft: DraftRow, work: Work): DraftWire {
  const superseded = !isCurrent(draft, work);
  return {
    id: draft.id,
    task_id: draft.task_id,
    round: draft.round,
    anchor: draft.anchor,
    quote: draft.quote,
    body: draft.body,
    superseded,
    moved_anchor: superseded ? follow(draft, work) : null,
    created_at: toUnixSeconds(draft.created_at),
    updated_at: toUnixSeconds(draft.updated_at),
  };
}
