import type { Queryable } from "@/lib/core/database";
import { DomainError } from "@/lib/core/errors";
import { REVIEW_COLUMNS } from "@/lib/reviews/review-row";
import type { TaskRow } from "@/lib/tasks/row";
import type { QualityReviewModel } from "@/prisma/generated/models";
import type { RoundNumber } from "./schema";

/** A hand-in of a task, and the verdicts on it. */
export interface RoundFacts {
  number: number;
  /** Null for work that a person put into review without a run. */
  run_id: number | null;
  agent: string | null;
  commit: string | null;
  branch: string | null;
  handed_in_at: string | null;
  /** Oldest first. */
  verdicts: QualityReviewModel[];
}

interface WorkRun {
  run_id: number;
  agent: string;
  finished_at: string | null;
  commit: string | null;
  branch: string | null;
}

/** More rounds than a task ever has; the newest are kept. */
const MOST_ROUNDS = 200;

/**
 * The rounds of a task, oldest first: the runs that handed work in, those that a verdict judged, and the newest attempt of a task that is
 * in review. Index: runs_task_id_id_idx, quality_reviews_task_id_id_idx, run_changes_pkey, run_checks_run_id_commit_sha_name_key.
 */
export async function roundsOf(db: Queryable, task: TaskRow): Promise<RoundFacts[]> {
  const verdicts = await db.$queryRaw<QualityReviewModel[]>`
    SELECT ${REVIEW_COLUMNS} FROM quality_reviews WHERE task_id = ${task.id} ORDER BY id DESC LIMIT ${2 * MOST_ROUNDS}`;
  verdicts.reverse();
  const judged = verdicts.flatMap(({ workRunId }) => (workRunId === null ? [] : [workRunId]));
  const runs = await db.$queryRaw<WorkRun[]>`
    SELECT r.id AS run_id, r.agent, to_jsonb(r.finished_at) #>> '{}' AS finished_at, c.branch,
      COALESCE(c.commit_sha, (SELECT k.commit_sha FROM run_checks k WHERE k.run_id = r.id ORDER BY k.id DESC LIMIT 1)) AS commit
    FROM runs r LEFT JOIN run_changes c ON c.run_id = r.id
    WHERE r.task_id = ${task.id} AND r.trigger IN ('claim', 'dispatch')
      AND (r.outcome = 'succeeded' OR r.id = ANY(${judged}::int[]) OR (${task.status === "review"} AND r.id = work_of(${task.id}::int)))
    ORDER BY r.id DESC LIMIT ${MOST_ROUNDS}`;
  return numbered(task, runs.reverse(), verdicts);
}

function numbered(
  task: TaskRow,
  runs: readonly WorkRun[],
  verdicts: readonly QualityReviewModel[],
): RoundFacts[] {
  const isWithoutRun =
    verdicts.some(({ workRunId, applied }) => applied && workRunId === null) ||
    (runs.length === 0 && task.status === "review");
  const rounds: RoundFacts[] = runs.map((run, at) => ({
    number: at + 1 + Number(isWithoutRun),
    run_id: run.run_id,
    agent: run.agent,
    commit: run.commit,
    branch: run.branch,
    handed_in_at: run.finished_at,
    verdicts: verdicts.filter(({ workRunId }) => workRunId === run.run_id),
  }));
  // One that moved nothing belongs to the work that was there when it came.
  for (const verdict of verdicts.filter(({ workRunId }) => workRunId === null)) {
    if (verdict.applied) continue;
    const isBefore = ({ handed_in_at: at }: RoundFacts) =>
      at !== null && Date.parse(at) <= verdict.createdAt.getTime();
    const last = rounds.findLast(isBefore);
    last?.verdicts.push(verdict);
    last?.verdicts.sort((one, other) => one.id - other.id);
  }
  if (!isWithoutRun) return rounds;
  const first: RoundFacts = {
    number: 1,
    run_id: null,
    agent: task.assigned_to,
    commit: null,
    branch: null,
    handed_in_at: runs.length === 0 && task.status === "review" ? task.status_changed_at : null,
    verdicts: verdicts.filter(({ workRunId, applied }) => applied && workRunId === null),
  };
  return [first, ...rounds];
}

/** The round of this number, or the newest. Fails with `not_found`. */
export function findRound(rounds: readonly RoundFacts[], number: RoundNumber): RoundFacts {
  const round =
    number === "latest" ? rounds.at(-1) : rounds.find(({ number: of }) => of === number);
  if (round) return round;
  throw new DomainError(
    "not_found",
    number === "latest" ? "Nothing was handed in yet" : `There is no round ${number}`,
    {
      rounds: rounds.map(({ number: of }) => of),
      fix: rounds.length === 0 ? "wait for the work" : "name one of the rounds that there are",
    },
  );
}
