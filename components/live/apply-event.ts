import type { QueryClient } from "@tanstack/react-query";
import type { EventWire } from "@/lib/tasks/event-wire";
import type { TaskWire } from "@/lib/tasks/wire";
import { queryKeys } from "./query-keys";

/** What an event makes untrue: patched where the event says it all, else to be read again. */
export function applyEvent(client: QueryClient, event: EventWire, invalidate: (key: readonly unknown[]) => void): void {
  const area = event.type.split(".")[0];
  if (area === "task") applyTaskEvent(client, event, invalidate);
  if (area === "review") {
    invalidate(queryKeys.reviews);
    if (event.task_id !== null) invalidate(queryKeys.taskPart(event.task_id, "reviews"));
  }
  if (area === "run" && event.task_id !== null) {
    invalidate(queryKeys.taskPart(event.task_id, "runs"));
    invalidate(queryKeys.reviews);
  }
  if (area === "agent" || area === "run") {
    invalidate(queryKeys.agents);
    if (event.agent !== null) invalidate(queryKeys.agent(event.agent));
  }
  if (event.task_id !== null) invalidate(queryKeys.taskPart(event.task_id, "activity"));
}

function applyTaskEvent(
  client: QueryClient,
  event: EventWire,
  invalidate: (key: readonly unknown[]) => void,
): void {
  const id = event.task_id;
  if (id === null) return;
  if (event.type === "task.commented") {
    invalidate(queryKeys.taskPart(id, "comments"));
    return;
  }
  if (event.type === "task.linked") {
    invalidate(queryKeys.taskPart(id, "links"));
    invalidate(["task"]);
    return;
  }
  const task = event.data as unknown as TaskWire;
  if (event.type !== "task.deleted") patchTask(client, task);
  else invalidate(queryKeys.task(id));
  invalidate(queryKeys.tasks);
  invalidate(queryKeys.counts);
  invalidate(queryKeys.reviews);
  invalidate(queryKeys.agents);
  if (event.agent !== null) invalidate(queryKeys.agent(event.agent));
  if (task.parent_id) invalidate(queryKeys.taskPart(task.parent_id, "children"));
  invalidate(queryKeys.taskPart(id, "runs"));
}

/** Puts a task's newest state wherever it is shown, unless what is shown is newer. */
function patchTask(client: QueryClient, task: TaskWire): void {
  for (const ref of [task.id, task.ticket_ref]) {
    client.setQueryData<{ task: TaskWire }>(queryKeys.task(ref), (shown) =>
      shown && shown.task.etag <= task.etag ? { ...shown, task: { ...shown.task, ...fresh(shown.task, task) } } : shown,
    );
  }
}

/** An event does not carry what a task waits for: it is kept while the task is not ready. */
function fresh(shown: TaskWire, task: TaskWire): TaskWire {
  return { ...task, waiting_on: task.ready ? [] : shown.waiting_on };
}
