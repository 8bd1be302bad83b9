"use client";

import { memo, type ReactNode } from "react";
import { type NodeProps, useStore } from "reactflow";
import { isFine } from "@/components/canvas/layout/sizes";
import { descendantsOf } from "@/components/canvas/model/hierarchy";
import { useModel, useNodeTask } from "@/components/canvas/model/model";
import { ElapsedSince } from "@/components/canvas/nodes/elapsed-since";
import type { CanvasNode, NodeKind } from "@/components/canvas/nodes/flow-nodes";
import { NodeBox } from "@/components/canvas/nodes/node-frame";
import { FoldMark } from "@/components/canvas/nodes/node-parts";
import { formatDuration } from "@/components/format/times";
import { lookOfRun } from "@/components/tasks/runs/run-words";
import { cn } from "@/components/ui/cn";
import { Avatar } from "@/components/ui/display/avatar";
import { Cost } from "@/components/ui/display/figure";
import { spokenRun } from "./run-spoken";
import { useRuns } from "./runs-context";
import { askedOf, type TreeRun } from "./tree-run";

type Nodes = NodeProps<CanvasNode>;

interface RunFrameProps {
  data: CanvasNode["data"];
  kind: NodeKind;
  children: (run: TreeRun, fine: boolean) => ReactNode;
}

/** The box of a run, drawn again whenever the run changes. */
function RunFrame({ data, kind, children }: RunFrameProps) {
  const task = useNodeTask(data.task);
  const runs = useRuns();
  const fine = useStore(isFine);
  const run = runs.run(data.task);
  if (!task || !run) return null;
  const spoken = spokenRun(run, {
    children: data.children,
    open: runs.openBelow(run.id),
    collapsed: kind === "collapsed",
  });
  return (
    <NodeBox task={task} kind={kind} spoken={spoken} title={run.error ?? undefined}>
      {children(run, fine)}
    </NodeBox>
  );
}

/** A run that opened none. */
const RunNode = memo(function RunNode({ data }: Nodes) {
  return (
    <RunFrame data={data} kind="task">
      {(run, fine) => (
        <>
          <RunTop run={run} fine={fine} />
          <span
            dir="auto"
            className={cn(
              "cv-text cv-title mt-1 line-clamp-2 text-pretty break-words font-medium text-ink",
              fine ? "h-8 text-xs" : "h-11 text-[17px] leading-[22px]",
            )}
          >
            {askedOf(run)}
          </span>
          {fine ? <RunFoot run={run} className="mt-1" /> : null}
        </>
      )}
    </RunFrame>
  );
});

/** A run with those that it opened inside. */
const RunContainer = memo(function RunContainer({ data }: Nodes) {
  return (
    <RunFrame data={data} kind="container">
      {(run, fine) => (
        <>
          <RunTop run={run} isOpened />
          <span className="mt-1 flex h-5 min-w-0 items-center gap-1.5">
            <FoldMark open />
            <span
              dir="auto"
              className={cn(
                "cv-text cv-title min-w-0 truncate font-semibold text-ink",
                fine ? "text-sm" : "text-[20px]",
              )}
            >
              {askedOf(run)}
            </span>
          </span>
          <RunFoot run={run} className="mt-1 max-w-72" />
          <span className="cv-far-title absolute inset-x-4 top-2 font-semibold text-ink">
            {askedOf(run)}
          </span>
        </>
      )}
    </RunFrame>
  );
});

/** A run that is closed over those that it opened: how many of them stand how. */
const CollapsedRun = memo(function CollapsedRun({ data }: Nodes) {
  const { graph } = useModel();
  const runs = useRuns();
  return (
    <RunFrame data={data} kind="collapsed">
      {(run) => (
        <>
          <RunTop run={run} />
          <span className="mt-1 flex h-4 min-w-0 items-center gap-1">
            <FoldMark open={false} />
            <span
              dir="auto"
              className="cv-text cv-title min-w-0 truncate font-medium text-ink text-xs"
            >
              {askedOf(run)}
            </span>
          </span>
          <span className="cv-text mt-1 flex h-4 items-center gap-2.5 overflow-hidden text-2xs text-ink-2 tabular-nums">
            {tallyOfRuns(descendantsOf(graph.hierarchy, run.id).map(runs.run)).map(
              ({ word, icon: Icon, tone, count }) => (
                <span key={word} title={word} className="flex shrink-0 items-center gap-1">
                  <Icon aria-hidden className={cn("size-3", tone, "animate-none!")} />
                  {count}
                </span>
              ),
            )}
          </span>
          <RunFoot run={run} className="mt-1" />
        </>
      )}
    </RunFrame>
  );
});

export const RUN_NODE_TYPES = {
  task: RunNode,
  container: RunContainer,
  collapsed: CollapsedRun,
} satisfies Record<NodeKind, unknown>;

function tallyOfRuns(runs: readonly (TreeRun | undefined)[]) {
  const known = runs.filter((run) => run !== undefined);
  return [...Map.groupBy(known, lookOfRun)].map(([look, of]) => ({ ...look, count: of.length }));
}

interface RunTopProps {
  run: TreeRun;
  fine?: boolean;
  /** Whether what it opened is shown inside. */
  isOpened?: boolean;
}

/** The first line: how it stands, how many it has open, and its number. */
function RunTop({ run, fine = true, isOpened = false }: RunTopProps) {
  const { icon: Icon, tone, word } = lookOfRun(run);
  return (
    <span className="flex h-4 items-center gap-1.5 text-2xs">
      <Icon aria-hidden className={cn("cv-icon size-3.5 shrink-0", tone, "animate-none!")} />
      {fine ? (
        <>
          <span className="cv-text min-w-0 truncate font-medium text-ink-2 first-letter:uppercase">
            {word}
          </span>
          <span className="cv-text ml-auto flex shrink-0 items-center gap-2 text-ink-3 tabular-nums">
            {isOpened ? <OpenBelow run={run} /> : null}
            <span className="font-mono">#{run.id}</span>
          </span>
        </>
      ) : null}
    </span>
  );
}

/** The last line: who does it, for how long, and what it cost. */
function RunFoot({ run, className }: { run: TreeRun; className?: string }) {
  return (
    <span className={cn("cv-text flex h-4 items-center gap-1.5 text-2xs text-ink-2", className)}>
      <Avatar name={run.agent} size="xs" />
      <span className="min-w-0 flex-1 truncate">{run.agent}</span>
      <RunTime run={run} />
      {run.cost_usd === null ? null : (
        <span className="shrink-0 tabular-nums">
          <Cost usd={run.cost_usd} />
        </span>
      )}
    </span>
  );
}

function RunTime({ run }: { run: TreeRun }) {
  if (run.state === "queued") return null;
  if (run.finished_at === null) return <ElapsedSince seconds={run.started_at} />;
  return (
    <span className="ml-auto shrink-0 whitespace-nowrap text-ink-3 tabular-nums">
      {formatDuration((run.finished_at - run.started_at) * 1_000)}
    </span>
  );
}

/** How many it has open, of as many as it may. */
function OpenBelow({ run }: { run: TreeRun }) {
  const runs = useRuns();
  const most = runs.sum.get().limits.max_children;
  const open = runs.openBelow(run.id);
  return (
    <span className={cn(open >= most && "font-medium text-warning")}>
      {open} of {most} open
    </span>
  );
}
