"use client";

import { ChevronRight } from "lucide-react";
import { useState } from "react";
import { followPermalink } from "@/components/tasks/talk/permalink";
import { cn } from "@/components/ui/cn";
import { Badge } from "@/components/ui/display/badge";
import { Elapsed } from "@/components/ui/display/elapsed";
import { RelativeTime } from "@/components/ui/display/relative-time";
import type { RunWire } from "@/lib/runs/shapes";
import { RunDetails } from "./run-details";
import { lookOfRun } from "./run-words";

/** One run: who, how it ended and how long it took; expanded, its whole input and output. */
export function RunRow({ run }: { run: RunWire }) {
  const [open, setOpen] = useState(() => isPointedAt(run.id) || isStreaming(run));
  const look = lookOfRun(run);
  return (
    <li id={`run-${run.id}`} ref={followPermalink}>
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="flex min-h-9 w-full items-center gap-2 px-2.5 py-1 text-left text-sm hover:bg-hover pointer-coarse:min-h-11"
      >
        <ChevronRight
          aria-hidden
          className={cn("size-3.5 shrink-0 text-ink-3 transition-transform", open && "rotate-90")}
        />
        <look.icon aria-hidden className={cn("size-4 shrink-0", look.tone)} />
        <span className="min-w-0 truncate">
          <span className="font-medium">{run.agent}</span>{" "}
          <span className="text-ink-3">
            {run.trigger === "review" ? "reviewed" : `attempt ${run.attempt}`} · {look.word}
          </span>
        </span>
        {run.model ? (
          <Badge className="min-w-0 shrink truncate max-sm:hidden">
            {run.tier && run.tier !== "default" ? `${run.model} · ${run.tier}` : run.model}
          </Badge>
        ) : null}
        <span className="ml-auto flex shrink-0 items-center gap-2 text-ink-3 text-xs">
          {run.cost_usd === null ? null : (
            <span className="tabular-nums max-sm:hidden">${run.cost_usd.toFixed(4)}</span>
          )}
          <Elapsed since={run.started_at} until={run.finished_at} />
          <span className="max-sm:hidden">
            <RelativeTime time={run.started_at} />
          </span>
        </span>
      </button>
      {open ? <RunDetails run={run} /> : null}
    </li>
  );
}

/** Only runs made by Baton produce output to watch; an agent's own run shows nothing until it is handed in. */
function isStreaming({ outcome, trigger }: RunWire): boolean {
  return outcome === null && trigger === "dispatch";
}

/** Runs are rendered in the browser only: the server's markup contains none. */
function isPointedAt(id: number): boolean {
  return typeof location !== "undefined" && location.hash === `#run-${id}`;
}
