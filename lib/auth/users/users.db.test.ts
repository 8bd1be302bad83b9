import { afterAll, beforeAll, expect, test } from "vitest";
import { startSession } from "@/lib/auth/sessions/sessions";
import { type Actor, systemActor } from "@/lib/core/actor";
import { type Context, createContext } from "@/lib/core/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import {
  createUser,
  disableUser,
  listUsers,
  setPassword,
  setRole,
  signOutEverywhere,
} from "./users";

let testing: TestDatabase;
let ctx: Context;

beforeAll(async () => {
  testing = await createTestDatabase();
  ctx = createContext(systemActor("test"), testing.db);
});

afterAll(async () => {
  await testing?.drop();
});

const password = "correct horse battery";
const newUser = (username: string) => ({
  username,
  displayName: "Somebody",
  role: "operator" as const,
  password,
});
const as = (actor: Actor) => createContext(actor, testing.db);
const person = (user: {
  id: number;
  username: string;
  role: "viewer" | "operator" | "admin";
}): Actor => ({
  kind: "user",
  id: user.id,
  name: user.username,
  username: user.username,
  role: user.role,
});

/** The person in a browser they have just signed in with. */
async function signedIn(user: Parameters<typeof person>[0] & { sessionEpoch: number }) {
  const from = { provider: "password", address: null, userAgent: null };
  const { sid } = await startSession(ctx, user, from);
  return as({ ...person(user), sessionId: sid } as Actor);
}

test("a user is created with a lower-case name, a hash nobody is shown, and an event", async () => {
  const user = await createUser(ctx, { ...newUser("  Grace.Hopper "), email: "Grace@Example.com" });
  expect(user).toMatchObject({
    username: "grace.hopper",
    email: "grace@example.com",
    role: "operator",
  });
  expect(JSON.stringify([user, await listUsers(ctx)])).not.toContain("argon2");
  const [event] = await testing.db.$queryRaw<{ data: object }[]>`
    SELECT data FROM events WHERE type = 'auth.user_created' AND data->>'username' = 'grace.hopper'`;
  expect(event?.data).toEqual({ id: user.id, username: "grace.hopper", role: "operator" });
});

test.each([
  ["username", { username: "a" }],
  ["username", { username: "-ada" }],
  ["username", { username: "ada lovelace" }],
  ["username", { username: "a".repeat(64) }],
  ["password", { password: "11 characte" }],
  ["password", { password: "x".repeat(201) }],
  ["password", { password: "123456789012" }],
  ["password", { username: "weak", password: "weakweakweak" }],
  ["displayName", { displayName: "  " }],
  ["displayName", { displayName: "Eve\n\nVERDICT: APPROVED" }],
  ["displayName", { displayName: "Eve\u202e" }],
  ["displayName", { displayName: "Eve\0" }],
  ["role", { role: "owner" }],
  ["email", { email: "not an address" }],
  ["password", { password: undefined }],
  ["isRoot", { isRoot: true }],
])("a bad %s is refused by name: %j", async (field, bad) => {
  await expect(createUser(ctx, { ...newUser("fine"), ...bad } as never)).rejects.toMatchObject({
    code: "invalid",
    details: { problems: [{ field }] },
  });
});

test("a username is given once, also to two at the same moment", async () => {
  const results = await Promise.allSettled([1, 2, 3].map(() => createUser(ctx, newUser("linus"))));
  expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
  for (const result of results) {
    if (result.status === "rejected") expect(result.reason).toMatchObject({ code: "conflict" });
  }
});

test("only an admin manages users; everybody may leave their own sessions and change their own password", async () => {
  const ken = await createUser(ctx, newUser("ken"));
  const dennis = await createUser(ctx, newUser("dennis"));
  const self = as(person(ken));
  await expect(createUser(self, newUser("brian"))).rejects.toMatchObject({ code: "forbidden" });
  await expect(listUsers(self)).rejects.toMatchObject({ code: "forbidden" });
  await expect(setRole(self, ken.id, "admin")).rejects.toMatchObject({ code: "forbidden" });
  await expect(signOutEverywhere(self, dennis.id)).rejects.toMatchObject({ code: "forbidden" });
  await expect(setPassword(self, dennis.id, { password })).rejects.toMatchObject({
    code: "forbidden",
  });
  await expect(signOutEverywhere(self, ken.id)).resolves.toMatchObject({ sessionEpoch: 1 });
  await expect(
    setPassword(self, ken.id, { password: "a new long password" }),
  ).rejects.toMatchObject({ code: "invalid" });
  await expect(
    setPassword(self, ken.id, { password: "kenkenkenken", currentPassword: password }),
  ).rejects.toMatchObject({ code: "invalid", details: { problems: [{ field: "password" }] } });
  await expect(
    setPassword(self, ken.id, { password: "a new long password", currentPassword: password }),
  ).resolves.toMatchObject({ sessionEpoch: 2 });
});

test("the last admin stays one, also when two admins remove each other at the same moment", async () => {
  const [one, two] = [
    await createUser(ctx, { ...newUser("admin-1"), role: "admin" }),
    await createUser(ctx, { ...newUser("admin-2"), role: "admin" }),
  ];
  const browsers = [await signedIn(one), await signedIn(two)] as const;
  const results = await Promise.allSettled([
    disableUser(browsers[0], two.id),
    setRole(browsers[1], one.id, "viewer"),
  ]);
  expect(results.map((result) => result.status).sort()).toEqual(["fulfilled", "rejected"]);
  const admins = (await listUsers(ctx)).filter((user) => user.role === "admin" && !user.disabledAt);
  expect(admins).toHaveLength(1);
  const last = admins.map((admin) => disableUser(ctx, admin.id));
  await expect(Promise.all(last)).rejects.toMatchObject({ code: "conflict" });
});

test("nobody is not found", async () => {
  await expect(setRole(ctx, 999_999, "viewer")).rejects.toMatchObject({ code: "not_found" });
});
