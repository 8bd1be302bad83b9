import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { type Batch, type ConnectionState, createConnection } from "./connection";
import { event, fakeServer, type Opened } from "./fake-browser";

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000_000_000 });
});
afterEach(() => {
  vi.useRealTimers();
});

const settle = () => vi.advanceTimersByTimeAsync(0);
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
/** The machine sleeps: the clock goes on, and no timer fires. */
const sleep = (ms: number) => vi.setSystemTime(Date.now() + ms);

function connect({ position = 0 } = {}) {
  const server = fakeServer();
  const seen = {
    ids: [] as number[],
    batches: [] as Batch[],
    states: [] as ConnectionState[],
    gaps: [] as number[],
    builds: [] as string[],
    accessChanges: 0,
  };
  const network = { isOnline: true };
  const connection = createConnection(
    { position, heardAt: Date.now(), user: 1 },
    {
      open: server.open,
      now: Date.now,
      after(ms, work) {
        const timer = setTimeout(work, ms);
        return () => clearTimeout(timer);
      },
      isOnline: () => network.isOnline,
    },
    {
      onBatch(batch) {
        seen.batches.push(batch);
        for (const item of batch.items) if ("id" in item) seen.ids.push(item.id);
      },
      onState: (state) => void seen.states.push(state),
      onGap: (at) => void seen.gaps.push(at),
      onBuild: (build) => void seen.builds.push(build),
      onAccessChanged: () => void seen.accessChanges++,
    },
  );
  const stream = (): Opened => server.opened.at(-1) as Opened;
  return { server, seen, network, connection, stream };
}

/** Ticks as the server sends them. */
async function tickFor(ms: number, { server, stream }: ReturnType<typeof connect>) {
  for (let passed = 0; passed < ms; passed += 15_000) {
    await pass(15_000);
    stream().send(server.tick());
  }
}

test("hands on what arrives together as one piece, and says after which event it begins", async () => {
  const { seen, stream } = connect({ position: 5 });
  await settle();
  stream().send(event(6), event(9));
  stream().send(event(12));
  expect(seen.states).toEqual(["live"]);
  expect(seen.builds).toEqual(["build-1"]);
  expect(seen.batches.map(({ after, through }) => [after, through])).toEqual([
    [5, 5],
    [5, 9],
    [9, 12],
  ]);
  expect(seen.ids).toEqual([6, 9, 12]);
});

test("a stream that goes silent without closing is opened again from the last event", async () => {
  const { server, seen } = connect();
  await settle();
  server.commit(7);
  await pass(39_000);
  expect(server.opened).toHaveLength(1);
  await pass(10_000);
  expect(seen.states).toEqual(["live", "reconnecting", "live"]);
  expect(server.opened.map(({ since }) => since)).toEqual([0, 7]);
  expect(server.live()).toHaveLength(1);
  expect(seen.gaps).toEqual([]);
});

test("ticks count as heard: after a quiet hour a short break is replayed and nothing is read anew", async () => {
  const one = connect();
  await settle();
  one.server.commit(7);
  await tickFor(60 * 60_000, one);
  expect(one.server.opened).toHaveLength(1);
  one.stream().end({ kind: "ended" });
  one.server.commit(8);
  await pass(1_000);
  expect(one.stream().since).toBe(7);
  expect(one.seen.ids).toEqual([7, 8]);
  expect(one.seen.gaps).toEqual([]);
});

test("after a night asleep everything is read anew, once the stream is open", async () => {
  const { server, seen, stream } = connect();
  await settle();
  server.commit(7);
  server.refusal = "silent";
  stream().isClosed = true;
  sleep(8 * 60 * 60_000);
  server.commit(90);
  await pass(5_000);
  expect(server.opened.at(-1)?.since).toBeNull();
  expect(seen.gaps).toEqual([]);
  server.opened.at(-1)?.send({ type: "connected" }, server.tick());
  expect(seen.gaps).toEqual([90]);
  expect(seen.states).toEqual(["live", "reconnecting", "live"]);
});

test("a timer that jumped is reason to doubt a stream that has been silent for 20 seconds", async () => {
  const { server } = connect();
  await settle();
  sleep(25_000);
  await pass(5_000);
  expect(server.opened).toHaveLength(2);
});

test("waking up makes the connection anew only when there is reason to doubt it", async () => {
  const { server, connection } = connect();
  await settle();
  await pass(10_000);
  connection.wake();
  expect(server.opened).toHaveLength(1);
  sleep(21_000);
  connection.wake();
  expect(server.opened).toHaveLength(2);
  expect(server.live()).toHaveLength(1);
});

test("waking up tries at once when the next try was seconds away", async () => {
  const { server, seen, connection } = connect();
  server.refusal = { kind: "unreachable" };
  await pass(20_000);
  const tries = server.opened.length;
  server.refusal = null;
  connection.wake();
  await settle();
  expect(server.opened).toHaveLength(tries + 1);
  expect(seen.states.at(-1)).toBe("live");
});

