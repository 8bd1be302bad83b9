import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { KEY_GUESSES } from "@/lib/auth/keys/key-guesses";
import { createApiKey } from "@/lib/auth/keys/keys";
import { systemActor } from "@/lib/core/actor";
import { createContext } from "@/lib/core/context";
import { database } from "@/lib/core/database";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { authenticate } from "./route";

let testing: TestDatabase;

beforeAll(async () => {
  testing = await createTestDatabase();
  vi.stubEnv("DATABASE_URL", testing.url);
});

afterAll(async () => {
  await database().$disconnect();
  await testing?.drop();
});

const call = (key: string, address: string) =>
  authenticate(
    new Request("http://127.0.0.1:3000/api/tasks", {
      headers: { "x-api-key": key, "x-forwarded-for": address },
    }),
  );

test("an address that guesses keys is refused before they are read, and the keys at work there are not", async () => {
  const ctx = createContext(systemActor("test"), testing.db);
  const input = { kind: "user", role: "operator", scopes: [] } as const;
  const atWork = await createApiKey(ctx, { ...input, name: "at work", scopes: [] });
  const guessed = await createApiKey(ctx, { ...input, name: "guessed", scopes: [] });
  await call(atWork.key, "203.0.113.9");
  for (let i = 0; i < KEY_GUESSES.failures; i++) {
    await expect(call(`mc_guess-${i}`, "203.0.113.9")).rejects.toMatchObject({
      code: "unauthenticated",
    });
  }
  await expect(call(guessed.key, "203.0.113.9")).rejects.toMatchObject({ code: "rate_limited" });
  await expect(call(atWork.key, "203.0.113.9")).resolves.toMatchObject({ name: "at work" });
  await expect(call(guessed.key, "198.51.100.7")).resolves.toMatchObject({ name: "guessed" });
});
