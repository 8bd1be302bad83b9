"use client";

import { CircleCheckBig, History } from "lucide-react";
import { useCallback } from "react";
import { dismissCardAction, markSeenAction } from "@/app/(app)/notifications/actions";
import { callAction } from "@/components/forms/call-action";
import { sayFailed } from "@/components/forms/refusal";
import type { CardState } from "@/components/notifications/notifications-view";
import {
  type useCards,
  useRefreshNotifications,
} from "@/components/notifications/use-notifications";
import { hasFailed, ReadingProblem } from "@/components/sync/reading-problem";
import { Button } from "@/components/ui/controls/button";
import { Segmented, SegmentedItem } from "@/components/ui/controls/segmented";
import { EmptyState } from "@/components/ui/feedback/empty-state";
import { SkeletonRows } from "@/components/ui/feedback/skeleton";
import { useRovingStop } from "@/components/ui/list/use-roving-stop";
import { toast } from "@/components/ui/overlays/toast";
import type { CardWire } from "@/lib/notifications/shapes";
import { CardRow } from "./card-row";

interface CardsTabProps {
  reading: ReturnType<typeof useCards>;
  state: CardState;
  onStateChange: (state: CardState) => void;
}

/** What needs the person, one card for each subject; and what did, with what became of it. */
export function CardsTab({ reading, state, onStateChange }: CardsTabProps) {
  const refresh = useRefreshNotifications();
  const cards = reading.data?.pages.flatMap((page) => page.cards) ?? [];
  const unseen = reading.data?.pages[0]?.unseen ?? 0;
  const roving = useRovingStop(
    "card",
    cards.map(({ id }) => id),
  );

  const see = useCallback(
    async (ids: number[] | "all") => {
      const answer = await callAction(() =>
        markSeenAction(ids === "all" ? { all: true } : { ids }),
      );
      // A press on a card leads away anyway, and says so when it does not.
      if (!answer.ok && ids === "all") return sayFailed(answer, () => void see(ids));
      await refresh();
    },
    [refresh],
  );
  const dismiss = useCallback(
    async (card: CardWire) => {
      const answer = await callAction(() => dismissCardAction(card.id));
      if (!answer.ok) return sayFailed(answer, () => void dismiss(card));
      toast.success(`Put away until it changes: ${card.title}`);
      await refresh();
    },
    [refresh],
  );
  const open = useCallback(
    (card: CardWire) => {
      if (!card.seen) void see([card.id]);
    },
    [see],
  );

  return (
    <>
      <div className="flex min-h-11 shrink-0 flex-wrap items-center gap-2 border-b px-4 py-1.5">
        <Segmented label="Which cards" value={state} onValueChange={onStateChange}>
          <SegmentedItem value="open">Needs you</SegmentedItem>
          <SegmentedItem value="closed">Answered</SegmentedItem>
        </Segmented>
        {state === "open" && unseen > 0 ? (
          <Button size="sm" variant="ghost" className="ml-auto" onClick={() => void see("all")}>
            Mark all as seen
          </Button>
        ) : null}
      </div>
      {hasFailed(reading) ? (
        <ReadingProblem reading={reading} what="The cards" />
      ) : reading.isPending ? (
        <SkeletonRows label="Loading the cards" />
      ) : cards.length === 0 ? (
        <NoCards state={state} />
      ) : (
        <>
          <ReadingProblem reading={reading} what="The cards" />
          <ul
            aria-label={state === "open" ? "What needs you" : "What was answered"}
            {...roving.listProps}
          >
            {cards.map((card) => (
              <li key={card.id}>
                <CardRow
                  card={card}
                  tabIndex={roving.tabIndexOf(card.id)}
                  onOpen={open}
                  onDismiss={dismiss}
                />
              </li>
            ))}
          </ul>
          {reading.hasNextPage ? (
            <Button
              variant="ghost"
              className="m-2 self-center"
              pending={reading.isFetchingNextPage}
              onClick={() => void reading.fetchNextPage()}
            >
              Show more
            </Button>
          ) : null}
        </>
      )}
    </>
  );
}

function NoCards({ state }: { state: CardState }) {
  if (state === "closed") {
    return (
      <EmptyState
        icon={History}
        title="Nothing was answered yet"
        description="What needed you stays here for a while, with what became of it."
      />
    );
  }
  return (
    <EmptyState
      icon={CircleCheckBig}
      title="Nothing needs you"
      description="Verdicts, failures, mentions and trouble come here by themselves, and go when anybody has dealt with them."
    />
  );
}
