"use client";

import dynamic from "next/dynamic";
import type { RefObject } from "react";
import { VirtualList, type VirtualListHandle } from "@/components/ui/list/virtual-list";
import type { RequestWire } from "@/lib/requests/shapes";
import type { TaskWire } from "@/lib/tasks/shapes";
import { GroupHead } from "./group-head";
import type { GroupId } from "./groups";
import { InboxRow } from "./inbox-row";
import { ErrorRow, LoadingRow, RestRow } from "./list-end-rows";
import type { Row, Subject } from "./rows";
import type { GroupFeed } from "./use-group-feed";

const RequestRow = dynamic(() => import("./requests/request-row").then((room) => room.RequestRow), {
  loading: () => <div className="h-24 border-b" />,
});

interface InboxListProps {
  rows: readonly Row[];
  ref: RefObject<VirtualListHandle | null>;
  label: string;
  /** The feed whose next page goes on at the end of the rows. */
  feed: GroupFeed | undefined;
  /** The number of tasks in the group, however many are loaded. */
  total: number | undefined;
  /** The rows still belong to the previous filter, until the new ones are loaded. */
  isOld: boolean;
  /** Whether something is open beside the list: then it is the current row. */
  isBeside: boolean;
  /** The key of the current row. */
  current: string | null;
  selected: ReadonlySet<number>;
  onOpen: (task: TaskWire) => void;
  onOpenRequest: (request: RequestWire) => void;
  onSelect: (task: TaskWire, range: boolean) => void;
  onGroup: (group: GroupId) => void;
  /** A row got the focus, by an arrow key or in any other way. */
  onStop: (row: Subject, by: "keys" | "other") => void;
}

const HEIGHTS: Record<Row["kind"], number> = {
  head: 36,
  task: 44,
  request: 96,
  rest: 40,
  loading: 160,
  error: 160,
};

/** The rows of the inbox, however many there are. */
export function InboxList({
  rows,
  ref,
  label,
  feed,
  total,
  isOld,
  isBeside,
  current,
  selected,
  onOpen,
  onOpenRequest,
  onSelect,
  onGroup,
  onStop,
}: InboxListProps) {
  return (
    <section
      aria-label={label}
      aria-busy={isOld}
      className="@container flex min-h-0 flex-1 flex-col aria-busy:opacity-60"
    >
      <VirtualList
        ref={ref}
        items={rows}
        keyOf={({ key }) => key}
        estimate={({ kind }) => HEIGHTS[kind]}
        counts={({ kind }) => kind === "task" || kind === "request"}
        total={total}
        more={
          feed && {
            what: "tasks",
            hasMore: feed.hasMore,
            isLoading: feed.isLoadingMore,
            failed: feed.moreFailed,
            load: () => void feed.loadMore(),
          }
        }
        onStop={(row, by) => {
          if (row.kind === "task" || row.kind === "request") onStop(row, by);
        }}
        overscan={12}
        className="min-h-0 flex-1"
      >
        {(row, isStop) => {
          switch (row.kind) {
            case "task":
              return (
                <InboxRow
                  task={row.task}
                  group={row.group}
                  isOpen={isBeside && current === row.key}
                  isCursor={current === row.key}
                  isSelected={selected.has(row.task.id)}
                  isSelecting={selected.size > 0}
                  isStop={isStop}
                  onOpen={onOpen}
                  onSelect={onSelect}
                />
              );
            case "request":
              return (
                <RequestRow
                  request={row.request}
                  isOpen={isBeside && current === row.key}
                  isCursor={current === row.key}
                  isBeside={isBeside}
                  isStop={isStop}
                  onOpen={onOpenRequest}
                />
              );
            case "head":
              return (
                <GroupHead group={row.group} count={row.count} isStop={isStop} onOpen={onGroup} />
              );
            case "rest":
              return (
                <RestRow group={row.group} count={row.count} isStop={isStop} onOpen={onGroup} />
              );
            case "error":
              return <ErrorRow feed={row.feed} />;
            case "loading":
              return <LoadingRow />;
          }
        }}
      </VirtualList>
    </section>
  );
}
