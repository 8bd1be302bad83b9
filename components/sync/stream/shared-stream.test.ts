import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { channelLocks } from "./channel-locks";
import type { ConnectionState } from "./connection";
import { fakeChannels, fakeLocks, fakeServer } from "./fake-browser";
import { createSharedStream, type SharedPorts } from "./shared-stream";

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000_000_000 });
});
afterEach(() => {
  vi.useRealTimers();
});

const settle = () => vi.advanceTimersByTimeAsync(0);
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

/**
 * A browser with one server. Tabs see its events in `ids`, with a "gap" where they had to read anew. Without `hasLocks`
 * they make their locks of messages.
 */
function browser({ hasLocks = true } = {}) {
  const server = fakeServer();
  const locks = fakeLocks();
  const channels = fakeChannels();
  let tabs = 0;
  let ids = 0;
  function openTab({ since = 0, user = 1, ...ports }: TabOptions = {}) {
    const name = `tab-${++tabs}`;
    const seen = {
      ids: [] as (number | "gap")[],
      states: [] as ConnectionState[],
      build: null as string | null,
    };
    const timers = new Set<ReturnType<typeof setTimeout>>();
    const streams: (() => void)[] = [];
    let isDead = false;
    let isFrozen = false;
    /** What waits for a frozen tab: its timers, and what its stream received. */
    const waiting: (() => void)[] = [];
    const run = (work: () => void): void => {
      if (isDead) return;
      if (isFrozen) waiting.push(work);
      else work();
    };
    const after = (ms: number, work: () => void) => {
      let isCancelled = false;
      const timer = setTimeout(() => run(() => isCancelled || work()), ms);
      timers.add(timer);
      return () => {
        isCancelled = true;
        clearTimeout(timer);
      };
    };
    const newId = () => `${name}-${++ids}`;
    const shared = createSharedStream(
      { since, user },
      {
        open(path, reader) {
          const close = server.open(path, {
            onMessages: (messages) => run(() => reader.onMessages(messages)),
            onEnd: (why) => run(() => reader.onEnd(why)),
          });
          streams.push(close);
          return close;
        },
        now: Date.now,
        after,
        isOnline: () => true,
        isVisible: () => true,
        newId,
        locks: hasLocks ? locks.of(name) : channelLocks(channels.of(name), after, newId),
        openChannel: channels.of(name),
        ...ports,
      },
      {
        onEvents(items) {
          for (const item of items) if ("id" in item) seen.ids.push(item.id);
        },
        onState: (state) => void seen.states.push(state),
        onGap: () => void seen.ids.push("gap"),
        onBuild: (build) => {
          seen.build = build;
        },
        onAccessChanged: () => undefined,
      },
    );
    return {
      ...shared,
      name,
      seen,
      /** The process dies: nothing of the tab runs on, and the browser gives its locks away. */
      crash() {
        isDead = true;
        for (const timer of timers) clearTimeout(timer);
        for (const close of streams) close();
        channels.drop(name);
        locks.releaseAll(name);
      },
      /** Stopped without a word, as by a debugger or a phone: it keeps its lock and its messages wait. */
      freeze() {
        isFrozen = true;
        channels.freeze(name);
      },
      thaw() {
        isFrozen = false;
        for (const work of waiting.splice(0)) work();
        channels.thaw(name);
      },
    };
  }
  return { server, locks, channels, openTab };
}

type TabOptions = { since?: number; user?: number } & Partial<SharedPorts>;

test("seven tabs share one stream, and each hears every event once", async () => {
  const { server, openTab } = browser();
  const tabs = Array.from({ length: 7 }, () => openTab());
  await settle();
  for (const id of [3, 4, 9]) server.commit(id);
  await settle();
  expect(server.opened).toHaveLength(1);
  for (const { seen } of tabs) {
    expect(seen.ids).toEqual([3, 4, 9]);
    expect(seen.states).toEqual(["live"]);
    expect(seen.build).toBe("build-1");
  }
});

