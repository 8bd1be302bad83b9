"use client";

import { Terminal } from "lucide-react";
import { useMemo, useState } from "react";
import { ReadingProblem } from "@/components/sync/reading-problem";
import { failureLine } from "@/components/tasks/runs/log/failure-line";
import { type LogViewKind, VIEWS } from "@/components/tasks/runs/log/log-layout";
import { LogView } from "@/components/tasks/runs/log/log-view";
import { lineCount, type RunLog } from "@/components/tasks/runs/log/run-log";
import { useLineRange } from "@/components/tasks/runs/log/use-line-range";
import { useRunLog } from "@/components/tasks/runs/log/use-run-log";
import { Segmented, SegmentedItem } from "@/components/ui/controls/segmented";
import { Count } from "@/components/ui/display/figure";
import { EmptyState } from "@/components/ui/feedback/empty-state";
import { Skeleton } from "@/components/ui/feedback/skeleton";
import type { RunWire } from "@/lib/runs/shapes";

interface RunLogTabProps {
  run: RunWire;
  onSearchReady: (focus: () => void) => void;
}

/** All that a run says, live. It opens at the lines of the address, at the failure of a run that failed, at the end of one that goes on. */
export function RunLogTab({ run, onSearchReady }: RunLogTabProps) {
  const reading = useRunLog(run.id);
  const log = reading.data;
  const [range, setRange] = useLineRange();
  const [view, setView] = useState<LogViewKind>("all");
  const start = useMemo(() => (log ? startOf(log, run, range?.first) : null), [log, run, range]);
  const hasLines = log !== undefined && lineCount(log) > 0;
  return (
    <>
      <ReadingProblem reading={reading} what="The log" />
      {hasLines ? (
        <LogView
          log={log}
          range={range}
          onRange={setRange}
          start={start}
          view={view}
          onSearchReady={onSearchReady}
          className="flex-1"
          tools={
            <>
              <Segmented<LogViewKind> label="Lines shown" value={view} onValueChange={setView}>
                {VIEWS.map((each) => (
                  <SegmentedItem key={each} value={each}>
                    {VIEW_LABEL[each]}
                  </SegmentedItem>
                ))}
              </Segmented>
              <span className="ml-auto text-ink-3 text-xs tabular-nums max-md:hidden">
                <Count value={lineCount(log)} /> {lineCount(log) === 1 ? "line" : "lines"}
              </span>
            </>
          }
        />
      ) : log ? (
        <EmptyState
          icon={Terminal}
          title={log.isOpen ? "Nothing was said yet" : "It said nothing"}
          description={
            log.isOpen
              ? saysNothing(run)
              : "Agents that only poll hand in a result and stream nothing; texts of old runs are removed."
          }
        />
      ) : reading.isError ? null : (
        <div className="flex flex-col gap-2 p-4">
          {[60, 75, 40, 66].map((width) => (
            <Skeleton key={width} className="h-3" style={{ width: `${width}%` }} />
          ))}
        </div>
      )}
    </>
  );
}

const VIEW_LABEL: Record<LogViewKind, string> = { all: "All", agent: "Agent", output: "Output" };

const saysNothing = ({ trigger, agent }: RunWire): string =>
  trigger === "claim"
    ? `What ${agent} streams while it works stands here at once. An agent that only polls streams nothing.`
    : "What it says stands here at once.";

/** Where a log opens; null until all of it is here that decides it. */
function startOf(
  log: RunLog,
  { outcome, error }: RunWire,
  pointed: number | undefined,
): number | "end" | null {
  if (log.hasMore) return null;
  if (pointed !== undefined) return Math.min(pointed, lineCount(log)) - 1;
  if (outcome === null) return "end";
  if (outcome === "succeeded" || outcome === "cancelled") return 0;
  return failureLine(log, error) ?? "end";
}
