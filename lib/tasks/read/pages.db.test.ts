import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as children from "@/app/api/tasks/[id]/children/route";
import * as comments from "@/app/api/tasks/[id]/comments/route";
import * as links from "@/app/api/tasks/[id]/links/route";
import type { Context } from "@/lib/core/context";
import { fullTicket } from "@/lib/mcp/ticket";
import { findTask } from "@/lib/tasks/find";
import type { CommentWire } from "@/lib/tasks/shapes";
import { linkTasks } from "@/lib/tasks/structure/links";
import { contextOf, givenTask } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { type Call, caller } from "@/lib/testing/http";
import { MAX_COMMENTS, relationsOf } from "./relations";

let test: TestDatabase;
let ctx: Context;
let call: Call;

beforeAll(async () => {
  test = await createTestDatabase();
  ctx = contextOf(test.db);
  call = caller(test.db, {
    "/api/tasks/[id]/children": children,
    "/api/tasks/[id]/comments": comments,
    "/api/tasks/[id]/links": links,
  });
});
afterAll(() => test.drop());

/** Every page of a list, from the first to the last. */
async function pages(path: string, limit: number) {
  const found = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const at = cursor ? `&cursor=${cursor}` : "";
    const { status, body } = await call("GET", `${path}?limit=${limit}${at}`);
    expect(status).toBe(200);
    found.push(body);
    cursor = body.next_cursor;
  }
  return found;
}

const idsOf = (items: { id: number }[]): number[] => items.map(({ id }) => id);

describe("a task's comments", () => {
  it("come newest page first, each oldest first, and none twice or never", async () => {
    const task = await givenTask(ctx);
    for (let n = 1; n <= 7; n++) {
      await call("POST", `/api/tasks/${task.id}/comments`, { content: `comment ${n}` });
    }
    const found = await pages(`/api/tasks/${task.id}/comments`, 3);
    const words = found.map(({ comments }) =>
      comments.map(({ content }: CommentWire) => content.replace("comment ", "")),
    );
    expect(words).toEqual([["5", "6", "7"], ["2", "3", "4"], ["1"]]);
    expect(found.map(({ total }) => total)).toEqual([7, 7, 7]);
  });

  it("are one page of 200 to a client that asks for no limit", async () => {
    const task = await givenTask(ctx);
    await givenComments(task.id, MAX_COMMENTS + 5);
    const { body } = await call("GET", `/api/tasks/${task.id}/comments`);
    expect(body.comments).toHaveLength(200);
    expect(body.total).toBe(205);
    expect(body.comments.at(-1).content).toBe("205");
    const earlier = await call("GET", `/api/tasks/${task.id}/comments?cursor=${body.next_cursor}`);
    expect(earlier.body).toMatchObject({ next_cursor: null, total: 205 });
    expect(earlier.body.comments).toHaveLength(5);
  });

  it("leave the earliest out of a ticket that has very many, which says so", async () => {
    const { id } = await givenTask(ctx);
    await givenComments(id, MAX_COMMENTS + 5);
    const task = await findTask(test.db, id);
    const shown = (await relationsOf(test.db, task)).comments.map(({ content }) => content);
    expect([shown.length, shown[0], shown.at(-1)]).toEqual([MAX_COMMENTS, "6", "205"]);
    const where = `GET /api/tasks/${task.ticket_ref}/comments`;
    expect(await fullTicket(ctx, task)).toMatchObject({
      more: { text: `5 earlier comments are left out: ${where} has them.` },
    });
    expect(await fullTicket(ctx, await givenTask(ctx))).not.toHaveProperty("more");
  });

  async function givenComments(taskId: number, count: number): Promise<void> {
    await test.db.$executeRaw`
      INSERT INTO comments (task_id, author, author_kind, content, mentions)
      SELECT ${taskId}::int, 'Ada', 'user', n::text, '{}' FROM generate_series(1, ${count}::int) n`;
    await test.db
      .$executeRaw`UPDATE tasks SET comment_count = ${count}::int WHERE id = ${taskId}::int`;
  }
});

it("pages through children in their order: steps first, then by age", async () => {
  const parent = await givenTask(ctx);
  const loose = await givenTask(ctx, { parent_id: parent.id });
  const second = await givenTask(ctx, { parent_id: parent.id, exec_mode: "seq", exec_order: 2 });
  const first = await givenTask(ctx, { parent_id: parent.id, exec_mode: "seq", exec_order: 1 });
  const last = await givenTask(ctx, { parent_id: parent.id });
  const found = await pages(`/api/tasks/${parent.id}/children`, 2);
  expect(found.map(({ tasks }) => idsOf(tasks))).toEqual([
    [first.id, second.id],
    [loose.id, last.id],
  ]);
  expect(found.map(({ total }) => total)).toEqual([4, 4]);
});

it("pages through links from either end, the oldest first", async () => {
  const task = await givenTask(ctx);
  for (let n = 0; n < 5; n++) {
    const other = await givenTask(ctx);
    const [from, to] = n % 2 === 0 ? [task.id, other.id] : [other.id, task.id];
    await linkTasks(ctx, { from, to, type: "relates" });
  }
  const found = await pages(`/api/tasks/${task.id}/links`, 2);
  const ids = found.flatMap(({ links }) => idsOf(links));
  expect(found.map(({ links }) => links.length)).toEqual([2, 2, 1]);
  expect(ids).toEqual([...new Set(ids)].sort((a, b) => a - b));
});

it.each(["comments", "links", "children"])(
  "refuses a made-up cursor of %s by name",
  async (list) => {
    const task = await givenTask(ctx);
    for (const cursor of ["x", "-1", "9999999999", "1.9999999999", "1.2.3"]) {
      const { status, body } = await call("GET", `/api/tasks/${task.id}/${list}?cursor=${cursor}`);
      expect([status, body.problems?.[0]?.field], cursor).toEqual([400, "cursor"]);
    }
  },
);
