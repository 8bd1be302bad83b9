import { readFileSync } from "node:fs";
import { createContext, runInContext } from "node:vm";
import { describe, expect, it, vi } from "vitest";
import { inProject } from "@/scripts/project.mjs";
import type { PushMessage } from "./message";

const SOURCE = readFileSync(inProject("public/sw.js"), "utf8");
const ORIGIN = "https://baton.test";
const CHROME = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/143.0.0.0 Safari/537.36";
const SAFARI = "Mozilla/5.0 (Macintosh) AppleWebKit/605.1.15 Version/26.0 Safari/605.1.15";

const CARD: PushMessage = {
  kind: "card",
  tag: "card:7",
  title: "TASK-007 waits for your verdict",
  body: "The cart is mended.",
  href: "/tasks/TASK-007",
  at: 1_795_000_000,
  alert: true,
  links: { approve: "/act/yes", reject: "/act/no" },
};

interface Shown {
  title: string;
  tag: string;
  body: string;
  data: { href: string; links: Record<string, string> };
  actions: { action: string }[];
  renotify: boolean;
  silent: boolean;
  close(): void;
}

/** A browser around the worker, as far as the worker knows it: notifications by their tags, and tabs by their addresses. */
function browser({ userAgent = CHROME, tabs = [] as string[] } = {}) {
  const listeners = new Map<string, (event: object) => void>();
  const shown = new Map<string, Shown>();
  const opened: string[] = [];
  const focused: string[] = [];
  const self = {
    location: { origin: ORIGIN },
    skipWaiting: vi.fn(),
    addEventListener: (type: string, listener: (event: object) => void) =>
      listeners.set(type, listener),
    registration: {
      async showNotification(title: string, options: Omit<Shown, "title" | "close">) {
        const close = () => void shown.delete(options.tag);
        shown.set(options.tag, { title, ...options, close });
      },
      getNotifications: async ({ tag }: { tag: string }) =>
        [shown.get(tag)].filter((each) => each !== undefined),
    },
    clients: {
      matchAll: async () => tabs.map((url) => ({ url, focus: async () => void focused.push(url) })),
      openWindow: async (url: string) => void opened.push(url),
    },
  };
  const later: (() => Promise<void>)[] = [];
  runInContext(
    SOURCE,
    createContext({
      self,
      URL,
      navigator: { userAgent },
      setTimeout: (work: () => Promise<void>) => later.push(work),
    }),
  );
  async function dispatch(type: string, event: object = {}): Promise<void> {
    let done: Promise<unknown> = Promise.resolve();
    listeners.get(type)?.({ ...event, waitUntil: (work: Promise<unknown>) => (done = work) });
    await done;
  }
  return {
    listeners,
    shown,
    opened,
    focused,
    dispatch,
    push: (message: unknown) =>
      dispatch("push", {
        data: { json: () => (typeof message === "string" ? JSON.parse(message) : message) },
      }),
    press: (tag: string, action = "") =>
      dispatch("notificationclick", { notification: shown.get(tag), action }),
    /** Lets the worker's timers run. */
    async later() {
      for (const work of later.splice(0)) await work();
    },
  };
}

describe("the service worker", () => {
  it("answers no request, so that pages and the event stream load as without it", () => {
    expect([...browser().listeners.keys()].toSorted()).toEqual([
      "install",
      "notificationclick",
      "push",
    ]);
  });

  it("shows a card with what can be done about it, and changes it in place", async () => {
    const { push, shown } = browser();
    await push(CARD);
    expect(shown.get("card:7")).toMatchObject({
      title: CARD.title,
      body: CARD.body,
      actions: [{ action: "approve" }, { action: "reject" }],
      renotify: true,
    });
    await push({ ...CARD, body: "Handed in again.", alert: false, links: {} });
    expect(shown.size).toBe(1);
    expect(shown.get("card:7")).toMatchObject({
      body: "Handed in again.",
      actions: [],
      renotify: false,
      silent: true,
    });
  });

  it("closes a card that was answered elsewhere", async () => {
    const { push, shown, later } = browser();
    await push(CARD);
    await push({ ...CARD, kind: "closed", title: "TASK-007 was approved", links: {} });
    expect(shown.get("card:7")).toMatchObject({ title: "TASK-007 was approved", silent: true });
    await later();
    expect(shown.size).toBe(0);
  });

  it("says nothing of an answered card that is not there, except in Safari, which wants every push to show", async () => {
    const closed = { ...CARD, kind: "closed" };
    const chrome = browser();
    await chrome.push(closed);
    expect(chrome.shown.size).toBe(0);
    const safari = browser({ userAgent: SAFARI });
    await safari.push(closed);
    expect(safari.shown.size).toBe(1);
    await safari.later();
    expect(safari.shown.size).toBe(0);
  });

  it("shows something for a message that it cannot read", async () => {
    const { push, shown } = browser();
    await push("no JSON");
    expect([...shown.values()]).toMatchObject([
      { title: "Baton", data: { href: "/notifications" } },
    ]);
  });

  it("brings up the tab that shows the card's place", async () => {
    const { push, press, focused, opened, shown } = browser({
      tabs: [`${ORIGIN}/board`, `${ORIGIN}/tasks/TASK-007?tab=runs`],
    });
    await push(CARD);
    await press("card:7");
    expect(focused).toEqual([`${ORIGIN}/tasks/TASK-007?tab=runs`]);
    expect(opened).toEqual([]);
    expect(shown.size).toBe(0);
  });

  it("opens a tab where none shows the place, and the page of an action that was pressed", async () => {
    const { push, press, opened } = browser({ tabs: [`${ORIGIN}/board`] });
    await push(CARD);
    await press("card:7");
    await push(CARD);
    await press("card:7", "reject");
    expect(opened).toEqual([`${ORIGIN}/tasks/TASK-007`, `${ORIGIN}/act/no`]);
  });

  it("leads nowhere but to Baton", async () => {
    const { push, press, opened } = browser();
    await push({ ...CARD, href: "https://evil.test/tasks" });
    await press("card:7");
    expect(opened).toEqual([`${ORIGIN}/notifications`]);
  });
});
