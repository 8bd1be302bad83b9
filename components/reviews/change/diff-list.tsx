"use client";

import { defaultRangeExtractor, useVirtualizer } from "@tanstack/react-virtual";
import {
  type CSSProperties,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
} from "react";
import type { ChangedFile } from "@/components/diff/changes/changed-files";
import { digitsOf } from "./code-row";
import { FileHead } from "./file-head";
import { estimateOf, letterPx } from "./heights";
import type { Selection } from "./movement";
import { RowView } from "./row-view";
import type { Layout, Row } from "./rows";
import { rowAt, useLinePointer } from "./use-line-pointer";

/** How a row comes into view: `edge` moves as little as it takes, `middle` leaves room to read on, `top` puts it at the upper edge. */
export type Arrival = "edge" | "middle" | "top";

export interface DiffListHandle {
  /** Brings a row into view and gives it the focus. */
  focus: (at: number, arrival: Arrival) => void;
}

interface DiffListProps {
  ref: RefObject<DiffListHandle | null>;
  files: readonly ChangedFile[];
  rows: readonly Row[];
  layout: Layout;
  widthPx: number;
  /** The row that the Tab key reaches; -1 for the first. */
  cursor: number;
  selection: Selection | null;
  comments: ReadonlyMap<string, number>;
  isViewed: (file: ChangedFile) => boolean;
  onCursor: (row: Row) => void;
  onSelect: (selection: Selection | null) => void;
  /** Opens an editor at the chosen lines; left out where nobody may comment. */
  onComment?: (selection: Selection) => void;
  onCommentFile?: (file: ChangedFile) => void;
  onFold: (file: ChangedFile) => void;
  onView: (file: ChangedFile, viewed: boolean) => void;
  /** A key that the list does not know, on a row. */
  onKey: (event: KeyboardEvent, row: Row) => void;
  /** The file at the upper edge, by its index. */
  onReach: (file: number) => void;
  renderTalk: (id: string, isAway: boolean) => ReactNode;
}

const HEAD_PX = 40;
/** Rows beyond the view that are there already when one scrolls. */
const OVERSCAN = 24;
const FIRST_VIEW_PX = 900;

/**
 * All files of a change one under the other, of which only the rows near the view are in the document. A file's head stays at the
 * upper edge while its lines are in view.
 */
