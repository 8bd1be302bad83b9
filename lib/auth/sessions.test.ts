import { beforeEach, expect, test, vi } from "vitest";
import {
  claimsOf,
  newSessionToken,
  openSessionToken,
  SESSION_SECONDS,
  sealSession,
} from "./sessions";

beforeEach(() => {
  vi.stubEnv("BATON_SECRET", "a secret of the tests, long enough to be one");
});

const user = { id: 7, sessionEpoch: 3 };

test("a sealed session says who, since when and until when, and to us only", async () => {
  const sealed = await sealSession(newSessionToken(user));
  const claims = claimsOf(await openSessionToken(sealed));
  expect(claims).toMatchObject({ userId: 7, epoch: 3 });
  expect(claims?.expiresAt).toBeCloseTo(Date.now() / 1000 + SESSION_SECONDS, -1);

  vi.stubEnv("BATON_SECRET", "the secret of another installation, as long");
  expect(await openSessionToken(sealed)).toBeNull();
});

test("sealing a session again does not prolong it", async () => {
  const token = { ...newSessionToken(user), exp: Math.floor(Date.now() / 1000) + 100 };
  const again = await openSessionToken(await sealSession(token));
  expect(again?.exp).toBe(token.exp);
  expect(again?.sid).toBe(token.sid);
});

test("every session has an id of its own", () => {
  expect(newSessionToken(user).sid).not.toBe(newSessionToken(user).sid);
});

test.each([undefined, "", "not a token", "a.b.c.d.e"])("%j is nobody's session", async (sealed) => {
  expect(await openSessionToken(sealed)).toBeNull();
});

test("a session past its end is nobody's", async () => {
  const token = { ...newSessionToken(user), exp: Math.floor(Date.now() / 1000) - 60 };
  expect(await openSessionToken(await sealSession(token))).toBeNull();
});

test("a token of another purpose is not a session", () => {
  expect(claimsOf({ value: "state of a provider" })).toBeNull();
  expect(claimsOf({ sub: "7" })).toBeNull();
  expect(claimsOf({ sub: "x", sid: "s" })).toBeNull();
});
