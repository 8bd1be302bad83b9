"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { SIGNS_OF_LIFE_MS } from "@/components/agents/fleet/use-fleet";
import { apiGet } from "@/components/sync/api";
import { readHistoryPage } from "@/components/sync/cache/history";
import {
  type ActivityPage,
  activityItems,
  type HistoryOf,
  runItems,
} from "@/components/sync/cache/history-pages";
import { queryKeys } from "@/components/sync/cache/query-keys";
import { type TaskFeed, taskFeedOptions } from "@/components/sync/cache/task-feed";
import type { TaskFilter } from "@/components/sync/cache/task-filter";
import { useFirstPaint } from "@/components/sync/data/first-paint";
import type { AgentKeyWire, AgentWire, Slice } from "@/lib/agents/shapes";
import type { RunPage, RunWire } from "@/lib/runs/shapes";
import type { TaskWire } from "@/lib/tasks/shapes";

/** Its id rather than its name, because a numeric name would be taken for an id. */
const pathOf = ({ id }: Pick<AgentWire, "id">) => `/api/agents/${id}`;

export function useAgent(initial: AgentWire) {
  return useQuery({
    queryKey: queryKeys.agent(initial.name),
    queryFn: async ({ signal }) =>
      (await apiGet<{ agent: AgentWire }>(pathOf(initial), signal)).agent,
    ...useFirstPaint(queryKeys.agent(initial.name), initial),
    refetchInterval: ({ state }) => (state.status === "error" ? false : SIGNS_OF_LIFE_MS),
  });
}

/** The runs of the last 24 hours, by half hour. */
export function useAgentDay(agent: AgentWire, initial: Slice[]): Slice[] {
  const queryKey = queryKeys.agentDay(agent.name);
  const { data } = useQuery({
    queryKey,
    queryFn: async ({ signal }) =>
      (await apiGet<{ slices: Slice[] }>(`${pathOf(agent)}/day`, signal)).slices,
    ...useFirstPaint(queryKey, initial),
  });
  return data;
}

/** Its tasks: claimed, assigned, in review and blocked. */
export function useOpenTasks(agent: AgentWire, initial: TaskWire[]) {
  const page = { tasks: initial, total: initial.length, next_cursor: null };
  const filter: TaskFilter = {
    status: ["in_progress", "assigned", "review", "blocked"],
    assigned_to: [agent.name],
    sort: "priority",
  };
  return useInfiniteQuery({
    ...taskFeedOptions(filter),
    ...useFirstPaint<TaskFeed>(queryKeys.feed(filter), { pages: [page], pageParams: [null] }),
  });
}

export function useFinishedTasks(agent: AgentWire) {
  return useInfiniteQuery(
    taskFeedOptions({
      status: ["done", "failed", "cancelled"],
      assigned_to: [agent.name],
      sort: "-created_at",
    }),
  );
}

const RUNS = 50;

export function useAgentRuns(agent: AgentWire, initial: RunWire[]) {
  const last = initial.length === RUNS ? (initial.at(-1)?.id ?? null) : null;
  const queryKey = queryKeys.agentRuns(agent.name);
  const path = `/api/runs?agent=${encodeURIComponent(agent.name)}&limit=${RUNS}`;
  return useInfiniteQuery({
    queryKey,
    queryFn: (context) =>
      readHistoryPage(
        context,
        (before) => apiGet<RunPage>(`${path}${beforeId(before)}`, context.signal),
        runItems,
      ),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next_before,
    ...useFirstPaint<HistoryOf<RunPage>>(queryKey, {
      pages: [{ runs: initial, next_before: last }],
      pageParams: [null],
    }),
  });
}

const beforeId = (id: number | null): string => (id === null ? "" : `&before=${id}`);

export function useAgentActivity(agent: AgentWire) {
  const path = `/api/activities?agent=${encodeURIComponent(agent.name)}&limit=50`;
  return useInfiniteQuery({
    queryKey: queryKeys.agentActivity(agent.name),
    queryFn: (context) =>
      readHistoryPage(
        context,
        (before) => apiGet<ActivityPage>(`${path}${beforeId(before)}`, context.signal),
        activityItems,
      ),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => (page.has_more ? page.next_before : null),
  });
}

export function useAgentKeys(agent: AgentWire, enabled: boolean) {
  return useQuery({
    queryKey: queryKeys.agentKeysOf(agent.name),
    queryFn: async ({ signal }) =>
      (await apiGet<{ keys: AgentKeyWire[] }>(`${pathOf(agent)}/keys`, signal)).keys,
    enabled,
  });
}
