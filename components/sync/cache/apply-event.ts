import type { QueryClient, QueryKey } from "@tanstack/react-query";
import { changedTexts } from "@/components/sync/gate/changed-texts";
import type { Need } from "@/components/sync/gate/rereader";
import { applyRequestEvent } from "@/components/sync/requests/patch-requests";
import { patchWorkflowRuns } from "@/components/sync/workflows/patch-workflow-runs";
import type { NoticeWire } from "@/lib/events/notice";
import type { EventWire } from "@/lib/events/shapes";
import type { RunWire } from "@/lib/runs/shapes";
import type { ScheduleWire } from "@/lib/schedules/shapes";
import type { TaskStatus } from "@/lib/tasks/lifecycle";
import type { LinkWire, TaskEventWire, ThreadTask } from "@/lib/tasks/shapes";
import type { ContestWire } from "@/lib/turns/shapes";
import { hasOldTexts } from "./old-texts";
import { patchAgent, patchLoads } from "./patch-agents";
import { patchCounts } from "./patch-counts";
import {
  hideCurrentTask,
  hideReview,
  patchActivity,
  patchComments,
  patchCurrentTasks,
  patchReviewQueue,
  patchRun,
  patchVerdicts,
  queuedReview,
} from "./patch-lists";
import { queryKeys } from "./query-keys";
import { hideTask, shownTask, showTask } from "./show-task";

/** The effects of an event besides the patches it makes itself. */
export interface Effects {
  /** Queries with this key are to be read again. */
  stale(key: QueryKey, need?: Need): void;
  /** A list shows this task, whose long texts changed; `isListed` says whether lists show one of these. */
  oldTexts(id: number, isListed: boolean): void;
}

/** Applies an event to the query cache: patches what the event fully describes, and has the rest read again. */
export function applyEvent(
  client: QueryClient,
  event: EventWire | NoticeWire,
  effects: Effects,
): void {
  const { stale } = effects;
  const area = event.type.split(".")[0];
  if (event.run_id !== null && area === "run") stale(queryKeys.run(event.run_id));
  if (event.type === "notification.changed") {
    stale(queryKeys.unseenCards);
    stale(queryKeys.cards);
    stale(queryKeys.channels, "check");
  }
  // What is not stored, such as more output of an open run: nothing else has changed.
  if (!("id" in event)) return;
  patchActivity(client, event, stale);
  patchWorkflowRuns(client, event, stale);
  if (area === "task") applyTaskEvent(client, event, effects);
  if (area === "request") applyRequestEvent(client, event, stale);
  if (area === "review") applyReviewEvent(client, event, stale);
  if (area === "run") applyRunEvent(client, event, stale);
  if (area === "agent") {
    patchAgent(client, event, stale);
    // A change of the agent's runtime may unblock the dispatch of its tasks.
    if (event.type === "agent.updated") stale(queryKeys.openTasks);
  }
  if (area === "project") {
    stale(queryKeys.projects);
    stale(queryKeys.budgets);
    stale(queryKeys.notices);
  }
  if (area === "schedule") stale(queryKeys.schedules);
  // The list says what came of the last runs.
  if (area === "workflow" && event.type !== "workflow.run_updated") stale(queryKeys.workflows);
  if (area === "runtime") stale(queryKeys.runtimes);
  if (area === "agent" || area === "worker" || (area === "run" && event.type !== "run.updated"))
    stale(queryKeys.why);
  if (area === "fan") stale(queryKeys.fans);
  if (event.task_id !== null) for (const key of contestsThatShow(client, event)) stale(key);
  // Its conversation may have begun anew.
  if (event.type === "agent.updated" && event.agent !== null)
    stale(queryKeys.turnStatus(event.agent));
  // How many agents are made from each is in the list as well.
  if (area === "profile" || event.type === "agent.created" || event.type === "agent.deleted")
    stale(queryKeys.profiles);
  if (area === "worker") stale(queryKeys.workers);
  // How far a message has come, and whether the run still takes any.
  if (event.run_id !== null && (area === "steering" || area === "run"))
    stale(queryKeys.runMessages(event.run_id));
  if (area === "settings") applySettingsEvent(event, stale);
  if (area === "webhook") {
    stale(queryKeys.webhooks);
    stale(queryKeys.deliveries);
  }
  if (area === "backup") stale(queryKeys.backups);
  if (area === "trigger") {
    stale(queryKeys.triggers);
    stale(queryKeys.triggerDeliveries);
  }
  if (event.type.startsWith("auth.key_")) {
    stale(queryKeys.apiKeys);
    stale(queryKeys.agentKeys);
  }
  if (event.type.startsWith("auth.user_")) stale(queryKeys.users);
  if (CHANGES_NOTICES.test(event.type)) stale(queryKeys.notices);
  if (/^agent\.(updated|created|deleted)$/.test(event.type)) stale(queryKeys.budgets);
}

