"use client";

import type { WaitingReviewWire } from "@/lib/reviews/schema";
import { QueueRow } from "./queue-row";
import { QUEUE_SHOWN } from "./use-review-queue";

type QueueListProps = {
  queue: readonly WaitingReviewWire[];
  open: string | null;
  onOpen: (ref: string) => void;
};

export function QueueList({ queue, open, onOpen }: QueueListProps) {
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <ul
        aria-label="Waiting for a verdict, the longest waiting first"
        className="divide-y divide-line"
      >
        {queue.map((waiting) => (
          <QueueRow
            key={waiting.task.id}
            waiting={waiting}
            isOpen={waiting.task.ticket_ref === open}
            onOpen={onOpen}
          />
        ))}
      </ul>
      {queue.length >= QUEUE_SHOWN ? (
        <p className="px-4 py-3 text-ink-3 text-xs">
          The {QUEUE_SHOWN} that waited longest. More come in as these are judged.
        </p>
      ) : null}
      {queue.length === 0 ? (
        <p className="px-4 py-3 text-ink-3 text-sm">Nothing waits for a verdict.</p>
      ) : null}
    </div>
  );
}
