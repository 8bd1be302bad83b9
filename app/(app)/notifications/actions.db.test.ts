import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { systemActor } from "@/lib/core/actor";
import { createContext } from "@/lib/core/context";
import { EventHub } from "@/lib/events/hub";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";

/** Server actions are public: whoever is signed in may send them anything, and their types hold only in our own pages. */

const page = vi.hoisted(() => ({ cookie: "" }));
// Files before this one may have loaded what is mocked here, and files after it want it as it is.
vi.hoisted(() => vi.resetModules());
afterAll(() => void vi.resetModules());
vi.mock("next/headers", () => ({
  headers: async () =>
    new Headers({
      host: "127.0.0.1:3000",
      origin: "http://127.0.0.1:3000",
      "user-agent": `Mozilla/5.0 (<script>) ${"x".repeat(5_000)}`,
    }),
  cookies: async () => ({
    get: (name: string) => {
      const [is, value] = page.cookie.split("=");
      return is === name ? { name, value } : undefined;
    },
    set: () => undefined,
  }),
}));
vi.mock("next/navigation", () => ({
  redirect: (to: string) => {
    throw new Error(`redirect ${to}`);
  },
}));

const shared = globalThis as typeof globalThis & { __batonEventHub?: EventHub };
let test: TestDatabase;
type Result = { ok: boolean; code?: string; data?: unknown };
let actions: Record<string, (...args: unknown[]) => Promise<Result>>;
const cookies: Record<string, string> = {};
const ids: Record<string, number> = {};

beforeAll(async () => {
  test = await createTestDatabase();
  vi.stubEnv("DATABASE_URL", test.url);
  vi.stubEnv("BATON_SECRET", "a secret of the tests, long enough to be one");
  shared.__batonEventHub = new EventHub(test.db, test.url);
  shared.__batonEventHub.start();
  actions = (await import("./actions")) as unknown as typeof actions;
  const { sealSession, startSession } = await import("@/lib/auth/sessions/sessions");
  const ctx = createContext(systemActor("test"), test.db);
  for (const [name, role] of Object.entries({ ada: "admin", bob: "operator", vic: "viewer" }) as [
    string,
    "admin" | "operator" | "viewer",
  ][]) {
    const user = await test.db.user.create({ data: { username: name, displayName: name, role } });
    const from = { provider: "password", address: null, userAgent: null };
    const sealed = await sealSession(await startSession(ctx, user, from));
    cookies[name] = `baton-session-3000=${sealed}`;
    ids[name] = user.id;
  }
});
afterAll(async () => {
  await shared.__batonEventHub?.stop();
  shared.__batonEventHub = undefined;
  vi.unstubAllEnvs();
  await test?.drop();
});

const as = (who: string, name: string, ...args: unknown[]): Promise<Result> => {
  page.cookie = cookies[who] ?? "";
  return (actions[name] as (typeof actions)[string])(...args);
};
const channelOf = async (who: string): Promise<number> => {
  const fields = { kind: "slack", name: "Team", sealed: "{}", confirmedAt: new Date(0) };
  const fingerprint = `${who} ${Math.random()}`;
  const data = { ...fields, userId: ids[who] as number, fingerprint };
  return (await test.db.notificationChannel.create({ data })).id;
};

/** What no screen of ours sends. */
const ODD: unknown[] = [
  undefined,
  null,
  Number.NaN,
  -1,
  0.5,
  1e20,
  2_147_483_648,
  "1",
  "x".repeat(1_000_000),
  "\0",
  true,
  [],
  [1],
  {},
  { id: 1 },
  12n,
  new Date(),
  new Map([["kind", "slack"]]),
  new Set([1]),
  new FormData(),
  new Uint8Array(8),
  JSON.parse('{"__proto__": {"all": true}, "constructor": 1}'),
  Object.assign(Object.create(null), { ids: "all" }),
  { ids: Array.from({ length: 100_000 }, (_, n) => n) },
  { ids: [1e300] },
  { all: true, ids: [1] },
  { rules: Array.from({ length: 51 }, () => ({ name: "x" })) },
  { rules: [{ name: "x", channel_ids: [12n] }] },
  { rules: [{ name: "x", channel_ids: Array.from({ length: 51 }, (_, n) => n + 1) }] },
  { rules: [{ name: "x", match: { labels: ["\0"] } }] },
  { rules: [{ name: "\u202ex" }] },
  { timezone: "Mars/Olympus", quiet_hours: null },
  { timezone: "UTC", quiet_hours: { from: "25:00", until: "1" } },
  { timezone: "UTC", quiet_hours: null, paused_until: 1e15 },
  { kind: "slack", name: "x", settings: { url: "http://127.0.0.1:5432/" } },
  { kind: "slack", name: "x", settings: { url: "file:///etc/passwd" } },
  { kind: "slack", name: "x", settings: { url: `https://x.example/${"y".repeat(100_000)}` } },
  { kind: "slack", name: "x", settings: { url: 12n } },
  { kind: "slack", name: "x", settings: nested(5_000) },
  { kind: "telegram", name: "x", settings: { chat_id: "1", bot_token: "a/../b" } },
  { kind: "telegram", name: "x", settings: { chat_id: {}, bot_token: [] } },
  { kind: "email", name: "x", settings: { address: "a@b\r\nBcc: c@d" } },
  { kind: "push", name: "x", settings: { endpoint: "https://10.0.0.1/", keys: {} } },
  { kind: "toString", name: "x", settings: {} },
  { endpoint: "https://10.0.0.1/x", keys: { p256dh: "AA", auth: "AA" } },
  { host: "x", port: 99_999, security: "none", from: "x" },
  { host: "x\r\ny", port: 25, security: "none", from: "x" },
  { host: "x", port: 25, security: "none", from: "a@b\r\nBcc: c@d" },
];

