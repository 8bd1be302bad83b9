import { expect, test } from "vitest";
import { Latencies } from "./latencies.mjs";

test("a percentile is a latency that was measured, by nearest rank", () => {
  const latencies = new Latencies();
  for (let ms = 100; ms >= 1; ms--) latencies.add(ms);
  expect(latencies.percentiles()).toEqual({ p50: 50, p95: 95, p99: 99 });
});

test("the percentiles of one request are that request", () => {
  const latencies = new Latencies();
  latencies.add(7);
  expect(latencies.percentiles()).toEqual({ p50: 7, p95: 7, p99: 7 });
});
