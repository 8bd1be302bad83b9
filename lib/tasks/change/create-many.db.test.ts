import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import type { Context } from "@/lib/core/context";
import { findTask } from "@/lib/tasks/find";
import { claimNext } from "@/lib/tasks/queue/claim";
import { CreateTask } from "@/lib/tasks/schema";
import { contextOf, givenTask } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { emptyTables } from "@/lib/testing/empty-tables";
import { faultsOf, readWorld } from "@/lib/testing/naive-structure";
import { statementsOf } from "@/lib/testing/statements";
import { createTasks, type PlannedTask } from "./create-many";

let test: TestDatabase;
let ctx: Context;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.drop());
beforeEach(async () => {
  await emptyTables(test.db, "tasks", "agents", "runs", "events");
  ctx = contextOf(test.db);
});

const planned = (key: string, more: Partial<PlannedTask> = {}, fields = {}): PlannedTask => ({
  key,
  fields: CreateTask.parse({ title: key, review_required: false, ...fields }),
  ...more,
});

it("creates a tree with orders, dependencies and kinds, right from the start", async () => {
  const epic = await givenTask(ctx, { type: "epic" });
  const tasks = await createTasks(
    ctx,
    {
      parent: epic.id,
      tasks: [
        planned("pipe"),
        planned("one", { parent: "pipe" }, { exec_mode: "seq", exec_order: 1 }),
        planned("two", { parent: "pipe" }, { exec_mode: "seq", exec_order: 2 }),
        planned("sign-off", { kind: "approval", after: ["pipe"] }),
        planned("free", {}, { assigned_to: "scout" }),
      ],
    },
    "workflow",
  );
  const [pipe, one, two, signOff, free] = tasks as [(typeof tasks)[0], ...typeof tasks];
  expect(pipe).toMatchObject({ parent_id: epic.id, kind: "group", children_total: 2 });
  expect(one).toMatchObject({ parent_id: pipe.id, root_id: epic.id, claimable: true });
  expect(two).toMatchObject({ ready: false, claimable: false });
  expect(signOff).toMatchObject({ kind: "approval", ready: false });
  expect(free).toMatchObject({ status: "assigned", assigned_to: "scout", claimable: true });
  expect(await findTask(test.db, epic.id)).toMatchObject({ children_total: 3 });
  const world = await readWorld(test.db, epic.project_id);
  expect(faultsOf(world).filter((fault) => !fault.includes("kind"))).toEqual([]);
  expect((await claimNext(ctx, { agent: "iris" })).task?.id).toBe(one?.id);
});

it("refuses circles, unknown and repeated keys by name, and creates nothing then", async () => {
  for (const [tasks, message] of [
    [[planned("a", { after: ["b"] }), planned("b", { after: ["a"] })], /close a circle/],
    [[planned("a", { after: ["x"] })], /there is no x in the plan/],
    [[planned("a"), planned("a")], /a is given twice/],
    [[planned("a", { kind: "wait" }), planned("b", { parent: "a" })], /has no children/],
  ] as const) {
    await expect(createTasks(ctx, { tasks }, "workflow")).rejects.toThrow(message);
  }
  expect(await test.db.task.count()).toBe(0);
});

it("takes as many statements for 200 children as for 2", async () => {
  const statements: string[][] = [];
  for (const count of [2, 200]) {
    const parent = await givenTask(ctx, { type: "epic" });
    const step = (order: number) => ({ exec_mode: "seq", exec_order: order, scheduled_for: 4e9 });
    const tasks = Array.from({ length: count }, (_, i) =>
      planned(`t${i}`, i === 0 ? {} : { after: [`t${i - 1}`] }, step(i + 1)),
    );
    statements.push(
      await statementsOf(() => createTasks(ctx, { parent: parent.id, tasks }, "workflow")),
    );
    expect(await findTask(test.db, parent.id)).toMatchObject({ children_total: count });
  }
  expect(statements[1]).toEqual(statements[0]);
});
