import type { Metadata } from "next";
import { ReviewsScreen } from "@/components/reviews/reviews-screen";
import { reviewsParsers } from "@/components/reviews/reviews-view";
import { addressOf, type SearchParams } from "@/components/sync/address/parsers";
import { FirstPaint } from "@/components/sync/data/first-paint";
import { pageContext } from "@/lib/auth/sessions/current-actor";
import { reviewQueue, verdictHistory } from "@/lib/reviews/queries";
import { pastVerdictToWire, waitingReviewToWire } from "@/lib/reviews/queue-wire";
import { readHorizon } from "../horizon";

export const metadata: Metadata = { title: "Reviews" };

const FIRST_VERDICTS = 30;

export default async function ReviewsPage({
  searchParams,
}: {
  searchParams: Promise<SearchParams>;
}) {
  const ctx = await pageContext();
  const horizon = await readHorizon();
  const { tab } = await addressOf(reviewsParsers, searchParams);
  const [waiting, past] = await Promise.all([
    reviewQueue(ctx, 200),
    tab === "history" ? verdictHistory(ctx, { limit: FIRST_VERDICTS }) : null,
  ]);
  const history = past && {
    verdicts: past.map(pastVerdictToWire),
    next_before: past.length === FIRST_VERDICTS ? (past.at(-1)?.review.id ?? null) : null,
  };
  return (
    <FirstPaint horizon={horizon}>
      <ReviewsScreen queue={waiting.map(waitingReviewToWire)} history={history} />
    </FirstPaint>
  );
}
