import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import * as diagramRoute from "@/app/api/tasks/[id]/diagram/route";
import * as graphRoute from "@/app/api/tasks/graph/route";
import { type Context, createContext } from "@/lib/core/context";
import { cancelTask } from "@/lib/tasks/change/report";
import { updateTask } from "@/lib/tasks/change/update";
import type { TaskRow } from "@/lib/tasks/row";
import { TaskGraphQuery } from "@/lib/tasks/schema";
import { linkTasks } from "@/lib/tasks/structure/links";
import { contextOf, givenTask, keyActor } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { type Call, caller } from "@/lib/testing/http";
import { taskGraph } from "./graph";

let test: TestDatabase;
let ctx: Context;
let call: Call;
beforeAll(async () => {
  test = await createTestDatabase();
  call = caller(test.db, {
    "/api/tasks/graph": graphRoute,
    "/api/tasks/[id]/diagram": diagramRoute,
  });
});
afterAll(() => test.drop());
beforeEach(async () => {
  await test.db.$executeRawUnsafe("TRUNCATE tasks, agents, runs, events CASCADE");
  ctx = contextOf(test.db);
});

const under = (parent: TaskRow, order?: number) =>
  givenTask(ctx, {
    parent_id: parent.id,
    ...(order === undefined ? {} : { exec_mode: "seq" as const, exec_order: order }),
  });
const graph = (query: Record<string, string | number> = {}, as = ctx) =>
  taskGraph(as, TaskGraphQuery.parse(query));
const idsOf = (tasks: { id: number }[]) => tasks.map((task) => task.id);
const sorted = (tasks: { id: number }[]) => idsOf(tasks).sort((a, b) => a - b);

/** An epic with a pipeline and a free child; the pipeline's second step has a child of its own. */
async function givenTree() {
  const epic = await givenTask(ctx, { type: "epic" });
  const pipe = await under(epic);
  const free = await under(epic);
  const second = await under(pipe, 2);
  const first = await under(pipe, 1);
  const deep = await under(second);
  return { epic, pipe, free, first, second, deep };
}

