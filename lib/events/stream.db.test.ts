import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { actorOfKey, createApiKey, revokeApiKey } from "@/lib/auth/keys/keys";
import { actorOfSession, sealSession, signOut, startSession } from "@/lib/auth/sessions/sessions";
import { disableUser, setRole, signOutEverywhere } from "@/lib/auth/users/users";
import { type Actor, systemActor } from "@/lib/core/actor";
import { createContext } from "@/lib/core/context";
import { openDatabase } from "@/lib/core/database";
import { DomainError } from "@/lib/core/errors";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { fillPartitions } from "@/lib/testing/event-partitions";
import { record } from "./append";
import { EventHub } from "./hub";
import { type Caller, countLongLived, endLongLived } from "./long-lived";
import { sendNotices } from "./notice";
import { preparePartitions } from "./partitions";
import type { EventFilter } from "./replay";
import { dropOldPartitions } from "./retention";
import { eventStream } from "./stream";

let test: TestDatabase;
const shared = globalThis as typeof globalThis & { __batonEventHub?: EventHub };
beforeAll(async () => {
  process.env.BATON_SECRET = "a secret of this test";
  test = await createTestDatabase();
  shared.__batonEventHub = new EventHub(test.db, test.url);
  shared.__batonEventHub.start();
});
afterEach(() => {
  vi.unstubAllEnvs();
  endLongLived();
});
afterAll(async () => {
  await shared.__batonEventHub?.stop();
  shared.__batonEventHub = undefined;
  await test.drop();
});

const actor = systemActor("test");
const write = (data: { n: unknown; large?: string }, taskId?: number) =>
  createContext(actor, test.db).transaction((tx) =>
    taskId === undefined
      ? record(tx, { type: "agent.updated", data: { id: 1, name: "scout", ...data } })
      : record(tx, {
          type: "task.deleted",
          taskId,
          data: { id: taskId, ticket_ref: `T-${taskId}`, title: "A task", ...data },
        }),
  );

const anyone: Caller = { actor, reauthenticate: async () => actor };

