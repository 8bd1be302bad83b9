"use client";

import {
  type FocusEvent,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  useEffect,
  useImperativeHandle,
  useRef,
  useState,
} from "react";
import { cn } from "@/components/ui/cn";
import { Button } from "@/components/ui/controls/button";
import { Spinner } from "@/components/ui/feedback/spinner";
import { nextStop, type Remembered, tabStop } from "./next-stop";
import { useVirtualRows } from "./use-virtual-rows";

/** How many items before the end of the loaded ones the next page is asked for. */
const AHEAD = 12;

export interface VirtualListHandle {
  /** Scrolls an item into view and focuses it. */
  focus: (index: number) => void;
  /** Scrolls an item into view, as far as it takes. */
  show: (index: number) => void;
}

/** The pages that are not loaded yet. */
export interface MoreItems {
  hasMore: boolean;
  isLoading: boolean;
  /** The last attempt failed: it is repeated only by hand. */
  failed?: boolean;
  load: () => void;
  /** What is loaded, for screen readers and for the message when it fails: "tasks". */
  what: string;
}

export interface VirtualListProps<Item> {
  items: readonly Item[];
  keyOf: (item: Item) => string | number;
  /** The height in px until the item is measured. */
  estimate: (item: Item) => number;
  /**
   * Renders one item. `isStop` is true for the one that the Tab key reaches: give its controls `tabIndex={-1}` while it
   * is false, and mark the one that takes the focus with `data-stop`.
   */
  children: (item: Item, isStop: boolean) => ReactNode;
  /** The accessible name of the list. */
  label?: string;
  as?: "ul" | "ol";
  /** False for lists whose items have tab stops of their own. */
  roving?: boolean;
  /** Whether the item counts as one of the set that screen readers tell the size of; a heading does not. */
  counts?: (item: Item) => boolean;
  /** The size of the whole set, when it is known to be larger than what is loaded. */
  total?: number;
  more?: MoreItems;
  /** Called when an item gets the focus, by keys of the list or in any other way. */
  onStop?: (item: Item, by: "keys" | "other") => void;
  ref?: RefObject<VirtualListHandle | null>;
  /** What scrolls, when it is not the list itself. */
  scroller?: RefObject<HTMLElement | null>;
  gap?: number;
  overscan?: number;
  className?: string;
  itemClassName?: string;
}

/**
 * A list of any length that renders only what is in view, loads its next page before the end is reached, and is one
 * stop of the Tab key: arrows, Home and End move inside.
 */
