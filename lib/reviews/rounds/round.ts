import { callerOf } from "@/lib/core/actor";
import type { Context } from "@/lib/core/context";
import type { Queryable } from "@/lib/core/database";
import { notFound } from "@/lib/core/errors";
import { type CommentRow, commentToWire } from "@/lib/rounds/comment-row";
import { commentsOf } from "@/lib/rounds/comments";
import type { PlacedCommentWire } from "@/lib/rounds/shapes";
import { evidenceOfRun, evidenceOfTask, NOTHING_ASKED } from "@/lib/runs/evidence/evidence";
import { findReadable } from "@/lib/tasks/find";
import type { TaskRow } from "@/lib/tasks/row";
import type { TaskRef } from "@/lib/tasks/schema";
import { findRound, type RoundFacts, roundsOf } from "./facts";
import { judgedBefore } from "./judged";
import { follow } from "./quote";
import { roundsToWire } from "./rounds";
import type { ReadRound, RoundNumber } from "./schema";
import { seenOf } from "./seen";
import type { RoundFileWire, RoundSinceWire, RoundWhole } from "./shapes";
import { reportedSince } from "./since";
import { type Work, workOf } from "./work";

/**
 * One round of a task as a reviewer reads it: its evidence, its files with what they have viewed, its texts by paragraph, every comment
 * with its place in this round, and what changed since the last round that they judged. Fails with `not_found` for a round that the task
 * does not have.
 */
export async function readRound(
  ctx: Context,
  ref: TaskRef,
  number: RoundNumber,
  { since }: ReadRound = {},
): Promise<RoundWhole> {
  const task = await findReadable(ctx, ref);
  const rounds = await roundsOf(ctx.db, task);
  const round = findRound(rounds, number);
  const before = judgedBefore(ctx.actor, rounds, round, since);
  const newest = rounds.at(-1);
  const work = await workOf(ctx.db, task, round, round === newest);
  const earlier = before && (await workOf(ctx.db, task, before, false));
  const [wire] = (await roundsToWire(ctx.db, task, rounds)).filter(
    ({ number: of }) => of === round.number,
  );
  if (!wire) throw notFound("Round");
  const evidence =
    round === newest
      ? await evidenceOfTask(ctx.db, task.id)
      : round.run_id === null
        ? NOTHING_ASKED
        : (await evidenceOfRun(ctx, round.run_id)).evidence;
  const comments = (await commentsOf(ctx.db, task.id)).filter(
    (comment) => (comment.round ?? 0) <= round.number,
  );
  return {
    round: wire,
    seen: seenOf(task, evidence),
    evidence,
    files: await filesOf(ctx, task, work, earlier),
    texts: [...work.texts].flatMap(([field, paragraphs]) =>
      paragraphs.length === 0 ? [] : [{ field, paragraphs }],
    ),
    since: before && earlier ? await sinceOf(ctx.db, before, earlier, work) : null,
    comments: comments.map((comment) => placed(comment, work)),
  };
}

function placed(comment: CommentRow, work: Work): PlacedCommentWire {
  const anchor = follow(comment, work);
  return { ...commentToWire(comment), place: { outdated: anchor === null, anchor } };
}

/** Index: review_viewed_pkey. */
async function filesOf(
  { db, actor }: Context,
  task: TaskRow,
  { files }: Work,
  earlier: Work | null,
): Promise<RoundFileWire[]> {
  const viewed = await db.reviewViewed.findMany({
    where: { taskId: task.id, caller: callerOf(actor) },
    select: { path: true, hash: true },
  });
  const hashes = new Map(viewed.map(({ path, hash }) => [path, hash]));
  const before = new Map(earlier?.files.map(({ path, hash }) => [path, hash]));
  const since = (file: { path: string; hash: string }): RoundFileWire["since"] => {
    if (!earlier?.commit) return null;
    const hash = before.get(file.path);
    if (hash === undefined) return "new";
    return hash === file.hash ? "unchanged" : "changed";
  };
  return files.map((file) => ({
    ...file,
    viewed: hashes.get(file.path) === file.hash,
    since: since(file),
  }));
}

async function sinceOf(
  db: Queryable,
  before: RoundFacts,
  earlier: Work,
  work: Work,
): Promise<RoundSinceWire> {
  const reported = await reportedSince(db, work, before.commit);
  const paths = new Set(work.files.flatMap(({ path, from }) => (from ? [path, from] : [path])));
  const text = (of: Work) =>
    of.texts
      .get("resolution")
      ?.map(({ hash }) => hash)
      .join();
  return {
    round: before.number,
    run_id: before.run_id,
    commit: before.commit,
    reported: reported !== null,
    files: reported?.files ?? [],
    gone: earlier.files.flatMap(({ path }) => (paths.has(path) ? [] : [path])),
    text_changed: text(earlier) !== text(work),
  };
}