describe("the graph of tasks", () => {
  it("shows whole structures, parents first and steps in their order, and leaves out what hangs on nothing", async () => {
    const { epic, pipe, free, first, second, deep } = await givenTree();
    const [a, b] = [await givenTask(ctx), await givenTask(ctx)];
    const loose = await givenTask(ctx);
    await linkTasks(ctx, { from: a.id, to: b.id, type: "relates" });
    const all = await graph();
    expect(idsOf(all.tasks)).toEqual(
      [b, a, epic, pipe, free, first, second, deep].map((task) => task.id),
    );
    expect(all).toMatchObject({ truncated: false });
    expect(all.links).toMatchObject([{ type: "relates", from_id: a.id, to_id: b.id }]);
    expect(sorted((await graph({ loose: "true" })).tasks)).toContain(loose.id);
  });

  it("shows the whole chain that the task stands in, whichever of its tasks that is", async () => {
    const chain = [await givenTask(ctx)];
    for (let i = 0; i < 3; i++) {
      chain.push(await givenTask(ctx, { depends_on: [chain.at(-1)?.id as number] }));
    }
    const beside = await givenTask(ctx, { depends_on: [chain[0]?.id as number] });
    const [first, , third] = chain as [TaskRow, TaskRow, TaskRow, TaskRow];
    expect(sorted((await graph({ root: third.ticket_ref })).tasks)).toEqual(idsOf(chain));
    const all = await graph({ root: String(first.id) });
    expect(sorted(all.tasks)).toEqual(idsOf([...chain, beside]));
    expect(all.links).toHaveLength(4);
  });

  it("shows one structure down to a depth, with what it is linked to", async () => {
    const { epic, pipe, free, first, second } = await givenTree();
    const [outer, further] = [await givenTask(ctx), await givenTask(ctx)];
    await linkTasks(ctx, { from: outer.id, to: free.id, type: "blocks" });
    await linkTasks(ctx, { from: further.id, to: outer.id, type: "blocks" });
    expect(idsOf((await graph({ root: epic.ticket_ref, depth: "1" })).tasks)).toEqual(
      [epic, pipe, free, outer].map((task) => task.id),
    );
    const inner = await graph({ root: String(pipe.id), depth: "1" });
    expect(idsOf(inner.tasks)).toEqual([pipe, first, second].map((task) => task.id));
    expect((await graph({ root: free.ticket_ref })).links).toMatchObject([
      { type: "blocks", from_id: outer.id, to_id: free.id },
      { type: "blocks", from_id: further.id, to_id: outer.id },
    ]);
  });

  it("leaves out the archived, and with finished=false structures in which nothing is open", async () => {
    const tree = await givenTree();
    const old = await givenTask(ctx, { type: "epic" });
    const oldChild = await under(old);
    await updateTask(ctx, tree.free.id, { archived: true });
    await cancelTask(ctx, { ref: oldChild.id });
    await cancelTask(ctx, { ref: old.id });
    expect(sorted((await graph()).tasks)).not.toContain(tree.free.id);
    expect(sorted((await graph({ archived: "true" })).tasks)).toContain(tree.free.id);
    expect(sorted((await graph()).tasks)).toContain(old.id);
    const open = await graph({ finished: "false" });
    expect(sorted(open.tasks)).toEqual(
      sorted([tree.epic, tree.pipe, tree.first, tree.second, tree.deep]),
    );
    const waits = await givenTask(ctx);
    await linkTasks(ctx, { from: oldChild.id, to: waits.id, type: "blocks" });
    expect(sorted((await graph({ finished: "false" })).tasks)).toContain(oldChild.id);
  });

  it("says when there is more than the limit, and cuts leaves before their parents", async () => {
    const { epic, pipe } = await givenTree();
    const cut = await graph({ limit: "2" });
    expect(cut).toMatchObject({ truncated: true });
    expect(idsOf(cut.tasks)).toEqual([epic.id, pipe.id]);
  });

  it("shows what is linked to open work, also when it is finished and as old as can be", async () => {
    const [old, waits] = [await givenTask(ctx), await givenTask(ctx)];
    await linkTasks(ctx, { from: old.id, to: waits.id, type: "blocks" });
    await cancelTask(ctx, { ref: old.id });
    const newer = [await givenTask(ctx), await givenTask(ctx)] as const;
    await linkTasks(ctx, { from: newer[0].id, to: newer[1].id, type: "relates" });
    for (const task of newer) await cancelTask(ctx, { ref: task.id });
    for (let n = 0; n < 6; n++) await givenTask(ctx);
    expect(idsOf((await graph({ finished: "false" })).tasks)).toEqual([waits.id, old.id]);
    expect(sorted((await graph()).tasks)).toEqual(sorted([old, waits, ...newer]));
    expect(sorted((await graph({ limit: "2" })).tasks)).toEqual([old.id, waits.id]);
  });

  it("shows a key of one project nothing of another", async () => {
    const here = await givenTree();
    const other = await test.db.project.create({
      data: { name: "Other", slug: "other", prefix: "OTHER" },
    });
    const theirs = await givenTask(ctx, { project_id: other.id, type: "epic" });
    const theirChild = await givenTask(ctx, { project_id: other.id, parent_id: theirs.id });
    const limited = createContext(
      { ...keyActor("operator"), projectId: other.id } as never,
      test.db,
    );
    expect(sorted((await graph({}, limited)).tasks)).toEqual([theirs.id, theirChild.id]);
    expect((await graph({ loose: "true" }, limited)).tasks).toHaveLength(2);
    const foreign = { project_id: String(here.epic.project_id) };
    expect((await graph(foreign, limited)).tasks).toEqual([]);
    await expect(graph({ root: here.epic.id }, limited)).rejects.toMatchObject({
      code: "invalid",
    });
    expect((await graph(foreign)).tasks).toHaveLength(6);
    await test.db.$executeRawUnsafe("TRUNCATE tasks CASCADE");
    await test.db.project.delete({ where: { id: other.id } });
  });

  it("answers over REST with readiness, progress and what each waits for, and names bad input", async () => {
    const { pipe, first, second } = await givenTree();
    const { status, body } = await call("GET", `/api/tasks/graph?root=${pipe.ticket_ref}`);
    expect(status).toBe(200);
    const shown = (id: number) => body.tasks.find((task: { id: number }) => task.id === id);
    expect(shown(pipe.id)).toMatchObject({ progress: { done: 0, total: 2 } });
    expect(shown(first.id)).toMatchObject({ ready: true, waiting_on: [] });
    expect(shown(second.id)).toMatchObject({
      ready: false,
      waiting_on: [{ reason: "earlier_step", ticket_ref: first.ticket_ref }],
    });
    for (const [query, field] of [
      ["root=TASK-99999", "root"],
      ["root=a%20b", "root"],
      ["depth=11", "depth"],
      ["limit=5001", "limit"],
      ["limit=0", "limit"],
      ["archived=perhaps", "archived"],
      ["whatever=1", "whatever"],
    ] as const) {
      const answer = await call("GET", `/api/tasks/graph?${query}`);
      expect(answer.status, query).toBe(400);
      expect(answer.body.detail, query).toContain(field);
    }
  });

  it("reads 5,000 tasks of an epic, and says that there are more", async () => {
    const epic = await givenTask(ctx, { type: "epic" });
    await test.db.$executeRaw`
      INSERT INTO tasks (project_id, project_ticket_no, ticket_ref, title, created_by, parent_id)
      SELECT ${epic.project_id}, 100000 + n, 'BULK-' || n, 'Bulk ' || n, 'test', ${epic.id}
      FROM generate_series(1, 6000) n`;
    await test.db.$executeRaw`UPDATE tasks SET children_total = 6000 WHERE id = ${epic.id}`;
    const page = await graph({ limit: "5000" });
    expect(page.truncated).toBe(true);
    expect(page.tasks).toHaveLength(5_000);
  });
});

