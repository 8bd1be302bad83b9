import type { Context } from "@/lib/core/context";
import type { Queryable } from "@/lib/core/database";
import { DomainError } from "@/lib/core/errors";
import { findReadable } from "@/lib/tasks/find";
import type { TaskRef } from "@/lib/tasks/schema";
import { findRound, roundsOf } from "./facts";
import { judgedBefore } from "./judged";
import type { ReadRound, RoundNumber } from "./schema";
import type { SinceWire } from "./shapes";

interface Stored {
  files: SinceWire["files"];
  diff: string | null;
  diff_truncated: boolean;
}

/** What a worker reported of the difference to an earlier commit; null if it reported none. Index: run_change_sinces_pkey. */
export async function reportedSince(
  db: Queryable,
  work: { run_id: number | null; commit: string | null },
  from: string | null,
): Promise<Stored | null> {
  if (work.run_id === null || work.commit === null || from === null) return null;
  if (from === work.commit) return { files: [], diff: "", diff_truncated: false };
  const [stored] = await db.$queryRaw<Stored[]>`
    SELECT files, diff, diff_truncated FROM run_change_sinces WHERE run_id = ${work.run_id} AND from_sha = ${from}`;
  return stored ?? null;
}

/**
 * The diff between the commit of an earlier round and that of this one. Fails with `not_found` if there is no earlier round to compare
 * with, or no worker reported the diff.
 */
export async function readSince(
  ctx: Context,
  ref: TaskRef,
  number: RoundNumber,
  { since }: ReadRound = {},
): Promise<SinceWire> {
  const task = await findReadable(ctx, ref);
  const rounds = await roundsOf(ctx.db, task);
  const round = findRound(rounds, number);
  const before = judgedBefore(ctx.actor, rounds, round, since);
  const found = before && (await reportedSince(ctx.db, round, before.commit));
  if (!found || !before?.commit || !round.commit) {
    throw new DomainError(
      "not_found",
      before
        ? `Nobody reported what changed between rounds ${before.number} and ${round.number}`
        : `There is no round before ${round.number} that you judged`,
      { fix: before ? "compare the files of both rounds" : "name a round with `since`" },
    );
  }
  const { files, diff, diff_truncated: truncated } = found;
  return { from: before.commit, to: round.commit, diff, truncated, files };
}
