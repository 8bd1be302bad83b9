"use client";

import { ChevronRight } from "lucide-react";
import dynamic from "next/dynamic";
import Link from "next/link";
import { CanvasSkeleton } from "@/components/canvas/canvas-skeleton";
import { ModelProvider, useSignal } from "@/components/canvas/model/model";
import { hasFailed, ReadingProblem } from "@/components/sync/reading-problem";
import { Count } from "@/components/ui/display/figure";
import { PageHeader } from "@/components/ui/display/page-header";
import { RunsProvider, useRuns } from "./runs-context";
import { TreeLimits } from "./tree-limits";
import type { RunTree } from "./tree-run";
import { useRunTree } from "./use-run-tree";

// React Flow is the largest part of any screen, and nothing can be drawn before the tree is laid out.
const RunTreeCanvas = dynamic(
  () => import("./run-tree-canvas").then((room) => room.RunTreeCanvas),
  {
    loading: CanvasSkeleton,
  },
);

interface RunTreeScreenProps {
  first: RunTree;
  /** The run of the tree that was asked for. */
  run: number;
}

/** A run, the runs that it opened, those that they opened, and what limits them, live. */
export function RunTreeScreen({ first, run }: RunTreeScreenProps) {
  const { model, tree, whole } = useRunTree(first);
  return (
    <div className="flex h-full min-h-0 flex-col">
      <ModelProvider model={model}>
        <RunsProvider tree={tree}>
          <TreeHeader />
          <ReadingProblem reading={whole} what="The tree" />
          {hasFailed(whole) ? null : <RunTreeCanvas run={run} />}
        </RunsProvider>
      </ModelProvider>
    </div>
  );
}

function TreeHeader() {
  const tree = useRuns();
  const { total, open } = useSignal(tree.sum);
  return (
    <>
      <PageHeader
        className="static"
        title={`Tree of run #${tree.root}`}
        meta={
          <span>
            <Count value={total} /> {total === 1 ? "run" : "runs"}
            {open > 0 ? (
              <>
                , <Count value={open} /> open
              </>
            ) : null}
          </span>
        }
        description={
          <span className="flex items-center gap-1">
            <Link href="/canvas" className="hover:text-ink hover:underline">
              Canvas
            </Link>
            <ChevronRight aria-hidden className="size-3 shrink-0" />
            <Link href={`/runs/${tree.root}`} className="hover:text-ink hover:underline">
              Run #{tree.root}
            </Link>
          </span>
        }
      >
        <TreeLimits />
      </PageHeader>
      {total > tree.size ? (
        <p role="status" className="border-b bg-warning/10 px-4 py-1.5 text-sm">
          The tree has <Count value={total} /> runs, and the first <Count value={tree.size} /> are
          shown.
        </p>
      ) : null}
    </>
  );
}
