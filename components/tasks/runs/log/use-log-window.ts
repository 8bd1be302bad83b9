"use client";

import { type RefObject, useCallback, useLayoutEffect, useReducer, useRef, useState } from "react";
import { LogLayout, type LogViewKind } from "./log-layout";
import type { RunLog } from "./run-log";

/** How far from its end somebody may have scrolled who still wants to see what comes. */
const NEAR_END_PX = 48;
/** Lines beyond the view are rendered up to here, so that scrolling finds them there. */
const BEYOND_PX = 400;
/** The advance of a character of the log's type, in px. What is wider is measured. */
const CHARACTER_PX = 7.2;
/** What stands beside the text of a line, in px: its number, and the space around. */
const GUTTER_PX = 84;
const FIRST_VIEW_PX = 800;

/** Where to scroll to for a line that begins at `top`: it then stands in the upper third. */
const placeOf = (top: number, box: HTMLElement): number => Math.max(0, top - box.clientHeight / 3);

interface WindowOptions {
  log: RunLog;
  view: LogViewKind;
  unfolded: ReadonlySet<number>;
  /** A line that stays in the document when it is out of view, because it has the focus. */
  stop: number | null;
  /** Where it opens, from 0: known once the log has been read. `end` follows what comes. */
  start: number | "end" | null;
}

export interface LogWindow {
  scroller: RefObject<HTMLDivElement | null>;
  list: RefObject<HTMLOListElement | null>;
  onScroll: () => void;
  /** The lines in the document, and where they stand. The height of the list is set here. */
  shown: readonly { index: number; top: number }[];
  /** The first line that can be seen. */
  first: number;
  isFollowing: boolean;
  follow: () => void;
  /** Brings a line into view. */
  show: (index: number) => void;
  next: (index: number, step: 1 | -1) => number;
}

/**
 * Which lines of a log of any length are in the document. Their heights are estimated until they are rendered and measured; what is in
 * view stays where it is when those above turn out to be higher. While it follows, the end stays in view.
 */
export function useLogWindow({ log, view, unfolded, stop, start }: WindowOptions): LogWindow {
  const scroller = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLOListElement>(null);
  const [layout] = useState(() => new LogLayout());
  const [columns, setColumns] = useState(100);
  const [seen, setSeen] = useState({ top: 0, height: FIRST_VIEW_PX });
  const [wantsEnd, setWantsEnd] = useState(true);
  const [, rerender] = useReducer((times: number) => times + 1, 0);
  const lastTop = useRef(0);
  const isPlaced = useRef(false);
  /** A line that is brought into view, until the lines around it are measured. */
  const target = useRef<number | null>(null);

  layout.follow(log, { columns, view, unfolded });
  const { heights } = layout;
  const isFollowing = wantsEnd && log.isOpen;
  const top = isFollowing ? Math.max(0, heights.total - seen.height) : seen.top;
  const lines = layout.between(top - BEYOND_PX, top + seen.height + BEYOND_PX);
  if (stop !== null && heights.heightOf(stop) > 0 && !lines.includes(stop)) lines.push(stop);

  const readPlace = useCallback(() => {
    const box = scroller.current;
    if (!box) return;
    lastTop.current = box.scrollTop;
    setSeen((before) =>
      before.top === box.scrollTop && before.height === box.clientHeight
        ? before
        : { top: box.scrollTop, height: box.clientHeight },
    );
  }, []);

  const show = useCallback(
    (index: number) => {
      const box = scroller.current;
      if (!box) return;
      setWantsEnd(false);
      const from = layout.heights.topOf(index);
      const isInView =
        from >= box.scrollTop &&
        from + layout.heights.heightOf(index) <= box.scrollTop + box.clientHeight;
      if (isInView) return;
      target.current = index;
      box.scrollTop = placeOf(from, box);
      readPlace();
    },
    [layout, readPlace],
  );

  useLayoutEffect(() => {
    const box = scroller.current;
    if (!box) return;
    const measure = () => {
      setColumns(Math.max(20, Math.floor((box.clientWidth - GUTTER_PX) / CHARACTER_PX)));
      readPlace();
    };
    const observer = new ResizeObserver(measure);
    observer.observe(box);
    measure();
    return () => observer.disconnect();
  }, [readPlace]);

  useLayoutEffect(() => {
    const box = scroller.current;
    const rows = list.current;
    if (!box || !rows) return;
    const anchor = heights.indexAt(box.scrollTop);
    const within = box.scrollTop - heights.topOf(anchor);
    let isMoved = false;
    for (const row of rows.children) {
      if (!(row instanceof HTMLElement)) continue;
      const index = Number(row.dataset.line);
      const height = row.offsetHeight;
      if (height === 0 || heights.heightOf(index) === height) continue;
      heights.set(index, height);
      isMoved = true;
    }
    // Not by rendering, which would leave alone what it believes to be there already.
    rows.style.height = `${heights.total}px`;
    if (isFollowing) box.scrollTop = box.scrollHeight;
    else if (target.current !== null) {
      box.scrollTop = placeOf(heights.topOf(target.current), box);
      if (!isMoved) target.current = null;
    } else if (isMoved && anchor > 0) box.scrollTop = heights.topOf(anchor) + within;
    if (isMoved) rerender();
    if (isPlaced.current || start === null) return;
    isPlaced.current = true;
    if (start !== "end") show(start);
  });

  return {
    scroller,
    list,
    onScroll() {
      const box = scroller.current;
      if (!box) return;
      const isAtEnd = box.scrollHeight - box.clientHeight - box.scrollTop < NEAR_END_PX;
      if (isAtEnd) setWantsEnd(true);
      else if (box.scrollTop < lastTop.current) setWantsEnd(false);
      readPlace();
    },
    shown: lines.map((index) => ({ index, top: heights.topOf(index) })),
    first: heights.length === 0 ? 0 : heights.indexAt(top),
    isFollowing,
    follow: useCallback(() => setWantsEnd(true), []),
    show,
    next: (index, step) => layout.next(index, step),
  };
}