describe("when the leader", () => {
  test("is closed, the next tab goes on from the last event", async () => {
    const { server, openTab } = browser();
    const [leader, ...others] = [openTab(), openTab(), openTab()];
    await settle();
    server.commit(3);
    await settle();
    leader?.stop();
    server.commit(4);
    await settle();
    server.commit(5);
    await settle();
    expect(server.opened.map(({ since }) => since)).toEqual([0, 3]);
    expect(server.live()).toHaveLength(1);
    for (const { seen } of others) {
      expect(seen.ids).toEqual([3, 4, 5]);
      expect(seen.states).toEqual(["live"]);
    }
    expect(leader?.seen.ids).toEqual([3]);
  });

  test("crashes, the next tab goes on from the last event", async () => {
    const { server, openTab } = browser();
    const [leader, next] = [openTab(), openTab()];
    await settle();
    server.commit(3);
    await settle();
    leader.crash();
    server.commit(4);
    await settle();
    expect(next.seen.ids).toEqual([3, 4]);
    expect(server.live()).toHaveLength(1);
  });

  test("is about to be frozen, another takes over, and it catches up when it goes on", async () => {
    const { server, openTab } = browser();
    const [leader, next] = [openTab(), openTab()];
    await settle();
    leader.suspend();
    await settle();
    server.commit(3);
    await settle();
    expect(next.seen.ids).toEqual([3]);
    leader.resume();
    await settle();
    server.commit(4);
    await settle();
    expect(leader.seen.ids).toEqual([3, 4]);
    expect(next.seen.ids).toEqual([3, 4]);
    expect(server.live()).toHaveLength(1);
  });

  test("stops without a word, it is asked and then replaced, and follows when it goes on", async () => {
    const { server, locks, openTab } = browser();
    const [leader, next] = [openTab(), openTab()];
    await settle();
    leader.freeze();
    server.commit(3);
    await pass(60_000);
    expect(next.seen.ids).toEqual([3]);
    expect(locks.holder("baton-events-1-user-1")).toBe(next.name);
    server.commit(4);
    await settle();
    leader.thaw();
    await pass(1_000);
    server.commit(5);
    await settle();
    expect(next.seen.ids).toEqual([3, 4, 5]);
    expect(leader.seen.ids).toEqual([3, 4, 5]);
    expect(server.live()).toHaveLength(1);
  });

  test("is alive but has nothing to say, it keeps its lock", async () => {
    const { server, locks, openTab } = browser();
    const [leader] = [openTab(), openTab()];
    await settle();
    server.refusal = { kind: "refused", status: 401, retryAfterMs: null };
    server.live()[0]?.end({ kind: "ended" });
    await pass(10 * 60_000);
    expect(locks.holder("baton-events-1-user-1")).toBe(leader.name);
  });
});

test("a new tab gets from the leader what happened since its page was made", async () => {
  const { server, openTab } = browser();
  openTab();
  await settle();
  for (const id of [3, 4, 5, 6]) server.commit(id);
  await settle();
  const late = openTab({ since: 4 });
  await settle();
  expect(late.seen.ids).toEqual([5, 6]);
  expect(late.seen.states).toEqual(["live"]);
  server.commit(7);
  await settle();
  expect(late.seen.ids).toEqual([5, 6, 7]);
  expect(server.opened).toHaveLength(1);
});

test("a tab whose page is newer than the leader applies nothing twice", async () => {
  const { server, openTab } = browser();
  openTab();
  await settle();
  const ahead = openTab({ since: 8 });
  await settle();
  for (const id of [7, 8, 9]) server.commit(id);
  await settle();
  expect(ahead.seen.ids).toEqual([9]);
});

test("a tab that was away for more than is kept reads anew, once", async () => {
  const { server, openTab } = browser();
  const [leader, away] = [openTab(), openTab()];
  await settle();
  away.suspend();
  for (let id = 1; id <= 600; id++) server.commit(id);
  await settle();
  away.resume();
  await settle();
  server.commit(601);
  await settle();
  expect(away.seen.ids).toEqual(["gap", 601]);
  expect(leader.seen.ids).toHaveLength(601);
});

test("two users of one browser never hear each other's events", async () => {
  const { server, openTab } = browser();
  const first = openTab();
  await settle();
  server.commit(3);
  await settle();
  server.user = 2;
  server.live()[0]?.end({ kind: "ended" });
  const second = openTab({ user: 2, since: 3 });
  server.commit(4);
  await pass(1_000);
  expect(first.seen.ids).toEqual([3]);
  expect(first.seen.states.at(-1)).toBe("signed_out");
  expect(second.seen.ids).toEqual([4]);
  expect(second.seen.states).toEqual(["live"]);
});

test("a session that ended is said in every tab, and any tab can have it tried again", async () => {
  const { server, openTab } = browser();
  const tabs = [openTab(), openTab(), openTab()];
  await settle();
  server.refusal = { kind: "refused", status: 401, retryAfterMs: null };
  tabs[2]?.check();
  await settle();
  const late = openTab();
  await settle();
  for (const { seen } of [...tabs, late]) expect(seen.states.at(-1)).toBe("signed_out");
  server.refusal = null;
  late.wake();
  await settle();
  for (const { seen } of [...tabs, late]) expect(seen.states.at(-1)).toBe("live");
});

