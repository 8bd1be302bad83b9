import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import {
  createUser,
  disableUser,
  enableUser,
  setPassword,
  setRole,
  signOutEverywhere,
  type User,
} from "@/lib/auth/users/users";
import { systemActor } from "@/lib/core/actor";
import { type Context, createContext } from "@/lib/core/context";
import { openDatabase } from "@/lib/core/database";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import {
  actorOfSession,
  claimsOf,
  endSession,
  listSessions,
  type SessionToken,
  sealSession,
  signOut,
  startSession,
} from "./sessions";

// Next's request, as far as a session looks at it.
const nextRequest = vi.hoisted(() => ({ cookie: "" }));
// Files before this one may have loaded what is mocked here, and files after it want it as it is.
vi.hoisted(() => vi.resetModules());
afterAll(() => void vi.resetModules());
vi.mock("next/headers", () => ({
  headers: async () => new Headers({ host: "127.0.0.1:3000", cookie: nextRequest.cookie }),
  cookies: async () => ({
    get: (name: string) => {
      const value = new RegExp(`${name}=([^;]*)`).exec(nextRequest.cookie)?.[1];
      return value === undefined ? undefined : { name, value };
    },
    set: (name: string, value: string) => {
      nextRequest.cookie = `${name}=${value}`;
    },
  }),
}));

let testing: TestDatabase;
let ctx: Context;
let user: User;
let serial = 0;

beforeAll(async () => {
  vi.stubEnv("BATON_SECRET", "a secret of the tests, long enough to be one");
  testing = await createTestDatabase();
  ctx = createContext(systemActor("test"), testing.db);
  await createUser(ctx, {
    username: "root",
    displayName: "Root",
    role: "admin",
    password: "correct horse battery",
  });
});

afterAll(async () => {
  await testing?.drop();
});

beforeEach(async () => {
  user = await createUser(ctx, {
    username: `user-${++serial}`,
    displayName: "Ada Lovelace",
    role: "operator",
    password: "correct horse battery",
  });
});

/** The request of a browser that has just signed in. */
async function browser(of: { id: number; sessionEpoch: number } = user) {
  const token = await startSession(ctx, of, {
    provider: "password",
    address: "203.0.113.9",
    userAgent: "Firefox",
  });
  const cookie = `theme=dark; baton-session-3000=${await sealSession(token)}; x=y`;
  return { token, request: requestWith(cookie), cookie };
}

function requestWith(cookie: string, method = "GET") {
  return new Request("http://127.0.0.1:3000/board", {
    method,
    headers: { cookie, host: "127.0.0.1:3000" },
  });
}

async function leave(token: SessionToken) {
  const claims = claimsOf(token);
  if (!claims) throw new Error("not a session");
  await signOut(ctx, claims);
}

const whoIs = (request: Request) => actorOfSession(request, testing.db);

/** The person in their browser. */
const asPerson = (of: User, token: SessionToken) =>
  ctx.as({
    kind: "user",
    id: of.id,
    name: of.displayName,
    username: of.username,
    role: of.role,
    sessionId: token.sid,
  });

const ago = (hours: number) => new Date(Date.now() - hours * 3_600_000);

test("a session is the user with today's name and role", async () => {
  const { request, token } = await browser();
  const actor = {
    kind: "user",
    sessionId: token.sid,
    id: user.id,
    name: "Ada Lovelace",
    username: user.username,
    role: "operator",
  };
  expect(await whoIs(request)).toEqual(actor);
  await setRole(ctx, user.id, "viewer");
  expect(await whoIs(request)).toMatchObject({ role: "viewer" });
});

test("without a cookie, or with somebody's invention, there is nobody", async () => {
  expect(await whoIs(new Request("http://127.0.0.1:3000/"))).toBeNull();
  expect(await whoIs(requestWith("baton-session-3000=invented"))).toBeNull();
  const ofAnotherPort = (await browser()).cookie.replace("-3000", "-3001");
  expect(await whoIs(requestWith(ofAnotherPort))).toBeNull();
});

test("after a sign-out a copy of the cookie is worth nothing, in any process, and the other device stays signed in", async () => {
  const [laptop, phone] = [await browser(), await browser()];
  const other = openDatabase(testing.url, 1);
  await leave(laptop.token);
  await leave(laptop.token);
  expect(await actorOfSession(laptop.request, other)).toBeNull();
  expect(await actorOfSession(phone.request, other)).toMatchObject({ id: user.id });
  await other.$disconnect();
});

test("a session that nobody used for a day has ended; one that is used lives on, but not past its end", async () => {
  const { token, request, cookie } = await browser();
  const where = { id: token.sid };
  await testing.db.session.update({ where, data: { lastSeenAt: ago(23.9) } });
  expect(await whoIs(requestWith(cookie, "POST"))).toMatchObject({ id: user.id });
  const seen = await testing.db.session.findUniqueOrThrow({ where });
  expect(seen.lastSeenAt.getTime()).toBeGreaterThan(ago(1).getTime());

  await testing.db.session.update({ where, data: { lastSeenAt: ago(24.1) } });
  expect(await whoIs(request)).toBeNull();
  expect(await whoIs(requestWith(cookie, "POST"))).toBeNull();

  await testing.db.session.update({ where, data: { lastSeenAt: ago(0), expiresAt: ago(0) } });
  expect(await whoIs(request)).toBeNull();
});