export function DiffList(props: DiffListProps) {
  const { ref, files, rows, layout, widthPx, cursor, onReach } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const wanted = useRef<{ key: string; from: Element | null } | null>(null);
  const heads = useMemo(() => headsOf(rows), [rows]);
  const digits = useMemo(() => Math.max(2, ...files.map(({ lines }) => digitsOf(lines))), [files]);
  const letter = useMemo(letterPx, []);
  const virtual = useVirtualizer<HTMLDivElement, HTMLElement>({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (at) => estimateOf(rows[at], { widthPx, digits, letterPx: letter }),
    getItemKey: (at) => rows[at]?.key ?? at,
    overscan: OVERSCAN,
    initialRect: { width: 0, height: FIRST_VIEW_PX },
    scrollPaddingStart: HEAD_PX,
    // The heads of all files in view, whose lines may be far below them, and the row that has the focus.
    rangeExtractor(range) {
      const seen = defaultRangeExtractor(range);
      const first = rows[seen[0] ?? 0];
      const head = first ? heads.get(first.file) : undefined;
      const also = [head, cursor === -1 ? undefined : cursor].filter(
        (at) => at !== undefined && at < rows.length && !seen.includes(at),
      ) as number[];
      const cursorRow = rows[cursor];
      const cursorHead = cursorRow ? heads.get(cursorRow.file) : undefined;
      if (cursorHead !== undefined) also.push(cursorHead);
      return also.length > 0 ? [...new Set([...seen, ...also])].toSorted((a, b) => a - b) : seen;
    },
  });

  // Lines wrap elsewhere at another width, and rows of both layouts share their keys.
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is measured depends on them
  useLayoutEffect(() => {
    virtual.measure();
    // Nobody tells of rows that are as high as before, such as comments: each is measured against its estimate, which this makes.
    virtual.getTotalSize();
    for (const row of scroller.current?.querySelectorAll<HTMLElement>("[data-row]") ?? []) {
      virtual.measureElement(row);
    }
  }, [virtual, widthPx, layout]);

  const top = rows[virtual.range?.startIndex ?? 0]?.file ?? -1;
  useEffect(() => onReach(top), [top, onReach]);

  /** Focuses the row that was asked for, once it is rendered. */
  function focusWanted() {
    const want = wanted.current;
    if (!want) return;
    const { activeElement } = document;
    if (activeElement !== want.from && activeElement !== document.body) {
      wanted.current = null;
      return;
    }
    const row = scroller.current?.querySelector(`[data-row="${CSS.escape(want.key)}"]`);
    const target = row?.querySelector<HTMLElement>("[data-focus]");
    target?.focus({ preventScroll: true });
    if (target && document.activeElement === target) wanted.current = null;
  }
  useLayoutEffect(focusWanted);

  useImperativeHandle(ref, () => ({
    focus(at, arrival) {
      const row = rows[at];
      if (!row) return;
      wanted.current = { key: row.key, from: document.activeElement };
      if (arrival === "top") {
        virtual.scrollToOffset(virtual.measurementsCache[at]?.start ?? 0);
      } else if (arrival === "edge") virtual.scrollToIndex(at, { align: "auto" });
      else if (!isWellInView(at)) virtual.scrollToIndex(at, { align: "center" });
      props.onCursor(row);
      focusWanted();
    },
  }));

  /** Whether a row is below the head of its file and above the lowest part of the view. */
  function isWellInView(at: number): boolean {
    const place = virtual.measurementsCache[at];
    const offset = virtual.scrollOffset ?? 0;
    const height = virtual.scrollRect?.height ?? 0;
    return (
      place !== undefined && place.start >= offset + HEAD_PX && place.end <= offset + height * 0.7
    );
  }

  const pointer = useLinePointer(props, rows);
  const items = virtual.getVirtualItems();
  const sections = [...Map.groupBy(items, ({ index }) => rows[index]?.file ?? -1)];
  const stop = cursor === -1 ? 0 : cursor;

  return (
    <div
      ref={scroller}
      data-diff=""
      className="relative min-h-0 min-w-0 flex-1 overflow-y-auto overscroll-contain bg-panel"
      style={{ "--number": `${digits + 2}ch` } as CSSProperties}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the rows inside take the focus, and every press has a key */}
      <div
        className="relative"
        style={{ height: virtual.getTotalSize() }}
        {...pointer}
        onKeyDown={(event) => {
          const row = rowAt(event.target, rows);
          if (row) props.onKey(event, row);
        }}
        onFocus={(event) => {
          const row = rowAt(event.target, rows);
          if (row && rows[cursor]?.key !== row.key) props.onCursor(row);
        }}
      >
        {sections.map(([of, inside]) => {
          const file = files[of];
          const headAt = heads.get(of);
          const from =
            headAt === undefined
              ? (inside[0]?.start ?? 0)
              : (virtual.measurementsCache[headAt]?.start ?? 0);
          const next = heads.get(of + 1);
          const until =
            next === undefined
              ? virtual.getTotalSize()
              : (virtual.measurementsCache[next]?.start ?? virtual.getTotalSize());
          return (
            <section
              key={of}
              aria-label={file?.path ?? "Comments on files that this change does not touch"}
              className="absolute inset-x-0"
              style={{ top: from, height: until - from }}
            >
              {file && headAt !== undefined ? (
                <div
                  ref={virtual.measureElement}
                  data-index={headAt}
                  data-row={rows[headAt]?.key}
                  className="sticky top-0 z-[2]"
                >
                  <FileHead
                    file={file}
                    isFolded={isFoldedAt(rows[headAt])}
                    isViewed={props.isViewed(file)}
                    isStop={rows[stop]?.file === of}
                    comments={props.comments.get(file.path) ?? 0}
                    onComment={props.onCommentFile}
                    onFold={props.onFold}
                    onView={props.onView}
                  />
                </div>
              ) : null}
              {inside.length > (headAt === undefined ? 0 : 1) ? (
                // biome-ignore lint/a11y/useSemanticElements: rows of a table cannot be placed one by one
                <div
                  role="grid"
                  aria-label={file ? `Changes in ${file.path}` : "Comments"}
                  aria-rowcount={-1}
                  aria-multiselectable
                >
                  {inside.map(({ index, start }) => {
                    const row = rows[index];
                    if (!row || row.kind === "file") return null;
                    return (
                      // biome-ignore lint/a11y/useSemanticElements: see above
                      <div
                        key={row.key}
                        ref={virtual.measureElement}
                        role="rowgroup"
                        data-index={index}
                        data-row={row.key}
                        className="absolute inset-x-0 top-0"
                        style={{ transform: `translateY(${start - from}px)` }}
                      >
                        <RowView {...props} row={row} file={file} isStop={index === stop} />
                      </div>
                    );
                  })}
                </div>
              ) : null}
            </section>
          );
        })}
      </div>
    </div>
  );
}

const isFoldedAt = (row: Row | undefined): boolean => row?.kind === "file" && row.isFolded;

function headsOf(rows: readonly Row[]): Map<number, number> {
  const heads = new Map<number, number>();
  for (const [at, row] of rows.entries()) if (row.kind === "file") heads.set(row.file, at);
  return heads;
}
