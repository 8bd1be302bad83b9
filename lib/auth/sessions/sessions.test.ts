import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { sealedSessionOf, sessionCookieName, sessionCookieOptions } from "./session-cookie";
import { claimsOf, openSessionToken, sealSession } from "./sessions";

beforeEach(() => {
  vi.stubEnv("BATON_SECRET", "a secret of the tests, long enough to be one");
  // A second may end between making a token and sealing it.
  vi.useFakeTimers({ toFake: ["Date"] });
});
afterEach(() => void vi.useRealTimers());

const inAnHour = () => Math.floor(Date.now() / 1000) + 3600;
const token = (exp = inAnHour()) => ({ sub: "7", epoch: 3, sid: "a-session", exp });

test("a sealed session says who, since when and until when, and to us only", async () => {
  const made = token();
  const sealed = await sealSession(made);
  const claims = claimsOf(await openSessionToken(sealed));
  expect(claims).toEqual({ userId: 7, epoch: 3, sessionId: "a-session", expiresAt: made.exp });

  vi.stubEnv("BATON_SECRET", "the secret of another installation, as long");
  expect(await openSessionToken(sealed)).toBeNull();
});

test("sealing a session again does not prolong it", async () => {
  const made = token();
  const again = await openSessionToken(await sealSession(made));
  expect(again?.exp).toBe(made.exp);
  expect(again?.sid).toBe(made.sid);
});

test.each([undefined, "", "not a token", "a.b.c.d.e"])("%j is nobody's session", async (sealed) => {
  expect(await openSessionToken(sealed)).toBeNull();
});

test("a session past its end is nobody's", async () => {
  expect(await openSessionToken(await sealSession(token(inAnHour() - 3660)))).toBeNull();
});

test("a token of another purpose is not a session", () => {
  expect(claimsOf({ value: "state of a provider" })).toBeNull();
  expect(claimsOf({ sub: "7" })).toBeNull();
  expect(claimsOf({ sub: "x", sid: "s" })).toBeNull();
});

const sent = (headers: Record<string, string>) => new Headers(headers);

test("over http the cookie's name says the port, so that programs on one host do not mix their sessions", () => {
  expect(sessionCookieName(sent({ host: "127.0.0.1:3000" }))).toBe("baton-session-3000");
  expect(sessionCookieName(sent({ host: "[::1]:3100" }))).toBe("baton-session-3100");
  expect(sessionCookieName(sent({ host: "baton.local" }))).toBe("baton-session-80");
  expect(sessionCookieOptions(sent({ host: "127.0.0.1:3000" })).secure).toBe(false);
  const cookie = "baton-session-3100=theirs; baton-session-3000=ours=; baton-session=old";
  expect(sealedSessionOf(sent({ host: "127.0.0.1:3000", cookie }))).toBe("ours=");
  expect(sealedSessionOf(sent({ host: "127.0.0.1:4000", cookie }))).toBeUndefined();
});

test("over https the cookie is one that no other host and no plain connection can set", () => {
  const https = sent({ host: "baton.example", "x-forwarded-proto": "https" });
  expect(sessionCookieName(https)).toBe("__Host-baton-session");
  expect(sessionCookieOptions(https)).toMatchObject({ secure: true, httpOnly: true, path: "/" });
});