test("the limits are configurable", async () => {
  vi.stubEnv("BATON_SESSION_IDLE_HOURS", "0.5");
  vi.stubEnv("BATON_SESSION_DAYS", "0.25");
  const { token, request } = await browser();
  expect(token.exp).toBeCloseTo(Date.now() / 1000 + 6 * 3600, -2);
  await testing.db.session.update({ where: { id: token.sid }, data: { lastSeenAt: ago(0.6) } });
  expect(await whoIs(request)).toBeNull();
  vi.stubEnv("BATON_SESSION_IDLE_HOURS", "");
  vi.stubEnv("BATON_SESSION_DAYS", "");
});

test("reading the API is not use, and use is written down at most once a minute", async () => {
  const { token, request, cookie } = await browser();
  const where = { id: token.sid };
  const then = ago(1);
  await testing.db.session.update({ where, data: { lastSeenAt: then } });
  await whoIs(request);
  expect((await testing.db.session.findUniqueOrThrow({ where })).lastSeenAt).toEqual(then);
  await whoIs(requestWith(cookie, "POST"));
  const seen = (await testing.db.session.findUniqueOrThrow({ where })).lastSeenAt;
  expect(seen).not.toEqual(then);
  await whoIs(requestWith(cookie, "POST"));
  expect((await testing.db.session.findUniqueOrThrow({ where })).lastSeenAt).toEqual(seen);
});

test("people see their own live sessions and end one of them", async () => {
  const [laptop, phone, old] = [await browser(), await browser(), await browser()];
  const stranger = await createUser(ctx, {
    username: `stranger-${serial}`,
    displayName: "Stranger",
    role: "viewer",
    password: "correct horse battery",
  });
  const theirs = await browser(stranger);
  await testing.db.session.update({ where: { id: old.token.sid }, data: { lastSeenAt: ago(25) } });
  await testing.db.session.update({ where: { id: phone.token.sid }, data: { lastSeenAt: ago(2) } });
  const me = asPerson(user, laptop.token);
  const listed = await listSessions(me);
  expect(listed.map((session) => session.id)).toEqual([laptop.token.sid, phone.token.sid]);
  expect(listed[0]).toMatchObject({ address: "203.0.113.9", userAgent: "Firefox" });

  await expect(endSession(me, theirs.token.sid)).rejects.toMatchObject({ code: "not_found" });
  await endSession(me, phone.token.sid);
  await expect(endSession(me, phone.token.sid)).rejects.toMatchObject({ code: "not_found" });
  expect(await whoIs(phone.request)).toBeNull();
  expect(await whoIs(laptop.request)).toMatchObject({ id: user.id });
  expect(await whoIs(theirs.request)).toMatchObject({ id: stranger.id });
});

test("a key has no account", async () => {
  await expect(listSessions(ctx)).rejects.toMatchObject({ code: "forbidden" });
});

test("signing out everywhere ends every session, and a new sign-in works", async () => {
  const [laptop, phone] = [await browser(), await browser()];
  const changed = await signOutEverywhere(ctx, user.id);
  expect(await whoIs(laptop.request)).toBeNull();
  expect(await whoIs(phone.request)).toBeNull();
  expect(await testing.db.session.count({ where: { userId: user.id } })).toBe(0);
  expect(await whoIs((await browser(changed)).request)).toMatchObject({ id: user.id });
  const lateSignIn = await browser(user);
  expect(await whoIs(lateSignIn.request)).toBeNull();
});

test("a new password ends every session", async () => {
  const { request } = await browser();
  await setPassword(ctx, user.id, { password: "another long password" });
  expect(await whoIs(request)).toBeNull();
});

test("a disabled user is nobody, and enabling them does not bring old sessions back", async () => {
  const { request } = await browser();
  await disableUser(ctx, user.id);
  expect(await whoIs(request)).toBeNull();
  await enableUser(ctx, user.id);
  expect(await whoIs(request)).toBeNull();
});

test("signing in ends the session that the browser had before, and no other", async () => {
  const { startBrowserSession } = await import("./browser-session");
  const [before, elsewhere] = [await browser(), await browser()];
  nextRequest.cookie = before.cookie;
  await startBrowserSession(ctx, user, "password");
  expect(await whoIs(before.request)).toBeNull();
  expect(await whoIs(elsewhere.request)).toMatchObject({ id: user.id });
  expect(await whoIs(requestWith(nextRequest.cookie))).toMatchObject({ id: user.id });
});

test("signing out in the browser also ends a session that it began over the API", async () => {
  const { endBrowserSession } = await import("./browser-session");
  const [ofPages, ofApi] = [await browser(), await browser()];
  nextRequest.cookie = `${ofPages.cookie}; ${ofApi.cookie.replace("baton-session", "mc-session")}`;
  await endBrowserSession(ctx);
  expect(await whoIs(ofPages.request)).toBeNull();
  expect(await whoIs(ofApi.request)).toBeNull();
});
