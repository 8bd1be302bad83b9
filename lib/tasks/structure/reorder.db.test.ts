import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import * as childrenRoute from "@/app/api/tasks/[id]/children/route";
import { type Context, createContext } from "@/lib/core/context";
import { updateTask } from "@/lib/tasks/change/update";
import { childrenOf } from "@/lib/tasks/read/detail";
import type { TaskRow } from "@/lib/tasks/row";
import type { TaskRef } from "@/lib/tasks/schema";
import { contextOf, givenTask, keyActor } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { emptyTables } from "@/lib/testing/empty-tables";
import { type Call, caller } from "@/lib/testing/http";
import { reorderSteps } from "./reorder";

let test: TestDatabase;
let ctx: Context;
let call: Call;
beforeAll(async () => {
  test = await createTestDatabase();
  call = caller(test.db, { "/api/tasks/[id]/children": childrenRoute });
});
afterAll(() => test.drop());
beforeEach(async () => {
  await emptyTables(test.db, "tasks", "agents", "runs", "events");
  ctx = contextOf(test.db);
});

async function givenSteps(count: number): Promise<[TaskRow, ...TaskRow[]]> {
  const pipe = await givenTask(ctx, { exec_mode: "seq" });
  const steps: TaskRow[] = [];
  for (let order = 1; order <= count; order++) {
    steps.push(await givenTask(ctx, { parent_id: pipe.id, exec_mode: "seq", exec_order: order }));
  }
  return [pipe, ...steps];
}
const now = async (parent: TaskRow) =>
  (await childrenOf(ctx, parent.id)).map((task) => [task.id, task.exec_order, task.ready]);

describe("reordering steps", () => {
  it("puts the steps in the given order, and readiness follows: first comes who is first now", async () => {
    const [pipe, a, b, c] = (await givenSteps(3)) as [TaskRow, TaskRow, TaskRow, TaskRow];
    const inner = await givenTask(ctx, { parent_id: c.id });
    const children = await reorderSteps(ctx, {
      parent: pipe.ticket_ref,
      order: [c.id, a.ticket_ref, String(b.id)],
    });
    expect(children.map((task) => task.id)).toEqual([c.id, a.id, b.id]);
    expect(await now(pipe)).toEqual([
      [c.id, 1, true],
      [a.id, 2, false],
      [b.id, 3, false],
    ]);
    expect(await childrenOf(ctx, c.id)).toMatchObject([{ id: inner.id, ready: true }]);
  });

  it("makes steps of parallel children, tells each change once, and changes nothing when nothing moves", async () => {
    const epic = await givenTask(ctx);
    const [a, b] = [
      await givenTask(ctx, { parent_id: epic.id }),
      await givenTask(ctx, { parent_id: epic.id }),
    ];
    await emptyTables(test.db, "events");
    const order = [b.id, a.id];
    const [first] = await reorderSteps(ctx, { parent: epic.id, order });
    expect(first).toMatchObject({ id: b.id, exec_mode: "seq", exec_order: 1, ready: true });
    expect(Date.parse(first?.updated_at as string)).toBeGreaterThan(Date.parse(b.updated_at));
    const events = await test.db.$queryRaw<{ task_id: number; change: string }[]>`
      SELECT task_id, data ->> 'change' AS change FROM events ORDER BY id`;
    expect(events).toEqual([
      { task_id: b.id, change: "order" },
      { task_id: a.id, change: "order" },
      { task_id: a.id, change: "ready" },
    ]);
    await reorderSteps(ctx, { parent: epic.id, order });
    expect(await test.db.event.count()).toBe(3);
  });

  it("keeps the place of steps that are not named, and refuses to take it", async () => {
    const [pipe, a, b, c] = (await givenSteps(3)) as [TaskRow, TaskRow, TaskRow, TaskRow];
    await reorderSteps(ctx, { parent: pipe.id, order: [b.id, a.id] });
    expect((await now(pipe)).map(([id]) => id)).toEqual([b.id, a.id, c.id]);
    await expect(reorderSteps(ctx, { parent: pipe.id, order: [c.id, b.id] })).rejects.toMatchObject(
      {
        code: "invalid",
        message: `order: leaves out steps whose places it takes: ${a.ticket_ref} (2)`,
      },
    );
    await updateTask(ctx, a.id, { archived: true });
    await reorderSteps(ctx, { parent: pipe.id, order: [c.id, b.id] });
    expect((await now(pipe)).map(([id]) => id)).toEqual([c.id, b.id]);
  });

  it("refuses what is unknown, elsewhere, archived or named twice, and changes nothing", async () => {
    const [pipe, a, b] = (await givenSteps(2)) as [TaskRow, TaskRow, TaskRow];
    const [other, stranger] = (await givenSteps(1)) as [TaskRow, TaskRow];
    const archived = await givenTask(ctx, { parent_id: pipe.id });
    await updateTask(ctx, archived.id, { archived: true });
    const before = await now(pipe);
    const bad: TaskRef[][] = [
      [b.id, 99_999],
      [b.id, "NOPE-001"],
      [b.id, stranger.id],
      [b.id, other.id],
      [b.id, pipe.id],
      [b.id, archived.ticket_ref],
      [b.id, a.id, b.ticket_ref],
    ];
    for (const order of bad) {
      await expect(reorderSteps(ctx, { parent: pipe.id, order })).rejects.toMatchObject({
        code: "invalid",
        details: { problems: [{ field: "order" }] },
      });
    }
    expect(await now(pipe)).toEqual(before);
    const limited = createContext({ ...keyActor("operator"), projectId: 99 } as never, test.db);
    await expect(
      reorderSteps(limited, { parent: pipe.id, order: [b.id, a.id] }),
    ).rejects.toMatchObject({ code: "not_found" });
  });

  it("gives every one of many reorders at once its whole order or the next one's", async () => {
    const [pipe, ...steps] = await givenSteps(6);
    const orders = Array.from({ length: 8 }, (_, turn) => [
      ...steps.slice(turn % 6),
      ...steps.slice(0, turn % 6),
    ]);
    await Promise.all(
      orders.map((order) =>
        reorderSteps(ctx, { parent: pipe.id, order: order.map((step) => step.id) }),
      ),
    );
    const result = await now(pipe);
    const wanted = orders.map((order) => order.map((step) => step.id).join());
    expect(wanted).toContain(result.map(([id]) => id).join());
    expect(result.map(([, order]) => order)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(result.map(([, , ready]) => ready)).toEqual([true, false, false, false, false, false]);
  });

  it("answers over REST, and names bad input", async () => {
    const [pipe, a, b] = (await givenSteps(2)) as [TaskRow, TaskRow, TaskRow];
    const path = `/api/tasks/${pipe.ticket_ref}/children`;
    const { status, body } = await call("PUT", path, { order: [b.ticket_ref, a.id] });
    expect(status).toBe(200);
    expect(body.children).toMatchObject([
      { id: b.id, exec_order: 1, waiting_on: [] },
      { id: a.id, exec_order: 2, waiting_on: [{ ticket_ref: b.ticket_ref }] },
    ]);
    for (const bad of [
      {},
      { order: [] },
      { order: "x" },
      { order: [null] },
      { order: [1], x: 1 },
    ]) {
      expect((await call("PUT", path, bad)).status, JSON.stringify(bad)).toBe(400);
    }
    expect((await call("PUT", "/api/tasks/NOPE-1/children", { order: [a.id] })).status).toBe(404);
  });
});
