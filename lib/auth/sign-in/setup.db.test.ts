import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { setupToken } from "@/lib/auth/keys/secrets";
import { systemActor } from "@/lib/core/actor";
import { type Context, createContext } from "@/lib/core/context";
import { type Database, openDatabase } from "@/lib/core/database";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { createFirstAdmin, needsSetup } from "./setup";

let testing: TestDatabase;
let here: Context;
let elsewhere: Context;
let otherProcess: Database;

beforeAll(async () => {
  vi.stubEnv("BATON_SECRET", "a secret of the tests, long enough to be one");
  testing = await createTestDatabase();
  here = createContext(systemActor("test"), testing.db);
  otherProcess = openDatabase(testing.url, 4);
  elsewhere = createContext(systemActor("test"), otherProcess);
});

afterAll(async () => {
  await otherProcess?.$disconnect();
  await testing?.drop();
});

const form = (username: string) => ({
  token: setupToken(),
  username,
  displayName: "Ada Lovelace",
  password: "correct horse battery",
});

test("the first admin needs the link of this installation, and a good name and password", async () => {
  expect(await needsSetup(testing.db)).toBe(true);
  for (const token of ["", "x", setupToken().slice(1), `${setupToken()}0`]) {
    await expect(createFirstAdmin(here, { ...form("ada"), token })).rejects.toMatchObject({
      code: "forbidden",
    });
  }
  await expect(createFirstAdmin(here, { ...form("ada"), password: "short" })).rejects.toMatchObject(
    {
      code: "invalid",
      details: { problems: [{ field: "password" }] },
    },
  );
  expect(await testing.db.user.count()).toBe(0);
});

test("of many submits at the same moment, in two processes, one makes the admin", async () => {
  const results = await Promise.allSettled(
    Array.from({ length: 8 }, (_, i) =>
      createFirstAdmin(i % 2 ? here : elsewhere, form(`ada-${i}`)),
    ),
  );
  const made = results.filter((result) => result.status === "fulfilled");
  expect(made).toHaveLength(1);
  for (const result of results) {
    if (result.status === "rejected") expect(result.reason).toMatchObject({ code: "conflict" });
  }
  expect(await testing.db.user.findMany()).toMatchObject([{ role: "admin" }]);
  expect(await needsSetup(testing.db)).toBe(false);
});

test("the link is worth nothing once there is an admin", async () => {
  await expect(createFirstAdmin(here, form("eve"))).rejects.toMatchObject({ code: "conflict" });
});
