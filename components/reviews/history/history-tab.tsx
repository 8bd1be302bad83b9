"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { History } from "lucide-react";
import { useRef } from "react";
import { ApiError } from "@/components/sync/api";
import { Button } from "@/components/ui/controls/button";
import { EmptyState } from "@/components/ui/feedback/empty-state";
import { ErrorState } from "@/components/ui/feedback/error-state";
import { SkeletonRows } from "@/components/ui/feedback/skeleton";
import type { VerdictPage } from "@/lib/reviews/schema";
import { HistoryRow } from "./history-row";
import { useVerdictHistory } from "./use-verdict-history";

const ROW_PX = 68;

/** Every verdict on every task: who, what, when, and the notes. */
export function HistoryTab({
  initial,
  onOpen,
}: {
  initial: VerdictPage | null;
  onOpen: (ref: string) => void;
}) {
  const history = useVerdictHistory(initial);
  const scroller = useRef<HTMLDivElement>(null);
  const verdicts = history.data?.pages.flatMap((page) => page.verdicts) ?? [];
  const rows = useVirtualizer({
    count: verdicts.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    getItemKey: (index) => verdicts[index]?.id ?? index,
    overscan: 8,
    initialRect: { width: 1000, height: 800 },
    onChange: (list) => {
      const last = list.getVirtualItems().at(-1);
      const isNearEnd = last !== undefined && last.index >= verdicts.length - 10;
      if (isNearEnd && history.hasNextPage && !history.isFetching) void history.fetchNextPage();
    },
  });
  if (history.isLoadingError) {
    const refusal = history.error instanceof ApiError ? history.error : null;
    return (
      <ErrorState message={history.error.message} fix={refusal?.fix} requestId={refusal?.requestId}>
        <Button onClick={() => void history.refetch()}>Try again</Button>
      </ErrorState>
    );
  }
  if (history.isPending) return <SkeletonRows label="Loading the verdicts" />;
  if (verdicts.length === 0) {
    return (
      <EmptyState
        icon={History}
        title="No verdict was given yet"
        description="Every approval and rejection is kept here, with who gave it and why."
      />
    );
  }
  return (
    <div ref={scroller} className="min-h-0 flex-1 overflow-y-auto">
      <ol
        aria-label="Verdicts, newest first"
        className="relative"
        style={{ height: rows.getTotalSize() }}
      >
        {rows.getVirtualItems().map(({ key, index, start }) => {
          const verdict = verdicts[index];
          if (!verdict) return null;
          return (
            <li
              key={key}
              ref={rows.measureElement}
              data-index={index}
              className="absolute inset-x-0 top-0 border-b"
              style={{ transform: `translateY(${start}px)` }}
            >
              <HistoryRow verdict={verdict} onOpen={onOpen} />
            </li>
          );
        })}
      </ol>
      {history.isFetchingNextPage ? <SkeletonRows count={3} label="Loading more verdicts" /> : null}
    </div>
  );
}
