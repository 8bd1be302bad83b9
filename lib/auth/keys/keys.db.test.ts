import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { givenKey } from "@/lib/testing/actors";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
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
