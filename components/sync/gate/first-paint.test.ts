import { QueryClient } from "@tanstack/react-query";
import { expect, test } from "vitest";
import { beginWith, noteApplied, noteGap, noteStart } from "./first-paint";

const key = ["feeds", {}];

function clientAt(since: number) {
  const client = new QueryClient();
  noteStart(client, since);
  return client;
}

test("what the server rendered with the stream's first event is current", () => {
  expect(beginWith(clientAt(10), key, 10, "rendered")).toEqual({
    initialData: "rendered",
    refetchOnMount: false,
  });
});

test("a page rendered before the stream began, or before events of another screen, is read", () => {
  expect(beginWith(clientAt(10), key, 9, "rendered").refetchOnMount).toBe("always");
  const client = clientAt(10);
  noteApplied(client, 14);
  expect(beginWith(client, key, 12, "rendered").refetchOnMount).toBe("always");
  expect(beginWith(client, key, 14, "rendered").refetchOnMount).toBe(false);
});

test("going back to a screen whose data is still in the cache reads nothing: events kept it current", () => {
  const client = clientAt(10);
  noteApplied(client, 900);
  client.setQueryData(key, "kept");
  expect(beginWith(client, key, 10, "rendered").refetchOnMount).toBe(true);
  expect(client.getQueryState(key)?.isInvalidated).toBe(false);
});

test("after a gap in the stream nothing rendered before it is trusted", () => {
  const client = clientAt(10);
  noteGap(client);
  expect(beginWith(client, key, 10, "rendered").refetchOnMount).toBe("always");
  noteApplied(client, 50);
  expect(beginWith(client, key, 50, "rendered").refetchOnMount).toBe(false);
});
