"use client";

import { Maximize, Minus, Plus } from "lucide-react";
import {
  type KeyboardEvent,
  type MouseEvent,
  memo,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { cn } from "@/components/ui/cn";
import { IconButton } from "@/components/ui/controls/icon-button";
import { isSettled } from "@/components/workflows/runs/stage-look";
import type { WorkflowStageWire } from "@/lib/workflows/shapes";
import { type DagEdge, layoutDag, NODE, type Point, pathOf } from "./dag-layout";
import { DagNode } from "./dag-node";
import { useDragScroll, useView } from "./use-view";

interface DagProps {
  /** In order. */
  stages: readonly WorkflowStageWire[];
  selected: string | null;
  onSelect: (name: string) => void;
  className?: string;
}

/** Below this a node shows its name alone, in large letters. */
const FAR_SCALE = 0.62;
const STEP = 1.25;
const LEAST = 0.1;
const MOST = 1.5;
/** What would be too small to read when all of it is in view begins at this size. */
const READABLE = 0.88;
/** With more stages than this, only those in view are drawn. */
const ALL_DRAWN = 120;
const AROUND_PX = 240;

/** The stages as a graph from left to right: it scrolls, zooms, and marks what is selected. */
export const Dag = memo(function Dag({ stages, selected, onSelect, className }: DagProps) {
  const shape = stages.map(({ name, from }) => `${name}<${from.join(",")}`).join(";");
  // biome-ignore lint/correctness/useExhaustiveDependencies: the places follow from what depends on what, not from how it stands
  const layout = useMemo(() => layoutDag(stages), [shape]);
  const scroller = useRef<HTMLDivElement>(null);
  const view = useView(scroller, stages.length > ALL_DRAWN);
  const fit = fitOf(layout, view.width, view.height);
  const [chosen, setScale] = useState<number | null>(null);
  const scale = chosen ?? Math.max(fit, READABLE);
  const isFar = scale < FAR_SCALE;
  const stop = selected ?? stages[0]?.name ?? null;
  const [first] = useState(() => firstUnderWay(stages));
  useDragScroll(scroller);

  // What is selected elsewhere comes into view; at first, without a selection, what the run has come to.
  const shown = selected ?? first;
  useEffect(() => {
    const box = scroller.current;
    const at = shown === null ? undefined : layout.at.get(shown);
    if (!box || !at) return;
    const [x, y] = [at.x * scale, at.y * scale];
    const isOut =
      x < box.scrollLeft ||
      y < box.scrollTop ||
      x + NODE.width * scale > box.scrollLeft + box.clientWidth ||
      y + NODE.height * scale > box.scrollTop + box.clientHeight;
    if (isOut)
      box.scrollTo({ left: x - box.clientWidth / 2 + 100, top: y - box.clientHeight / 2 + 38 });
  }, [shown, layout, scale]);

  function select(name: string, withFocus: boolean) {
    onSelect(name);
    if (!withFocus) return;
    requestAnimationFrame(() =>
      scroller.current
        ?.querySelector<HTMLElement>(`[data-stage="${CSS.escape(name)}"]`)
        ?.focus({ preventScroll: true }),
    );
  }

  function onClick(event: MouseEvent) {
    const name = stageOf(event.target);
    if (name !== null) select(name, false);
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.metaKey || event.ctrlKey || event.altKey || event.shiftKey) return;
    const step = STEPS[event.key];
    const from = stages.findIndex(({ name }) => name === stageOf(event.target));
    if (step === undefined || from === -1) return;
    event.preventDefault();
    const to = step === "first" ? stages[0] : step === "last" ? stages.at(-1) : stages[from + step];
    if (to) select(to.name, true);
  }

  const zoom = (factor: number) => setScale(Math.min(MOST, Math.max(LEAST, scale * factor)));

  return (
    <section aria-label="Graph of the stages" className={cn("relative min-h-0 min-w-0", className)}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the stages in it are what takes clicks and keys */}
      <div
        ref={scroller}
        onClick={onClick}
        onKeyDown={onKeyDown}
        className="h-full overflow-auto overscroll-contain bg-canvas dark:bg-sunken"
      >
        <div
          className="relative mx-auto min-h-full"
          style={{ width: layout.width * scale, height: layout.height * scale }}
        >
          <div
            className="absolute top-0 left-0 origin-top-left"
            style={{
              width: layout.width,
              height: layout.height,
              transform: `translateY(${Math.max(0, (view.height - layout.height * scale) / 2)}px) scale(${scale})`,
            }}
          >
            <Edges layout={layout} stages={stages} />
            {stages.map((stage) => {
              const at = layout.at.get(stage.name);
              if (
                !at ||
                (!view.shows(at.x * scale, at.y * scale, AROUND_PX) && stage.name !== stop)
              )
                return null;
              return (
                <DagNode
                  key={stage.name}
                  stage={stage}
                  at={at}
                  isSelected={stage.name === selected}
                  isStop={stage.name === stop}
                  isFar={isFar}
                />
              );
            })}
          </div>
        </div>
      </div>
      <div className="absolute bottom-3 left-3 flex rounded-md border border-line-strong bg-raised max-lg:bottom-2 max-lg:left-2">
        <IconButton label="Zoom out" size="icon-sm" onClick={() => zoom(1 / STEP)}>
          <Minus aria-hidden className="size-3.5" />
        </IconButton>
        <IconButton label="Zoom in" size="icon-sm" onClick={() => zoom(STEP)}>
          <Plus aria-hidden className="size-3.5" />
        </IconButton>
        <IconButton label="Fit everything in" size="icon-sm" onClick={() => setScale(fit)}>
          <Maximize aria-hidden className="size-3.5" />
        </IconButton>
      </div>
    </section>
  );
});

