import pg from "pg";
import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import { systemActor } from "@/lib/core/actor";
import { createContext } from "@/lib/core/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { record } from "./append";
import { EventHub } from "./hub";
import { type NoticeWire, sendNotices } from "./notice";
import { eventHorizon, readEvents } from "./replay";
import type { EventRow } from "./types";

let test: TestDatabase;
let hub: EventHub | undefined;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.drop());
afterEach(() => hub?.stop());

const actor = systemActor("test");
const write = (n: number): Promise<void> =>
  createContext(actor, test.db).transaction((tx) =>
    record(tx, { type: "agent.updated", data: { id: 1, name: "scout", ...{ n } } }),
  );

/** A reader that collects events, and a way to wait until it has a given number. */
function collector() {
  const seen: EventRow[] = [];
  let wake = (): void => undefined;
  return {
    seen,
    deliver(events: EventRow[]): void {
      seen.push(...events);
      wake();
    },
    async reaches(count: number): Promise<void> {
      while (seen.length < count) await new Promise<void>((resolve) => (wake = resolve));
    },
  };
}

it("delivers every event exactly once, in growing order, under 200 concurrent writers", async () => {
  hub = new EventHub(test.db, test.url);
  hub.start();
  const reader = collector();
  await hub.subscribe(reader.deliver);
  await Promise.all(Array.from({ length: 200 }, (_, n) => write(n)));
  await reader.reaches(200);
  const ids = reader.seen.map((event) => event.id);
  expect(ids).toEqual([...ids].sort((a, b) => (a < b ? -1 : 1)));
  expect(new Set(reader.seen.map((event) => event.data.n)).size).toBe(200);
});

it("delivers to the others what makes one reader fail", async () => {
  hub = new EventHub(test.db, test.url);
  hub.start();
  const reader = collector();
  await hub.subscribe(() => {
    throw new Error("a reader that fails");
  });
  await hub.subscribe(reader.deliver);
  await write(1);
  await reader.reaches(1);
  expect(reader.seen.map((event) => event.data.n)).toEqual([1]);
});

it("never skips an event that commits late, and waits for it", async () => {
  hub = new EventHub(test.db, test.url);
  hub.start();
  const reader = collector();
  await hub.subscribe(reader.deliver);
  const late = new pg.Client({ connectionString: test.url });
  await late.connect();
  await late.query("BEGIN");
  await late.query(
    `INSERT INTO events (id, type, category, actor, actor_kind, data)
     VALUES (event_id(0), 'agent.updated', 'agent', 'late', 'system', '{"n": "late"}')`,
  );
  await write(1);
  await write(2);
  // The two are committed but not final: an earlier writer is still open.
  const held = await readEvents(test.db, (await eventHorizon(test.db)) - 1n, 10);
  expect(held).toEqual([]);
  expect(reader.seen).toEqual([]);
  await late.query("COMMIT");
  await late.end();
  await reader.reaches(3);
  expect(reader.seen.map((event) => event.data.n)).toEqual(["late", 1, 2]);
});

it("hears of commits in another process", async () => {
  hub = new EventHub(test.db, test.url);
  hub.start();
  const reader = collector();
  await hub.subscribe(reader.deliver);
  const other = new pg.Client({ connectionString: test.url });
  await other.connect();
  await other.query(
    `INSERT INTO events (id, type, category, actor, actor_kind, data)
     VALUES (event_id(0), 'agent.updated', 'agent', 'x', 'system', '{"n": 7}')`,
  );
  await other.query("NOTIFY baton_commits");
  await other.end();
  await reader.reaches(1);
  expect(reader.seen[0]?.data).toEqual({ n: 7 });
});

it("comes back after its connection is cut", async () => {
  hub = new EventHub(test.db, test.url);
  hub.start();
  const reader = collector();
  await hub.subscribe(reader.deliver);
  await test.db.$queryRaw`
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND application_name = 'baton-events'`;
  await write(9);
  await reader.reaches(1);
  expect(reader.seen[0]?.data).toMatchObject({ n: 9 });
});

it("tells ephemeral events to every process that listens, and keeps nothing of them", async () => {
  const hubs = [new EventHub(test.db, test.url), new EventHub(test.db, test.url)];
  const ctx = createContext(actor, test.db);
  const grown = (length: number) => ({
    type: "run.output" as const,
    projectId: 1,
    taskId: 2,
    agent: "iris",
    runId: 3,
    data: { run_id: 3, length },
  });
  try {
    const before = await test.db.event.count();
    const heard = hubs.map((one) => {
      one.start();
      return new Promise<NoticeWire>((resolve) => void one.subscribe(() => undefined, resolve));
    });
    // A notice only reaches those who listen, so it is sent until both do.
    let everybody = false;
    const told = Promise.all(heard).finally(() => (everybody = true));
    while (!everybody) await sendNotices(ctx, [grown(120)]);
    for (const notice of await told) {
      expect(notice).toMatchObject({ type: "run.output", run_id: 3, data: { length: 120 } });
      expect(notice.timestamp).toBeGreaterThan(1_700_000_000_000);
    }
    expect(await test.db.event.count()).toBe(before);
  } finally {
    await Promise.all(hubs.map((one) => one.stop()));
  }
});

it("reads nothing in seconds in which nothing was written, and what was written without a notification", async () => {
  let reads = 0;
  const counted = new Proxy(test.db, {
    get(db, name) {
      if (name === "$queryRaw") reads++;
      return Reflect.get(db, name);
    },
  });
  hub = new EventHub(counted, test.url);
  hub.start();
  const reader = collector();
  await hub.subscribe(reader.deliver);
  await write(1);
  await reader.reaches(1);
  // Until the listener is connected it reads once a second.
  const listening = hub;
  await vi.waitFor(async () => {
    await listening.check();
    expect(listening.lagSeconds).not.toBeNull();
  });
  await vi.waitFor(async () => {
    const before = reads;
    for (let n = 0; n < 3; n++) await listening.check();
    expect(reads).toBe(before);
  });

  const silent = new pg.Client({ connectionString: test.url });
  await silent.connect();
  await silent.query(
    `INSERT INTO events (id, type, category, actor, actor_kind, data)
     VALUES (event_id(0), 'agent.updated', 'agent', 'silent', 'system', '{"n": 2}')`,
  );
  await silent.end();
  await hub.check();
  await reader.reaches(2);
  expect(reader.seen.map(({ data }) => data.n)).toEqual([1, 2]);
});
