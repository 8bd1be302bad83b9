"use client";

import { useQueries } from "@tanstack/react-query";
import { ChevronRight } from "lucide-react";
import { type RefObject, useEffect, useMemo, useRef, useState } from "react";
import { formatDuration } from "@/components/format/times";
import { ReadingProblem } from "@/components/sync/reading-problem";
import { cn } from "@/components/ui/cn";
import { useNow } from "@/components/ui/display/use-now";
import { SkeletonRows } from "@/components/ui/feedback/skeleton";
import { VirtualList, type VirtualListHandle } from "@/components/ui/list/virtual-list";
import { STAGE_LOOK } from "@/components/workflows/runs/stage-look";
import {
  itemsOptions,
  itemTimesOptions,
  useTimeline,
} from "@/components/workflows/runs/use-workflow-run";
import type { WorkflowRunWire, WorkflowStageWire } from "@/lib/workflows/shapes";
import type { TimelineWire } from "@/lib/workflows/timeline/shapes";
import { Bars, Legend } from "./timeline-bars";
import { labelOfItem, type OpenItems, rowsOf, type TimelineRow } from "./timeline-rows";
import { marksOf, type Scale, scaleOf } from "./timeline-scale";

interface TimelineProps {
  run: WorkflowRunWire;
  /** In order. */
  stages: readonly WorkflowStageWire[];
  first: TimelineWire | undefined;
  selected: { stage: string | null; item: number | null };
  onSelect: (stage: string, item: number | null) => void;
  className?: string;
}

const ROW_PX = 32;

/** How the stages spent their time: a bar for each, on one scale. The arrows move through them in order. */
export function Timeline({ run, stages, first, selected, onSelect, className }: TimelineProps) {
  const reading = useTimeline(run.id, first);
  const times = reading.data;
  const isOver = run.finished_at !== null;
  const now = useNow(isOver ? "minute" : "second") / 1000;
  const started = times?.started_at ?? run.started_at;
  const finished = times ? times.finished_at : run.finished_at;
  const scale = useMemo(() => scaleOf(started, finished, now), [started, finished, now]);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const inside = useOpenItems(run.id, open);
  const phases = useMemo(
    () => new Map((times?.rows ?? []).map((row) => [row.stage, row.phases])),
    [times],
  );
  const rows = useMemo(() => rowsOf(stages, phases, inside), [stages, phases, inside]);
  const list = useRef<VirtualListHandle | null>(null);
  const key = selected.item === null ? selected.stage : `${selected.stage}/${selected.item}`;
  useShown(list, rows, key);
  const isNumbered = stages.some(({ attempts }) => attempts > 1);

  function toggle(stage: string) {
    setOpen((before) => {
      const next = new Set(before);
      if (!next.delete(stage)) next.add(stage);
      return next;
    });
  }

  return (
    <section
      aria-label="Timeline of the stages"
      className={cn("flex min-h-0 min-w-0 flex-col", className)}
    >
      <ReadingProblem reading={reading} what="The timeline" part />
      <Axis scale={scale} />
      {rows.length === 0 ? <SkeletonRows count={4} label="Loading the timeline" /> : null}
      <VirtualList
        ref={list}
        items={rows}
        keyOf={(row) => row.key}
        estimate={() => ROW_PX}
        label="Stages"
        as="ol"
        onStop={(row, by) => {
          if (by === "keys" && row.kind !== "wait")
            onSelect(row.stage.name, row.kind === "item" ? row.item.index : null);
        }}
        className="min-h-0 flex-1"
      >
        {(row, isStop) => (
          <Row
            row={row}
            scale={scale}
            isStop={isStop}
            isSelected={row.key === key}
            isNumbered={isNumbered}
            onSelect={onSelect}
            onToggle={toggle}
          />
        )}
      </VirtualList>
      <Legend className="shrink-0 border-t px-4 py-1.5 max-md:px-3" />
    </section>
  );
}

/** Brings the selected row into view when it was selected elsewhere. */
function useShown(
  list: RefObject<VirtualListHandle | null>,
  rows: readonly TimelineRow[],
  key: string | null,
): void {
  const shown = useRef<string | null>(null);
  useEffect(() => {
    if (key === null || shown.current === key) return;
    const index = rows.findIndex((row) => row.key === key);
    if (index === -1) return;
    shown.current = key;
    list.current?.show(index);
  }, [list, rows, key]);
}

/** The items of the stages that are folded out, read together. */
function useOpenItems(run: number, open: ReadonlySet<string>): OpenItems {
  const names = [...open];
  const lists = useQueries({ queries: names.map((name) => itemsOptions(run, name)) });
  const times = useQueries({ queries: names.map((name) => itemTimesOptions(run, name)) });
  return new Map(
    names.map((name, index) => [
      name,
      {
        items: lists[index]?.data,
        phases: new Map(
          (times[index]?.data?.rows ?? []).map((row) => [row.item ?? -1, row.phases]),
        ),
      },
    ]),
  );
}