/** What one looks for in a run that goes on. */
function firstUnderWay(stages: readonly WorkflowStageWire[]): string | null {
  const isOpen = stages.find(({ status }) => !isSettled(status) && status !== "waiting");
  return (stages.find(({ status }) => status === "failed") ?? isOpen)?.name ?? null;
}

const STEPS: Record<string, number | "first" | "last" | undefined> = {
  ArrowRight: 1,
  ArrowDown: 1,
  ArrowLeft: -1,
  ArrowUp: -1,
  Home: "first",
  End: "last",
};

function stageOf(target: EventTarget): string | null {
  const node = target instanceof Element ? target.closest<HTMLElement>("[data-stage]") : null;
  return node?.dataset.stage ?? null;
}

/** The scale at which all of it is in view; never larger than life. */
function fitOf({ width, height }: { width: number; height: number }, w: number, h: number): number {
  if (w === 0 || h === 0) return 1;
  return Math.max(LEAST, Math.min(1, w / width, h / height));
}

/** The head of an arrow that arrives here, level. */
function headAt(end: Point | undefined): string {
  return end ? `M${end.x - 6} ${end.y - 4}L${end.x} ${end.y}L${end.x - 6} ${end.y + 4}` : "";
}

interface EdgesProps {
  layout: ReturnType<typeof layoutDag>;
  stages: readonly WorkflowStageWire[];
}

/** The lines, of one kind each in a single path: those that wait, and those whose stage is over. */
function Edges({ layout, stages }: EdgesProps) {
  const settled = new Set(stages.flatMap(({ name, status }) => (isSettled(status) ? [name] : [])));
  const key = layout.edges.map(({ from }) => (settled.has(from) ? 1 : 0)).join("");
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says which lines are of which kind
  const [waiting, over] = useMemo(() => {
    const drawn = (edges: readonly DagEdge[]) =>
      edges.map(({ points }) => pathOf(points) + headAt(points.at(-1))).join("");
    return [
      drawn(layout.edges.filter(({ from }) => !settled.has(from))),
      drawn(layout.edges.filter(({ from }) => settled.has(from))),
    ];
  }, [layout, key]);
  return (
    <svg
      aria-hidden="true"
      width={layout.width}
      height={layout.height}
      className="pointer-events-none absolute inset-0 fill-none"
    >
      <path d={waiting} className="stroke-ink-3/70" strokeWidth="1.25" strokeDasharray="4 4" />
      <path d={over} className="stroke-ink-3" strokeWidth="1.5" />
    </svg>
  );
}