const CHANGES_NOTICES =
  /^(task\.(created|updated|claimed|status_changed|deleted)|run\.(started|completed)|agent\.(updated|deleted)|runtime\.|settings\.|schedule\.|trigger\.|webhook\.|backup\.|alert\.)/;

type Stale = Effects["stale"];

function applyReviewEvent(client: QueryClient, event: EventWire, stale: Stale): void {
  const { task_id } = event;
  stale(queryKeys.verdicts);
  patchVerdicts(client, event, stale);
  if (task_id === null) return;
  stale(queryKeys.rounds(task_id));
  if (queuedReview(client, task_id)) stale(queryKeys.reviewQueue);
}

function applyRunEvent(client: QueryClient, event: EventWire, stale: Stale): void {
  const { type, task_id, agent } = event;
  patchRun(client, event);
  if (event.run_id !== null) {
    stale(queryKeys.runHead(event.run_id));
    stale(queryKeys.runEvidence(event.run_id));
    if (type === "run.completed") stale(queryKeys.runTexts(event.run_id));
  }
  const { run: turn } = event.data as { run?: RunWire };
  // It may be of the judge of one.
  if (turn?.trigger === "direct" && type === "run.completed") stale(queryKeys.contests);
  if (turn?.trigger === "direct" && agent !== null) {
    stale(queryKeys.turnsOf(agent));
    stale(queryKeys.turnStatus(agent));
    if (turn.fan_id !== null) stale(queryKeys.fan(turn.fan_id));
  }
  if (type !== "run.updated") stale(queryKeys.workers);
  if (task_id !== null) {
    stale(queryKeys.taskPart(task_id, "runs"));
    stale(queryKeys.taskPart(task_id, "checks"));
    stale(queryKeys.rounds(task_id));
    if (queuedReview(client, task_id)) stale(queryKeys.reviewQueue);
  }
  if (type !== "run.started") stale(queryKeys.costs);
  if (type === "run.updated") return;
  if (agent !== null) stale(queryKeys.agentDay(agent));
  stale(queryKeys.budgets);
  if (type !== "run.completed") return;
  stale(queryKeys.statisticsOf(agent));
  stale(queryKeys.statisticsOf(null));
  // Settings events go to admins only; for others a failed run hints that a runtime may have failed.
  const { run } = event.data as { run?: { outcome?: string } };
  if (run?.outcome !== "succeeded") stale(queryKeys.runtimes);
}

function applySettingsEvent({ data }: EventWire, stale: Stale): void {
  stale(queryKeys.budgets);
  if (data.key === "model.prices") stale(queryKeys.prices);
  if (data.key === "events.retention_days") stale(queryKeys.retention);
}

function applyTaskEvent(client: QueryClient, event: EventWire, effects: Effects): void {
  const { stale } = effects;
  const id = event.task_id;
  if (id === null) return;
  if (event.type === "task.commented") {
    patchComments(client, event, stale);
    return;
  }
  if (event.type === "task.linked") {
    const { from_id, to_id } = event.data as { from_id: number; to_id: number };
    stale(queryKeys.taskPart(from_id, "links"));
    stale(queryKeys.taskPart(to_id, "links"));
    for (const key of threadsOf(client)) stale(key);
    stale(queryKeys.openTasks);
    return;
  }
  if (isLastOfSchedule(client, id)) stale(queryKeys.schedules);
  const task = event.data as unknown as TaskEventWire;
  const isDeleted = event.type === "task.deleted";
  stale(queryKeys.whyTask(id));
  for (const key of linksThatShow(client, id)) stale(key);
  for (const key of threadsOf(client, id)) stale(key);
  for (const key of parentsThatShow(event, task)) stale(key);
  if (isDeleted) {
    for (const ref of [id, task.ticket_ref]) stale(queryKeys.task(ref));
    hideTask(client, id, stale);
    hideReview(client, id);
    hideCurrentTask(client, id);
    // It does not say in which lists the task was counted.
    for (const key of [queryKeys.workload, queryKeys.counts, queryKeys.agents, queryKeys.epics])
      stale(key);
    stale(queryKeys.openTasks);
    return;
  }
  showTask(client, task, stale);
  const texts = event.type === "task.created" ? ["description"] : changedTexts(event);
  const hasNewTexts = texts.length > 0;
  if (shownTask(client, id)) {
    const isListed = listsTexts(client, task, texts, event);
    if (hasNewTexts || isListed) effects.oldTexts(id, isListed);
  }
  if (hasNewTexts || mayWait(task)) {
    for (const ref of [id, task.ticket_ref]) stale(queryKeys.task(ref));
  }
  if (hasNewTexts || changes(event, "status")) stale(queryKeys.rounds(id));
  patchCounts(client, event, task, stale);
  patchLoads(client, event, task, stale);
  patchReviewQueue(client, task, stale);
  patchCurrentTasks(client, task);
  if (isEpic(task)) stale(queryKeys.epics);
  if (task.parent_id) stale(queryKeys.taskPart(task.parent_id, "children"));
  if (changes(event, "run_id")) stale(queryKeys.taskPart(id, "runs"));
}

