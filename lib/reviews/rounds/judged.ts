import type { Actor } from "@/lib/core/actor";
import { invalid } from "@/lib/core/errors";
import { identityOf } from "@/lib/reviews/reviewers";
import type { RoundFacts } from "./facts";

/**
 * The round to compare a later one with: the one that is asked for, or the last before it that the caller judged. Null if there is none.
 * Fails with `invalid` for a round that is not before it.
 */
export function judgedBefore(
  actor: Actor,
  rounds: readonly RoundFacts[],
  { number }: RoundFacts,
  asked: number | undefined,
): RoundFacts | null {
  const earlier = rounds.filter((round) => round.number < number);
  if (asked !== undefined) {
    const round = earlier.find((of) => of.number === asked);
    if (round) return round;
    throw invalid("since", `must be the number of a round before ${number}`);
  }
  const { reviewer, kind } = identityOf(actor, undefined);
  const isMine = ({ verdicts }: RoundFacts) =>
    verdicts.some((verdict) => verdict.reviewer === reviewer && verdict.reviewerKind === kind);
  return earlier.findLast(isMine) ?? null;
}
