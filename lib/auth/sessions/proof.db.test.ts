import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { createAgent } from "@/lib/agents/create";
import { createAgentKey } from "@/lib/agents/keys";
import { CreateAgent, CreateAgentKey } from "@/lib/agents/schema";
import { issueKey } from "@/lib/auth/keys/issue-key";
import { IssueKey } from "@/lib/auth/schema";
import { SIGN_IN_LIMITS } from "@/lib/auth/sign-in/throttle";
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
import { updateRuntime } from "@/lib/runtimes/change-settings";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { proveByPassword, requireProof } from "./proof";
import { startSession } from "./sessions";

const password = "correct horse battery";
const address = "203.0.113.9";
const NEEDS_PROOF = { code: "forbidden", details: { reason: "proof_required" } };

let testing: TestDatabase;
let system: Context;
let admin: User;
/** The admin in a browser that was signed in before the proof ran out. */
let browser: Context;
let serial = 0;

beforeAll(async () => {
  vi.stubEnv("BATON_SECRET", "a secret of the tests, long enough to be one");
  testing = await createTestDatabase();
  system = createContext(systemActor("test"), testing.db);
});

afterAll(async () => {
  await testing?.drop();
});

beforeEach(async () => {
  await testing.db.loginThrottle.deleteMany();
  admin = await givenUser("admin");
  browser = await signedIn(admin);
  await age(browser);
});

function givenUser(role: "admin" | "operator", withPassword = true) {
  const username = `user-${++serial}`;
  return createUser(system, {
    username,
    displayName: "Ada",
    role,
    ...(withPassword ? { password } : { email: `${username}@example.com` }),
  });
}

async function signedIn(user: User): Promise<Context> {
  const { sid } = await startSession(system, user, {
    provider: "password",
    address,
    userAgent: null,
  });
  const { id, username, role, displayName: name } = user;
  return system.as({ kind: "user", id, name, username, role, sessionId: sid });
}

/** Lets the proof of the session run out. */
async function age(ctx: Context): Promise<void> {
  const id = ctx.actor.kind === "user" ? (ctx.actor.sessionId ?? "") : "";
  const provenAt = new Date(Date.now() - 601_000);
  await testing.db.session.update({ where: { id }, data: { provenAt } });
}

test("what gives lasting power takes a fresh proof in the browser", async () => {
  const other = await givenUser("operator");
  const agent = await createAgent(
    system,
    CreateAgent.parse({ name: `agent-${serial}`, role: "developer" }),
  );
  const attempts: Record<string, () => Promise<unknown>> = {
    "an admin's key": () => issueKey(browser, IssueKey.parse({ name: "laptop", role: "admin" })),
    "an operator's key": () => issueKey(browser, IssueKey.parse({ name: "laptop" })),
    "a viewer's key": () => issueKey(browser, IssueKey.parse({ name: "tv", role: "viewer" })),
    "an agent's key": () => createAgentKey(browser, agent.id, CreateAgentKey.parse({ name: "k" })),
    "a new user": () =>
      createUser(browser, { username: "new-user", displayName: "N", role: "viewer", password }),
    "a role": () => setRole(browser, other.id, "admin"),
    "another's password": () =>
      setPassword(browser, other.id, { password: "another long password" }),
    "another's sessions": () => signOutEverywhere(browser, other.id),
    disabling: () => disableUser(browser, other.id),
    enabling: () => enableUser(browser, other.id),
    "a runtime's address": () =>
      updateRuntime(browser, "openai", { base_url: "http://127.0.0.1:4999/v1" }),
    "a runtime's key": () => updateRuntime(browser, "openai", { api_key: "sk-a-key" }),
  };
  for (const [what, attempt] of Object.entries(attempts)) {
    await expect(attempt(), what).rejects.toMatchObject(NEEDS_PROOF);
  }
  await proveByPassword(browser, { password, address });
  for (const [what, attempt] of Object.entries(attempts)) {
    await expect(attempt(), what).resolves.not.toThrow();
  }
});

test("keys need no proof themselves", async () => {
  const key = system.as({
    kind: "key",
    keyId: 1,
    name: "ops",
    role: "admin",
    projectId: null,
    agentName: null,
  });
  await expect(issueKey(key, IssueKey.parse({ name: "x", role: "admin" }))).resolves.toBeDefined();
});

test("a sign-in is a proof, for its own session only, and so is the password for ten minutes", async () => {
  const fresh = await signedIn(admin);
  await expect(requireProof(fresh)).resolves.toBeUndefined();
  await expect(requireProof(browser)).rejects.toMatchObject(NEEDS_PROOF);
  await proveByPassword(browser, { password, address });
  await expect(requireProof(browser)).resolves.toBeUndefined();
  await age(browser);
  await expect(requireProof(browser)).rejects.toMatchObject(NEEDS_PROOF);
});

test("a wrong password is no proof, is recorded, and counts with the sign-ins", async () => {
  for (let i = 0; i < SIGN_IN_LIMITS.username.failures; i++) {
    await expect(proveByPassword(browser, { password: "wrong", address })).rejects.toMatchObject({
      code: "invalid",
      details: { problems: [{ field: "current_password" }] },
    });
  }
  await expect(proveByPassword(browser, { password, address })).rejects.toMatchObject({
    code: "rate_limited",
  });
  await expect(
    setPassword(browser, admin.id, {
      password: "another long password",
      currentPassword: password,
      address,
    }),
  ).rejects.toMatchObject({ code: "rate_limited" });
  await expect(requireProof(browser)).rejects.toMatchObject(NEEDS_PROOF);
  const failed = await testing.db.event.count({
    where: { type: "auth.sign_in_failed", actor: admin.displayName, actorKind: "user" },
  });
  expect(failed).toBeGreaterThanOrEqual(SIGN_IN_LIMITS.username.failures);
});

test("an account without a password proves itself by signing in again, also for its first password", async () => {
  const github = await givenUser("admin", false);
  const old = await signedIn(github);
  await age(old);
  await expect(proveByPassword(old, { password: "", address })).rejects.toMatchObject({
    code: "conflict",
    details: { fix: expect.stringContaining("GitHub or Google") },
  });
  const first = { password: "a first long password", address };
  await expect(setPassword(old, github.id, first)).rejects.toMatchObject({
    code: "forbidden",
    details: { reason: "sign_in_again" },
  });
  await expect(setPassword(await signedIn(github), github.id, first)).resolves.toBeDefined();
});
