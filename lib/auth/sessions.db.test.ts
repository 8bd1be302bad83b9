import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { systemActor } from "@/lib/core/actor";
import { type Context, createContext } from "@/lib/core/context";
import { openDatabase } from "@/lib/core/database";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import {
  actorOfSession,
  claimsOf,
  forgetEndedSessions,
  newSessionToken,
  revokeSession,
  type SessionToken,
  sealSession,
} from "./sessions";
import {
  createUser,
  disableUser,
  enableUser,
  setPassword,
  setRole,
  signOutEverywhere,
  type User,
} from "./users";

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
async function browser(of = user) {
  const token = newSessionToken(of);
  const cookie = `theme=dark; baton-session=${await sealSession(token)}; x=y`;
  return {
    token,
    request: new Request("http://127.0.0.1:3000/board", { headers: { cookie } }),
    cookie,
  };
}

async function signOut(token: SessionToken) {
  const claims = claimsOf(token);
  if (!claims) throw new Error("not a session");
  await revokeSession(ctx, claims);
}

const whoIs = (request: Request | string) => actorOfSession(request, testing.db);

test("a session is the user with today's name and role", async () => {
  const { request, cookie } = await browser();
  const actor = {
    kind: "user",
    id: user.id,
    name: "Ada Lovelace",
    username: user.username,
    role: "operator",
  };
  expect(await whoIs(request)).toEqual(actor);
  expect(await whoIs(cookie)).toEqual(actor);
  await setRole(ctx, user.id, "viewer");
  expect(await whoIs(request)).toMatchObject({ role: "viewer" });
});

test("without a cookie, or with somebody's invention, there is nobody", async () => {
  expect(await whoIs(new Request("http://127.0.0.1:3000/"))).toBeNull();
  expect(await whoIs("baton-session=invented")).toBeNull();
  expect(await whoIs(`not-baton-session=${(await browser()).cookie.split("=")[2]}`)).toBeNull();
});

test("after a sign-out a copy of the cookie is worth nothing, in any process, and the other device stays signed in", async () => {
  const [laptop, phone] = [await browser(), await browser()];
  const other = openDatabase(testing.url, 1);
  await signOut(laptop.token);
  await signOut(laptop.token);
  expect(await actorOfSession(laptop.request, other)).toBeNull();
  expect(await actorOfSession(phone.request, other)).toMatchObject({ id: user.id });
  await other.$disconnect();
});

test("a revocation is kept until the session would have ended", async () => {
  const { token, request } = await browser();
  await signOut(token);
  await forgetEndedSessions(ctx);
  expect(await whoIs(request)).toBeNull();
  const later = createContext(ctx.actor, testing.db, {
    now: () => new Date(token.exp * 1000 + 120_000),
  });
  await forgetEndedSessions(later);
  expect(
    await testing.db.sessionRevoked.findUnique({ where: { sessionId: token.sid } }),
  ).toBeNull();
});

test("signing out everywhere ends every session, and a new sign-in works", async () => {
  const [laptop, phone] = [await browser(), await browser()];
  const changed = await signOutEverywhere(ctx, user.id);
  expect(await whoIs(laptop.request)).toBeNull();
  expect(await whoIs(phone.request)).toBeNull();
  expect(await whoIs((await browser(changed)).request)).toMatchObject({ id: user.id });
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
