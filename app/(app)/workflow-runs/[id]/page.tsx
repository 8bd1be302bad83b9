import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { FirstPaint } from "@/components/sync/data/first-paint";
import { RunScreen } from "@/components/workflows/runs/run-screen";
import { pageContext } from "@/lib/auth/sessions/current-actor";
import { DomainError } from "@/lib/core/errors";
import { readRun } from "@/lib/workflows/run/read";
import { RunPath } from "@/lib/workflows/run-schema";
import { readTimeline } from "@/lib/workflows/timeline/read";
import { readHorizon } from "../../horizon";

interface PageProps {
  params: Promise<{ id: string }>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const run = await findRun((await params).id);
  return { title: run ? `Run ${run.id} of ${run.workflow}` : "No such run" };
}

/** One run of a workflow. */
export default async function WorkflowRunPage({ params }: PageProps) {
  const run = await findRun((await params).id);
  if (run === null) notFound();
  const horizon = await readHorizon();
  const times = await readTimeline(await pageContext(), run.id);
  return (
    <FirstPaint horizon={horizon}>
      <RunScreen key={run.id} first={run} times={times} />
    </FirstPaint>
  );
}

const findRun = cache(async (id: string) => {
  const path = RunPath.safeParse({ id });
  if (!path.success) return null;
  // The title of the page reads the run too, maybe first.
  await readHorizon();
  try {
    return await readRun(await pageContext(), path.data.id);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    if (error.code === "not_found" || error.code === "forbidden") return null;
    throw error;
  }
});
