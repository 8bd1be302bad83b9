"use client";

import { History } from "lucide-react";
import { hasFailed, ReadingProblem } from "@/components/sync/reading-problem";
import { EmptyState } from "@/components/ui/feedback/empty-state";
import { SkeletonRows } from "@/components/ui/feedback/skeleton";
import { VirtualList } from "@/components/ui/list/virtual-list";
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
  const verdicts = history.data?.pages.flatMap((page) => page.verdicts) ?? [];
  if (hasFailed(history)) return <ReadingProblem reading={history} what="The verdicts" />;
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
    <>
      <ReadingProblem reading={history} what="The verdicts" />
      <VirtualList
        as="ol"
        label="Verdicts, newest first"
        items={verdicts}
        keyOf={({ id }) => id}
        estimate={() => ROW_PX}
        more={{
          what: "verdicts",
          hasMore: history.hasNextPage,
          isLoading: history.isFetchingNextPage,
          failed: history.isFetchNextPageError,
          load: () => {
            if (!history.isFetching) void history.fetchNextPage();
          },
        }}
        className="min-h-0 flex-1"
        itemClassName="border-b"
      >
        {(verdict, isStop) => <HistoryRow verdict={verdict} isStop={isStop} onOpen={onOpen} />}
      </VirtualList>
    </>
  );
}
