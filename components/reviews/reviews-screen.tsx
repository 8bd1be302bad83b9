"use client";

import dynamic from "next/dynamic";
import { QueueTab } from "@/components/reviews/queue/queue-tab";
import { useTrackedChanges } from "@/components/sync/data/recently-changed";
import { ReadOnlyBadge } from "@/components/sync/viewer";
import { cn } from "@/components/ui/cn";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/controls/tabs";
import { PageHeader } from "@/components/ui/display/page-header";
import type { VerdictPage, WaitingReviewWire } from "@/lib/reviews/schema";
import type { ReviewTab } from "./reviews-view";
import { useReviews } from "./use-reviews";
import { useReviewsCommands } from "./use-reviews-commands";

const HistoryTab = dynamic(() =>
  import("@/components/reviews/history/history-tab").then((room) => room.HistoryTab),
);

type ReviewsScreenProps = { queue: WaitingReviewWire[]; history: VerdictPage | null };

/** The work that waits for a verdict, and the history of verdicts. */
export function ReviewsScreen({ queue, history }: ReviewsScreenProps) {
  const reviews = useReviews(queue);
  // On a phone the work fills the screen.
  const isReading = reviews.view.tab === "queue" && reviews.view.task !== null;
  // A change fills every screen: code needs the room.
  const isWide = isReading && reviews.view.part === "change";
  useTrackedChanges();
  useReviewsCommands(reviews);
  return (
    <Tabs
      value={reviews.view.tab}
      onValueChange={(tab) => void reviews.setView({ tab: tab as ReviewTab })}
      className="flex h-full min-h-0 flex-col"
    >
      {isReading ? <h1 className={cn("sr-only", !isWide && "lg:hidden")}>Reviews</h1> : null}
      <PageHeader
        title="Reviews"
        meta={<ReadOnlyBadge />}
        className={cn("static border-b-0", isReading && "max-lg:hidden", isWide && "hidden")}
      />
      <TabsList
        aria-label="Reviews"
        className={cn("shrink-0", isReading && "max-lg:hidden", isWide && "hidden")}
      >
        <TabsTrigger value="queue" count={reviews.queue.length}>
          Waiting
        </TabsTrigger>
        <TabsTrigger value="history">History</TabsTrigger>
      </TabsList>
      <TabsContent
        value="queue"
        tabIndex={-1}
        className="flex flex-col data-[state=inactive]:hidden"
      >
        <QueueTab reviews={reviews} />
      </TabsContent>
      <TabsContent
        value="history"
        tabIndex={-1}
        className="flex flex-col data-[state=inactive]:hidden"
      >
        <HistoryTab
          initial={history}
          onOpen={(task) => void reviews.setView({ tab: "queue", task })}
        />
      </TabsContent>
    </Tabs>
  );
}
