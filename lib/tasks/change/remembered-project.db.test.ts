import { afterAll, beforeAll, expect, it } from "vitest";
import type { Context } from "@/lib/core/context";
import { contextOf, givenTask } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { countStatements } from "@/lib/testing/statements";

let test: TestDatabase;
let ctx: Context;
beforeAll(async () => {
  test = await createTestDatabase();
  ctx = contextOf(test.db);
});
afterAll(() => test.drop());

it("creates a task in one statement once its project is known", async () => {
  await givenTask(ctx);
  expect(await countStatements(() => givenTask(ctx))).toBe(1);
  expect(await countStatements(() => givenTask(ctx, { review_required: false }))).toBe(1);
});

it("never goes by what a project was before", async () => {
  const [first] = await test.db.project.findMany({ orderBy: { id: "asc" } });
  const known = await givenTask(ctx);
  expect(known).toMatchObject({ project_id: first?.id, review_required: true });

  const set = (sql: string) => test.db.$executeRawUnsafe(sql);
  await set("UPDATE projects SET review_policy = 'never'");
  expect(await givenTask(ctx)).toMatchObject({ review_required: false });
  expect(await givenTask(ctx, { project_id: first?.id })).toMatchObject({ review_required: false });

  await set("INSERT INTO projects (name, slug, prefix) VALUES ('Other', 'other', 'OTH')");
  await set("UPDATE projects SET is_default = false");
  await set("UPDATE projects SET is_default = true WHERE prefix = 'OTH'");
  expect(await givenTask(ctx)).toMatchObject({ project_prefix: "OTH", project_ticket_no: 1 });

  await set("UPDATE projects SET archived_at = now() WHERE prefix = 'OTH'");
  await expect(givenTask(ctx)).rejects.toMatchObject({ code: "conflict" });
  const archived = await test.db.project.findFirst({ where: { prefix: "OTH" } });
  await expect(givenTask(ctx, { project_id: archived?.id })).rejects.toMatchObject({
    code: "invalid",
  });
});
