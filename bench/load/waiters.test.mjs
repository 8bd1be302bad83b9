import { expect, test } from "vitest";
import { openPolls } from "./waiters.mjs";

const metrics = (/** @type {string[]} */ ...lines) =>
  ["# TYPE baton_http_requests_open gauge", ...lines, "baton_event_streams_open 7", ""].join("\n");

test("finds how many polls are open among the server's metrics", () => {
  const text = metrics(
    'baton_http_requests_open{route="/api/tasks"} 3',
    'baton_http_requests_open{route="/api/tasks/queue"} 1000',
  );
  expect(openPolls(text)).toBe(1_000);
});

test("no poll is open before the first one was", () => {
  expect(openPolls(metrics('baton_http_requests_open{route="/api/tasks"} 3'))).toBe(0);
});
