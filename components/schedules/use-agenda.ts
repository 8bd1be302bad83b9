"use client";

import { useQuery } from "@tanstack/react-query";
import { apiGet } from "@/components/sync/api";
import { queryKeys } from "@/components/sync/cache/query-keys";

/** A due time to come. */
export interface AgendaEntry {
  at: number;
  schedule_id: number;
  name: string;
}

/** The due times between two moments, in Unix seconds. */
export function useAgenda(from: number, to: number) {
  return useQuery({
    queryKey: queryKeys.scheduleAgenda(from, to),
    queryFn: ({ signal }) =>
      apiGet<{ entries: AgendaEntry[]; has_more: boolean }>(
        `/api/schedules/agenda?from=${from}&to=${to}`,
        signal,
      ),
  });
}

/** The due times of one schedule on one day, in milliseconds. */
export interface DueOfDay {
  id: number;
  name: string;
  times: number[];
}

/** Entries by day and schedule, in their order. */
export function byDay(
  entries: readonly AgendaEntry[],
  dayOf: (ms: number) => string,
): Map<string, DueOfDay[]> {
  const days = new Map<string, Map<number, DueOfDay>>();
  for (const { at, name, schedule_id: id } of entries) {
    const day = dayOf(at * 1000);
    const groups = days.get(day) ?? new Map<number, DueOfDay>();
    const group = groups.get(id) ?? { id, name, times: [] };
    group.times.push(at * 1000);
    days.set(day, groups.set(id, group));
  }
  return new Map([...days].map(([day, groups]) => [day, [...groups.values()]]));
}
