import type { InfiniteData } from "@tanstack/react-query";
import type { EventWire } from "@/lib/events/shapes";
import type { PastVerdictWire, VerdictPage } from "@/lib/reviews/schema";
import type { RunPage, RunWire } from "@/lib/runs/shapes";
import type { PageItems } from "./history";

export type HistoryOf<Page> = InfiniteData<Page, number | null>;

/** A page of GET /api/activities. */
export interface ActivityPage {
  activities: EventWire[];
  has_more: boolean;
  next_before: number | null;
}

export const activityItems: PageItems<ActivityPage, EventWire> = {
  of: (page) => page.activities,
  with: (page, activities, before) =>
    before === undefined
      ? { ...page, activities }
      : { activities, has_more: true, next_before: before },
};

export const runItems: PageItems<RunPage, RunWire> = {
  of: (page) => page.runs,
  with: (page, runs, next_before = page.next_before ?? undefined) => ({
    ...page,
    runs,
    next_before: next_before ?? null,
  }),
};

export const verdictItems: PageItems<VerdictPage, PastVerdictWire> = {
  of: (page) => page.verdicts,
  with: (page, verdicts, next_before = page.next_before ?? undefined) => ({
    ...page,
    verdicts,
    next_before: next_before ?? null,
  }),
};
