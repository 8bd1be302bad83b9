import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { AnchorWire } from "@/lib/rounds/shapes";
import {
  type Answer,
  createDraftSaver,
  SAVE_AFTER_MS,
  type SavedDraft,
  unsaved,
} from "./draft-saver";

beforeEach(() => void vi.useFakeTimers({ now: 0 }));
afterEach(() => vi.useRealTimers());

const at = (line: number): AnchorWire => ({
  kind: "code",
  commit: "a".repeat(40),
  path: "a.ts",
  side: "new",
  start_line: line,
  end_line: line,
});

function server() {
  const stored = new Map<number, string>();
  const calls: string[] = [];
  const listed = new Set<number>();
  let gate: Promise<void> = Promise.resolve();
  let next: Answer<SavedDraft> | null = null;
  const saver = createDraftSaver({
    async create(anchor, body) {
      calls.push(`create ${body}`);
      await gate;
      if (next) return take();
      const id = stored.size + 1;
      stored.set(id, body);
      return { ok: true, data: { id, anchor, body } };
    },
    async update(id, body) {
      calls.push(`update ${id} ${body}`);
      await gate;
      if (next) return take();
      stored.set(id, body);
      return { ok: true, data: { id, anchor: at(1), body } };
    },
    async remove(id) {
      calls.push(`remove ${id}`);
      stored.delete(id);
      return { ok: true, data: null };
    },
    kept: ({ id }) => void listed.add(id),
    dropped: (id) => void listed.delete(id),
  });
  function take(): Answer<SavedDraft> {
    const answer = next;
    next = null;
    return answer ?? { ok: false, problem: "" };
  }
  return {
    saver,
    stored,
    calls,
    listed,
    refuseOnce: (problem: string) => (next = { ok: false, problem }),
    /** Holds answers back until the returned function is called. */
    block() {
      let open = () => {};
      gate = new Promise((resolve) => (open = resolve));
      return open;
    },
    phaseOf: (key: string) => saver.entries.get().find((entry) => entry.key === key)?.phase,
  };
}

describe("a draft", () => {
  test("is saved a moment after the last letter, once", async () => {
    const { saver, calls, phaseOf } = server();
    const key = saver.open(at(1));
    for (const text of ["W", "Wh", "Why"]) {
      saver.write(key, text);
      await vi.advanceTimersByTimeAsync(SAVE_AFTER_MS - 1);
    }
    expect(calls).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(calls).toEqual(["create Why"]);
    expect(phaseOf(key)).toBe("saved");
  });

  test("is saved at once when its editor loses the focus", async () => {
    const { saver, calls } = server();
    const key = saver.open(at(1));
    saver.write(key, "Why?");
    await saver.save(key);
    await vi.advanceTimersByTimeAsync(SAVE_AFTER_MS * 2);
    expect(calls).toEqual(["create Why?"]);
  });

  test("that was written on while it was saved is saved again, one call after the other", async () => {
    const { saver, calls, stored, block } = server();
    const key = saver.open(at(1));
    saver.write(key, "Why");
    const open = block();
    const saving = saver.save(key);
    saver.write(key, "Why not");
    await vi.advanceTimersByTimeAsync(SAVE_AFTER_MS * 2);
    expect(calls).toEqual(["create Why"]);
    open();
    await saving;
    expect(calls).toEqual(["create Why", "update 1 Why not"]);
    expect([...stored]).toEqual([[1, "Why not"]]);
  });

  test("that is discarded while it is saved does not stay on the server", async () => {
    const { saver, stored, listed, block } = server();
    const key = saver.open(at(1));
    saver.write(key, "Why");
    const open = block();
    const saving = saver.save(key);
    await saver.discard(key);
    open();
    await saving;
    expect([stored.size, listed.size]).toEqual([0, 0]);
    expect(saver.entries.get()).toEqual([]);
  });

  test("that was refused says why, is kept by the browser, and is sent again", async () => {
    const { saver, refuseOnce, phaseOf, stored } = server();
    const key = saver.open(at(1));
    refuseOnce("The server does not answer.");
    saver.write(key, "Why");
    await vi.advanceTimersByTimeAsync(SAVE_AFTER_MS);
    expect(phaseOf(key)).toBe("failed");
    expect(unsaved(saver.entries.get())).toEqual([{ id: null, anchor: at(1), body: "Why" }]);
    expect(await saver.finish()).toBe(true);
    expect(stored.get(1)).toBe("Why");
    expect(unsaved(saver.entries.get())).toEqual([]);
  });

  test("without a word is none: closing its editor removes it, also from the server", async () => {
    const { saver, stored } = server();
    const key = saver.open(at(1));
    saver.write(key, "Why");
    await saver.save(key);
    saver.write(key, " ");
    saver.close(key);
    await vi.advanceTimersByTimeAsync(SAVE_AFTER_MS);
    expect([saver.entries.get().length, stored.size]).toEqual([0, 0]);
  });

  test("at a place that has an open editor is that one", () => {
    const { saver } = server();
    expect(saver.open(at(1))).toBe(saver.open(at(1)));
    expect(saver.open(at(2))).not.toBe(saver.open(at(1)));
  });
});

test("what the browser kept is saved after a reload, and what the server has already is not made twice", async () => {
  const { saver, stored, calls } = server();
  const kept = { id: null, anchor: at(1), body: "Why" };
  saver.restore([kept]);
  saver.restore([kept]);
  await vi.advanceTimersByTimeAsync(SAVE_AFTER_MS);
  expect(calls).toEqual(["create Why"]);
  expect([...stored.values()]).toEqual(["Why"]);
});

test("before a verdict every editor is closed and every draft saved, also one that is on its way", async () => {
  const { saver, stored, listed, block } = server();
  const first = saver.open(at(1));
  saver.write(first, "Why");
  await saver.save(first);
  const second = saver.open(at(2));
  saver.write(second, "Typo");
  const open = block();
  void saver.save(second);
  saver.write(second, "Typo here");
  saver.open(at(3));
  const finished = saver.finish();
  open();
  expect(await finished).toBe(true);
  expect([...stored.values()]).toEqual(["Why", "Typo here"]);
  expect(saver.entries.get()).toEqual([]);
  expect(listed.size).toBe(2);
});
