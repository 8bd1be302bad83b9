import { QueryClient } from "@tanstack/react-query";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { queryKeys } from "@/components/sync/cache/query-keys";
import { aRequest } from "@/components/sync/requests/request-fixture";
import type { EventWire } from "@/lib/events/shapes";
import type { RequestWire } from "@/lib/requests/shapes";
import { applyRequestEvent } from "./patch-requests";

const READ_AT = Date.UTC(2026, 0, 1);

beforeEach(() => void vi.useFakeTimers({ now: READ_AT }));
afterEach(() => void vi.useRealTimers());

/** What an event leaves of a screen that shows two open requests, and what is to be read again. */
function after(type: string, request: RequestWire, previous_state: "open" | null) {
  const client = new QueryClient();
  const [one, two] = [aRequest({ id: 1, body: "All of it." }), aRequest({ id: 2 })];
  client.setQueryData(queryKeys.openRequests, { requests: [one, two], open: 2, next_cursor: null });
  client.setQueryData(queryKeys.request(1), one);
  client.setQueryData(queryKeys.taskPart(1, "requests"), [two, one]);
  client.setQueryData(queryKeys.workload, { needs_person: 9, requests: 2 });
  const needed: unknown[] = [];
  const { mine: _, arguments: __, ...told } = request;
  const event = {
    type,
    task_id: 1,
    timestamp: READ_AT + 5_000,
    data: { request: told, previous_state },
  };
  applyRequestEvent(client, event as unknown as EventWire, (key, need) => {
    if (need !== "check") needed.push(key);
  });
  const read = <T>(key: readonly unknown[]) => client.getQueryData<T>(key);
  return {
    open: read<{ requests: RequestWire[] }>(queryKeys.openRequests)?.requests.map(({ id }) => id),
    one: read<RequestWire>(queryKeys.request(1)),
    ofTask: read<RequestWire[]>(queryKeys.taskPart(1, "requests")),
    load: read(queryKeys.workload),
    needed,
  };
}

const answered = aRequest({
  id: 1,
  body: "All…",
  state: "answered",
  answer: { option: "redis", label: "Redis", text: null },
  closed_by: "Dana",
});

test("a request that was answered is closed everywhere at once, with its whole text", () => {
  const { open, one, ofTask, load } = after("request.answered", answered, "open");
  expect(open).toEqual([2]);
  expect(one).toMatchObject({
    state: "answered",
    mine: false,
    closed_by: "Dana",
    body: "All of it.",
  });
  expect(ofTask?.map(({ state }) => state)).toEqual(["open", "answered"]);
  expect(load).toEqual({ needs_person: 8, requests: 1 });
});

test("a new request is counted at once and read, because the event does not say who may answer it", () => {
  const { load, needed } = after("request.created", aRequest({ id: 3 }), null);
  expect(load).toEqual({ needs_person: 10, requests: 3 });
  expect(needed).toContainEqual(queryKeys.openRequests);
});

test("one that a standing answer closed as it was asked was never open", () => {
  const { load, open } = after("request.answered", { ...answered, id: 4 }, null);
  expect(load).toEqual({ needs_person: 9, requests: 2 });
  expect(open).toEqual([1, 2]);
});
