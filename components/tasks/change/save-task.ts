import type { QueryClient } from "@tanstack/react-query";
import { updateTaskAction } from "@/app/(app)/actions";
import { callAction } from "@/components/forms/call-action";
import { apiGet } from "@/components/sync/api";
import { showTask } from "@/components/sync/cache/show-task";
import type { TaskResponse } from "@/components/sync/data/use-task";
import { readAgain } from "@/components/sync/gate/read-again";
import type { ActionResult } from "@/lib/api/action";
import type { EventWire } from "@/lib/events/shapes";
import type { TaskWire } from "@/lib/tasks/shapes";
import { contested, type TaskChange, withChange } from "./task-change";

export interface Conflict {
  /** Who saved first, or null when unknown. */
  by: string | null;
  /** The task's current state. */
  task: TaskWire;
  fields: (keyof TaskChange)[];
}

export type Saved =
  | { ok: true; task: TaskWire }
  | { ok: false; message: string; fix?: string; conflict?: Conflict };

/**
 * Saves a change against the task as the user saw it. If somebody else has changed other fields meanwhile, both changes
 * apply. If they changed the same fields, nothing is written, and the conflict says who did it and what the values are
 * now.
 */
export async function saveTask(
  client: QueryClient,
  base: TaskWire,
  change: TaskChange,
): Promise<Saved> {
  let etag = base.etag;
  for (let attempt = 0; attempt < 3; attempt++) {
    const result = await attemptUpdate(base, change, etag);
    if (result.ok) {
      cacheTask(client, { ...result.data, waiting_on: base.waiting_on });
      return { ok: true, task: result.data };
    }
    const now = await readTask(base.id);
    if (now) cacheTask(client, now);
    const isStale = result.code === "stale_etag" || result.code === "conflict";
    if (!isStale || !now || now.etag === etag) return result;
    const fields = contested(base, now, change);
    if (fields.length > 0) {
      return { ...result, conflict: { by: await whoChanged(base.id), task: now, fields } };
    }
    etag = now.etag;
  }
  return { ok: false, message: "The task changes too fast to save this", fix: "try again" };
}

async function attemptUpdate(
  base: TaskWire,
  change: TaskChange,
  etag: string,
): Promise<ActionResult<TaskWire>> {
  return callAction(() => updateTaskAction(base.id, { ...change, etag }));
}

/** Shows the change optimistically; the etag stays the same, so that any response replaces it. */
export function showExpected(client: QueryClient, task: TaskWire, change: TaskChange): void {
  cacheTask(client, withChange(task, change));
}

export function cacheTask(client: QueryClient, task: TaskWire): void {
  showTask(client, task, (queryKey) => readAgain(client, queryKey));
}

export async function readTask(id: number): Promise<TaskWire | null> {
  return apiGet<TaskResponse>(`/api/tasks/${id}`).then(
    ({ task }) => task,
    () => null,
  );
}

async function whoChanged(id: number): Promise<string | null> {
  const types = "task.updated,task.status_changed,task.claimed,task.completed";
  return apiGet<{ activities: EventWire[] }>(
    `/api/activities?task_id=${id}&types=${types}&limit=1`,
  ).then(
    ({ activities }) => activities[0]?.actor.name ?? null,
    () => null,
  );
}