/** The columns of a row: name, bars, how long it took. */
const COLUMNS =
  "grid grid-cols-[minmax(7rem,30%)_minmax(0,1fr)_4.25rem] gap-x-3 lg:grid-cols-[13rem_minmax(0,1fr)_4.25rem]";

/** The time since the start of the run. */
function Axis({ scale }: { scale: Scale }) {
  const lane = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(600);
  useEffect(() => {
    if (!lane.current) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setWidth(entry.contentRect.width);
    });
    observer.observe(lane.current);
    return () => observer.disconnect();
  }, []);
  const span = scale.end - scale.start;
  return (
    <div
      aria-hidden
      className={cn(
        COLUMNS,
        "h-7 shrink-0 items-center border-b px-4 text-2xs text-ink-3 max-md:px-3",
      )}
    >
      <span>Stage</span>
      <div ref={lane} className="relative h-full">
        {marksOf(scale, width).map((seconds) => {
          const share = seconds / span;
          return (
            <span
              key={seconds}
              className={cn(
                "absolute inset-y-0 flex items-center whitespace-nowrap border-l pl-1 tabular-nums",
                share * width > width - 30 && "-translate-x-full border-r border-l-0 pr-1",
              )}
              style={{ left: `${share * 100}%` }}
            >
              {seconds === 0 ? "0" : formatDuration(seconds * 1000)}
            </span>
          );
        })}
      </div>
      <span className="text-right">Time</span>
    </div>
  );
}

interface RowProps {
  row: TimelineRow;
  scale: Scale;
  isStop: boolean;
  isSelected: boolean;
  isNumbered: boolean;
  onSelect: (stage: string, item: number | null) => void;
  onToggle: (stage: string) => void;
}

function Row({ row, scale, isStop, isSelected, isNumbered, onSelect, onToggle }: RowProps) {
  if (row.kind === "wait")
    return <div className="flex h-8 items-center pl-12 text-ink-3 text-xs">Loading the items…</div>;
  const { stage, phases } = row;
  const item = row.kind === "item" ? row.item : null;
  const { icon: Icon, label, text } = STAGE_LOOK[(item ?? stage).status];
  const name = item ? labelOfItem(item) : stage.name;
  const begun = phases.find(({ kind }) => kind !== "inputs")?.start;
  const end = phases.at(-1)?.end;
  return (
    <div className="relative">
      <button
        type="button"
        data-stop=""
        tabIndex={isStop ? 0 : -1}
        aria-current={isSelected ? "true" : undefined}
        onClick={() => onSelect(stage.name, item?.index ?? null)}
        className={cn(
          COLUMNS,
          "h-8 w-full items-center px-4 text-left hover:bg-hover focus-visible:-outline-offset-2 max-md:px-3",
          isSelected && "bg-selected shadow-[inset_2px_0_0_var(--accent)] hover:bg-selected",
        )}
      >
        <span className={cn("flex min-w-0 items-center gap-1.5 pl-5", item && "pl-10")}>
          <Icon aria-hidden className={cn("size-3.5 shrink-0", text)} />
          <span className="sr-only">{label}, </span>
          <span className={cn("truncate text-sm", item && "text-ink-2 text-xs")}>{name}</span>
          {item === null && stage.items ? (
            <span className="shrink-0 text-2xs text-ink-3 tabular-nums">
              {stage.items.done}/{stage.items.total}
            </span>
          ) : null}
          {item === null && stage.agent ? <span className="sr-only">, {stage.agent}</span> : null}
          {item === null && stage.attempts > 1 ? (
            <span className="sr-only">, attempt {stage.attempts}</span>
          ) : null}
        </span>
        <span className="h-6">
          <Bars phases={phases} scale={scale} isNumbered={isNumbered} />
        </span>
        <span className="text-right text-ink-2 text-xs tabular-nums">
          {begun === undefined ? "—" : formatDuration(((end ?? scale.end) - begun) * 1000)}
        </span>
      </button>
      {row.kind === "stage" && row.isOpen !== null ? (
        <button
          type="button"
          data-stop="fold"
          tabIndex={isStop ? 0 : -1}
          aria-expanded={row.isOpen}
          aria-label={`Items of ${stage.name}`}
          onClick={() => onToggle(stage.name)}
          className="absolute top-1.5 left-3 flex size-5 items-center justify-center rounded-xs text-ink-3 hover:bg-hover hover:text-ink max-md:left-2"
        >
          <ChevronRight aria-hidden className={cn("size-3.5", row.isOpen && "rotate-90")} />
        </button>
      ) : null}
    </div>
  );
}
