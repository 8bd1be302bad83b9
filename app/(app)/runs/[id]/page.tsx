import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache } from "react";
import { RunScreen } from "@/components/runs/run-screen";
import { FirstPaint } from "@/components/sync/data/first-paint";
import { pageContext } from "@/lib/auth/sessions/current-actor";
import { DomainError } from "@/lib/core/errors";
import { detailOf } from "@/lib/engine/run-detail";
import { readRunHead } from "@/lib/runs/queries";
import { RunPath } from "@/lib/runs/schema";
import { getTask } from "@/lib/tasks/read/detail";
import { taskToWire } from "@/lib/tasks/wire";
import { isInTree } from "@/lib/turns/tree";
import { readHorizon } from "../../horizon";

interface PageProps {
  params: Promise<{ id: string }>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const run = await findRun((await params).id);
  return {
    title: run ? `Run ${run.id}${run.task_ref ? ` of ${run.task_ref}` : ""}` : "No such run",
  };
}

/** One run, with the task it is an attempt at. */
export default async function RunPage({ params }: PageProps) {
  const run = await findRun((await params).id);
  if (run === null) notFound();
  const ctx = await pageContext();
  const horizon = await readHorizon();
  const found = run.task_id === null ? null : await orNull(getTask(ctx, run.task_id));
  const [detail, inTree] = await Promise.all([detailOf(ctx, run), isInTree(ctx, run)]);
  return (
    <FirstPaint horizon={horizon}>
      <RunScreen
        key={run.id}
        first={{ run: detail.run, limits: detail.limits }}
        inTree={inTree}
        task={found && taskToWire(found.task, found.waitingOn)}
      />
    </FirstPaint>
  );
}

const findRun = cache(async (id: string) => {
  const path = RunPath.safeParse({ id });
  if (!path.success) return null;
  // The title of the page reads the run too, maybe first.
  await readHorizon();
  return orNull(readRunHead(await pageContext(), path.data.id));
});

/** Null for what is not there, or not for the reader. */
async function orNull<Found>(read: Promise<Found>): Promise<Found | null> {
  try {
    return await read;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    if (error.code === "not_found" || error.code === "forbidden") return null;
    throw error;
  }
}
