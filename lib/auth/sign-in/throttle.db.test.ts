import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { systemActor } from "@/lib/core/actor";
import { type Context, createContext } from "@/lib/core/context";
import { type Database, openDatabase } from "@/lib/core/database";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { admit, forgive, SIGN_IN_LIMITS } from "./throttle";

let testing: TestDatabase;
let here: Context;
let elsewhere: Context;
let otherProcess: Database;
let now = new Date();

beforeAll(async () => {
  testing = await createTestDatabase();
  const clock = { now: () => now };
  here = createContext(systemActor("test"), testing.db, clock);
  otherProcess = openDatabase(testing.url, 4);
  elsewhere = createContext(systemActor("test"), otherProcess, clock);
});

afterAll(async () => {
  await otherProcess?.$disconnect();
  await testing?.drop();
});

beforeEach(async () => {
  now = new Date("2026-11-20T10:00:00.000Z");
  await testing.db.loginThrottle.deleteMany();
});

const ada = { username: "ada", address: "203.0.113.1" };

test("two processes count the failures of a username together", async () => {
  for (let i = 0; i < SIGN_IN_LIMITS.username.failures; i++)
    await admit(i % 2 ? here : elsewhere, ada);
  await expect(admit(elsewhere, ada)).rejects.toMatchObject({ code: "rate_limited" });
  await expect(admit(here, ada)).rejects.toMatchObject({
    code: "rate_limited",
    details: { retryAfterSeconds: SIGN_IN_LIMITS.username.windowSeconds },
  });
});

test("guesses made at the same moment do not slip past the limit together", async () => {
  const guesses = Array.from({ length: 30 }, (_, i) =>
    admit(i % 2 ? here : elsewhere, { ...ada, address: null }).then(
      () => true,
      () => false,
    ),
  );
  const admitted = (await Promise.all(guesses)).filter(Boolean);
  expect(admitted).toHaveLength(SIGN_IN_LIMITS.username.failures);
});

test("somebody else's failures elsewhere do not lock a user out", async () => {
  for (let i = 0; i <= SIGN_IN_LIMITS.username.failures; i++)
    await admit(here, { ...ada, address: "198.51.100.7" }).catch(() => undefined);
  await expect(admit(here, ada)).resolves.toBeUndefined();
});

test("one client that tries many usernames is refused", async () => {
  for (let i = 0; i < SIGN_IN_LIMITS.client.failures; i++)
    await admit(here, { ...ada, username: `user-${i}` });
  await expect(admit(here, { ...ada, username: "another" })).rejects.toMatchObject({
    code: "rate_limited",
  });
  await expect(
    admit(here, { username: "another", address: "198.51.100.7" }),
  ).resolves.toBeUndefined();
});

test("guesses at one account that come from everywhere are refused, and end with the hour", async () => {
  const from = (i: number) => ({ username: "ada", address: `198.51.${i >> 8}.${i & 255}` });
  for (let i = 0; i < SIGN_IN_LIMITS.account.failures; i++) await admit(here, from(i));
  await expect(admit(elsewhere, from(1_000))).rejects.toMatchObject({
    code: "rate_limited",
    details: { retryAfterSeconds: SIGN_IN_LIMITS.account.windowSeconds },
  });
  await expect(admit(here, { ...from(2_000), username: "grace" })).resolves.toBeUndefined();
  now = new Date(now.getTime() + SIGN_IN_LIMITS.account.windowSeconds * 1000);
  await expect(admit(here, from(3_000))).resolves.toBeUndefined();
});

test("a client that guesses slowly is refused for the rest of the hour", async () => {
  for (let i = 0; i < SIGN_IN_LIMITS.clientHourly.failures; i++) {
    await admit(here, { ...ada, username: `user-${i}` });
    now = new Date(now.getTime() + 10_000);
  }
  await expect(admit(here, { ...ada, username: "another" })).rejects.toMatchObject({
    code: "rate_limited",
  });
});

test("a right password does not clear what others tried at the account", async () => {
  const from = (i: number) => ({ username: "ada", address: `198.51.0.${i}` });
  for (let i = 0; i < SIGN_IN_LIMITS.account.failures - 1; i++) await admit(here, from(i));
  await admit(here, ada);
  await forgive(here, ada);
  await admit(here, ada);
  await expect(admit(here, from(200))).rejects.toMatchObject({ code: "rate_limited" });
});

test("the wait shortens with time and ends with the window; being refused does not prolong it", async () => {
  for (let i = 0; i < SIGN_IN_LIMITS.username.failures; i++) await admit(here, ada);
  now = new Date(now.getTime() + 20_000);
  await expect(admit(here, ada)).rejects.toMatchObject({
    details: { retryAfterSeconds: SIGN_IN_LIMITS.username.windowSeconds - 20 },
  });
  now = new Date(now.getTime() + (SIGN_IN_LIMITS.username.windowSeconds - 20) * 1000);
  await expect(admit(here, ada)).resolves.toBeUndefined();
});

test("a right password clears the username's failures and is no failure of the client", async () => {
  for (let round = 0; round < SIGN_IN_LIMITS.client.failures * 2; round++) {
    await admit(here, ada);
    await forgive(elsewhere, ada);
  }
  for (let i = 0; i < SIGN_IN_LIMITS.username.failures; i++) await admit(here, ada);
  await expect(admit(here, ada)).rejects.toMatchObject({ code: "rate_limited" });
});

test("no username is kept in the clear", async () => {
  await admit(here, ada);
  const rows = await testing.db.loginThrottle.findMany();
  expect(JSON.stringify(rows)).not.toContain("ada");
});
