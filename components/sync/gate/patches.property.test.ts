import { InfiniteQueryObserver, QueryClient, QueryObserver } from "@tanstack/react-query";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { applyEvent } from "@/components/sync/cache/apply-event";
import { queryKeys } from "@/components/sync/cache/query-keys";
import {
  type TaskFeed,
  taskCountOptions,
  taskFeedOptions,
} from "@/components/sync/cache/task-feed";
import { compareTasks, fitsFilter, type TaskFilter } from "@/components/sync/cache/task-filter";
import { aTask } from "@/components/sync/cache/task-fixture";
import type { EventWire } from "@/lib/events/shapes";
import type { TaskStatus } from "@/lib/tasks/lifecycle";
import type { Priority } from "@/lib/tasks/schema";
import type { TaskWire } from "@/lib/tasks/shapes";
import { createFakeClock } from "./fake-clock";
import { connectCache } from "./live-cache";

const STATUSES: TaskStatus[] = ["inbox", "assigned", "in_progress", "review", "done", "failed"];
const PRIORITIES: Priority[] = ["critical", "high", "medium", "low"];
const AGENTS = [null, "iris", "otto"];

/** What a board, its lanes, an inbox and a search show. */
const FILTERS: TaskFilter[] = [
  ...STATUSES.map(
    (status): TaskFilter => ({
      status: [status],
      sort: status === "done" || status === "failed" ? "-updated_at" : "priority",
    }),
  ),
  { status: ["inbox"], sort: "-created_at" },
  { status: ["assigned", "in_progress"], assigned_to: ["iris"], sort: "priority" },
  { assigned_to: ["none"], labels: ["ui"], sort: "-updated_at" },
  { project_id: 2, priority: ["high", "critical"], sort: "priority" },
  { q: "login", sort: "-created_at" },
  { status: ["inbox"], root: 1, sort: "priority" },
];

/** Numbers that look random and are the same in every run with this seed. */
function randomOf(seed: number) {
  let state = seed;
  const next = () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
  return {
    below: (most: number) => Math.floor(next() * most),
    of: <T>(all: readonly T[]): T => all[Math.floor(next() * all.length)] as T,
  };
}
type Random = ReturnType<typeof randomOf>;

/** A server's tasks, the events of what happens to them, and its lists. */
function createServer(random: Random) {
  const tasks = new Map<number, TaskWire>();
  let lastEvent = 0;
  let lastTask = 0;
  let clock = 0;
  /** Each change is later than every one before it. */
  const etag = () => {
    clock = Math.max(clock + 1, Date.now());
    return new Date(clock).toISOString();
  };
  const event = (type: string, task: TaskWire, more: object): EventWire => {
    // An event carries neither long texts nor what a task waits for.
    const { description: _, waiting_on: __, ...carried } = task;
    return {
      id: ++lastEvent,
      type,
      task_id: task.id,
      run_id: null,
      agent: null,
      timestamp: Date.now(),
      data: { ...carried, ...more },
    } as unknown as EventWire;
  };

  function create(): EventWire {
    const id = ++lastTask;
    const parent_id = id > 1 && random.below(4) === 0 ? 1 : null;
    const task = aTask({
      id,
      title: `${random.of(["login", "export"])} ${id}`,
      description: random.of(["about the login", "about the rest"]),
      status: random.of(["inbox", "assigned"]),
      priority: random.of(PRIORITIES),
      project_id: random.of([1, 2]),
      parent_id,
      root_id: parent_id ?? id,
      etag: etag(),
    });
    tasks.set(id, task);
    return event("task.created", task, {});
  }

  function change(before: TaskWire): EventWire {
    const news = random.of<() => Partial<TaskWire>>([
      () => ({ status: random.of(STATUSES) }),
      () => ({ status: random.of(STATUSES), assigned_to: random.of(AGENTS) }),
      () => ({ priority: random.of(PRIORITIES) }),
      () => ({ title: `${random.of(["login", "export"])} ${before.id} anew` }),
      () => ({ description: random.of(["about the login", "about the rest"]) }),
      () => ({ labels: random.of([[], ["ui"], ["ui", "api"]]) }),
      () => ({ project_id: random.of([1, 2]) }),
      () => ({ due_date: random.of([null, 1_700_000_000, 1_800_000_000]) }),
      () => ({ archived_at: before.archived_at === null ? 1_700_000_000 : null }),
    ])();
    const task = { ...before, ...news, etag: etag() };
    tasks.set(task.id, task);
    const changed = Object.fromEntries(
      Object.entries(news)
        .filter(([name, value]) => value !== before[name as keyof TaskWire])
        .map(([name, value]) => [
          name,
          name === "description" ? true : [before[name as keyof TaskWire], value],
        ]),
    );
    const type = "status" in changed ? "task.status_changed" : "task.updated";
    const from = "status" in changed ? { previous_status: before.status } : {};
    return event(type, task, { ...from, changed });
  }

  const list = (filter: TaskFilter): TaskWire[] =>
    [...tasks.values()]
      .filter((task) => fitsFilter(filter, task) === true)
      .sort((a, b) => compareTasks(filter.sort, a, b));
  const page = (filter: TaskFilter, limit: number) => {
    const all = list(filter);
    const shown = all.slice(0, limit);
    return {
      tasks: shown,
      total: all.length,
      next_cursor: all.length > limit ? `after ${shown.at(-1)?.id}` : null,
    };
  };
  return {
    list,
    page,
    task: (id: number) => tasks.get(id),
    /** Something happens to some task. */
    happen(): EventWire {
      const chosen =
        tasks.size < 20 || random.below(4) === 0 ? null : random.of([...tasks.values()]);
      if (chosen === null) return create();
      // The epic stays: what is below it is a list.
      if (chosen.id === 1 || random.below(12) > 0) return change(chosen);
      tasks.delete(chosen.id);
      return event("task.deleted", chosen, {});
    },
  };
}

