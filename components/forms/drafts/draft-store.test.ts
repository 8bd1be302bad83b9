import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createDraftStore, type DraftStorage } from "./draft-store";

const DAY_MS = 24 * 60 * 60 * 1000;

/** A storage as browsers have it, with room for so many characters. */
function createStorage(room = Number.POSITIVE_INFINITY) {
  const items = new Map<string, string>();
  const storage: DraftStorage = {
    getItem: (key) => items.get(key) ?? null,
    setItem(key, text) {
      const others = [...items].filter(([other]) => other !== key);
      const used = others.reduce((sum, [, each]) => sum + each.length, 0);
      if (used + text.length > room) throw new DOMException("full", "QuotaExceededError");
      items.set(key, text);
    },
    removeItem: (key) => void items.delete(key),
    key: (index) => [...items.keys()][index] ?? null,
    get length() {
      return items.size;
    },
  };
  return { items, storage };
}

beforeEach(() => void vi.useFakeTimers({ now: 0 }));
afterEach(() => vi.useRealTimers());

const over = (storage: DraftStorage | null) => createDraftStore(() => storage);
const of = (value: unknown, base: unknown = "") => ({ value, base });

test("a draft is there again after the page was loaded anew", () => {
  const { storage } = createStorage();
  const before = over(storage);
  before.write("ada", "task:1", "description", of("mine", "theirs"));
  before.flush();
  const draft = over(storage).read("ada", "task:1", "description");
  expect(draft).toEqual({ value: "mine", base: "theirs", at: 0 });
});

test("a draft is written a moment after the last key, and at once when the page goes", () => {
  const { storage, items } = createStorage();
  const drafts = over(storage);
  drafts.write("ada", "task:1", "title", of("a"));
  expect(items.size).toBe(0);
  vi.advanceTimersByTime(300);
  expect(items.size).toBe(1);
  drafts.write("ada", "task:1", "title", of("ab"));
  drafts.flush();
  expect([...items.values()][0]).toContain('"ab"');
});

test("a draft that is dropped is gone from the storage too", () => {
  const { storage, items } = createStorage();
  const drafts = over(storage);
  drafts.write("ada", "task:1", "title", of("a"));
  drafts.flush();
  drafts.write("ada", "task:1", "title", null);
  expect(drafts.read("ada", "task:1", "title")).toBeNull();
  drafts.flush();
  expect(items.size).toBe(0);
});

test("another user finds nothing of what was left, and nothing of it stays in the browser", () => {
  const { storage, items } = createStorage();
  const adas = over(storage);
  adas.write("ada", "task:1", "title", of("a secret"));
  adas.flush();
  const bobs = over(storage);
  bobs.open("bob");
  expect(bobs.read("bob", "task:1", "title")).toBeNull();
  expect(items.size).toBe(0);
});

test("the same user finds the drafts after signing in again", () => {
  const { storage } = createStorage();
  const before = over(storage);
  before.write("ada", "task:1", "title", of("kept"));
  before.flush();
  const after = over(storage);
  after.open("ada");
  expect(after.read("ada", "task:1", "title")?.value).toBe("kept");
});

test("a forbidden storage leaves the drafts in memory, and says so", () => {
  const drafts = createDraftStore(() => {
    throw new DOMException("denied", "SecurityError");
  });
  drafts.write("ada", "task:1", "title", of("a"));
  drafts.flush();
  expect(drafts.read("ada", "task:1", "title")?.value).toBe("a");
  expect(drafts.isKept()).toBe(false);
});

test("a full storage makes room by dropping the oldest drafts", () => {
  const { storage } = createStorage(2_200_000);
  const drafts = over(storage);
  const long = "x".repeat(290_000);
  for (let task = 1; task <= 8; task++) {
    vi.setSystemTime(task);
    drafts.write("ada", `task:${task}`, "description", of(long));
    drafts.flush();
  }
  expect(drafts.isKept()).toBe(true);
  const fresh = over(storage);
  expect(fresh.read("ada", "task:1", "description")).toBeNull();
  expect(fresh.read("ada", "task:8", "description")?.value).toBe(long);
});

test("a storage full of other things leaves the draft in memory, and says so", () => {
  const { storage } = createStorage(10);
  const drafts = over(storage);
  const said = vi.fn();
  drafts.subscribe(said);
  drafts.write("ada", "task:1", "title", of("longer than there is room"));
  drafts.flush();
  expect(drafts.isKept()).toBe(false);
  expect(drafts.read("ada", "task:1", "title")?.value).toBe("longer than there is room");
  expect(said).toHaveBeenCalledTimes(2);
  drafts.write("ada", "task:1", "title", null);
  drafts.flush();
  expect(drafts.isKept()).toBe(true);
});

test("a draft that nobody touched for a month is dropped, a broken one too", () => {
  const { storage, items } = createStorage();
  const drafts = over(storage);
  drafts.write("ada", "task:1", "title", of("old"));
  drafts.flush();
  items.set("baton.draft:ada:task%3A2:title", "{no json");
  vi.setSystemTime(31 * DAY_MS);
  over(storage).open("ada");
  expect(items.size).toBe(0);
});

test("a draft changed in another tab is shown, unless this tab has just changed it", () => {
  const { storage } = createStorage();
  const here = over(storage);
  const there = over(storage);
  expect(here.read("ada", "task:1", "title")).toBeNull();
  there.write("ada", "task:1", "title", of("there"));
  there.flush();
  here.changedElsewhere("baton.draft:ada:task%3A1:title");
  expect(here.read("ada", "task:1", "title")?.value).toBe("there");
  here.write("ada", "task:1", "title", of("here"));
  here.changedElsewhere("baton.draft:ada:task%3A1:title");
  expect(here.read("ada", "task:1", "title")?.value).toBe("here");
});
