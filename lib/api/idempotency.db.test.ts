import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as keys from "@/app/api/keys/route";
import * as tasks from "@/app/api/tasks/route";
import type { Database } from "@/lib/core/database";
import type { RouteHandler } from "@/lib/http/define-route";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
  process.env.BATON_SECRET = "a secret of this test";
  process.env.MC_API_KEY = "mc_the-admin-key-of-the-tests";
  (globalThis as { __batonDatabase?: Database }).__batonDatabase = test.db;
});
afterAll(() => test.drop());

const post = (handler: RouteHandler, path: string, key: string, body: unknown) =>
  handler(
    new Request(`http://baton.test${path}`, {
      method: "POST",
      headers: {
        authorization: "Bearer mc_the-admin-key-of-the-tests",
        "content-type": "application/json",
        "idempotency-key": key,
      },
      body: JSON.stringify(body),
    }),
  );

describe("an Idempotency-Key", () => {
  it("makes one task of many requests, and gives each the first answer", async () => {
    const send = () => post(tasks.POST, "/api/tasks", "task-1", { title: "Once" });
    const answers = await Promise.all([send(), send(), send()]);
    const bodies = await Promise.all(answers.map((answer) => answer.text()));
    expect(new Set(bodies).size).toBe(1);
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(answers.filter(({ headers }) => headers.has("idempotency-replayed"))).toHaveLength(2);
    expect(await test.db.task.count()).toBe(1);
  });

  it("refuses another request under the same key, and keeps nothing of a refused one", async () => {
    await post(tasks.POST, "/api/tasks", "task-2", { title: "One" });
    const other = await post(tasks.POST, "/api/tasks", "task-2", { title: "Two" });
    expect(other.status).toBe(409);
    expect((await post(tasks.POST, "/api/tasks", "task-3", { title: "" })).status).toBe(400);
    expect((await post(tasks.POST, "/api/tasks", "task-3", { title: "Now" })).status).toBe(201);
  });

  it("shows a new key with the first answer only, and keeps it nowhere", async () => {
    const send = () => post(keys.POST, "/api/keys", "key-1", { name: "laptop" });
    const first = await (await send()).json();
    expect(first.api_key).toMatch(/^mc_[0-9a-f]{48}$/);
    const again = await send();
    expect([again.status, again.headers.get("idempotency-replayed")]).toEqual([201, "true"]);
    expect(await again.json()).toEqual({
      key: first.key,
      api_key_note: expect.stringContaining("shown once"),
    });
    const kept = await test.db.$queryRaw<{ body: string }[]>`SELECT body FROM idempotency_keys`;
    expect(kept.length).toBeGreaterThan(0);
    for (const { body } of kept) expect(body).not.toContain(first.api_key);
  });
});