const shows = ({ id, title, status, priority, assigned_to, labels }: TaskWire) =>
  JSON.stringify({ id, title, status, priority, assigned_to, labels });

/** A list that was loaded in part shows the beginning of the whole. */
function expectAsRead(
  client: QueryClient,
  server: ReturnType<typeof createServer>,
  filter: TaskFilter,
  when: string,
) {
  const feed = client.getQueryData<TaskFeed>(queryKeys.feed(filter));
  const shown = feed?.pages.flatMap(({ tasks }) => tasks) ?? [];
  const whole = server.list(filter);
  const isWhole = !feed?.pages.at(-1)?.next_cursor;
  const expected = isWhole ? whole : whole.slice(0, shown.length);
  expect(shown.map(shows), `${JSON.stringify(filter)} ${when}`).toEqual(expected.map(shows));
}

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 0, 1) });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe.each([1, 2, 3, 4, 5, 6, 7, 8])("after events at random, run %i", (seed) => {
  test("every list and count that is not read again is what a reading would show", () => {
    const random = randomOf(seed);
    const server = createServer(random);
    for (let task = 0; task < 30; task++) server.happen();
    const client = new QueryClient();
    const read = (filter: TaskFilter) => {
      const first = server.page(filter, random.of([4, 12, 50]));
      client.setQueryData(queryKeys.feed(filter), { pages: [first], pageParams: [null] });
    };
    const count = (filter: TaskFilter) =>
      client.setQueryData(queryKeys.count(filter), server.list(filter).length);
    for (const filter of FILTERS) {
      read(filter);
      count(filter);
      // On the screen: searches that nobody looks at are not patched.
      const options = { ...taskFeedOptions(filter), staleTime: Number.POSITIVE_INFINITY };
      new InfiniteQueryObserver(client, options).subscribe(() => {});
    }
    for (let step = 0; step < 150; step++) {
      vi.setSystemTime(Date.now() + random.of([5, 400, 3_000]));
      const event = server.happen();
      const stale: string[] = [];
      applyEvent(client, event, {
        stale: (key, need) => need !== "check" && stale.push(JSON.stringify(key).slice(0, -1)),
        oldTexts: () => {},
      });
      const isStale = (key: readonly unknown[]) =>
        stale.some((prefix) => JSON.stringify(key).startsWith(prefix));
      for (const filter of FILTERS) {
        const when = `after ${step}: ${JSON.stringify(event)}`;
        if (isStale(queryKeys.feed(filter))) read(filter);
        else expectAsRead(client, server, filter, when);
        if (isStale(queryKeys.count(filter))) count(filter);
        else
          expect(client.getQueryData(queryKeys.count(filter)), when).toBe(
            server.list(filter).length,
          );
      }
    }
  });

  test("every list and count is right once it is quiet, however answers and events crossed", async () => {
    const random = randomOf(seed);
    const server = createServer(random);
    for (let task = 0; task < 30; task++) server.happen();
    const later = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
    vi.stubGlobal("fetch", async (path: string) => {
      const url = new URL(path, "http://baton.test");
      await later(random.below(150));
      const answer = answerTo(url, server);
      await later(random.below(300));
      return new Response(JSON.stringify(answer), { status: answer === null ? 404 : 200 });
    });
    const client = new QueryClient({
      defaultOptions: { queries: { staleTime: Number.POSITIVE_INFINITY } },
    });
    for (const filter of FILTERS) {
      new InfiniteQueryObserver(client, taskFeedOptions(filter)).subscribe(() => {});
      new QueryObserver(client, taskCountOptions(filter)).subscribe(() => {});
    }
    const live = connectCache(client, new Set(), createFakeClock().clock);
    let delivered = Promise.resolve();
    for (let step = 0; step < 150; step++) {
      const event = server.happen();
      const delay = random.below(120);
      // In their order, a while after they happened.
      delivered = delivered.then(() => later(delay)).then(() => live.push(event));
      await vi.advanceTimersByTimeAsync(random.of([0, 30, 30, 200, 2_500]));
    }
    await vi.advanceTimersByTimeAsync(180_000);
    for (const filter of FILTERS) {
      expectAsRead(client, server, filter, "at last");
      expect(client.getQueryData(queryKeys.count(filter))).toBe(server.list(filter).length);
    }
    live.stop();
  });
});

/** What the API answers from the tasks of this moment; null for a task that is gone. */
function answerTo(
  { pathname, search, searchParams }: URL,
  server: ReturnType<typeof createServer>,
) {
  const pageOf = (query: string) => {
    const asked = new URLSearchParams(query);
    const filter = FILTERS.find((one) => sameFilter(one, asked));
    if (!filter) throw new Error(`No list is asked for by ${query}`);
    return server.page(filter, Number(asked.get("limit")));
  };
  if (pathname === "/api/tasks/lists") {
    return { lists: (searchParams.get("lists") ?? "").split(";").map(pageOf) };
  }
  if (pathname === "/api/tasks") return pageOf(search);
  const task = server.task(Number(pathname.split("/").at(-1)));
  return task ? { task } : null;
}

function sameFilter(filter: TaskFilter, asked: URLSearchParams): boolean {
  const words = (value: unknown) => (value === undefined ? null : String(value));
  return [
    ...Object.entries(filter),
    ...["status", "q", "root", "labels", "assigned_to", "project_id", "priority"].map(
      (name) => [name, filter[name as keyof TaskFilter]] as const,
    ),
  ].every(([name, value]) => asked.get(name) === words(value));
}