/** Whether a schedule shows the state of this task. */
function isLastOfSchedule(client: QueryClient, id: number): boolean {
  const schedules = client.getQueryData<ScheduleWire[]>(queryKeys.scheduleList);
  return schedules?.some(({ last_run }) => last_run?.task_id === id) ?? false;
}

/** Whether the task is a lane of the board. */
const isEpic = (task: TaskEventWire): boolean =>
  task.parent_id === null && (task.type === "epic" || task.progress?.total > 0);

/** Whether the event says that a field is another one now. */
function changes({ data }: EventWire, field: string): boolean {
  return field in ((data.changed ?? {}) as Record<string, unknown>);
}

/** The long texts that lists show of tasks in a status: the inbox its descriptions and resolutions, the board its errors. */
const LISTED_TEXTS: Partial<Record<TaskStatus, readonly string[]>> = {
  inbox: ["description"],
  assigned: ["error_message"],
  review: ["resolution"],
  failed: ["error_message"],
};

/** Whether a list shows an old text: one that changed now, or before the task came into this status. */
function listsTexts(
  client: QueryClient,
  { id, status }: TaskEventWire,
  changed: readonly string[],
  event: EventWire,
): boolean {
  const listed = LISTED_TEXTS[status];
  if (!listed) return false;
  if (changed.some((text) => listed.includes(text))) return true;
  return changes(event, "status") && hasOldTexts(client, id);
}

/** An event does not say what a task waits for. */
function mayWait(task: TaskEventWire): boolean {
  return !task.ready && (task.status === "inbox" || task.status === "assigned");
}

/** The fields of parents that lists show: titles, and the order of steps. */
function parentsThatShow(event: EventWire, task: TaskEventWire): readonly QueryKey[] {
  const { change } = event.data as { change?: string };
  const isPlace = change === "order" || (event.type === "task.updated" && change === undefined);
  if (!isPlace && event.type !== "task.created" && event.type !== "task.deleted") return [];
  // A parent's new title or position shows on all its descendants.
  if (isPlace && task.progress?.total > 0) return [queryKeys.parents];
  return task.parent_id ? [queryKeys.parent(task.parent_id)] : [];
}

/** The lists of links that show this task at their other end. */
function linksThatShow(client: QueryClient, id: number): readonly QueryKey[] {
  return client
    .getQueriesData<{ links: LinkWire[] }>({ predicate: ({ queryKey }) => queryKey[2] === "links" })
    .filter(([, data]) => data?.links.some(({ from, to }) => from.id === id || to.id === id))
    .map(([key]) => key);
}

/** The contests that show this task as the group or as an entry. */
function contestsThatShow(client: QueryClient, { task_id }: EventWire): readonly QueryKey[] {
  return client
    .getQueriesData<ContestWire>({ queryKey: queryKeys.contests })
    .filter(
      ([, data]) =>
        data?.group.id === task_id || data?.entries.some(({ task }) => task.id === task_id),
    )
    .map(([key]) => key);
}

/** The threads that show this task, or all threads. */
function threadsOf(client: QueryClient, shown?: number): readonly QueryKey[] {
  return client
    .getQueriesData<{ thread: ThreadTask[] }>({
      predicate: ({ queryKey }) => queryKey[2] === "thread",
    })
    .filter(([, data]) => shown === undefined || data?.thread.some(({ id }) => id === shown))
    .map(([key]) => key);
}
