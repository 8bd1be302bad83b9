"use client";

import { useEffect, useMemo, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { useReactFlow } from "reactflow";
import { anchorOf } from "@/components/graph/anchor";
import { runElk } from "@/components/graph/elk-client";
import { createLatestOnly } from "@/components/graph/latest-only";
import { layered, type Point } from "@/components/graph/layered";
import type { Rect } from "@/components/graph/neighbours";
import type { Outline } from "@/components/workflows/editor/document/outline";

export const STAGE = { width: 208, height: 68 } as const;
const GAPS = { node: 24, layer: 44 };

export type Direction = "RIGHT" | "DOWN";

export const edgeId = (from: string, to: string): string => `${from}\u0001${to}`;

export interface StageLayout {
  places: ReadonlyMap<string, Rect>;
  /** The ways of the lines, by `edgeId`. */
  routes: ReadonlyMap<string, readonly Point[]>;
  direction: Direction;
}

interface Wanted {
  ids: readonly string[];
  edges: readonly (readonly [string, string])[];
  direction: Direction;
}

/**
 * Where the stages stand: laid out again when how they hang together changes, and for nothing else. What one looks at stays
 * where it is on the screen. Null until there is a first layout.
 */
export function useStageLayout(
  outline: Outline,
  direction: Direction,
  looksAt: string | null,
  size: { width: number; height: number },
): { layout: StageLayout | null; failed: boolean; retry: () => void } {
  const { getViewport, setViewport } = useReactFlow();
  const [layout, setLayout] = useState<StageLayout | null>(null);
  const [failed, setFailed] = useState(false);
  const [attempt, setAttempt] = useState(0);
  const [latestOnly] = useState(() => createLatestOnly<Wanted>());
  const latest = useRef({ layout: null as StageLayout | null, looksAt, size });
  useEffect(() => {
    latest.current = { ...latest.current, looksAt, size };
  });
  const signature = JSON.stringify([
    outline.stages.map(({ id }) => id),
    outline.edges.map(({ from, to }) => [from, to]),
    direction,
    attempt,
  ]);
  const wanted = useMemo((): Wanted => {
    const [ids, edges, way] = JSON.parse(signature);
    return { ids, edges, direction: way };
  }, [signature]);

  useEffect(() => () => latestOnly.stop(), [latestOnly]);
  useEffect(() => {
    const show = async ({ ids, edges, direction }: Wanted, isStopped: () => boolean) => {
      const items = ids.map((id) => ({ id, ...STAGE }));
      const laid =
        items.length === 0
          ? { at: new Map<string, Point>(), routes: [] }
          : await layered(items, edges, { ...GAPS, direction }, runElk);
      if (isStopped()) return;
      const places = new Map([...laid.at].map(([id, at]) => [id, { ...at, ...STAGE }]));
      const routes = new Map(
        edges.flatMap(([from, to], at) => {
          const route = laid.routes[at];
          return route ? [[edgeId(from, to), route] as const] : [];
        }),
      );
      const { layout: was, looksAt, size } = latest.current;
      const next = { places, routes, direction };
      latest.current.layout = next;
      const viewport =
        was && was.direction === direction
          ? anchorOf(was.places, places, getViewport(), looksAt, size)
          : null;
      // In one frame: the stages in their new places, and the eye where it was.
      flushSync(() => {
        setLayout(next);
        setFailed(false);
      });
      if (viewport) void setViewport(viewport);
    };
    latestOnly.run(wanted, show, () => setFailed(true));
  }, [latestOnly, wanted, getViewport, setViewport]);

  return { layout, failed, retry: () => setAttempt((before) => before + 1) };
}
