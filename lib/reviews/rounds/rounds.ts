import { toUnixSeconds } from "@/lib/core/clock";
import type { Context } from "@/lib/core/context";
import type { Queryable } from "@/lib/core/database";
import { reviewToWire } from "@/lib/reviews/wire";
import { evidenceOfRuns } from "@/lib/runs/evidence/evidence";
import type { EvidenceWire } from "@/lib/runs/evidence/schema";
import { findReadable } from "@/lib/tasks/find";
import type { TaskRow } from "@/lib/tasks/row";
import type { TaskRef } from "@/lib/tasks/schema";
import { type RoundFacts, roundsOf } from "./facts";
import type { RoundWire } from "./shapes";

/** The rounds of a task, oldest first. */
export async function listRounds(ctx: Context, ref: TaskRef): Promise<RoundWire[]> {
  const task = await findReadable(ctx, ref);
  return roundsToWire(ctx.db, task, await roundsOf(ctx.db, task));
}

interface Sums {
  run_id: number;
  files: number;
  added: number;
  removed: number;
}

type CommentCounts = RoundWire["comments"];

/** Index: run_changes_pkey, review_comments_task_id_id_idx. */
export async function roundsToWire(
  db: Queryable,
  task: TaskRow,
  rounds: readonly RoundFacts[],
): Promise<RoundWire[]> {
  const runIds = rounds.flatMap(({ run_id }) => (run_id === null ? [] : [run_id]));
  const evidence = await evidenceOfRuns(db, runIds);
  const sums = await db.$queryRaw<Sums[]>`
    SELECT c.run_id, jsonb_array_length(c.files) AS files, COALESCE(s.added, 0)::int AS added, COALESCE(s.removed, 0)::int AS removed
    FROM run_changes c CROSS JOIN LATERAL (
      SELECT sum((f->>'added')::bigint) AS added, sum((f->>'removed')::bigint) AS removed FROM jsonb_array_elements(c.files) f) s
    WHERE c.run_id = ANY(${runIds}::int[])`;
  const counts = await db.$queryRaw<{ round: number; state: keyof CommentCounts; n: number }[]>`
    SELECT k.round, k.state::text AS state, count(*)::int AS n FROM review_comments k
    WHERE k.task_id = ${task.id} AND k.round IS NOT NULL GROUP BY 1, 2`;
  return rounds.map((round) => {
    const sum = sums.find(({ run_id }) => run_id === round.run_id);
    const comments: CommentCounts = { open: 0, answered: 0, resolved: 0 };
    for (const { round: of, state, n } of counts) if (of === round.number) comments[state] = n;
    return {
      number: round.number,
      run_id: round.run_id,
      agent: round.agent,
      commit: round.commit,
      branch: round.branch,
      handed_in_at: toUnixSeconds(round.handed_in_at),
      is_current: task.status === "review" && round === rounds.at(-1),
      checks: stateOf(evidence, round),
      files: sum?.files ?? 0,
      added: sum?.added ?? 0,
      removed: sum?.removed ?? 0,
      verdicts: round.verdicts.map(reviewToWire),
      comments,
    };
  });
}

const stateOf = (
  evidence: ReadonlyMap<number, EvidenceWire>,
  { run_id: id }: RoundFacts,
): EvidenceWire["state"] => (id === null ? undefined : evidence.get(id)?.state) ?? "none";
