import { toUnixSeconds } from "@/lib/core/clock";
import type { Context } from "@/lib/core/context";
import { fix, reason } from "@/lib/core/reasons";
import type { TaskRow } from "@/lib/tasks/row";
import type { HeldUpReason, TaskWire } from "@/lib/tasks/shapes";

/** A question of the task's open run. */
export interface OpenQuestion {
  id: number;
  state: "waiting" | "answered";
  /** Whether the run goes on without an answer: the question was withdrawn. */
  isWithdrawn?: boolean;
  /** Empty for every operator. */
  mayAnswer: string[];
  /** Since when it waits, or since when it is answered. */
  since: number;
  until: number | null;
}

/** The question that the task's open run waits for, or has an answer to and has not gone on yet. Index: runs_pkey, requests_run_id_idx. */
export async function askedBy(
  { db }: Context,
  { run_id, request_id }: TaskRow,
): Promise<OpenQuestion | null> {
  const [asked] = await db.$queryRaw<
    {
      id: number;
      state: OpenQuestion["state"];
      withdrawn: boolean;
      may_answer: string[];
      since: Date;
      until: Date | null;
    }[]
  >`
    SELECT q.id, r.state::text AS state, q.state = 'withdrawn' AS withdrawn, q.may_answer, COALESCE(q.closed_at, q.created_at) AS since, q.deadline_at AS until
    FROM runs r JOIN requests q ON q.run_id = r.id
    WHERE r.id = ${run_id}::int AND r.outcome IS NULL AND r.state <> 'running'
      AND (q.id = ${request_id}::int OR ${request_id}::int IS NULL)
    ORDER BY q.id DESC LIMIT 1`;
  if (!asked) return null;
  const { id, state, withdrawn: isWithdrawn, may_answer: mayAnswer, since, until } = asked;
  return {
    id,
    state,
    isWithdrawn,
    mayAnswer,
    since: toUnixSeconds(since),
    until: toUnixSeconds(until),
  };
}

/** That it waits for an answer, or has one that its agent has not taken up. Pure. */
export function questionReason({ claimed_by }: TaskWire, asked: OpenQuestion): HeldUpReason {
  const { id, since, until, mayAnswer } = asked;
  if (asked.state === "answered")
    return reason(
      "answered",
      `${asked.isWithdrawn ? "Its question was withdrawn" : "It was answered"}: ${claimed_by ?? "its agent"} goes on with it next.`,
      { request_id: id, since },
    );
  return waitsForAnswer({ id, since, until, mayAnswer });
}

/** A question that is open. Pure. */
export function waitsForAnswer({
  id,
  since,
  until,
  mayAnswer,
}: Omit<OpenQuestion, "state">): HeldUpReason {
  const whose = mayAnswer.length === 0 ? "your answer" : `the answer of ${mayAnswer.join(" or ")}`;
  return reason("waits_for_answer", `Waits for ${whose}.`, {
    request_id: id,
    since,
    until,
    fix: fix("Answer it", { href: "/inbox", command: `mc requests show ${id}` }),
  });
}