test("a session that ended says so, and is noticed when somebody signed in again", async () => {
  const { server, seen, stream } = connect();
  await settle();
  server.refusal = { kind: "refused", status: 401, retryAfterMs: null };
  stream().send({ type: "closed", data: { reason: "access_ended" } });
  await settle();
  expect(seen.states).toEqual(["live", "signed_out"]);
  const tries = server.opened.length;
  await pass(59_000);
  expect(server.opened).toHaveLength(tries);
  server.refusal = null;
  await pass(1_000);
  expect(seen.states).toEqual(["live", "signed_out", "live"]);
});

test("not one event of another user's session is handed on", async () => {
  const { server, seen } = connect();
  server.user = 2;
  server.commit(7);
  await settle();
  server.live()[0]?.send(event(8));
  expect(seen.ids).toEqual([]);
  expect(seen.states).toEqual(["signed_out"]);
  expect(server.live()).toEqual([]);
});

test("a refusal is told apart from a server that is away", async () => {
  const { server, seen } = connect();
  server.refusal = { kind: "refused", status: 403, retryAfterMs: null };
  await settle();
  expect(seen.states).toEqual(["forbidden"]);
});

test("a server that restarts is a short break, one that stays away is said to be away", async () => {
  const { server, seen } = connect();
  server.refusal = { kind: "unreachable" };
  await settle();
  await pass(500);
  expect(seen.states).toEqual(["reconnecting", "reconnecting"]);
  await pass(1_000);
  expect(seen.states.at(-1)).toBe("server_away");
  server.refusal = null;
  await pass(2_000);
  expect(seen.states.at(-1)).toBe("live");
});

test("a server that has no room says when to come back", async () => {
  const { server, seen } = connect();
  server.refusal = { kind: "refused", status: 429, retryAfterMs: 15_000 };
  await settle();
  await pass(14_000);
  expect(server.opened).toHaveLength(1);
  await pass(1_000);
  expect(server.opened).toHaveLength(2);
  expect(new Set(seen.states)).toEqual(new Set(["reconnecting"]));
});

test("without a network it is the network that is away", async () => {
  const { server, seen, network, connection } = connect();
  await settle();
  network.isOnline = false;
  connection.lose();
  expect(seen.states).toEqual(["live", "offline"]);
  expect(server.live()).toEqual([]);
  server.refusal = { kind: "unreachable" };
  await pass(30_000);
  expect(seen.states.at(-1)).toBe("offline");
  network.isOnline = true;
  server.refusal = null;
  connection.wake();
  expect(seen.states.at(-1)).toBe("reconnecting");
  await settle();
  expect(seen.states.at(-1)).toBe("live");
});

test("a request for a stream that nobody answers is given up", async () => {
  const { server, seen } = connect();
  server.refusal = "silent";
  await pass(26_000);
  expect(seen.states).toEqual(["reconnecting"]);
  expect(server.opened).toHaveLength(2);
  expect(server.live()).toHaveLength(1);
});

test("a clock that was set back does not hide silence", async () => {
  const { server } = connect();
  await settle();
  sleep(-60 * 60_000);
  await pass(50_000);
  expect(server.opened).toHaveLength(2);
});

test("a failed request makes the connection look for itself, without a word while it is well", async () => {
  const { server, seen, connection } = connect();
  await settle();
  server.commit(7);
  connection.check();
  connection.check();
  await settle();
  expect(server.opened.map(({ since }) => since)).toEqual([0, 7]);
  expect(server.live()).toHaveLength(1);
  expect(new Set(seen.states)).toEqual(new Set(["live"]));
});

test("a changed role is told, and the stream goes on with the new one", async () => {
  const { server, seen, stream } = connect();
  await settle();
  stream().send(event(7), { type: "closed", data: { reason: "access_changed" } });
  server.commit(8);
  await settle();
  expect(seen.accessChanges).toBe(1);
  expect(seen.states.at(-1)).toBe("live");
  expect(seen.ids.at(-1)).toBe(8);
});

test("when events are no longer kept, all is read anew and the stream goes on", async () => {
  const { seen, stream } = connect({ position: 3 });
  await settle();
  stream().send({ type: "reset", data: { reason: "history_removed" } }, event(70));
  expect(seen.gaps).toEqual([3]);
  expect(seen.ids).toEqual([70]);
});

test("a reader that was too slow comes back for the rest", async () => {
  const { server, seen, stream } = connect();
  await settle();
  stream().send(event(7), { type: "reset", data: { reason: "slow_reader" } });
  await pass(500);
  expect(server.opened.at(-1)?.since).toBe(0);
  expect(seen.states).toEqual(["live", "reconnecting", "live"]);
});
