"use client";

import { VirtualList } from "@/components/ui/list/virtual-list";
import type { WaitingReviewWire } from "@/lib/reviews/schema";
import { QueueRow } from "./queue-row";
import { QUEUE_SHOWN } from "./use-review-queue";

/** A title on one line; on two, the row is measured. */
const ROW_PX = 89;

type QueueListProps = {
  queue: readonly WaitingReviewWire[];
  open: string | null;
  onOpen: (ref: string) => void;
};

export function QueueList({ queue, open, onOpen }: QueueListProps) {
  if (queue.length === 0)
    return <p className="px-4 py-3 text-ink-3 text-sm">Nothing waits for a verdict.</p>;
  return (
    <>
      <VirtualList
        label="Waiting for a verdict, the longest waiting first"
        items={queue}
        keyOf={({ task }) => task.id}
        estimate={() => ROW_PX}
        className="min-h-0 flex-1"
        itemClassName="border-b"
      >
        {(waiting, isStop) => (
          <QueueRow
            waiting={waiting}
            isOpen={waiting.task.ticket_ref === open}
            isStop={isStop}
            onOpen={onOpen}
          />
        )}
      </VirtualList>
      {queue.length >= QUEUE_SHOWN ? (
        <p className="border-t px-4 py-3 text-ink-3 text-xs">
          The {QUEUE_SHOWN} that waited longest. More come in as these are judged.
        </p>
      ) : null}
    </>
  );
}
