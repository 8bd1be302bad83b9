"use client";

import { Activity, ArrowUp, CalendarX2, Pause, Play, SearchX } from "lucide-react";
import { type FocusEvent, useEffect, useRef, useState } from "react";
import { useAddress } from "@/components/sync/address/use-address";
import { hasFailed, isGone, ReadingProblem } from "@/components/sync/reading-problem";
import { Button } from "@/components/ui/controls/button";
import { FoldedOnPhone } from "@/components/ui/controls/page-toolbar";
import { PageHeader } from "@/components/ui/display/page-header";
import { EmptyState } from "@/components/ui/feedback/empty-state";
import { SkeletonRows } from "@/components/ui/feedback/skeleton";
import { VirtualList, type VirtualListHandle } from "@/components/ui/list/virtual-list";
import { ActivityFilterBar } from "./activity-filters";
import { activityParsers, NO_FILTERS, narrowedBy } from "./activity-view";
import { EventRow } from "./event-row";
import { ExportMenu } from "./export-menu";
import type { FirstActivity } from "./first-activity";
import { useActivity } from "./use-activity";
import { useActivityCommands } from "./use-activity-commands";

const ROW_PX = 37;
/** Scrolled down by more than this, the reader reads something: nothing may move. */
const AT_TOP_PX = 8;

/** Everything that happens, the moment it happens, and everything that happened. */
export function ActivityScreen({ first }: { first: FirstActivity }) {
  const [view, setView] = useAddress(activityParsers);
  const [isPaused, setPaused] = useState(false);
  const [isAtTop, setAtTop] = useState(true);
  const [cursor, setCursor] = useState<number | null>(null);
  const scroller = useRef<HTMLElement>(null);
  const list = useRef<VirtualListHandle>(null);
  const isHeld = isPaused || !isAtTop || cursor !== null || view.event !== null;
  const { feed, events, missing, waiting } = useActivity(view, first, isHeld);
  const place = events.findIndex(({ id }) => id === cursor);

  function showNewest() {
    setPaused(false);
    setCursor(null);
    const focused = document.activeElement;
    if (focused instanceof HTMLElement && scroller.current?.contains(focused)) focused.blur();
    scroller.current?.scrollTo({ top: 0 });
    setAtTop(true);
    if (view.event !== null) setView({ event: null });
  }

  useActivityCommands({
    current: events[place] ?? null,
    isPaused,
    move: (step) => list.current?.focus(Math.max(0, place === -1 ? 0 : place + step)),
    togglePause: () => (isPaused ? showNewest() : setPaused(true)),
    showNewest,
  });
  usePointed(
    list,
    events.findIndex(({ id }) => id === view.event),
  );

  const isMissing = view.event !== null && (missing !== null || isGone(feed.error));
  const filtered = narrowedBy(view);
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <PageHeader title="Activity" meta={<span role="status">{stateOf(isHeld, waiting)}</span>}>
        <Button aria-pressed={isPaused} onClick={isPaused ? showNewest : () => setPaused(true)}>
          {isPaused ? (
            <Play aria-hidden className="size-4" />
          ) : (
            <Pause aria-hidden className="size-4" />
          )}
          {isPaused ? "Resume" : "Pause"}
        </Button>
        <ExportMenu view={view} />
      </PageHeader>
      <div className="flex min-h-11 shrink-0 flex-wrap items-center gap-1 border-b px-3 py-1">
        <FoldedOnPhone active={filtered}>
          <ActivityFilterBar
            view={view}
            events={events}
            onChange={(change) => {
              setCursor(null);
              setView({ ...change, event: null });
            }}
          />
        </FoldedOnPhone>
      </div>
      {isHeld && (waiting > 0 || view.event !== null) && !isMissing ? (
        <Button
          variant="ghost"
          onClick={showNewest}
          className="shrink-0 justify-center rounded-none border-b bg-selected text-ink pointer-coarse:h-11"
        >
          <ArrowUp aria-hidden className="size-4" />
          {waiting > 0 ? `${waiting.toLocaleString("en")} new` : "Show the newest"}
        </Button>
      ) : null}
      {isMissing ? (
        <Expired message={missing ?? feed.error?.message ?? ""} onLeave={showNewest} />
      ) : hasFailed(feed) ? (
        <ReadingProblem reading={feed} what="The activity">
          {filtered > 0 ? <ClearFilters onClear={() => setView(NO_FILTERS)} /> : null}
        </ReadingProblem>
      ) : feed.isPending ? (
        <SkeletonRows label="Loading the activity" count={12} />
      ) : (
        <>
          <ReadingProblem reading={feed} what="The activity" />
          <section
            aria-label="Events"
            ref={scroller}
            onScroll={({ currentTarget }) => setAtTop(currentTarget.scrollTop <= AT_TOP_PX)}
            onBlur={(event) => leavesTo(event) && setCursor(null)}
            className="min-h-0 flex-1 overflow-y-auto overscroll-contain"
          >
            {events.length === 0 && !feed.hasNextPage ? (
              <Nothing filtered={filtered > 0} onClear={() => setView(NO_FILTERS)} />
            ) : null}
            <VirtualList
              ref={list}
              scroller={scroller}
              as="ol"
              label="Events, newest first"
              items={events}
              keyOf={({ id }) => id}
              estimate={() => ROW_PX}
              onStop={({ id }) => setCursor(id)}
              more={{
                what: "events",
                hasMore: feed.hasNextPage,
                isLoading: feed.isFetchingNextPage,
                failed: feed.isFetchNextPageError,
                load: () => {
                  if (!feed.isFetching) void feed.fetchNextPage();
                },
              }}
              itemClassName="border-b"
            >
              {(event, isStop) => (
                <EventRow event={event} isStop={isStop} isPointed={event.id === view.event} />
              )}
            </VirtualList>
          </section>
        </>
      )}
    </div>
  );
}

