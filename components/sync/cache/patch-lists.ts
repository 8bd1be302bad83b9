import type { QueryClient, QueryKey } from "@tanstack/react-query";
import { commentTree, flatComments } from "@/components/sync/data/comment-tree";
import type { EventWire } from "@/lib/events/shapes";
import type { ReviewWire, WaitingReviewWire } from "@/lib/reviews/schema";
import type { RunPage, RunWire } from "@/lib/runs/shapes";
import type { CommentWire, TaskEventWire, TaskWire } from "@/lib/tasks/shapes";
import { putFirst, replaceItem } from "./history";
import { type ActivityPage, activityItems, type HistoryOf, runItems } from "./history-pages";
import { patchData } from "./patch-data";
import { queryKeys } from "./query-keys";
import { withNews } from "./task-feed";

type Stale = (queryKey: QueryKey) => void;

type Queue = { reviews: WaitingReviewWire[] };

/** More than a person judges at a time. */
const MOST_QUEUED = 200;

/** Keeps the queue of reviews: tasks come and go at once; the verdicts and the reviewer at work of a new one are read. */
export function patchReviewQueue(client: QueryClient, task: TaskEventWire, stale: Stale): void {
  const waits = task.status === "review" && task.archived_at === null;
  const shown = queuedReview(client, task.id);
  if (!shown) {
    if (!waits) return;
    patchData<Queue>(client, queryKeys.reviewQueue, (queue) =>
      queue.reviews.length < MOST_QUEUED
        ? {
            reviews: [
              ...queue.reviews,
              { task: withNews(undefined, task), reviews: [], run: null },
            ],
          }
        : queue,
    );
    stale(queryKeys.reviewQueue);
    return;
  }
  patchData<Queue>(client, queryKeys.reviewQueue, (queue) => ({
    reviews: queue.reviews.flatMap((review) => {
      if (review.task.id !== task.id) return review;
      return waits ? { ...review, task: withNews(review.task, task) } : [];
    }),
  }));
}

export function hideReview(client: QueryClient, id: number): void {
  if (!queuedReview(client, id)) return;
  patchData<Queue>(client, queryKeys.reviewQueue, (queue) => ({
    reviews: queue.reviews.filter(({ task }) => task.id !== id),
  }));
}

/** The row of a task in the queue of reviews, if that is loaded and shows it. */
export function queuedReview(client: QueryClient, id: number): WaitingReviewWire | undefined {
  return client
    .getQueryData<Queue>(queryKeys.reviewQueue)
    ?.reviews.find(({ task }) => task.id === id);
}

/** More than the list of agents shows of one. */
const MOST_CURRENT = 500;

/** Keeps the list of the tasks in progress. */
export function patchCurrentTasks(client: QueryClient, task: TaskEventWire): void {
  patchData<TaskWire[]>(client, queryKeys.currentTasks, (tasks) => {
    const at = tasks.findIndex(({ id }) => id === task.id);
    const isCurrent = task.status === "in_progress" && task.archived_at === null;
    if (at === -1) {
      return isCurrent && tasks.length < MOST_CURRENT
        ? [...tasks, withNews(undefined, task)]
        : tasks;
    }
    return isCurrent ? tasks.with(at, withNews(tasks[at], task)) : tasks.toSpliced(at, 1);
  });
}

export function hideCurrentTask(client: QueryClient, id: number): void {
  patchData<TaskWire[]>(client, queryKeys.currentTasks, (tasks) =>
    tasks.some((task) => task.id === id) ? tasks.filter((task) => task.id !== id) : tasks,
  );
}

/** An event is itself the newest line of the activity of its task and its agent. */
export function patchActivity(client: QueryClient, event: EventWire, stale: Stale): void {
  const { task_id, agent } = event;
  const keys: QueryKey[] = [];
  if (task_id !== null) keys.push(queryKeys.taskPart(task_id, "activity"));
  if (agent !== null) keys.push(queryKeys.agentActivity(agent));
  for (const key of keys) {
    patchData<HistoryOf<ActivityPage>>(
      client,
      key,
      (history) => putFirst(history, event, activityItems) ?? history,
    );
    readAfterAnswer(client, key, stale);
  }
}

/** Puts the state of a run that an event carries, without prompt and output, on its page and into the list of its agent's runs. */
export function patchRun(client: QueryClient, event: EventWire): void {
  const { run } = event.data as { run?: RunWire };
  if (event.agent === null || !run) return;
  const { prompt: _, output: __, ...news } = run;
  patchData<{ run: RunWire }>(client, queryKeys.runHead(run.id), (shown) => ({
    ...shown,
    run: { ...shown.run, ...news },
  }));
  patchData<HistoryOf<RunPage>>(client, queryKeys.agentRuns(event.agent), (history) => {
    const isShown = history.pages.some(({ runs }) => runs.some(({ id }) => id === run.id));
    const after = isShown
      ? replaceItem(history, run.id, (shown: RunWire) => ({ ...shown, ...news }), runItems)
      : putFirst(history, run, runItems);
    return after ?? history;
  });
}

/** A verdict is the newest of its task. */
export function patchVerdicts(client: QueryClient, event: EventWire, stale: Stale): void {
  const { task_id, data } = event;
  const { review } = data as { review?: ReviewWire };
  if (task_id === null || !review) return;
  const key = queryKeys.taskPart(task_id, "reviews");
  patchData<{ reviews: ReviewWire[] }>(client, key, (shown) =>
    !shown.reviews.some(({ id }) => id === review.id)
      ? { ...shown, reviews: [review, ...shown.reviews] }
      : shown,
  );
  readAfterAnswer(client, key, stale);
}

interface Comments {
  comments: CommentWire[];
  total: number;
}

/** Adds a comment to those of its task. An imported one carries no text and is read. */
export function patchComments(client: QueryClient, event: EventWire, stale: Stale): void {
  const { task_id, data } = event;
  const { comment, comment_count } = data as { comment: CommentWire; comment_count: number };
  if (task_id === null) return;
  const key = queryKeys.taskPart(task_id, "comments");
  if (comment.content === undefined) {
    stale(key);
    return;
  }
  patchData<Comments>(client, key, (shown) => {
    if (flatComments(shown.comments).some(({ id }) => id === comment.id)) return shown;
    const comments = commentTree([...flatComments(shown.comments), { ...comment, replies: [] }]);
    return { ...shown, comments, total: Math.max(comment_count, shown.total + 1) };
  });
  readAfterAnswer(client, key, stale);
}

/** An answer that is under way may be older than what was just added. */
function readAfterAnswer(client: QueryClient, key: QueryKey, stale: Stale): void {
  if (client.getQueryState(key)?.fetchStatus === "fetching") stale(key);
}
