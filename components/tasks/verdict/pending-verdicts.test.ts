import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { aTask } from "@/components/sync/cache/task-fixture";
import type { Refused } from "@/components/tasks/pending/pending-decisions";
import { createPendingVerdicts, type PendingVerdict } from "./pending-verdicts";

beforeEach(() => void vi.useFakeTimers({ now: 0 }));
afterEach(() => vi.useRealTimers());

function createStorage() {
  const items = new Map<string, string>();
  return {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, text: string) => void items.set(key, text),
    removeItem: (key: string) => void items.delete(key),
  };
}

function openPage(storage = createStorage(), answer: Refused = null) {
  const verdicts = createPendingVerdicts({ now: Date.now, storage: () => storage });
  const send = vi.fn<(one: PendingVerdict) => Promise<Refused>>(async () => answer);
  const leave = verdicts.connect("ada", send);
  const sent = () => send.mock.calls.map(([{ task, verdict }]) => `${task.id} ${verdict}`);
  return { verdicts, send, sent, leave, storage };
}

const one = aTask({ id: 1 });
const two = aTask({ id: 2 });

test("a verdict is sent after ten seconds, and not before", async () => {
  const { verdicts, sent } = openPage();
  verdicts.add(one, "approved");
  await vi.advanceTimersByTimeAsync(9_999);
  expect(sent()).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(sent()).toEqual(["1 approved"]);
  expect(verdicts.list()).toEqual([]);
});

test("a verdict that was taken back is never sent", async () => {
  const { verdicts, sent } = openPage();
  verdicts.add(one, "approved");
  expect(verdicts.takeBack(1)).toBe(true);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(sent()).toEqual([]);
  expect(verdicts.takeBack(1)).toBe(false);
});

test("two verdicts in a row count each at its own time, and one can be taken back", async () => {
  const { verdicts, sent } = openPage();
  verdicts.add(one, "approved");
  await vi.advanceTimersByTimeAsync(4_000);
  verdicts.add(two, "rejected", "Not yet.");
  await vi.advanceTimersByTimeAsync(6_000);
  expect(sent()).toEqual(["1 approved"]);
  expect(verdicts.takeBack(2)).toBe(true);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(sent()).toEqual(["1 approved"]);
});

test("a second verdict on the same task replaces the first", async () => {
  const { verdicts, sent } = openPage();
  verdicts.add(one, "approved");
  await vi.advanceTimersByTimeAsync(5_000);
  verdicts.add(one, "rejected", "On second thought.");
  await vi.advanceTimersByTimeAsync(60_000);
  expect(sent()).toEqual(["1 rejected"]);
});

test("now sends at once, and once", async () => {
  const { verdicts, sent } = openPage();
  verdicts.add(one, "approved");
  await Promise.all([verdicts.sendNow(1), verdicts.sendNow(1)]);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(sent()).toEqual(["1 approved"]);
});

test("a verdict on its way cannot be taken back", async () => {
  const { verdicts, send } = openPage();
  let answer: (refused: Refused) => void = () => undefined;
  send.mockImplementation(() => new Promise((resolve) => (answer = resolve)));
  verdicts.add(one, "approved");
  const sending = verdicts.sendNow(1);
  expect(verdicts.takeBack(1)).toBe(false);
  answer(null);
  await sending;
  expect(verdicts.list()).toEqual([]);
});

test("a refusal stays on the screen, and what did not arrive can be sent again", async () => {
  const { verdicts, send } = openPage();
  send.mockResolvedValueOnce({ reason: "The server does not answer.", mayTryAgain: true });
  verdicts.add(one, "approved");
  await vi.advanceTimersByTimeAsync(10_000);
  expect(verdicts.list()).toMatchObject([
    { phase: "refused", reason: "The server does not answer.", mayTryAgain: true },
  ]);
  await verdicts.sendNow(1);
  expect(verdicts.list()).toEqual([]);
});

test("the comments that go with a verdict are sent with it, also by the next page of the tab", async () => {
  const seen = { run_id: 1, commit: null, resolution_hash: null, checks: "0".repeat(16) };
  const before = openPage();
  before.verdicts.add(one, "rejected", "", { drafts: [7, 8], seen });
  before.verdicts.pause();
  const after = openPage(before.storage);
  await after.verdicts.sendNow(1);
  expect(after.send.mock.calls[0]?.[0]).toMatchObject({ review: { drafts: [7, 8], seen } });
});

describe("a page that goes before the verdict counts", () => {
  test("does not send it; the next page of the tab says so and sends it when told", async () => {
    const before = openPage();
    before.verdicts.add(one, "approved");
    before.verdicts.pause();
    const after = openPage(before.storage);
    await vi.advanceTimersByTimeAsync(60_000);
    expect([...before.sent(), ...after.sent()]).toEqual([]);
    expect(after.verdicts.list()).toMatchObject([
      { phase: "waiting", reason: "You left before it counted." },
    ]);
    await after.verdicts.sendNow(1);
    expect(after.sent()).toEqual(["1 approved"]);
    expect(openPage(before.storage).verdicts.list()).toEqual([]);
  });

  test("shows nothing of it to another user", () => {
    const before = openPage();
    before.verdicts.add(one, "approved");
    const after = createPendingVerdicts({ now: Date.now, storage: () => before.storage });
    after.connect("bob", async () => null);
    expect(after.list()).toEqual([]);
  });
});

test("a screen that is mounted again shows each verdict once", () => {
  const { verdicts, send, leave } = openPage();
  verdicts.add(one, "approved");
  leave();
  verdicts.connect("ada", send);
  expect(verdicts.list()).toMatchObject([{ task: { id: 1 }, phase: "waiting" }]);
});

test("a machine that slept over the ten seconds does not send", async () => {
  const { verdicts, sent } = openPage();
  verdicts.add(one, "approved");
  vi.setSystemTime(60 * 60 * 1000);
  await vi.advanceTimersByTimeAsync(10_000);
  expect(sent()).toEqual([]);
  expect(verdicts.list()).toMatchObject([{ phase: "waiting" }]);
});
