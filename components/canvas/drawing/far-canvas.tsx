"use client";

import { useTheme } from "next-themes";
import { useEffect, useRef } from "react";
import { useStoreApi } from "reactflow";
import type { Flow } from "@/components/canvas/layout/use-flow";
import { useModel } from "@/components/canvas/model/model";
import { type DrawTheme, readTheme, StatusGlyphs } from "./draw-theme";
import { paintFar, spritesOf } from "./far-painter";

const MOST_SHARP = 2;

/** The crowded canvas from far: painted anew when it moves or when something on it changes, at most once per frame. */
export function FarCanvas({ flow }: { flow: Flow }) {
  const { graph, stage, signals } = useModel();
  const store = useStoreApi();
  const { resolvedTheme } = useTheme();
  const element = useRef<HTMLCanvasElement>(null);
  const glyphs = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const canvas = element.current;
    const context = canvas?.getContext("2d");
    if (!canvas || !context || !glyphs.current || resolvedTheme === undefined) return;
    let theme: DrawTheme | null = null;
    let frame = 0;
    const paint = () => {
      frame = 0;
      const { width, height, transform } = store.getState();
      const sharp = Math.min(MOST_SHARP, devicePixelRatio);
      if (canvas.width !== Math.round(width * sharp)) canvas.width = Math.round(width * sharp);
      if (canvas.height !== Math.round(height * sharp)) canvas.height = Math.round(height * sharp);
      context.setTransform(sharp, 0, 0, sharp, 0, 0);
      theme ??= readTheme(glyphs.current as HTMLElement);
      paintFar(
        context,
        {
          ...flow,
          task: graph.task,
          isDimmed: (task) => stage.isDimmed(task) || graph.isSkipped(task),
          isLit: (id) => stage.pulseOf(id) > 0,
          isDrawn: (id) => stage.focused.get() === id,
        },
        { x: transform[0], y: transform[1], zoom: transform[2], width, height },
        theme,
        sprites,
      );
    };
    const soon = () => {
      frame ||= requestAnimationFrame(paint);
    };
    const sprites = spritesOf(() => theme, soon);
    const stops = [store.subscribe(soon), signals.subscribeAll(soon)];
    // In the next frame: by then the theme is on.
    soon();
    return () => {
      cancelAnimationFrame(frame);
      for (const stop of stops) stop();
    };
  }, [flow, graph, stage, signals, store, resolvedTheme]);

  return (
    <>
      <canvas ref={element} className="pointer-events-none absolute inset-0 z-[4] size-full" />
      <StatusGlyphs ref={glyphs} />
    </>
  );
}