test("a page that was made after a new sign-in brings the others back, without a word of the old session", async () => {
  const { server, openTab } = browser();
  const old = openTab();
  await settle();
  server.refusal = { kind: "refused", status: 401, retryAfterMs: null };
  old.check();
  await settle();
  expect(old.seen.states.at(-1)).toBe("signed_out");
  server.refusal = null;
  const fresh = openTab();
  await settle();
  expect(fresh.seen.states).toEqual(["live"]);
  expect(old.seen.states.at(-1)).toBe("live");
});

test("every tab learns of a new build", async () => {
  const { server, openTab } = browser();
  const [leader, other] = [openTab(), openTab()];
  await settle();
  server.build = "build-2";
  server.live()[0]?.end({ kind: "ended" });
  await pass(1_000);
  expect(leader.seen.build).toBe("build-2");
  expect(other.seen.build).toBe("build-2");
});

test.each([
  ["locks are missing", { locks: null }],
  ["channels are missing", { openChannel: null }],
  [
    "channels are forbidden",
    {
      openChannel: () => {
        throw new DOMException("no", "SecurityError");
      },
    },
  ],
  [
    "locks are forbidden",
    { locks: { request: () => Promise.reject(new DOMException("no", "SecurityError")) } },
  ],
])("where %s, each tab has a stream of its own", async (_, without) => {
  const { server, openTab } = browser();
  const tabs = [openTab(without), openTab(without)];
  await settle();
  server.commit(3);
  await settle();
  expect(server.live()).toHaveLength(2);
  for (const { seen } of tabs) expect(seen.ids).toEqual([3]);
  tabs[0]?.stop();
  expect(server.live()).toHaveLength(1);
});

test("without Web Locks tabs share one stream too, and hand it over", async () => {
  const { server, openTab } = browser({ hasLocks: false });
  const [first, second, third] = [openTab(), openTab(), openTab()];
  await pass(1_000);
  server.commit(3);
  await settle();
  expect(server.opened).toHaveLength(1);
  first.stop();
  await pass(1_000);
  server.commit(4);
  await settle();
  second.crash();
  await pass(10_000);
  server.commit(5);
  await settle();
  expect(third.seen.ids).toEqual([3, 4, 5]);
  expect(third.seen.states).toEqual(["live"]);
  expect(server.live()).toHaveLength(1);
});

test.each([
  ["Web Locks", true],
  ["locks made of messages", false],
])(
  "with %s, whatever tabs do, each hears every event once and in order, or reads anew",
  async (_, hasLocks) => {
    const Step = fc.oneof(
      { weight: 6, arbitrary: fc.record({ do: fc.constant("commit" as const), tab: fc.nat(5) }) },
      fc.record({
        do: fc.constantFrom(
          "open" as const,
          "stop" as const,
          "crash" as const,
          "suspend" as const,
          "resume" as const,
          "freeze" as const,
          "thaw" as const,
          "break" as const,
          "check" as const,
          "pass" as const,
          "settle" as const,
        ),
        tab: fc.nat(5),
      }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(Step, { minLength: 5, maxLength: 60 }), async (steps) => {
        const { server, openTab } = browser({ hasLocks });
        let id = 0;
        const open = () => ({
          tab: openTab({ since: id }),
          since: id,
          isGone: false,
          isOut: false,
        });
        const tabs = [open(), open()];
        for (const step of steps) {
          const one = tabs[step.tab % tabs.length];
          if (!one) continue;
          if (step.do === "commit") server.commit(++id);
          if (step.do === "open") tabs.push(open());
          if (step.do === "break") server.live()[0]?.end({ kind: "ended" });
          if (step.do === "pass") await pass(20_000);
          if (step.do === "settle") await settle();
          if (one.isGone) continue;
          if (step.do === "check") one.tab.check();
          if (step.do === "suspend") one.tab.suspend();
          if (step.do === "resume") one.tab.resume();
          if (step.do === "freeze") one.tab.freeze();
          if (step.do === "thaw") one.tab.thaw();
          if (step.do === "stop" || step.do === "crash") {
            one.isGone = true;
            one.tab[step.do]();
          }
        }
        const alive = tabs.filter(({ isGone }) => !isGone);
        for (const { tab } of alive) {
          tab.thaw();
          tab.resume();
        }
        await pass(90_000);
        server.commit(++id);
        await pass(1_000);
        expect(server.live()).toHaveLength(alive.length > 0 ? 1 : 0);
        for (const { tab, since } of alive) {
          const heard = tab.seen.ids.slice(tab.seen.ids.lastIndexOf("gap") + 1) as number[];
          const from = tab.seen.ids.includes("gap") ? id - heard.length : since;
          expect(heard).toEqual(Array.from({ length: id - from }, (_, i) => from + 1 + i));
        }
        for (const { tab } of alive) tab.stop();
      }),
      { numRuns: 300, seed: 20 },
    );
  },
  60_000,
);
