import type { Metadata } from "next";
import { ActivityScreen } from "@/components/activity/activity-screen";
import { type ActivityView, activityParsers, pagePath } from "@/components/activity/activity-view";
import { type FirstActivity, PAGE_SIZE } from "@/components/activity/first-activity";
import { addressOf, type SearchParams } from "@/components/sync/address/parsers";
import { FirstPaint } from "@/components/sync/data/first-paint";
import { listActivities } from "@/lib/activity/list";
import { pageContext } from "@/lib/auth/sessions/current-actor";
import type { Context } from "@/lib/core/context";
import { DomainError } from "@/lib/core/errors";
import { ListActivities } from "@/lib/events/schema";
import { eventToWire } from "@/lib/events/wire";
import { parse } from "@/lib/http/validate";
import { readHorizon } from "../horizon";

export const metadata: Metadata = { title: "Activity" };

export default async function ActivityPage({
  searchParams,
}: {
  searchParams: Promise<SearchParams>;
}) {
  const ctx = await pageContext();
  const horizon = await readHorizon();
  const view = await addressOf(activityParsers, searchParams);
  return (
    <FirstPaint horizon={horizon}>
      <ActivityScreen first={await readFirst(ctx, view)} />
    </FirstPaint>
  );
}

/** The same as GET /api/activities with the query of the address. What it refuses, the screen asks for itself and says why. */
async function readFirst(ctx: Context, view: ActivityView): Promise<FirstActivity> {
  const path = new URL(pagePath(view, PAGE_SIZE, null), "http://baton");
  try {
    const query = parse(ListActivities, Object.fromEntries(path.searchParams), "query");
    const { events, hasMore, nextBefore } = await listActivities(ctx, query);
    const page = {
      activities: events.map(eventToWire),
      has_more: hasMore,
      next_before: nextBefore === null ? null : Number(nextBefore),
    };
    return { view, page, missing: null };
  } catch (error) {
    if (!(error instanceof DomainError) || error.code === "unavailable") throw error;
    const isExpired = error.code === "not_found" && view.event !== null;
    return { view, page: null, missing: isExpired ? error.message : null };
  }
}