describe("the diagram over REST", () => {
  it("draws what is below a task as JSON or as plain text, one level or all", async () => {
    const { epic, free, first, second, deep } = await givenTree();
    await linkTasks(ctx, { from: free.id, to: first.id, type: "blocks" });
    const path = `/api/tasks/${epic.ticket_ref}/diagram`;
    const node = (task: TaskRow) => task.ticket_ref.replace("-", "_");
    const whole = await call("GET", path);
    expect(whole.status).toBe(200);
    for (const task of [epic, free, first, second, deep]) {
      expect(whole.body.mermaid).toContain(`${node(task)}["`);
    }
    expect(whole.body.mermaid).toContain(`${node(free)} -. blocks .-> ${node(first)}`);
    const level = await call("GET", `${path}?recursive=false`);
    expect(level.body.mermaid).toContain(node(free));
    expect(level.body.mermaid).not.toContain(node(first));
    expect((await call("GET", `${path}?depth=2`)).body.mermaid).not.toContain(node(deep));
    const plain = await diagramRoute.GET(
      new Request(`http://baton.test${path}`, {
        headers: { authorization: `Bearer ${process.env.MC_API_KEY}`, accept: "text/plain" },
      }),
      { params: { id: epic.ticket_ref } },
    );
    expect(plain.headers.get("content-type")).toMatch(/^text\/plain/);
    expect(await plain.text()).toBe(`${whole.body.mermaid}\n`);
    expect((await call("GET", "/api/tasks/TASK-99999/diagram")).status).toBe(404);
    expect((await call("GET", `${path}?depth=11`)).status).toBe(400);
  });
});
