import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { IssueKey } from "@/lib/auth/schema";
import { createContext } from "@/lib/core/context";
import { givenKey } from "@/lib/testing/actors";
import { keyActor } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { issueKey } from "./issue-key";
import { actorOfKey } from "./keys";

let testing: TestDatabase;

beforeAll(async () => {
  testing = await createTestDatabase();
});

afterEach(() => {
  vi.restoreAllMocks();
});

afterAll(async () => {
  await testing?.drop();
});

test("a key expires by the database's clock, however wrong the clock of this server is", async () => {
  const now = Date.now();
  const expired = await givenKey(testing.db, { expiresAt: new Date(now - 60_000) });
  const valid = await givenKey(testing.db, { expiresAt: new Date(now + 600_000) });
  for (const offset of [-3_600_000, 3_600_000]) {
    vi.spyOn(Date, "now").mockReturnValue(now + offset);
    await expect(actorOfKey(testing.db, expired, null)).rejects.toMatchObject({
      code: "unauthenticated",
      message: "The API key has expired",
    });
    await expect(actorOfKey(testing.db, valid, null)).resolves.toMatchObject({ kind: "key" });
  }
});

test("a key is given its end by the database's clock, however wrong the clock of this server is", async () => {
  const now = Date.now();
  const inTenMinutes = Math.floor(now / 1000) + 600;
  for (const offset of [-3_600_000, 3_600_000]) {
    const clock = { now: () => new Date(now + offset) };
    const ctx = createContext(keyActor("admin"), testing.db, clock);
    const issue = (input: object) => issueKey(ctx, IssueKey.parse({ name: "laptop", ...input }));
    await expect(issue({ expires_at: inTenMinutes })).resolves.toBeDefined();
    await expect(issue({ expires_at: inTenMinutes - 1200 })).rejects.toMatchObject({
      code: "invalid",
    });
    const { row } = await issue({ expires_in_days: 1 });
    expect(Math.abs((row.expiresAt?.getTime() ?? 0) - now - 86_400_000)).toBeLessThan(600_000);
  }
});
