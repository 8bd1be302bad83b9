import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { systemActor } from "@/lib/core/actor";
import { createContext } from "@/lib/core/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { record } from "./append";
import { EventHub } from "./hub";
import type { EventFilter } from "./replay";
import { closeStreams, eventStream } from "./stream";

let test: TestDatabase;
const shared = globalThis as typeof globalThis & { __batonEventHub?: EventHub };
beforeAll(async () => {
  test = await createTestDatabase();
  shared.__batonEventHub = new EventHub(test.db, test.url);
  shared.__batonEventHub.start();
});
afterEach(() => closeStreams());
afterAll(async () => {
  await shared.__batonEventHub?.stop();
  shared.__batonEventHub = undefined;
  await test.drop();
});

const actor = systemActor("test");
const write = (
  data: Record<string, unknown>,
  type: "agent.updated" | "task.updated" = "agent.updated",
) =>
  createContext(actor, test.db).transaction((tx) =>
    record(tx, { type, data, taskId: Number(data.task ?? 0) }),
  );

function open(filter: EventFilter = {}, after: bigint | null = null) {
  const response = eventStream(
    test.db,
    new Request("http://x/api/events"),
    filter,
    after,
    (event) => ({
      id: Number(event.id),
      data: event.data,
    }),
  );
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  let text = "";
  const decoder = new TextDecoder();
  return {
    reader,
    /** Reads until the text so far satisfies `done`; an ended stream satisfies everything. */
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
const ids = (text: string): number[] =>
  [...text.matchAll(/^id: (\d+)$/gm)].map((match) => Number(match[1]));

it("says connected first, then what happens, each under its id", async () => {
  const stream = open();
  await stream.until((text) => text.includes('"connected"'));
  await write({ n: 1 });
  const text = await stream.until((t) => t.includes('"n":1'));
  expect(text).toMatch(/^data: \{"type":"connected","data":null,"timestamp":\d+\}\n\n/);
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
  await write({ n: "other task", task: 8 }, "task.updated");
  await write({ n: "mine", task: 7 }, "task.updated");
  const text = await stream.until((t) => t.includes("mine"));
  expect(text).not.toContain("other task");
  expect(text).not.toContain('"n":"agent"');
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