function nested(depth: number): Record<string, unknown> {
  let value: Record<string, unknown> = {};
  for (let n = 0; n < depth; n++) value = { url: value };
  return value;
}

/** Refusals in words. `internal` would be a defect, and a throw breaks the page. */
const REFUSALS = ["invalid", "not_found", "forbidden", "unauthenticated", "conflict"];

describe("the actions of notifications", () => {
  it("refuse whatever is odd in words, whoever sends it, and change nothing", async () => {
    const mine = await channelOf("vic");
    const before = JSON.stringify(await test.db.notificationChannel.findMany());
    const callers = ["ada", "vic", "nobody"];
    const wrong: unknown[] = [];
    for (const name of Object.keys(actions).filter((each) => !each.startsWith("removeMailServer")))
      for (const input of ODD)
        for (const who of callers) {
          const args = name.startsWith("updateChannel") ? [mine, input] : [input];
          const result = await as(who, name, ...args).catch((error: unknown) => ({
            ok: false,
            code: `thrown: ${error}`,
          }));
          if (!result.ok && REFUSALS.includes(result.code ?? "")) continue;
          // What has no fields of its own asks for no change of one's own channel.
          if (result.ok && who === "vic" && name === "updateChannelAction") continue;
          wrong.push([who, name, String(input).slice(0, 60), result]);
        }
    expect(wrong).toEqual([]);
    const after = await test.db.notificationChannel.findMany();
    expect(JSON.stringify(after.map((row) => ({ ...row, updatedAt: 0 })))).toBe(
      JSON.stringify(JSON.parse(before).map((row: object) => ({ ...row, updatedAt: 0 }))),
    );
    expect(await test.db.notificationRule.count()).toBe(0);
    expect(({} as { all?: boolean }).all).toBeUndefined();
  });

  it("reach nobody else's channels, rules and cards, whatever the role", async () => {
    const [theirs, card] = [
      await channelOf("vic"),
      await test.db.notificationCard.create({
        data: {
          subject: "channel:1",
          ...{ kind: "channel", severity: "error", title: "x", text: "x", href: "/account" },
          forUsers: [ids.vic as number],
          asks: [
            {
              key: "a",
              kind: "channel",
              severity: "error",
              text: "x",
              for: ids.vic,
              since: 0,
              v: 1,
              by: null,
            },
          ],
        },
      }),
    ];
    for (const who of ["ada", "bob"]) {
      for (const [name, ...more] of [
        ["updateChannelAction", { name: "Mine now" }],
        ["updateChannelAction", { settings: { url: "https://hooks.example.com/x" } }],
        ["removeChannelAction"],
        ["testChannelAction"],
        ["confirmChannelAction"],
      ] as [string, ...unknown[]][])
        expect(await as(who, name, theirs, ...more), `${who} ${name}`).toMatchObject({
          ok: false,
          code: "not_found",
        });
      const rules = { rules: [{ name: "To them", channel_ids: [theirs] }] };
      expect(await as(who, "putRulesAction", rules)).toMatchObject({ ok: false, code: "invalid" });
      expect(await as(who, "dismissCardAction", card.id)).toMatchObject({ code: "not_found" });
      expect(await as(who, "markSeenAction", { ids: [card.id] })).toEqual({ ok: true, data: 0 });
    }
    const server = { host: "mail.example.com", port: 25, security: "none", from: "a@example.com" };
    for (const who of ["bob", "vic"]) {
      expect(await as(who, "putMailServerAction", server)).toMatchObject({ code: "forbidden" });
      expect(await as(who, "removeMailServerAction")).toMatchObject({ code: "forbidden" });
    }
    expect(await test.db.notificationChannel.findUnique({ where: { id: theirs } })).toMatchObject({
      name: "Team",
      sealed: "{}",
    });
  });

  it("ask for a fresh proof before anything is sent elsewhere, or no longer sent", async () => {
    await test.db.session.updateMany({ data: { provenAt: new Date(0) } });
    const own = await channelOf("ada");
    const settings = { url: "https://hooks.example.com/x" };
    const server = { host: "mail.example.com", port: 25, security: "none", from: "a@example.com" };
    for (const [name, ...args] of [
      ["createChannelAction", { kind: "slack", name: "x", settings }],
      ["updateChannelAction", own, { settings }],
      ["putMailServerAction", server],
      ["removeMailServerAction"],
    ] as [string, ...unknown[]][])
      expect(await as("ada", name, ...args), name).toMatchObject({ ok: false, code: "forbidden" });
  });
});
