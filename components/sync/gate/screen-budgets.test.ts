import { InfiniteQueryObserver, QueryClient, QueryObserver } from "@tanstack/react-query";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { queryKeys } from "@/components/sync/cache/query-keys";
import { taskCountOptions, taskFeedOptions } from "@/components/sync/cache/task-feed";
import type { TaskFilter } from "@/components/sync/cache/task-filter";
import { aTask } from "@/components/sync/cache/task-fixture";
import type { EventWire } from "@/lib/events/shapes";
import type { TaskWire } from "@/lib/tasks/shapes";
import { createFakeClock } from "./fake-clock";
import { connectCache } from "./live-cache";

let requests: number[] = [];

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 0, 1) });
  requests = [];
  vi.stubGlobal("fetch", async (path: string) => {
    requests.push(Date.now());
    await new Promise((resolve) => setTimeout(resolve, 80));
    const { pathname, searchParams } = new URL(path, "http://baton.test");
    const page = { tasks: [], total: 40, next_cursor: null };
    if (pathname === "/api/tasks/lists") {
      const lists = searchParams
        .get("lists")
        ?.split(";")
        .map(() => page);
      return new Response(JSON.stringify({ lists }));
    }
    if (pathname === "/api/tasks") return new Response(JSON.stringify(page));
    const id = Number(pathname.split("/").at(-1));
    // As it is when it is read.
    const task = aTask({ id, etag: new Date().toISOString() });
    return new Response(JSON.stringify({ task }));
  });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

interface Shown {
  queryKey: readonly unknown[];
  data: unknown;
  requests?: number;
  /** Lists and counts of tasks are read as the screens read them, many by one request. */
  filter?: TaskFilter;
}

const feed = (filter: TaskFilter, tasks: TaskWire[] = []): Shown => ({
  queryKey: queryKeys.feed(filter),
  data: { pages: [{ tasks, total: tasks.length, next_cursor: null }], pageParams: [null] },
  filter,
});
const count = (filter: TaskFilter): Shown => ({
  queryKey: queryKeys.count(filter),
  data: 40,
  filter,
});
const STATUSES = [
  "inbox",
  "assigned",
  "in_progress",
  "review",
  "blocked",
  "done",
  "failed",
  "cancelled",
] as const;
const AGENTS = ["iris", "otto", "vera"];
const agents = AGENTS.map((name) => ({ name, in_progress: 1, taskStats: { assigned: 2 } }));
const everywhere: Shown[] = [
  {
    queryKey: queryKeys.workload,
    data: {
      needs_person: 80,
      requests: 3,
      stale: 0,
      queue: { by_status: Object.fromEntries(STATUSES.map((status) => [status, 40])) },
    },
  },
  { queryKey: queryKeys.agentPicks, data: { agents } },
  { queryKey: queryKeys.unseenCards, data: 3 },
];
const openRequests: Shown = {
  queryKey: queryKeys.openRequests,
  data: { requests: [], open: 0, next_cursor: null },
};
const PARTS = ["runs", "comments", "reviews", "checks", "links", "thread", "children"] as const;
const part = (name: (typeof PARTS)[number]): Shown => ({
  queryKey: queryKeys.taskPart(1, name),
  data: { [name === "children" ? "tasks" : name]: [] },
});
const history = (queryKey: readonly unknown[], items: string): Shown => ({
  queryKey,
  data: { pages: [{ [items]: [], next_before: null, has_more: false }], pageParams: [null] },
});
const openTask: Shown[] = [
  { queryKey: queryKeys.task(1), data: { task: aTask({ id: 1 }) } },
  ...PARTS.map(part),
  { queryKey: queryKeys.taskPart(1, "requests"), data: [] },
  { queryKey: queryKeys.whyTask(1), data: { reasons: [] } },
  history(queryKeys.taskPart(1, "activity"), "activities"),
];
const inboxFilters = STATUSES.slice(0, 5).map(
  (status): TaskFilter => ({ status: [status], sort: "-created_at" }),
);
const columns = STATUSES.map((status): TaskFilter => ({ status: [status], sort: "priority" }));

