import argon2 from "argon2";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { createUser, disableUser, type User } from "@/lib/auth/users/users";
import { systemActor } from "@/lib/core/actor";
import { type Context, createContext } from "@/lib/core/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { signInWithEmail, signInWithPassword } from "./sign-in";

let testing: TestDatabase;
let ctx: Context;
let ada: User;
const password = "correct horse battery";
const address = "203.0.113.1";

beforeAll(async () => {
  testing = await createTestDatabase();
  ctx = createContext(systemActor("sign-in"), testing.db);
  const user = { displayName: "Somebody", role: "operator" as const, password };
  await createUser(ctx, { ...user, username: "root", role: "admin" });
  ada = await createUser(ctx, { ...user, username: "ada", email: "ada@example.com" });
  const gone = await createUser(ctx, { ...user, username: "gone", email: "gone@example.com" });
  await disableUser(ctx, gone.id);
  await createUser(ctx, {
    username: "oauth-only",
    displayName: "O",
    role: "viewer",
    email: "o@example.com",
  });
});

afterAll(async () => {
  await testing?.drop();
});

beforeEach(async () => {
  await testing.db.loginThrottle.deleteMany();
});

async function lastEvent() {
  const [event] = await testing.db.$queryRaw<
    { type: string; actor: string; data: Record<string, unknown> }[]
  >`
    SELECT type, actor, data FROM events ORDER BY id DESC LIMIT 1`;
  return event;
}

test("the right password lets a user in, whatever the case of the name, and the log says so", async () => {
  const user = await signInWithPassword(ctx, { username: " ADA ", password, address });
  expect(user).toMatchObject({ id: ada.id, sessionEpoch: 0 });
  expect(user.lastLoginAt).toBeInstanceOf(Date);
  expect(await lastEvent()).toMatchObject({
    type: "auth.signed_in",
    actor: "Somebody",
    data: { username: "ada", provider: "password", address },
  });
});

test("a wrong password, an unknown name and a user without a password are refused in the same words", async () => {
  const refusals = await Promise.all(
    ["ada", "nobody", "oauth-only", "no such\u0000name"].map((username) =>
      signInWithPassword(ctx, { username, password: "wrong", address }).catch((error) => error),
    ),
  );
  for (const refusal of refusals) expect(refusal).toMatchObject({ code: "unauthenticated" });
  expect(new Set(refusals.map((refusal) => refusal.message)).size).toBe(1);
});

test("what was typed as an unknown username is not written down: it may be a password", async () => {
  await signInWithPassword(ctx, { username: "hunter2-hunter2", password: "x", address }).catch(
    () => undefined,
  );
  expect(await lastEvent()).toMatchObject({
    type: "auth.sign_in_failed",
    data: { username: null, reason: "wrong_credentials" },
  });
});

test("a disabled user learns so only with the right password", async () => {
  await expect(
    signInWithPassword(ctx, { username: "gone", password: "wrong", address }),
  ).rejects.toMatchObject({
    code: "unauthenticated",
  });
  await expect(
    signInWithPassword(ctx, { username: "gone", password, address }),
  ).rejects.toMatchObject({
    code: "forbidden",
    details: { reason: "disabled" },
  });
});

test("after five wrong passwords even the right one has to wait, and says how long", async () => {
  for (let i = 0; i < 5; i++)
    await signInWithPassword(ctx, { username: "ada", password: "wrong", address }).catch(
      () => undefined,
    );
  await expect(
    signInWithPassword(ctx, { username: "ada", password, address }),
  ).rejects.toMatchObject({
    code: "rate_limited",
    details: { retryAfterSeconds: expect.any(Number) },
  });
});

test("a verified e-mail address is the user who has it, in any case of letters", async () => {
  const user = await signInWithEmail(ctx, {
    email: " Ada@Example.com",
    provider: "github",
    address,
  });
  expect(user.id).toBe(ada.id);
  expect(await lastEvent()).toMatchObject({ type: "auth.signed_in", data: { provider: "github" } });
});

test("nobody signs up by signing in", async () => {
  for (const email of ["stranger@example.com", "a_a@example.com", "a%@example.com", ""]) {
    await expect(
      signInWithEmail(ctx, { email, provider: "google", address }),
    ).rejects.toMatchObject({
      code: "forbidden",
      details: { reason: "no_account" },
    });
  }
  await expect(
    signInWithEmail(ctx, { email: "gone@example.com", provider: "google", address }),
  ).rejects.toMatchObject({ details: { reason: "disabled" } });
});

test("a refused sign-in does the same work whoever the name belongs to, so that its time tells nothing", async () => {
  const verify = vi.spyOn(argon2, "verify");
  const hash = vi.spyOn(argon2, "hash");
  try {
    for (const username of ["nobody-yet", "ada", "oauth-only", "gone"]) {
      verify.mockClear();
      const events = await testing.db.event.count();
      await expect(
        signInWithPassword(ctx, { username, password: "wrong", address }),
      ).rejects.toMatchObject({ code: "unauthenticated" });
      const parameters = verify.mock.calls.map(([digest]) => digest.split("$").slice(0, 4));
      expect(parameters, username).toEqual([["", "argon2id", "v=19", "m=19456,p=1,t=2"]]);
      expect(await testing.db.event.count()).toBe(events + 1);
    }
    expect(hash).not.toHaveBeenCalled();
  } finally {
    vi.restoreAllMocks();
  }
});