function open(
  filter: EventFilter = {},
  after: bigint | null = null,
  caller: Caller = anyone,
  ticks = false,
) {
  let keepAlive = (): void => undefined;
  const response = eventStream({
    db: test.db,
    request: new Request("http://x/api/events"),
    filter,
    after,
    toWire: (event) => ({ id: Number(event.id), data: event.data }),
    caller,
    ticks,
    repeat(work) {
      keepAlive = work;
      return () => undefined;
    },
  });
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  let text = "";
  const decoder = new TextDecoder();
  return {
    reader,
    /** Lets the time for a keep-alive pass. */
    keepAlive: () => keepAlive(),
    /** Reads until the text so far satisfies `done`, or the stream ends. */
    async until(done: (text: string) => boolean): Promise<string> {
      while (!done(text)) {
        const { value, done: ended } = await reader.read();
        if (ended) break;
        text += decoder.decode(value, { stream: true });
      }
      return text;
    },
  };
}
/** The ids of the events; the first frame has one too. */
const ids = (text: string): number[] =>
  [...text.matchAll(/^id: (\d+)\n(?!data: \{"type":"connected")/gm)].map((match) =>
    Number(match[1]),
  );

it("tells a reader where it stands before there is an event, so that it misses nothing by connecting again", async () => {
  await write({ n: "before" });
  const first = open();
  const text = await first.until((all) => all.includes('"connected"'));
  await first.reader.cancel();
  const from = BigInt(/^id: (\d+)\n/.exec(text)?.[1] ?? "");
  await write({ n: "meanwhile" });
  const second = open({}, from);
  const rest = await second.until((all) => all.includes("meanwhile"));
  expect(rest).not.toContain("before");
  expect(rest).toContain(`id: ${from}\ndata: {"type":"connected","id":${from},`);
  await second.reader.cancel();
});

it("says connected first, then what happens, each under its id", async () => {
  const stream = open();
  await stream.until((text) => text.includes('"connected"'));
  await write({ n: 1 });
  const text = await stream.until((t) => t.includes('"n":1'));
  expect(text).toMatch(
    /^id: (\d+)\ndata: \{"type":"connected","id":\1,"data":null,"timestamp":\d+\}\n\n/,
  );
  expect(ids(text)).toHaveLength(1);
});

it("replays exactly what came after the last id, then goes on live, without gap or repeat", async () => {
  const first = open();
  await first.until((text) => text.includes('"connected"'));
  for (let n = 10; n < 15; n++) await write({ n });
  const seen = ids(await first.until((text) => text.includes('"n":14')));
  const again = open({}, BigInt(seen[1] as number));
  const writing = Promise.all(Array.from({ length: 50 }, (_, i) => write({ n: 100 + i })));
  await writing;
  const text = await again.until((t) => ids(t).length >= 53);
  const replayed = ids(text);
  expect(replayed.slice(0, 3)).toEqual(seen.slice(2));
  expect(new Set(replayed).size).toBe(53);
  expect(replayed).toEqual([...replayed].sort((a, b) => a - b));
});

it("shows only what the filter asks for, live and replayed", async () => {
  const stream = open({ types: ["task"], taskId: 7 });
  await stream.until((text) => text.includes('"connected"'));
  await write({ n: "agent" });
  await write({ n: "other task" }, 8);
  await write({ n: "mine" }, 7);
  const text = await stream.until((t) => t.includes("mine"));
  expect(text).not.toContain("other task");
  expect(text).not.toContain('"n":"agent"');
});

it("sends ephemeral events without an id, to those whose filter they pass", async () => {
  const stream = open({ types: ["run"], projectId: 1 });
  await stream.until((text) => text.includes('"connected"'));
  const about = { taskId: null, agent: "iris", runId: 3 };
  const ctx = createContext(actor, test.db);
  await sendNotices(ctx, [
    { type: "run.output", projectId: 2, data: { run_id: 3, length: 1 }, ...about },
    { type: "run.output", projectId: 1, data: { run_id: 3, length: 2 }, ...about },
  ]);
  const text = await stream.until((t) => t.includes('"run.output"'));
  expect(text).toContain('"length":2');
  expect(text).not.toContain('"length":1');
  expect(ids(text)).toEqual([]);
});

const ticks = (text: string): { id: number; build: string; user: number | null }[] =>
  [...text.matchAll(/^id: (\d+)\nevent: tick\ndata: (.*)$/gm)].map(([, id, data]) => {
    const tick = JSON.parse(data as string);
    expect(tick).toMatchObject({ type: "tick", id: Number(id) });
    return tick;
  });

it("sends those who ask for them ticks with its position and build, and nobody else", async () => {
  vi.stubEnv("BATON_BUILD_ID", "build-1");
  const stream = open({ types: ["task"] }, null, anyone, true);
  const plain = open();
  await plain.until((text) => text.includes('"connected"'));
  const [first] = ticks(await stream.until((text) => text.includes("event: tick")));
  expect(first).toMatchObject({ build: "build-1", user: null });
  await write({ n: "filtered out" });
  const written = ids(await plain.until((text) => text.includes("filtered out"))).at(-1) as number;
  expect(first?.id).toBeLessThan(written);
  stream.keepAlive();
  plain.keepAlive();
  const text = await stream.until((t) => ticks(t).length === 2);
  expect(ticks(text)[1]?.id).toBe(written);
  expect(text).not.toContain(": keep-alive");
  const plainText = await plain.until((t) => t.includes(": keep-alive"));
  expect(plainText).not.toContain("tick");
});

it("never tells a position before the events up to it", async () => {
  const first = open();
  await first.until((text) => text.includes('"connected"'));
  for (const n of ["replayed 1", "replayed 2"]) await write({ n });
  const [one, two] = ids(await first.until((text) => text.includes("replayed 2"))) as [
    number,
    number,
  ];
  const behind = open({}, BigInt(one) - 1n, anyone, true);
  const text = await behind.until((t) => t.includes("replayed 2"));
  expect(ticks(text)[0]?.id).toBe(one - 1);
  expect(text.indexOf("event: tick")).toBeLessThan(text.indexOf("replayed 1"));
  behind.keepAlive();
  const again = await behind.until((t) => ticks(t).length === 2);
  expect(ticks(again)[1]?.id).toBeGreaterThanOrEqual(two);
});

it("tells in a tick whose session it is", async () => {
  const ada: Actor = {
    kind: "user",
    id: 7,
    name: "Ada",
    username: "ada",
    role: "viewer",
    sessionId: "s",
  };
  const stream = open({}, null, { actor: ada, reauthenticate: async () => ada }, true);
  const [tick] = ticks(await stream.until((text) => text.includes("event: tick")));
  expect(tick?.user).toBe(7);
});

it("drops a reader that does not read, with a reset, and serves the others meanwhile", async () => {
  const slow = open();
  const fast = open();
  await fast.until((text) => text.includes('"connected"'));
  const large = "x".repeat(200_000);
  const reading = fast.until((t) => t.includes("large 59"));
  for (let n = 0; n < 60; n++) await write({ n: `large ${n}`, large });
  expect(ids(await reading)).toHaveLength(60);
  expect(await slow.until(() => false)).toContain('"type":"reset"');
});

const toTheEnd = () => false;

describe("a stream whose reader", () => {
  const admin = () => createContext(systemActor("test"), test.db);

  /** Opens a stream with a key's credentials, as a route does. */
  async function followWithKey(role: "viewer" | "admin" = "viewer", expiresAt?: Date) {
    const { key, row } = await createApiKey(admin(), {
      name: "reader",
      kind: "user",
      role,
      scopes: [],
      expiresAt,
    });
    const reauthenticate = () => actorOfKey(test.db, key, null, { fresh: true });
    const stream = open({}, null, { actor: await reauthenticate(), reauthenticate });
    await stream.until((text) => text.includes('"connected"'));
    return { stream, row };
  }

  async function followAsUser(role: "viewer" | "admin") {
    const user = await test.db.user.create({
      data: { username: `reader-${Math.random()}`, displayName: "Reader", role },
    });
    const from = { provider: "password", address: null, userAgent: null };
    const token = await startSession(admin(), user, from);
    const cookie = `baton-session-80=${await sealSession(token)}`;
    const request = new Request("http://127.0.0.1/api/events", { headers: { cookie } });
    const reauthenticate = async (): Promise<Actor> => {
      const found = await actorOfSession(request, test.db);
      if (!found) throw new DomainError("unauthenticated", "Authentication required");
      return found;
    };
    const stream = open({}, null, { actor: await reauthenticate(), reauthenticate });
    await stream.until((text) => text.includes('"connected"'));
    return { stream, user, token };
  }

  it("has its key revoked ends at once, says why, and hears nothing of what comes after", async () => {
    const { stream, row } = await followWithKey();
    await revokeApiKey(admin(), { id: row.id });
    const text = await stream.until(toTheEnd);
    expect(text).toMatch(
      /"type":"closed","data":\{"reason":"access_ended","message":"The API key was revoked/,
    );
    expect(countLongLived("stream")).toBe(0);
  });

  it("has a key that expires ends with the next keep-alive", async () => {
    const { stream, row } = await followWithKey();
    await test.db.apiKey.update({ where: { id: row.id }, data: { expiresAt: new Date(0) } });
    stream.keepAlive();
    expect(await stream.until(toTheEnd)).toContain("The API key has expired");
  });

  it("keeps a good key goes on, with a keep-alive", async () => {
    const { stream } = await followWithKey();
    stream.keepAlive();
    await stream.until((text) => text.includes(": keep-alive"));
    await write({ n: "still here" });
    await stream.until((text) => text.includes("still here"));
  });

  it("is disabled, demoted or signed out everywhere ends at once", async () => {
    for (const [change, reason] of [
      [disableUser, "access_ended"],
      [signOutEverywhere, "access_ended"],
      [(ctx, id) => setRole(ctx, id, "viewer"), "access_changed"],
    ] as [(ctx: ReturnType<typeof admin>, id: number) => Promise<unknown>, string][]) {
      await followAsUser("admin"); // there must be another admin
      const { stream, user } = await followAsUser("admin");
      await change(admin(), user.id);
      expect(await stream.until(toTheEnd)).toContain(`"reason":"${reason}"`);
    }
  });

  it("signs out ends with the next keep-alive", async () => {
    const { stream, user, token } = await followAsUser("viewer");
    await signOut(admin(), {
      userId: user.id,
      epoch: token.epoch,
      sessionId: token.sid,
      expiresAt: token.exp,
    });
    stream.keepAlive();
    expect(await stream.until(toTheEnd)).toContain('"reason":"access_ended"');
  });

  it("cannot be asked about, because the database is away, goes on", async () => {
    const away = {
      actor,
      reauthenticate: () => Promise.reject(new Error("Connection terminated")),
    };
    const stream = open({}, null, away);
    await stream.until((text) => text.includes('"connected"'));
    stream.keepAlive();
    await write({ n: "after the outage" });
    await stream.until((text) => text.includes("after the outage"));
  });
});

it("refuses one stream too many of a key, and admits it when another has ended", async () => {
  const of = (keyId: number): Caller => {
    const key: Actor = {
      kind: "key",
      keyId,
      name: "k",
      role: "viewer",
      projectId: null,
      agentName: null,
    };
    return { actor: key, reauthenticate: async () => key };
  };
  vi.stubEnv("BATON_MAX_STREAMS", "3");
  const streams = Array.from({ length: 3 }, () => open({}, null, of(1)));
  expect(() => open({}, null, of(1))).toThrow(
    expect.objectContaining({
      code: "rate_limited",
      message: "This key or user has 3 event streams open already",
    }),
  );
  open({}, null, of(2));
  await streams[0]?.reader.cancel();
  open({}, null, of(1));
});

it("says that it begins later when events after the last id were removed", async () => {
  const first = open();
  await first.until((text) => text.includes('"connected"'));
  const ctx = createContext(actor, test.db);
  for (const n of ["old 1", "old 2"]) await write({ n });
  await preparePartitions(ctx, 90);
  await fillPartitions(test.db);
  await write({ n: "kept" });
  await preparePartitions(ctx, 90);
  const [old1, , kept] = ids(await first.until((text) => text.includes("kept"))).map(BigInt) as [
    bigint,
    bigint,
    bigint,
  ];
  await test.db
    .$executeRaw`UPDATE events SET created_at = now() - interval '91 days' WHERE id < ${kept}`;
  expect(await dropOldPartitions(ctx, 90)).toBeGreaterThan(0);
  const behind = open({}, old1);
  const text = await behind.until((t) => t.includes('"n":"kept"'));
  expect(text).toMatch(/"type":"reset","data":\{"reason":"history_removed"/);
  expect(ids(text)).toEqual([Number(kept)]);
  const recent = open({}, kept);
  await write({ n: "next" });
  expect(await recent.until((t) => t.includes('"n":"next"'))).not.toContain("reset");
});

it("says that the server stops, and ends", async () => {
  const stream = open();
  await stream.until((text) => text.includes('"connected"'));
  endLongLived();
  expect(await stream.until(toTheEnd)).toContain(
    '"type":"closed","data":{"reason":"server_stopping"',
  );
});

it("says that the database is away when it cannot begin, and ends", async () => {
  const away = openDatabase("postgresql://nobody:none@127.0.0.1:9/none", 1);
  const hub = shared.__batonEventHub;
  shared.__batonEventHub = new EventHub(away, "postgresql://nobody:none@127.0.0.1:9/none");
  try {
    expect(await open().until(toTheEnd)).toContain(
      '"type":"closed","data":{"reason":"unavailable","message":"The database is not reachable',
    );
  } finally {
    shared.__batonEventHub = hub;
    await away.$disconnect();
  }
});