function stateOf(isHeld: boolean, waiting: number): string {
  if (!isHeld) return "Live";
  return waiting > 0 ? `Paused · ${waiting.toLocaleString("en")} new` : "Paused";
}

/** Whether the focus goes out of the list; a list that only renders other rows keeps it. */
function leavesTo({ currentTarget, relatedTarget }: FocusEvent): boolean {
  return relatedTarget !== null && !currentTarget.contains(relatedTarget as Node);
}

/** Scrolls to the event of the address, once it is there. */
function usePointed(list: { current: VirtualListHandle | null }, place: number): void {
  const isDone = useRef(false);
  useEffect(() => {
    if (place === -1) {
      isDone.current = false;
      return;
    }
    if (isDone.current) return;
    isDone.current = true;
    list.current?.focus(place);
    // The list does not know yet what scrolls when it has just been rendered.
    const frame = requestAnimationFrame(() => {
      document.activeElement?.closest("article")?.scrollIntoView({ block: "center" });
    });
    return () => cancelAnimationFrame(frame);
  }, [list, place]);
}

function Expired({ message, onLeave }: { message: string; onLeave: () => void }) {
  return (
    <EmptyState icon={CalendarX2} title="This event is not here any more" description={message}>
      <Button variant="primary" onClick={onLeave}>
        Show the newest
      </Button>
    </EmptyState>
  );
}

function Nothing({ filtered, onClear }: { filtered: boolean; onClear: () => void }) {
  if (filtered) {
    return (
      <EmptyState
        icon={SearchX}
        title="Nothing passes these filters"
        description="What happens from now on and passes them appears here."
      >
        <ClearFilters onClear={onClear} />
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={Activity}
      title="Nothing happened yet"
      description="What people, agents and Baton itself do stands here the moment they do it."
    />
  );
}

function ClearFilters({ onClear }: { onClear: () => void }) {
  return <Button onClick={onClear}>Clear the filters</Button>;
}
