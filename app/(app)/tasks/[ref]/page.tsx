import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { FirstPaint } from "@/components/sync/data/first-paint";
import { TaskForbidden } from "@/components/tasks/page/task-missing";
import { TaskPage } from "@/components/tasks/page/task-page";
import { pageContext } from "@/lib/auth/sessions/current-actor";
import { DomainError } from "@/lib/core/errors";
import { getTask } from "@/lib/tasks/read/detail";
import { TaskPath } from "@/lib/tasks/schema";
import { ancestorsOf } from "@/lib/tasks/structure/ancestors";
import { taskToWire } from "@/lib/tasks/wire";
import { readHorizon } from "../../horizon";

interface PageProps {
  params: Promise<{ ref: string }>;
}

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const found = await readTask((await params).ref);
  if (typeof found === "string") return { title: found === "not_found" ? "No such task" : "Task" };
  return { title: `${found.task.ticket_ref} ${found.task.title}` };
}

/** A task by id or ticket_ref; its canonical address uses the ticket_ref. */
export default async function TaskRoute({ params }: PageProps) {
  const { ref } = await params;
  const found = await readTask(ref);
  if (found === "not_found") notFound();
  if (found === "forbidden") return <TaskForbidden />;
  const { task, waitingOn } = found;
  if (decodeURIComponent(ref) !== task.ticket_ref) redirect(`/tasks/${task.ticket_ref}`);
  const ctx = await pageContext();
  const horizon = await readHorizon();
  const ancestors = await ancestorsOf(ctx.db, task.parent_id);
  return (
    <FirstPaint horizon={horizon}>
      <TaskPage key={task.id} initial={taskToWire(task, waitingOn)} ancestors={ancestors} />
    </FirstPaint>
  );
}

const readTask = cache(async (ref: string) => {
  const path = TaskPath.safeParse({ id: decodeURIComponent(ref) });
  if (!path.success) return "not_found";
  // The title of the page reads the task too, maybe first.
  await readHorizon();
  try {
    return await getTask(await pageContext(), path.data.id);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    if (error.code === "not_found" || error.code === "forbidden") return error.code;
    throw error;
  }
});
