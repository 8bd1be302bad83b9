"use client";

import type { Virtualizer, VirtualizerOptions } from "@tanstack/react-virtual";
import { type RefObject, useLayoutEffect, useReducer, useState } from "react";
import { flushSync } from "react-dom";
import { onDemand, useOnDemand } from "@/components/ui/late/on-demand";
import { firstRows, type PlacedRow } from "./first-rows";

type Code = typeof import("@tanstack/react-virtual");
type Rows = Virtualizer<HTMLElement, HTMLElement>;
type Options = VirtualizerOptions<HTMLElement, HTMLElement>;

/** What measures rows and follows the scrolling: more code than many a screen, and no first row needs it. */
const code = onDemand<Code>(() => import("@tanstack/react-virtual"));

/** The height of the view until it is measured, as on the server. */
const FIRST_VIEW_PX = 1_000;

export interface VirtualRowsOptions {
  keys: readonly (string | number)[];
  /** The height of a row in px until it is measured. */
  estimate: (index: number) => number;
  scroller: RefObject<HTMLElement | null>;
  /** The tab stop of the list. It stays in the document when it is out of view: otherwise the focus would be lost with it. */
  stop: number | null;
  gap: number;
  overscan: number;
}

export interface VirtualRows {
  shown: readonly Pick<PlacedRow, "index" | "start">[];
  /** Of all rows together, in px. */
  height: number;
  /** The last row in view; undefined until that is known. */
  lastInView: number | undefined;
  /** For the element of each row, which says its place in `data-index`. */
  measure: ((element: HTMLElement | null) => void) | undefined;
  /** Brings a row into view, as far as it takes. Null until it can: until then a row that is focused scrolls by itself. */
  scrollTo: ((index: number) => void) | null;
}

interface Engine {
  rows: Rows;
  /** True while React attaches elements, when it cannot render at once. */
  isMeasuring: boolean;
  measure: (element: HTMLElement | null) => void;
}

/**
 * Which rows of a list of any length are in the document, and where. The first rows stand where their estimated heights put them; what
 * follows the scrolling comes after the page (docs/decisions/0140), and moves none of them but by what it measures.
 */
export function useVirtualRows(list: VirtualRowsOptions): VirtualRows {
  const { part } = useOnDemand(code, true);
  const [, rerender] = useReducer((times: number) => times + 1, 0);
  const [made, setMade] = useState<Engine | null>(null);
  const engine = made ?? (part ? createEngine(part, list, rerender) : null);
  if (engine !== made) setMade(engine);
  if (part && engine) engine.rows.setOptions(optionsOf(part, list, engine, rerender));
  const rows = engine?.rows;
  useLayoutEffect(() => rows?._didMount(), [rows]);
  useLayoutEffect(() => rows?._willUpdate());
  if (!engine) {
    return {
      ...firstRows({ ...list, viewPx: FIRST_VIEW_PX }),
      lastInView: undefined,
      measure: undefined,
      scrollTo: null,
    };
  }
  return {
    shown: engine.rows.getVirtualItems(),
    height: engine.rows.getTotalSize(),
    lastInView: engine.rows.range?.endIndex,
    measure: engine.measure,
    scrollTo: (index) => engine.rows.scrollToIndex(index, { align: "auto" }),
  };
}

function createEngine(part: Code, list: VirtualRowsOptions, rerender: () => void): Engine {
  const state = { isMeasuring: false };
  const rows: Rows = new part.Virtualizer(optionsOf(part, list, state, rerender));
  return Object.assign(state, {
    rows,
    measure(element: HTMLElement | null) {
      state.isMeasuring = true;
      try {
        rows.measureElement(element);
      } finally {
        state.isMeasuring = false;
      }
    },
  });
}

function optionsOf(
  { defaultRangeExtractor, elementScroll, observeElementOffset, observeElementRect }: Code,
  { keys, estimate, scroller, stop, gap, overscan }: VirtualRowsOptions,
  engine: Pick<Engine, "isMeasuring">,
  rerender: () => void,
): Options {
  return {
    count: keys.length,
    getScrollElement: () => scroller.current,
    estimateSize: estimate,
    getItemKey: (index) => keys[index] ?? index,
    rangeExtractor(range) {
      const seen = defaultRangeExtractor(range);
      if (stop === null || seen.includes(stop)) return seen;
      return [...seen, stop].toSorted((a, b) => a - b);
    },
    gap,
    overscan,
    // Rows may have been scrolled before this came.
    initialOffset: () => scroller.current?.scrollTop ?? 0,
    initialRect: { width: 0, height: FIRST_VIEW_PX },
    observeElementRect,
    observeElementOffset,
    scrollToFn: elementScroll,
    onChange(_, isSync) {
      if (isSync && !engine.isMeasuring) flushSync(rerender);
      else rerender();
    },
  };
}
