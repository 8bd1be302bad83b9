"use client";

import { memo } from "react";
import { cn } from "@/components/ui/cn";
import { PHASE_LABEL, phaseInWords } from "@/components/workflows/runs/stage-words";
import type { PhaseKind, PhaseWire } from "@/lib/workflows/timeline/shapes";
import { placeOf, type Scale } from "./timeline-scale";

/** How each kind of time looks: told apart by shape as well as by colour. */
const LOOK: Record<PhaseKind, string> = {
  inputs: "top-1/2 h-0 border-t border-dashed border-ink-3/60",
  queue: "inset-y-[7px] rounded-sm border border-ink-3/70",
  pause: "inset-y-[7px] rounded-sm border border-dashed border-ink-3/70",
  working: "inset-y-1 rounded-sm bg-status-in-progress",
  review: "inset-y-1 rounded-sm bg-status-review",
  person:
    "inset-y-1 rounded-sm border border-accent-ink bg-[repeating-linear-gradient(135deg,color-mix(in_oklch,var(--accent)_55%,transparent)_0_3px,transparent_3px_7px)]",
};

const FAILED = "inset-y-1 rounded-sm bg-status-failed";

interface BarsProps {
  phases: readonly PhaseWire[];
  scale: Scale;
  /** Whether any stage was tried more than once: then attempts have numbers. */
  isNumbered: boolean;
}

/** The times of one stage on the scale of its run. */
export const Bars = memo(function Bars({ phases, scale, isNumbered }: BarsProps) {
  return (
    <span aria-hidden className="relative block h-full w-full">
      {phases.map((phase) => {
        const { left, width } = placeOf(scale, phase.start, phase.end);
        const isFailed = phase.outcome != null && phase.outcome !== "succeeded";
        return (
          <span
            key={`${phase.kind}${phase.start}`}
            title={phaseInWords(phase, scale.end)}
            className={cn(
              "absolute min-w-[3px] overflow-hidden",
              phase.kind === "working" && isFailed ? FAILED : LOOK[phase.kind],
              phase.end === null && phase.kind === "working" && "animate-breathe",
            )}
            style={{ left: `min(calc(100% - 3px), ${left * 100}%)`, width: `${width * 100}%` }}
          >
            {isNumbered && phase.kind === "working" && phase.attempt !== undefined ? (
              <span className="block pl-1 font-semibold text-[10px] text-panel leading-4">
                {phase.attempt}
              </span>
            ) : null}
          </span>
        );
      })}
    </span>
  );
});

const SHOWN: readonly PhaseKind[] = ["inputs", "queue", "working", "review", "person"];

/** What the bars mean. */
export function Legend({ className }: { className?: string }) {
  return (
    <ul
      aria-label="What the bars mean"
      className={cn("flex flex-wrap gap-x-3.5 gap-y-1", className)}
    >
      {SHOWN.map((kind) => (
        <li key={kind} className="flex items-center gap-1.5 text-2xs text-ink-2">
          <span aria-hidden className="relative h-5 w-4">
            <span className={cn("absolute inset-x-0", LOOK[kind])} />
          </span>
          {PHASE_LABEL[kind]}
        </li>
      ))}
      <li className="flex items-center gap-1.5 text-2xs text-ink-2">
        <span aria-hidden className="relative h-5 w-4">
          <span className={cn("absolute inset-x-0", FAILED)} />
        </span>
        Failed attempt
      </li>
    </ul>
  );
}
