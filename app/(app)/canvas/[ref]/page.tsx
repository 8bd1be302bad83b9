import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { CanvasScreen } from "@/components/canvas/canvas-screen";
import { canvasParsers } from "@/components/canvas/canvas-view";
import { addressOf, type SearchParams } from "@/components/sync/address/parsers";
import { FirstPaint } from "@/components/sync/data/first-paint";
import { TaskForbidden } from "@/components/tasks/page/task-missing";
import { pageContext } from "@/lib/auth/sessions/current-actor";
import { DomainError } from "@/lib/core/errors";
import { getTask } from "@/lib/tasks/read/detail";
import { TaskPath } from "@/lib/tasks/schema";
import { ancestorsOf } from "@/lib/tasks/structure/ancestors";
import { readHorizon } from "../../horizon";
import { readGraph } from "../read-graph";

interface PageProps {
  params: Promise<{ ref: string }>;
  searchParams: Promise<SearchParams>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const root = await readRoot((await params).ref);
  return { title: typeof root === "string" ? "Canvas" : `${root.ticket_ref} on the canvas` };
}

/** One epic or pipeline with all its descendants and links. */
export default async function FocusedCanvasPage({ params, searchParams }: PageProps) {
  const { ref } = await params;
  const root = await readRoot(ref);
  if (root === "not_found") notFound();
  if (root === "forbidden") return <TaskForbidden />;
  if (decodeURIComponent(ref) !== root.ticket_ref) redirect(`/canvas/${root.ticket_ref}`);
  const ctx = await pageContext();
  const horizon = await readHorizon();
  const { finished } = await addressOf(canvasParsers, searchParams);
  const scope = { root: root.ticket_ref, project: null, finished, loose: false };
  const [first, ancestors] = await Promise.all([
    readGraph(ctx, scope),
    ancestorsOf(ctx.db, root.parent_id),
  ]);
  return (
    <FirstPaint horizon={horizon}>
      <CanvasScreen
        key={root.id}
        firstScope={scope}
        first={first}
        root={{ ticket_ref: root.ticket_ref, title: root.title, ancestors }}
      />
    </FirstPaint>
  );
}

const readRoot = cache(async (ref: string) => {
  const path = TaskPath.safeParse({ id: decodeURIComponent(ref) });
  if (!path.success) return "not_found";
  try {
    return (await getTask(await pageContext(), path.data.id)).task;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    if (error.code === "not_found" || error.code === "forbidden") return error.code;
    throw error;
  }
});
