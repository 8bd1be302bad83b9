import { QueryClient, QueryObserver } from "@tanstack/react-query";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { ApiError } from "@/components/sync/api";
import { createFakeClock } from "./fake-clock";
import { createRereader } from "./rereader";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A query on the screen, whose answers take as long as given. */
function openQuery(queryKey: readonly unknown[] = ["fleet"], answerMs = 10) {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const fake = createFakeClock();
  const rereader = createRereader(client, fake.clock);
  const readings: number[] = [];
  const aborted: number[] = [];
  const show = (key: readonly unknown[]) =>
    new QueryObserver(client, {
      queryKey: key,
      staleTime: Number.POSITIVE_INFINITY,
      initialData: 0,
      queryFn: async ({ signal }) => {
        readings.push(Date.now());
        signal.addEventListener("abort", () => aborted.push(Date.now()));
        await new Promise((resolve) => setTimeout(resolve, answerMs));
        return readings.length;
      },
    }).subscribe(() => {});
  const hide = show(queryKey);
  return { client, rereader, readings, aborted, fake, show, hide, queryKey };
}

const seconds = (count: number) => vi.advanceTimersByTimeAsync(count * 1_000);

describe("a stale query", () => {
  test("is read at once when little happens", async () => {
    const { rereader, readings, queryKey } = openQuery();
    rereader.stale(queryKey);
    await seconds(0.2);
    expect(readings).toHaveLength(1);
  });

  test("is answered although events come faster than the answer, and is read once more after the last of them", async () => {
    const { client, rereader, readings, aborted, queryKey } = openQuery(["fleet"], 3_000);
    for (let tenth = 0; tenth < 50; tenth++) {
      rereader.stale(queryKey);
      await seconds(0.1);
    }
    expect(client.getQueryData(queryKey)).toBe(1);
    expect(aborted).toEqual([]);
    const during = readings.length;
    await seconds(30);
    expect(readings.length).toBe(during + 1);
    expect(client.getQueryState(queryKey)?.isInvalidated).toBe(false);
  });

  test("is read at most once at a time", async () => {
    const { rereader, readings, queryKey } = openQuery(["fleet"], 20_000);
    for (let second = 0; second < 19; second++) {
      rereader.stale(queryKey);
      await seconds(1);
    }
    expect(readings).toHaveLength(1);
  });

  test("of sums is left alone for five seconds", async () => {
    const { rereader, readings, queryKey } = openQuery(["costs", {}]);
    rereader.stale(queryKey);
    await seconds(1);
    rereader.stale(queryKey);
    await seconds(3);
    expect(readings).toHaveLength(1);
    await seconds(2);
    expect(readings).toHaveLength(2);
  });

  test("that nobody shows is read when it is shown again", async () => {
    const { client, rereader, readings, queryKey, hide, show } = openQuery();
    hide();
    rereader.stale(queryKey);
    await seconds(5);
    expect(readings).toHaveLength(0);
    expect(client.getQueryState(queryKey)?.isInvalidated).toBe(true);
    show(queryKey);
    await seconds(1);
    expect(readings).toHaveLength(1);
  });

  test("whose reading failed is tried again by itself, but not when it was refused", async () => {
    const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
    const rereader = createRereader(client, createFakeClock().clock);
    let tries = 0;
    let status = 503;
    new QueryObserver(client, {
      queryKey: ["fleet"],
      initialData: "old",
      staleTime: Number.POSITIVE_INFINITY,
      queryFn: async () => {
        tries++;
        throw new ApiError(status, "", "", undefined, undefined);
      },
    }).subscribe(() => {});
    rereader.stale(["fleet"]);
    await seconds(70);
    expect(tries).toBe(3);
    expect(client.getQueryData(["fleet"])).toBe("old");
    status = 403;
    await seconds(300);
    expect(tries).toBe(4);
  });

  test("that events have already patched is only checked, half a minute later", async () => {
    const { rereader, readings, queryKey } = openQuery();
    rereader.stale(queryKey, "check");
    await seconds(29);
    expect(readings).toHaveLength(0);
    await seconds(2);
    expect(readings).toHaveLength(1);
  });
});

describe("a steady flow", () => {
  test.each([
    [1, 6],
    [20, 10],
    [200, 56],
  ])(
    "of %d events a second costs at most %d readings a minute, however many queries it touches",
    async (perSecond, most) => {
      const { rereader, readings, show } = openQuery(["q", 0]);
      for (let query = 1; query < 12; query++) show(["q", query]);
      for (let step = 0; step < 180 * 10; step++) {
        const events = perSecond >= 10 ? perSecond / 10 : Number(step % 10 === 0);
        if (events > 0) {
          rereader.heard(events);
          rereader.stale(["q"]);
        }
        await vi.advanceTimersByTimeAsync(100);
      }
      const minutes = [0, 1, 2].map(
        (minute) =>
          readings.filter((at) => Math.floor((at - (readings[0] ?? 0)) / 60_000) === minute).length,
      );
      // The first moments, before it is known to be a flow, answer each query once.
      expect(Math.max(...minutes.slice(1))).toBeLessThanOrEqual(most);
      expect(Math.min(...minutes)).toBeGreaterThan(0);
    },
  );

  test("is one as well for a page so busy that it hears of it every few seconds", async () => {
    const { rereader, readings, show } = openQuery(["q", 0]);
    for (let query = 1; query < 12; query++) show(["q", query]);
    for (let lump = 0; lump < 60; lump++) {
      rereader.heard(60);
      rereader.stale(["q"]);
      await seconds(3);
    }
    const lastMinute = readings.filter((at) => at > Date.now() - 60_000);
    expect(lastMinute.length).toBeLessThanOrEqual(10);
  });

  test("gives every query its turn", async () => {
    const { rereader, show, client } = openQuery(["q", 0]);
    for (let query = 1; query < 6; query++) show(["q", query]);
    for (let second = 0; second < 150; second++) {
      rereader.heard(1);
      rereader.stale(["q"]);
      await seconds(1);
    }
    for (let query = 0; query < 6; query++) {
      const at = client.getQueryState(["q", query])?.dataUpdatedAt ?? 0;
      expect(Date.now() - at).toBeLessThan(75_000);
    }
  });
});

describe("a hidden tab", () => {
  test("reads nothing, and each stale query once when it is looked at again", async () => {
    const { rereader, readings, fake, show } = openQuery(["q", 0]);
    for (let query = 1; query < 4; query++) show(["q", query]);
    await fake.setHidden(true);
    for (let second = 0; second < 100; second++) {
      rereader.stale(["q"]);
      await seconds(1);
    }
    expect(readings).toHaveLength(0);
    await fake.setHidden(false);
    await seconds(60);
    expect(readings).toHaveLength(4);
  });
});
