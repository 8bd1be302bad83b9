import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Context } from "@/lib/core/context";
import { updateTask } from "@/lib/tasks/change/update";
import type { TaskRow } from "@/lib/tasks/row";
import { contextOf, givenTask } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { emptyTables } from "@/lib/testing/empty-tables";
import { linkTasks } from "./links";
import { reorderSteps } from "./reorder";

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

const blocks = (from: TaskRow, to: TaskRow) =>
  linkTasks(ctx, { from: from.id, to: to.id, type: "blocks" });
const under = (parent: TaskRow, fields = {}) => givenTask(ctx, { parent_id: parent.id, ...fields });
const step = (parent: TaskRow, order: number) =>
  under(parent, { exec_mode: "seq", exec_order: order });

/** That it is refused on the field, with the circle in the direction in which work holds work. */
const refuses = (command: Promise<unknown>, field: string, circle: TaskRow[]) =>
  expect(command).rejects.toMatchObject({
    code: "invalid",
    message: `${field}: would close a circle: ${circle.map((task) => task.ticket_ref).join(" → ")}`,
    details: { problems: [{ field }] },
  });

describe("circles", () => {
  it("through parents are refused, however long", async () => {
    const top = await givenTask(ctx);
    const middle = await under(top);
    const low = await under(middle);
    await refuses(updateTask(ctx, top.id, { parent_id: low.id }), "parent_id", [
      top,
      low,
      middle,
      top,
    ]);
    await refuses(updateTask(ctx, low.id, { parent_id: low.id }), "parent_id", [low, low]);
  });

  it("through links are refused, however long", async () => {
    const [a, b, c] = [await givenTask(ctx), await givenTask(ctx), await givenTask(ctx)];
    await blocks(a, b);
    await refuses(blocks(b, a), "to", [b, a, b]);
    await blocks(b, c);
    await refuses(blocks(c, a), "to", [c, a, b, c]);
  });

  it("of a task and its ancestor or descendant are refused, from either end", async () => {
    const epic = await givenTask(ctx);
    const child = await under(epic);
    const grandchild = await under(child);
    await refuses(blocks(epic, grandchild), "to", [epic, grandchild, child, epic]);
    await refuses(blocks(grandchild, epic), "to", [grandchild, epic, child, grandchild]);
    await expect(
      givenTask(ctx, { parent_id: epic.id, depends_on: [epic.id] }),
    ).rejects.toMatchObject({
      code: "invalid",
      message: expect.stringMatching(
        new RegExp(`^depends_on: would close a circle: (TASK-\\d+) → ${epic.ticket_ref} → \\1$`),
      ),
    });
  });

  it("through links, parents and steps together are refused", async () => {
    const [one, two] = [await givenTask(ctx), await givenTask(ctx)];
    const [inOne, inTwo] = [await under(one), await under(two)];
    await blocks(inOne, inTwo);
    await refuses(blocks(two, one), "to", [two, one, inOne, inTwo, two]);

    const pipe = await givenTask(ctx);
    const [first, second] = [await step(pipe, 1), await step(pipe, 2)];
    await refuses(blocks(second, first), "to", [second, first, second]);
    const below = await under(second);
    await refuses(blocks(below, first), "to", [below, first, second, below]);
  });

  it("that a new place would close are refused, and nothing changes", async () => {
    const pipe = await givenTask(ctx);
    const [first, second] = [await step(pipe, 1), await step(pipe, 2)];
    await blocks(first, second);
    await refuses(reorderSteps(ctx, { parent: pipe.id, order: [second.id, first.id] }), "order", [
      second,
      first,
      second,
    ]);
    await refuses(updateTask(ctx, first.id, { exec_order: 3 }), "exec_order", [
      first,
      second,
      first,
    ]);
    const loose = await givenTask(ctx);
    await blocks(loose, pipe);
    await refuses(updateTask(ctx, loose.id, { parent_id: second.id }), "parent_id", [
      loose,
      pipe,
      second,
      loose,
    ]);
    expect(await test.db.task.findUnique({ where: { id: loose.id } })).toMatchObject({
      parentId: null,
    });
    expect(await test.db.task.findUnique({ where: { id: first.id } })).toMatchObject({
      execOrder: 1,
    });
  });

  it("that several links would close together at once are refused to the last one", async () => {
    const tasks: TaskRow[] = [];
    for (let i = 0; i < 8; i++) tasks.push(await givenTask(ctx));
    const results = await Promise.allSettled(
      tasks.map((task, i) => blocks(task, tasks[(i + 1) % tasks.length] as TaskRow)),
    );
    const refused = results.filter((result) => result.status === "rejected");
    expect(refused).toHaveLength(1);
    expect(refused[0]?.reason).toMatchObject({ code: "invalid" });
  });

  it("are none where only the order of work is said twice", async () => {
    const pipe = await givenTask(ctx);
    const [first, second] = [await step(pipe, 1), await step(pipe, 2)];
    const [inFirst, inSecond] = [await under(first), await under(second)];
    await blocks(first, second);
    await blocks(inFirst, inSecond);
    await blocks(inFirst, second);
    await linkTasks(ctx, { from: pipe.id, to: first.id, type: "relates" });
    await linkTasks(ctx, { from: first.id, to: pipe.id, type: "duplicates" });
  });
});
