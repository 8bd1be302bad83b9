"use client";

import { useVirtualizer, type Virtualizer } from "@tanstack/react-virtual";
import { type RefObject, useImperativeHandle, useRef } from "react";
import type { TaskWire } from "@/lib/tasks/shapes";
import { GroupHead } from "./group-head";
import type { GroupId } from "./groups";
import { InboxRow } from "./inbox-row";
import { ErrorRow, LoadingRow, LoadRow, RestRow } from "./list-end-rows";
import type { Row } from "./rows";

export interface InboxListHandle {
  /** Scrolls a row into view and focuses its title. */
  focus: (index: number, task: TaskWire) => void;
}

interface InboxListProps {
  rows: readonly Row[];
  ref: RefObject<InboxListHandle | null>;
  label: string;
  /** The rows still belong to the previous filter, until the new ones are loaded. */
  isOld: boolean;
  openRef: string | null;
  cursor: number | null;
  selected: ReadonlySet<number>;
  onOpen: (task: TaskWire) => void;
  onSelect: (task: TaskWire, range: boolean) => void;
  onGroup: (group: GroupId) => void;
}

const HEIGHTS: Record<Row["kind"], number> = {
  head: 36,
  task: 44,
  rest: 40,
  load: 120,
  loading: 160,
  error: 160,
};

/** Renders only the rows in view, however long the list is. */
export function InboxList({
  rows,
  ref,
  label,
  isOld,
  openRef,
  cursor,
  selected,
  onOpen,
  onSelect,
  onGroup,
}: InboxListProps) {
  const scroller = useRef<HTMLElement>(null);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => HEIGHTS[rows[index]?.kind ?? "task"],
    getItemKey: (index) => rows[index]?.key ?? index,
    overscan: 12,
    // The rows that the server renders for the first paint.
    initialRect: { width: 0, height: 1_000 },
  });
  useImperativeHandle(ref, () => ({ focus: (index, task) => focusRow(virtualizer, index, task) }), [
    virtualizer,
  ]);

  return (
    <section
      ref={scroller}
      aria-label={label}
      aria-busy={isOld}
      className="@container min-h-0 flex-1 overflow-y-auto overscroll-contain aria-busy:opacity-60"
    >
      <ul className="relative" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map((item) => {
          const row = rows[item.index];
          if (!row) return null;
          return (
            <li
              key={item.key}
              ref={virtualizer.measureElement}
              data-index={item.index}
              className="absolute inset-x-0 top-0"
              style={{ transform: `translateY(${item.start}px)` }}
            >
              {row.kind === "task" ? (
                <InboxRow
                  task={row.task}
                  group={row.group}
                  isOpen={openRef === row.task.ticket_ref}
                  isCursor={cursor === row.task.id}
                  isSelected={selected.has(row.task.id)}
                  isSelecting={selected.size > 0}
                  onOpen={onOpen}
                  onSelect={onSelect}
                />
              ) : row.kind === "head" ? (
                <GroupHead group={row.group} count={row.count} onOpen={onGroup} />
              ) : row.kind === "rest" ? (
                <RestRow group={row.group} count={row.count} onOpen={onGroup} />
              ) : row.kind === "load" ? (
                <LoadRow feed={row.feed} />
              ) : row.kind === "error" ? (
                <ErrorRow feed={row.feed} />
              ) : (
                <LoadingRow />
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function focusRow(
  virtualizer: Virtualizer<HTMLElement, Element>,
  index: number,
  task: TaskWire,
): void {
  virtualizer.scrollToIndex(index, { align: "auto" });
  // Once the row, which was out of view, is rendered.
  requestAnimationFrame(() =>
    requestAnimationFrame(() =>
      document.getElementById(`inbox-${task.id}`)?.focus({ preventScroll: true }),
    ),
  );
}
