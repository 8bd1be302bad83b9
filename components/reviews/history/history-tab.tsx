"use client";

import { History } from "lucide-react";
import { ApiError } from "@/components/sync/api";
import { Button } from "@/components/ui/controls/button";
import { EmptyState } from "@/components/ui/feedback/empty-state";
import { ErrorState } from "@/components/ui/feedback/error-state";
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
  );
}
