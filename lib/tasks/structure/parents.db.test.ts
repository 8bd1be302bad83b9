import { afterAll, beforeAll, expect, it } from "vitest";
import * as parentsRoute from "@/app/api/tasks/parents/route";
import * as tasksRoute from "@/app/api/tasks/route";
import { type Context, createContext } from "@/lib/core/context";
import { updateTask } from "@/lib/tasks/change/update";
import { findTask } from "@/lib/tasks/find";
import { contextOf, givenTask, keyActor } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { type Call, caller } from "@/lib/testing/http";
import { parentsOf } from "./parents";

let test: TestDatabase;
let ctx: Context;
let call: Call;
beforeAll(async () => {
  test = await createTestDatabase();
  ctx = contextOf(test.db);
  call = caller(test.db, { "/api/tasks": tasksRoute, "/api/tasks/parents": parentsRoute });
});
afterAll(() => test.drop());

it("knows the topmost task above each, also when a subtree moves", async () => {
  const [top, other] = [await givenTask(ctx, { type: "epic" }), await givenTask(ctx)];
  const middle = await givenTask(ctx, { parent_id: top.id });
  const low = await givenTask(ctx, { parent_id: middle.id });
  const root = async (task: { id: number }) => (await findTask(test.db, task.id)).root_id;
  expect([await root(top), await root(middle), await root(low)]).toEqual([top.id, top.id, top.id]);
  expect((await updateTask(ctx, middle.id, { parent_id: other.id })).task.root_id).toBe(other.id);
  expect(await root(low)).toBe(other.id);
  await updateTask(ctx, middle.id, { parent_id: null });
  expect([await root(middle), await root(low)]).toEqual([middle.id, middle.id]);

  const listed = async (filter: string): Promise<number[]> => {
    const { body } = await call("GET", `/api/tasks?root=${filter}&sort=created_at`);
    return body.tasks.map((task: { id: number }) => task.id);
  };
  expect(await listed("top")).toEqual([top.id, middle.id]);
  expect(await listed("none")).toEqual([other.id]);
  expect(await listed(middle.ticket_ref)).toEqual([low.id]);
  expect((await call("GET", "/api/tasks?root=TASK-9999")).status).toBe(400);
});

it("tells of parents their steps and what is above them, and of other projects nothing", async () => {
  const top = await givenTask(ctx, { title: "Top" });
  const pipe = await givenTask(ctx, { title: "Pipe", parent_id: top.id });
  for (const exec_order of [4, 2]) {
    await givenTask(ctx, { parent_id: pipe.id, exec_mode: "seq", exec_order });
  }
  await givenTask(ctx, { parent_id: pipe.id });
  const { status, body } = await call("GET", `/api/tasks/parents?ids=${pipe.id},${top.id},99999`);
  expect(status).toBe(200);
  expect(body.parents).toEqual([
    {
      id: top.id,
      ticket_ref: top.ticket_ref,
      title: "Top",
      status: "inbox",
      orders: [],
      best_of: null,
      ancestors: [],
    },
    {
      id: pipe.id,
      ticket_ref: pipe.ticket_ref,
      title: "Pipe",
      status: "inbox",
      orders: [2, 4],
      best_of: null,
      ancestors: [{ id: top.id, ticket_ref: top.ticket_ref, title: "Top" }],
    },
  ]);
  const limited = createContext({ ...keyActor("operator"), projectId: 99 } as never, test.db);
  expect(await parentsOf(limited, [pipe.id])).toEqual([]);
  for (const bad of ["", "?ids=", "?ids=a", `?ids=${Array.from({ length: 201 }, () => 1)}`]) {
    expect((await call("GET", `/api/tasks/parents${bad}`)).status, bad).toBe(400);
  }
});
