import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { CanvasScreen } from "@/components/canvas/canvas-screen";
import { canvasParsers } from "@/components/canvas/canvas-view";
import { LateRunTree } from "@/components/canvas/runs/late-run-tree";
import { type RunTree, toRunTree } from "@/components/canvas/runs/tree-run";
import { addressOf, type SearchParams } from "@/components/sync/address/parsers";
import { FirstPaint } from "@/components/sync/data/first-paint";
import { pageContext } from "@/lib/auth/sessions/current-actor";
import { DomainError } from "@/lib/core/errors";
import { RunPath } from "@/lib/runs/schema";
import { treeOf } from "@/lib/turns/tree";
import { readHorizon } from "../horizon";
import { readGraph } from "./read-graph";

interface PageProps {
  searchParams: Promise<SearchParams>;
}

export async function generateMetadata({ searchParams }: PageProps): Promise<Metadata> {
  const { run } = await addressOf(canvasParsers, searchParams);
  return { title: run === null ? "Canvas" : `Tree of run ${run}` };
}

/** Everything that hangs together; with a run in the address, the tree that it belongs to. */
export default async function CanvasPage({ searchParams }: PageProps) {
  const ctx = await pageContext();
  const horizon = await readHorizon();
  const { project, finished, loose, run } = await addressOf(canvasParsers, searchParams);
  if (run !== null) {
    const tree = await readTree(run);
    return (
      <FirstPaint horizon={horizon}>
        <LateRunTree key={tree.root_run_id} first={tree} run={run} />
      </FirstPaint>
    );
  }
  const scope = { project, finished, loose };
  return (
    <FirstPaint horizon={horizon}>
      <CanvasScreen firstScope={scope} first={await readGraph(ctx, scope)} />
    </FirstPaint>
  );
}

async function readTree(run: number): Promise<RunTree> {
  const path = RunPath.safeParse({ id: String(run) });
  if (!path.success) notFound();
  try {
    return toRunTree(await treeOf(await pageContext(), path.data.id));
  } catch (error) {
    if (error instanceof DomainError && error.code === "not_found") notFound();
    throw error;
  }
}
