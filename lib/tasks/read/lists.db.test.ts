import { afterAll, beforeAll, expect, it } from "vitest";
import * as lists from "@/app/api/tasks/lists/route";
import * as tasks from "@/app/api/tasks/route";
import type { Context } from "@/lib/core/context";
import { contextOf, givenTask } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { type Call, caller } from "@/lib/testing/http";

let test: TestDatabase;
let ctx: Context;
let call: Call;
beforeAll(async () => {
  test = await createTestDatabase();
  ctx = contextOf(test.db);
  call = caller(test.db, { "/api/tasks": tasks, "/api/tasks/lists": lists });
  for (const priority of ["low", "high", "medium"] as const) {
    await givenTask(ctx, { title: `${priority}; & = ü`, priority, labels: ["a;b"] });
  }
  await givenTask(ctx, { title: "given", assigned_to: "scout" });
});
afterAll(() => test.drop());

const several = (queries: string[]) =>
  call("GET", `/api/tasks/lists?${new URLSearchParams({ lists: queries.join(";") })}`);

it("answers each list as that list alone is answered, in the order asked", async () => {
  const queries = [
    "status=inbox&sort=priority&limit=2",
    "status=assigned&sort=-updated_at",
    new URLSearchParams({ q: "; & = ü", labels: "a;b", limit: "1" }).toString(),
    "status=done",
  ];
  const alone = [];
  for (const query of queries) alone.push((await call("GET", `/api/tasks?${query}`)).body);
  const { status, body } = await several(queries);
  expect(status).toBe(200);
  expect(body).toEqual({ lists: alone });
  expect(body.lists.map(({ total }: { total: number }) => total)).toEqual([3, 1, 3, 0]);
});

it("says which list is wrong, and that there are too many", async () => {
  const wrong = await several(["status=inbox", "status=weird"]);
  expect(wrong.status).toBe(400);
  expect(JSON.stringify(wrong.body)).toContain("list 2, status");
  const many = await several(Array.from({ length: 51 }, () => "status=inbox"));
  expect(many.status).toBe(400);
  expect(JSON.stringify(many.body)).toContain("at most 50 lists");
});