/** What each screen shows at once, as its hooks ask for it. */
const SCREENS: Record<string, Shown[]> = {
  activity: [
    history(queryKeys.activityOf("types=task", null), "activities"),
    { queryKey: queryKeys.activeProjects, data: { projects: [] } },
  ],
  schedules: [
    { queryKey: queryKeys.scheduleList, data: [] },
    { queryKey: queryKeys.scheduleAgenda(0, 1), data: { entries: [], has_more: false } },
  ],
  notifications: [
    history(queryKeys.cardsOf("open"), "cards"),
    { queryKey: queryKeys.channels, data: { channels: [] } },
    { queryKey: queryKeys.notificationRules, data: { rules: [] } },
  ],
  inbox: [
    ...inboxFilters.map((filter) => feed(filter)),
    openRequests,
    { queryKey: queryKeys.notices, data: [] },
  ],
  "inbox with a request beside it": [
    ...inboxFilters.map((filter) => feed(filter)),
    openRequests,
    { queryKey: queryKeys.request(1), data: { id: 1 } },
    { queryKey: queryKeys.notices, data: [] },
  ],
  "inbox, narrowed by a search": [
    ...inboxFilters.map((filter) => feed({ ...filter, q: "task" })),
    ...inboxFilters.map((filter) => count({ ...filter, q: "task" })),
    openRequests,
    { queryKey: queryKeys.notices, data: [] },
  ],
  board: [...columns.map((filter) => feed(filter)), ...columns.map(count), openRequests],
  "board in lanes of epics": [
    { queryKey: queryKeys.epicsOf(undefined), data: { tasks: [] } },
    ...columns.flatMap((filter) => [feed({ ...filter, root: 1 }), count({ ...filter, root: 1 })]),
  ],
  "board in lanes of agents": ["none", ...AGENTS].flatMap((name) =>
    columns.flatMap((filter) => {
      const cell = { ...filter, assigned_to: [name] };
      return [feed(cell), count(cell)];
    }),
  ),
  canvas: [{ queryKey: queryKeys.graph("all"), data: { tasks: [], links: [] } }],
  "a tree of runs": [
    { queryKey: queryKeys.runTree(1), data: { runs: [] } },
    { queryKey: queryKeys.runTreeNews(1), data: { runs: [] } },
  ],
  reviews: [
    { queryKey: queryKeys.reviewQueue, data: { reviews: [] } },
    { queryKey: queryKeys.reviewer, data: { agents } },
    { queryKey: queryKeys.round(1, "latest"), data: {} },
    { queryKey: queryKeys.roundSince(1, 2, 1), data: {} },
    { queryKey: queryKeys.runEvidence(1), data: { evidence: {}, change: null } },
    { queryKey: queryKeys.reviewDrafts(1), data: { drafts: [] } },
    ...openTask,
  ],
  "verdicts given": [
    { queryKey: queryKeys.reviewQueue, data: { reviews: [] } },
    history(queryKeys.verdicts, "verdicts"),
  ],
  agents: [
    { queryKey: queryKeys.fleet, data: { agents } },
    { queryKey: queryKeys.currentTasks, data: [] },
    { queryKey: queryKeys.statisticsOf(null), data: [] },
    { queryKey: queryKeys.runtimes, data: { runtimes: [] } },
  ],
  "one agent": [
    openRequests,
    { queryKey: queryKeys.agent("iris"), data: agents[0] },
    { queryKey: queryKeys.agentDay("iris"), data: [] },
    { queryKey: queryKeys.statisticsOf("iris"), data: [] },
    { queryKey: queryKeys.agentKeysOf("iris"), data: [] },
    history(queryKeys.agentRuns("iris"), "runs"),
    history(queryKeys.agentActivity("iris"), "activities"),
    feed({ status: ["in_progress", "assigned"], assigned_to: ["iris"], sort: "priority" }),
    { queryKey: queryKeys.workersThat(false), data: { workers: [] } },
    { queryKey: queryKeys.whyAgent(1), data: { reasons: [] } },
  ],
  "one task": openTask,
  "one run": [
    ...openTask.slice(0, 1),
    openRequests,
    { queryKey: queryKeys.runHead(1), data: { id: 1 } },
    { queryKey: queryKeys.runEvidence(1), data: { evidence: {}, change: null } },
    { queryKey: queryKeys.runMessages(1), data: { messages: [], steering: {} } },
    { queryKey: queryKeys.runTexts(1), data: { prompt: null, output: null } },
  ],
  profiles: [
    { queryKey: queryKeys.profiles, data: [] },
    { queryKey: queryKeys.activeProjects, data: { projects: [] } },
  ],
  "asking an agent": [
    { queryKey: queryKeys.turnStatus("iris"), data: null },
    history(queryKeys.turnsOf("iris"), "turns"),
    { queryKey: queryKeys.fanList, data: [] },
    { queryKey: queryKeys.fan(1), data: {} },
  ],
  "the work of several agents": [
    {
      queryKey: queryKeys.contest(1),
      data: { group: { id: 2 }, entries: [{ task: { id: 1 } }, { task: { id: 101 } }] },
    },
    { queryKey: queryKeys.runEvidence(1), data: { evidence: {}, change: null } },
    { queryKey: queryKeys.runEvidence(2), data: { evidence: {}, change: null } },
    openRequests,
  ],
  workflows: [{ queryKey: queryKeys.workflowList(false), data: { workflows: [] } }],
  "one workflow": [
    { queryKey: queryKeys.workflow("feature"), data: { versions: [] } },
    { queryKey: queryKeys.workflowVersion("feature", 1), data: {} },
  ],
  "runs of workflows": [history(queryKeys.workflowRunsOf({ query: "" }), "runs")],
  "one run of a workflow": [
    { queryKey: queryKeys.workflowRun(1), data: { id: 1, stages: [] } },
    { queryKey: queryKeys.workflowTimeline(1), data: { rows: [] } },
    { queryKey: queryKeys.workflowEstimate(1), data: {} },
  ],
  workers: [
    { queryKey: queryKeys.workersThat(false), data: { workers: [] } },
    { queryKey: queryKeys.whyWorker(1), data: { reasons: [] } },
  ],
  costs: [
    { queryKey: queryKeys.costsOf({ days: 30 }), data: {}, requests: 5 },
    { queryKey: queryKeys.budgets, data: {} },
    { queryKey: queryKeys.activeProjects, data: { projects: [] } },
  ],
  settings: [
    { queryKey: queryKeys.allProjects, data: [] },
    { queryKey: queryKeys.apiKeys, data: [] },
    { queryKey: queryKeys.users, data: [] },
    { queryKey: queryKeys.runtimes, data: { runtimes: [] } },
    { queryKey: queryKeys.webhooks, data: [] },
    { queryKey: queryKeys.backups, data: {} },
    { queryKey: queryKeys.deliveriesOf(1, "all"), data: { deliveries: [] } },
    { queryKey: queryKeys.standingAnswers, data: [] },
    { queryKey: queryKeys.triggers, data: [] },
    { queryKey: queryKeys.triggerDeliveriesOf(1, "all"), data: { deliveries: [] } },
  ],
};

