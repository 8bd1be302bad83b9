import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Database } from "@/lib/core/database";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { findProject } from "./queries";

let held: TestDatabase;
let db: Database;

beforeAll(async () => {
  held = await createTestDatabase();
  db = held.db;
});
afterAll(() => held?.drop());

describe("a project named by a caller", () => {
  test("is found by id, slug, prefix in any case, and name", async () => {
    const app = await db.project.create({
      data: { name: "My App_1", slug: "my-app", prefix: "myapp" },
    });
    for (const ref of [app.id, String(app.id), "my-app", "MY-APP", "myapp", "MYAPP", "My App_1"]) {
      expect(await findProject(db, ref), String(ref)).toMatchObject({ id: app.id });
    }
  });

  test("is not found by what only looks like it", async () => {
    for (const ref of ["My App%", "My AppX1", "", " ", "0", 2 ** 40, "no\0", "my"]) {
      await expect(findProject(db, ref), String(ref)).rejects.toMatchObject({ code: "not_found" });
    }
  });

  test("is unknown to a key that is limited to another", async () => {
    const [first, second] = await db.project.findMany({ orderBy: { id: "asc" } });
    const key = {
      kind: "key",
      keyId: 1,
      name: "k",
      role: "operator",
      projectId: first?.id ?? 0,
      agentName: null,
    } as const;
    expect(await findProject(db, first?.id ?? 0, key)).toMatchObject({ id: first?.id });
    await expect(findProject(db, second?.id ?? 0, key)).rejects.toMatchObject({
      code: "not_found",
    });
  });
});
