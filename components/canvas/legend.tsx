"use client";

import { CircleQuestionMark } from "lucide-react";
import { IconButton } from "@/components/ui/controls/icon-button";
import { STATUS, TASK_STATUSES } from "@/components/ui/display/status";
import { StatusIcon } from "@/components/ui/display/status-icon";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/overlays/popover";

const LINES = [
  { kind: "step", className: "cv-edge", label: "The next step of a sequence" },
  { kind: "holding", className: "cv-edge cv-edge-holding", label: "Blocks, and holds" },
  { kind: "released", className: "cv-edge cv-edge-released", label: "Blocked, and is done" },
  { kind: "step", className: "cv-edge cv-edge-maybe", label: "A stage that may be passed by" },
  { kind: null, className: "cv-edge cv-edge-relates", label: "Relates" },
  { kind: null, className: "cv-edge cv-edge-duplicates", label: "Duplicates" },
] as const;

/** What shapes and lines mean. */
export function Legend() {
  return (
    <Popover>
      <PopoverTrigger asChild>
        <IconButton label="What the signs mean" size="icon-sm">
          <CircleQuestionMark aria-hidden className="size-4" />
        </IconButton>
      </PopoverTrigger>
      <PopoverContent align="end" aria-label="What the signs mean" className="w-60 text-xs">
        <ul className="grid grid-cols-2 gap-x-3 gap-y-2">
          {TASK_STATUSES.map((status) => (
            <li key={status} className="flex items-center gap-2">
              <StatusIcon status={status} />
              {STATUS[status].label}
            </li>
          ))}
        </ul>
        <ul className="mt-3 space-y-2 border-t pt-3">
          {LINES.map(({ kind, className, label }) => (
            <li key={label} className="flex items-center gap-2">
              <svg viewBox="0 0 40 10" aria-hidden="true" className="h-2.5 w-10 shrink-0">
                <path
                  d="M1 5h37"
                  className={className}
                  markerEnd={kind ? `url(#cv-${kind})` : undefined}
                />
              </svg>
              {label}
            </li>
          ))}
          <li className="flex items-center gap-2">
            <span className="mr-6 flex size-4 items-center justify-center rounded-xs bg-ink font-semibold text-2xs text-panel">
              2
            </span>
            Its place in the sequence
          </li>
        </ul>
      </PopoverContent>
    </Popover>
  );
}