function open(screen: readonly Shown[]) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  for (const { queryKey, data, requests: each = 1, filter } of [...everywhere, ...screen]) {
    const read = async () => {
      for (let request = 0; request < each; request++) requests.push(Date.now());
      await new Promise((resolve) => setTimeout(resolve, 80));
      return data;
    };
    const options = { queryKey, initialData: data, staleTime: Number.POSITIVE_INFINITY };
    const started = { initialData: data as never, staleTime: Number.POSITIVE_INFINITY };
    if (filter && queryKey[0] === queryKeys.feeds[0]) {
      new InfiniteQueryObserver(client, { ...taskFeedOptions(filter), ...started }).subscribe(
        () => {},
      );
      continue;
    }
    if (filter) {
      new QueryObserver(client, { ...taskCountOptions(filter), ...started }).subscribe(() => {});
      continue;
    }
    const isPaged = typeof data === "object" && data !== null && "pages" in data;
    if (isPaged) {
      new InfiniteQueryObserver(client, {
        ...options,
        initialData: data as never,
        queryFn: async () => ((await read()) as { pages: unknown[] }).pages[0],
        initialPageParam: null,
        getNextPageParam: () => null,
      }).subscribe(() => {});
    } else {
      new QueryObserver(client, {
        ...options,
        queryFn: read,
        meta: { requests: each },
      }).subscribe(() => {});
    }
  }
  return connectCache(client, new Set(), createFakeClock().clock);
}

