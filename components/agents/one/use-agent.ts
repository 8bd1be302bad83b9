"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { SIGNS_OF_LIFE_MS } from "@/components/agents/fleet/use-fleet";
import { apiGet } from "@/components/sync/api";
import { queryKeys } from "@/components/sync/cache/query-keys";
import { type TaskFeed, taskFeedOptions } from "@/components/sync/cache/task-feed";
import type { AgentKeyWire, AgentWire, Slice } from "@/lib/agents/shapes";
import type { EventWire } from "@/lib/events/shapes";
import type { RunPage, RunWire } from "@/lib/runs/shapes";
import type { TaskWire } from "@/lib/tasks/shapes";

/** Its id rather than its name, because a numeric name would be taken for an id. */
const pathOf = ({ id }: Pick<AgentWire, "id">) => `/api/agents/${id}`;

export function useAgent(initial: AgentWire) {
  return useQuery({
    queryKey: [...queryKeys.agent(initial.name), "self"],
    queryFn: async ({ signal }) =>
      (await apiGet<{ agent: AgentWire }>(pathOf(initial), signal)).agent,
    initialData: initial,
    refetchOnMount: "always",
    refetchInterval: ({ state }) => (state.status === "error" ? false : SIGNS_OF_LIFE_MS),
  });
}

/** The runs of the last 24 hours, by half hour. */
export function useAgentDay(agent: AgentWire, initial: Slice[]): Slice[] {
  const { data } = useQuery({
    queryKey: [...queryKeys.agent(agent.name), "day"],
    queryFn: async ({ signal }) =>
      (await apiGet<{ slices: Slice[] }>(`${pathOf(agent)}/day`, signal)).slices,
    initialData: initial,
  });
  return data;
}

/** Its tasks: claimed, assigned, in review and blocked. */
export function useOpenTasks(agent: AgentWire, initial: TaskWire[]) {
  const page = { tasks: initial, total: initial.length, next_cursor: null };
  return useInfiniteQuery({
    ...taskFeedOptions({
      status: ["in_progress", "assigned", "review", "blocked"],
      assigned_to: [agent.name],
      sort: "priority",
    }),
    initialData: { pages: [page], pageParams: [null] } satisfies TaskFeed,
    refetchOnMount: "always",
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
  return useInfiniteQuery({
    queryKey: [...queryKeys.agent(agent.name), "runs"],
    queryFn: ({ pageParam, signal }) => {
      const before = pageParam === null ? "" : `&before=${pageParam}`;
      const name = encodeURIComponent(agent.name);
      return apiGet<RunPage>(`/api/runs?agent=${name}&limit=${RUNS}${before}`, signal);
    },
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next_before,
    initialData: { pages: [{ runs: initial, next_before: last }], pageParams: [null] },
    refetchOnMount: "always",
  });
}

interface ActivityPageWire {
  activities: EventWire[];
  next_before: number | null;
  has_more: boolean;
}

export function useAgentActivity(agent: AgentWire) {
  return useInfiniteQuery({
    queryKey: [...queryKeys.agent(agent.name), "activity"],
    queryFn: ({ pageParam, signal }) => {
      const before = pageParam === null ? "" : `&before=${pageParam}`;
      const name = encodeURIComponent(agent.name);
      return apiGet<ActivityPageWire>(`/api/activities?agent=${name}&limit=50${before}`, signal);
    },
    initialPageParam: null as number | null,
    getNextPageParam: (page) => (page.has_more ? page.next_before : null),
  });
}

export function agentKeysKey(agent: Pick<AgentWire, "name">) {
  return [...queryKeys.agent(agent.name), "keys"];
}

export function useAgentKeys(agent: AgentWire, enabled: boolean) {
  return useQuery({
    queryKey: agentKeysKey(agent),
    queryFn: async ({ signal }) =>
      (await apiGet<{ keys: AgentKeyWire[] }>(`${pathOf(agent)}/keys`, signal)).keys,
    enabled,
  });
}