export function VirtualList<Item>({
  items,
  keyOf,
  estimate,
  children,
  label,
  as: List = "ul",
  roving = true,
  counts = () => true,
  total,
  more,
  onStop,
  ref,
  scroller: outer,
  gap = 0,
  overscan = 8,
  className,
  itemClassName,
}: VirtualListProps<Item>) {
  const own = useRef<HTMLDivElement>(null);
  const scroller = outer ?? own;
  const [remembered, setRemembered] = useState<Remembered | null>(null);
  const wanted = useRef<{ index: number; part: string; from: Element | null } | null>(null);
  const keys = items.map(keyOf);
  const stop = roving ? tabStop(keys, remembered) : null;
  const { shown, height, lastInView, measure, scrollTo } = useVirtualRows({
    keys,
    estimate: (index) => {
      const item = items[index];
      return item === undefined ? 0 : estimate(item);
    },
    scroller,
    stop,
    gap,
    overscan,
  });

  useEffect(() => {
    if (!more?.hasMore || more.isLoading || more.failed) return;
    if (lastInView !== undefined && lastInView >= items.length - AHEAD) more.load();
  });

  /** Focuses the item, once it is rendered and visible. */
  function focusWanted() {
    const want = wanted.current;
    if (!want) return;
    const { activeElement } = document;
    // The reader has gone elsewhere since.
    if (activeElement !== want.from && activeElement !== document.body) {
      wanted.current = null;
      return;
    }
    const item = scroller.current?.querySelector(
      `[data-list-item="${CSS.escape(String(keys[want.index]))}"]`,
    );
    const stops = [...(item?.querySelectorAll<HTMLElement>("[data-stop]") ?? [])];
    const target = stops.find((one) => one.dataset.stop === want.part) ?? stops[0];
    target?.focus({ preventScroll: scrollTo !== null });
    if (target && document.activeElement === target) wanted.current = null;
  }
  useEffect(focusWanted);

  function go(index: number, part = "") {
    const key = keys[index];
    if (key === undefined) return;
    wanted.current = { index, part, from: document.activeElement };
    setRemembered({ key, place: index });
    scrollTo?.(index);
    focusWanted();
  }
  useImperativeHandle(ref, () => ({ focus: go, show: (index) => scrollTo?.(index) }));

  function onKeyDown(event: KeyboardEvent) {
    if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey || event.shiftKey)
      return;
    const part = event.target instanceof HTMLElement ? event.target.dataset.stop : undefined;
    const from = indexOf(event.target);
    if (part === undefined || from === null) return;
    const to = nextStop(event.key, from, items.length);
    const item = to === null ? undefined : items[to];
    if (to === null || item === undefined) return;
    event.preventDefault();
    go(to, part);
    onStop?.(item, "keys");
  }

  function onFocus(event: FocusEvent) {
    const index = indexOf(event.target);
    const item = index === null ? undefined : items[index];
    if (index === null || item === undefined) return;
    const key = keyOf(item);
    if (remembered?.key !== key || remembered.place !== index) setRemembered({ key, place: index });
    onStop?.(item, "other");
  }

  const counted = items.filter(counts).length;
  const size = more?.hasMore ? Math.max(total ?? -1, -1) : Math.max(counted, total ?? 0);
  const first = shown[0]?.index ?? 0;
  let place = items.slice(0, first).filter(counts).length;
  let last = first;

  const list = (
    <>
      <List
        aria-label={label}
        className="relative"
        style={{ height }}
        onKeyDown={roving ? onKeyDown : undefined}
        onFocus={roving ? onFocus : undefined}
      >
        {shown.map(({ index, start }) => {
          const item = items[index];
          const key = keys[index];
          if (item === undefined || key === undefined) return null;
          const isCounted = counts(item);
          // Items between two rendered ones count too: the tab stop may be far above or below.
          place += items.slice(last, index + 1).filter(counts).length;
          last = index + 1;
          return (
            <li
              key={key}
              ref={measure}
              data-index={index}
              data-list-item={key}
              aria-setsize={isCounted ? size : undefined}
              aria-posinset={isCounted ? place : undefined}
              className={cn("absolute inset-x-0 top-0", itemClassName)}
              style={{ transform: `translateY(${start}px)` }}
            >
              {children(item, index === stop)}
            </li>
          );
        })}
      </List>
      {more ? <More {...more} /> : null}
    </>
  );
  if (outer) return list;
  return (
    <div ref={own} data-scroll-list className={cn("overflow-y-auto overscroll-contain", className)}>
      {list}
    </div>
  );
}

function More({ isLoading, failed, load, what }: MoreItems) {
  if (isLoading) {
    return (
      <div className="flex justify-center py-3 text-ink-3">
        <Spinner label={`Loading more ${what}`} />
      </div>
    );
  }
  if (!failed) return null;
  return (
    <div role="alert" className="flex flex-wrap items-center gap-3 px-4 py-3 text-danger text-sm">
      The next {what} did not load.
      <Button size="sm" onClick={load}>
        Try again
      </Button>
    </div>
  );
}

function indexOf(target: EventTarget): number | null {
  const item = target instanceof Element ? target.closest<HTMLElement>("[data-list-item]") : null;
  return item ? Number(item.dataset.index) : null;
}