/** The events of a fleet that creates, claims, finishes and reviews tasks, of which every tenth is task 1. */
function* work(): Generator<EventWire> {
  let id = 0;
  const said = (type: string, of: Partial<EventWire>, data: object = {}): EventWire =>
    ({
      id: ++id,
      version: 1,
      type,
      actor: { name: "scheduler", kind: "system" },
      project_id: 1,
      task_id: null,
      agent: null,
      run_id: null,
      timestamp: Date.now(),
      ...of,
      data,
    }) as EventWire;
  // It is not stored, so it has no id.
  const noticed = (type: string): EventWire => {
    const { id: _, ...notice } = said(type, {}, { user_id: null });
    return notice as EventWire;
  };
  for (let round = 0; ; round++) {
    const task_id = round % 10 === 0 ? 1 : 100 + round;
    const agent = AGENTS[round % 3] as string;
    const of = { task_id, agent };
    const move = (type: string, from: string | null, to: string, more: object = {}) => {
      // An event carries no long texts.
      const {
        description: _,
        waiting_on: __,
        ...task
      } = aTask({
        id: task_id,
        title: round % 2 === 0 ? `task ${round}` : `other ${round}`,
        status: to as TaskWire["status"],
        assigned_to: to === "inbox" ? null : agent,
        etag: new Date().toISOString(),
      });
      return said(type, of, {
        ...task,
        ...(from && { previous_status: from, changed: { status: [from, to], ...more } }),
      });
    };
    const run = { id: round + 1, task_id, outcome: null as string | null };
    yield move("task.created", null, "inbox");
    yield move("task.updated", "inbox", "inbox", { title: ["as it was", `task ${round}`] });
    yield move("task.status_changed", "inbox", "assigned", { assigned_to: [null, agent] });
    yield move("task.claimed", "assigned", "in_progress", { run_id: [null, run.id] });
    yield said("run.started", { ...of, run_id: run.id }, { run });
    yield said("agent.status_changed", { agent }, { name: agent, in_progress: 1, status: "busy" });
    yield said("task.commented", of, { comment: { id: round }, comment_count: 1 });
    const request = { id: round % 10 === 0 ? 1 : 100 + round, task_id, state: "open" };
    yield said("request.created", { ...of, run_id: run.id }, { request, previous_state: null });
    yield said(
      "request.answered",
      { ...of, run_id: run.id },
      { request: { ...request, state: "answered" }, previous_state: "open" },
    );
    yield move("task.status_changed", "in_progress", "review", { resolution: true });
    yield said(
      "run.completed",
      { ...of, run_id: run.id },
      { run: { ...run, outcome: "succeeded" } },
    );
    yield said("review.recorded", of, { review: { id: round } });
    yield noticed("notification.changed");
    yield move("task.completed", "review", "done");
  }
}

/** The requests of each whole minute while events come. */
async function requestsPerMinute(
  screen: readonly Shown[],
  perSecond: number,
  minutes: number,
): Promise<number[]> {
  const live = open(screen);
  const events = work();
  await vi.advanceTimersByTimeAsync(5_000);
  const begun = Date.now();
  for (let step = 0; step < minutes * 60 * 20; step++) {
    const due = perSecond >= 20 ? perSecond / 20 : Number(step % (20 / perSecond) === 0);
    for (let event = 0; event < due; event++) live.push(events.next().value);
    await vi.advanceTimersByTimeAsync(50);
  }
  live.stop();
  return Array.from(
    { length: minutes },
    (_, minute) => requests.filter((at) => Math.floor((at - begun) / 60_000) === minute).length,
  );
}

describe.each(Object.entries(SCREENS))("the screen %s", (_, screen) => {
  test("makes at most 6 requests a minute at one event a second", async () => {
    const perMinute = await requestsPerMinute(screen, 1, 3);
    expect(
      perMinute.every((made) => made <= 6),
      `per minute: ${perMinute}`,
    ).toBe(true);
  }, 60_000);

  test("makes at most 60 requests a minute at 200 events a second", async () => {
    const perMinute = await requestsPerMinute(screen, 200, 1);
    expect(
      perMinute.every((made) => made <= 60),
      `per minute: ${perMinute}`,
    ).toBe(true);
  }, 60_000);
});
