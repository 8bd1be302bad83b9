import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Context } from "@/lib/core/context";
import type { TaskRow } from "@/lib/tasks/row";
import { ListTasks } from "@/lib/tasks/schema";
import { taskToWire } from "@/lib/tasks/wire";
import { contextOf, givenTask } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { cursorAfter } from "./cursor-text";
import { listTasks, type TaskPage } from "./list";

const COUNT = 1_200;
let test: TestDatabase;
let ctx: Context;
beforeAll(async () => {
  test = await createTestDatabase();
  ctx = contextOf(test.db);
  for (let i = 0; i < 5; i++)
    await givenTask(ctx, { title: `by hand ${i}`, labels: ["hand"], assigned_to: "scout" });
  await test.db.$executeRaw`
    INSERT INTO tasks (project_id, project_ticket_no, ticket_ref, title, priority, created_by)
    SELECT 1, 10 + n, 'TASK-' || (1000 + n), 'seeded ' || n, (ARRAY['low','high','medium','critical'])[1 + n % 4]::priority, 'seed'
    FROM generate_series(1, ${COUNT - 5}) n`;
});
afterAll(() => test.drop());

const list = (query: Record<string, string> = {}): Promise<TaskPage> =>
  listTasks(ctx, ListTasks.parse(query));
const ids = (page: TaskPage): number[] => page.tasks.map((task) => task.id);

describe("listing tasks", () => {
  it("pages by cursor through every task once, in each order", async () => {
    for (const sort of ["-created_at", "created_at", "-updated_at", "priority"]) {
      const seen: number[] = [];
      let cursor: string | undefined;
      do {
        const page = await list({ sort, limit: "200", ...(cursor ? { cursor } : {}) });
        seen.push(...ids(page));
        cursor = page.nextCursor ?? undefined;
      } while (cursor);
      expect(new Set(seen).size, sort).toBe(COUNT);
      expect(seen, sort).toHaveLength(COUNT);
    }
  });

  it("goes on behind any task that was shown, and leaves none out", async () => {
    for (const sort of ["-created_at", "-updated_at", "priority"] as const) {
      const all = ids(await list({ sort, limit: "200" }));
      const [shown] = (await list({ sort, limit: "8" })).tasks.slice(-1);
      const cursor = cursorAfter(taskToWire(shown as TaskRow), sort);
      const seen = new Set(all.slice(0, 8));
      let next: string | undefined = cursor;
      while (next && seen.size < 200) {
        const page: TaskPage = await list({ sort, limit: "200", cursor: next });
        for (const id of ids(page)) seen.add(id);
        next = page.nextCursor ?? undefined;
      }
      expect(
        [...seen].filter((id) => all.includes(id)),
        sort,
      ).toHaveLength(200);
      expect([...seen].slice(0, 8), sort).toEqual(all.slice(0, 8));
    }
  });

  it("shows the same page by offset from either end", async () => {
    const all: number[] = [];
    for (let offset = 0; offset < COUNT; offset += 200) {
      all.push(...ids(await list({ limit: "200", offset: String(offset) })));
    }
    expect(all).toEqual([...all].sort((a, b) => b - a));
    for (const offset of [1_000, 1_150, 1_199, 1_200, 5_000]) {
      const page = await list({ limit: "60", offset: String(offset) });
      expect(ids(page), String(offset)).toEqual(all.slice(offset, offset + 60));
      expect(page.total).toBe(COUNT);
    }
  });

  it("combines filters, and a comma means any of", async () => {
    expect((await list({ priority: "critical,high" })).total).toBe(598);
    expect((await list({ assigned_to: "scout", labels: "hand,other" })).total).toBe(5);
    expect((await list({ assigned_to: "none", status: "inbox" })).total).toBe(COUNT - 5);
  });

  it("searches any text literally, and finds references", async () => {
    expect((await list({ q: "BY hand" })).total).toBe(5);
    expect((await list({ q: "TASK-1007" })).tasks.map((task) => task.title)).toEqual(["seeded 7"]);
    for (const q of ["100%", "a_b", "\\", "'", '"', "*", "a OR b NOT c"])
      expect((await list({ q })).total).toBe(0);
  });

  it("keeps the total exact while tasks change", async () => {
    const before = (await list({ status: "inbox" })).total;
    await givenTask(ctx);
    expect((await list({ status: "inbox" })).total).toBe(before + 1);
    expect((await list({ status: "inbox" })).total).toBe(before + 1);
  });

  it("refuses a cursor of another order, and one that was made up", async () => {
    const { nextCursor } = await list();
    await expect(list({ sort: "priority", cursor: nextCursor as string })).rejects.toMatchObject({
      code: "invalid",
    });
    await expect(list({ cursor: "nonsense" })).rejects.toMatchObject({ code: "invalid" });
  });
});
