import { afterEach, expect, test } from "vitest";
import { fakeServer } from "./fake-browser";
import { createSharedStream, type Locks, type SharedStream } from "./shared-stream";

const tabs: SharedStream[] = [];
afterEach(() => {
  for (const tab of tabs.splice(0)) tab.stop();
});

// Node has the browser's locks and channels: the doubles of the other tests are compared with them here.
test("with real locks and channels a second tab follows the first and takes over from it", async () => {
  const server = fakeServer({ user: 4711 });
  const listen = () => {
    let ids: number[] = [];
    let wanted = Promise.withResolvers<void>();
    let until = (_: number[]): boolean => false;
    const tab = createSharedStream(
      { since: 0, user: 4711 },
      {
        open: server.open,
        now: Date.now,
        after(ms, work) {
          const timer = setTimeout(work, ms);
          return () => clearTimeout(timer);
        },
        isOnline: () => true,
        isVisible: () => true,
        newId: () => crypto.randomUUID(),
        locks: navigator.locks as Locks,
        openChannel: (name) => new BroadcastChannel(name) as never,
      },
      {
        onEvents(items) {
          ids = [...ids, ...items.flatMap((item) => ("id" in item ? [item.id] : []))];
          if (until(ids)) wanted.resolve();
        },
        onState: () => undefined,
        onGap: () => undefined,
        onBuild: () => undefined,
        onAccessChanged: () => undefined,
      },
    );
    tabs.push(tab);
    return {
      ...tab,
      heard(expected: number[]) {
        until = (now) => now.length >= expected.length;
        wanted = Promise.withResolvers();
        if (until(ids)) wanted.resolve();
        return wanted.promise.then(() => expect(ids).toEqual(expected));
      },
    };
  };
  const first = listen();
  const second = listen();
  server.commit(3);
  await Promise.all([first.heard([3]), second.heard([3])]);
  expect(server.opened).toHaveLength(1);
  first.stop();
  server.commit(4);
  await second.heard([3, 4]);
  expect(server.live()).toHaveLength(1);
});
