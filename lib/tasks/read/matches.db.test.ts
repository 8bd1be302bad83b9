import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Context } from "@/lib/core/context";
import { completeTask } from "@/lib/tasks/change/report";
import { updateTask } from "@/lib/tasks/change/update";
import { claimNext } from "@/lib/tasks/queue/claim";
import { ListTasks } from "@/lib/tasks/schema";
import { contextOf, givenTask } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { listTasks } from "./list";
import { MAX_UNINDEXED } from "./matches";
import { searchTasks } from "./search";

let test: TestDatabase;
let ctx: Context;
beforeAll(async () => {
  test = await createTestDatabase();
  ctx = contextOf(test.db);
});
afterAll(() => test.drop());

/** Tasks in some forty blocks of the index, so that a search has all of its parts to look through. */
async function givenTasksInManyBlocks(): Promise<void> {
  await test.db.$executeRaw`
    INSERT INTO tasks (id, project_id, project_ticket_no, ticket_ref, title, description, labels, assigned_to, priority, status, archived_at, updated_at, created_by)
    SELECT n * 1500, 1, 10000 + n, 'OLD-' || n,
      CASE WHEN n % 7 = 0 THEN 'Fix the throttling' WHEN n % 11 = 0 THEN 'Größe ab 100% of a_b' ELSE 'Part ' || n END,
      CASE WHEN n % 5 = 0 THEN 'It is slow: see THROTTLE.md' WHEN n % 13 = 0 THEN 'qz' END,
      CASE WHEN n % 17 = 0 THEN ARRAY['throttled', 'x'] ELSE '{}'::text[] END,
      CASE WHEN n % 19 = 0 THEN 'throttler' WHEN n % 3 = 0 THEN 'scout' END,
      (ARRAY['low', 'high', 'medium', 'critical'])[1 + n % 4]::priority, 'assigned',
      CASE WHEN n % 23 = 0 THEN now() END, now() - (n * 7919 % 300) * interval '1 minute', 'seed'
    FROM generate_series(1, 220) n`;
}

interface Row {
  id: number;
  title: string;
  texts: string;
}

/** What a search must find: every word in one of a task's texts, whatever the index says. */
async function expected(words: string[], withAgent: boolean): Promise<Row[]> {
  const rows = await test.db.$queryRaw<Row[]>`
    SELECT id, title, concat_ws(chr(10), title, ticket_ref, description, array_to_string(labels, ' '),
      CASE WHEN ${withAgent} THEN assigned_to END) AS texts
    FROM tasks WHERE archived_at IS NULL ORDER BY id DESC`;
  const has = ({ texts }: Row, word: string) => texts.toLowerCase().includes(word.toLowerCase());
  return rows.filter((row) => words.every((word) => has(row, word)));
}

const QUERIES = [
  "throttl",
  "THROTTLING",
  "throttler",
  "scout",
  "scout throttl",
  "the fix",
  "old-77",
  "ab",
  "a_b",
  "100%",
  "größe",
  "qz",
  "nowhere",
  "part 1",
  "x throttled",
];

describe("a search over many blocks", () => {
  beforeAll(givenTasksInManyBlocks);

  it.each(QUERIES)("finds for %j what reading every text finds", async (q) => {
    const wanted = (await expected(q.split(" "), true)).map(({ id }) => id);
    for (const sort of ["-created_at", "created_at", "-updated_at", "priority"]) {
      const found: number[] = [];
      let cursor: string | undefined;
      do {
        const query = ListTasks.parse({ q, sort, limit: "9", ...(cursor ? { cursor } : {}) });
        const page = await listTasks(ctx, query);
        expect(page.total).toBe(wanted.length);
        found.push(...page.tasks.map(({ id }) => id));
        cursor = page.nextCursor ?? undefined;
      } while (cursor);
      if (sort === "-created_at") expect(found).toEqual(wanted);
      if (sort === "created_at") expect(found).toEqual(wanted.toReversed());
      expect(found.toSorted((a, b) => b - a)).toEqual(wanted);
    }
    const second = await listTasks(ctx, ListTasks.parse({ q, limit: "5", offset: "5" }));
    expect(second.tasks.map(({ id }) => id)).toEqual(wanted.slice(5, 10));
  });

  it.each(QUERIES)("finds for %j of a project titles first, then the newest", async (typed) => {
    const words = typed.split(" ");
    const rows = await expected(words, false);
    const isTitled = ({ title }: Row) =>
      words.every((word) => title.toLowerCase().includes(word.toLowerCase()));
    const isExact = ({ texts }: Row) =>
      texts.toLowerCase().split("\n").includes(typed) && /^old-\d+$/.test(typed);
    const wanted = [
      ...rows.filter(isExact),
      ...rows.filter((row) => !isExact(row) && isTitled(row)),
      ...rows.filter((row) => !isExact(row) && !isTitled(row)),
    ];
    const found = await searchTasks(ctx, { projectId: 1, typed, limit: 12 });
    expect(found.map(({ id }) => id)).toEqual(wanted.slice(0, 12).map(({ id }) => id));
  });

  it("finds either of two words, and leaves out a third", async () => {
    const find = async (typed: string) =>
      (await searchTasks(ctx, { projectId: 1, typed, limit: 200 })).map(({ id }) => id);
    const [fix, slow] = [await expected(["fix"], false), await expected(["slow"], false)];
    const either = new Set([...fix, ...slow].map(({ id }) => id));
    expect(new Set(await find("fix OR slow"))).toEqual(either);
    const both = new Set(fix.map(({ id }) => id).filter((id) => slow.some((row) => row.id === id)));
    expect(new Set(await find("fix -slow"))).toEqual(
      new Set(fix.map(({ id }) => id).filter((id) => !both.has(id))),
    );
  });
});

it("finds a word as soon as it is written, and no longer once it is not", async () => {
  const total = async (q: string) => (await listTasks(ctx, ListTasks.parse({ q }))).total;
  const task = await givenTask(ctx, { title: "Quokka", description: "wombat", labels: ["numbat"] });
  expect([await total("quokka"), await total("wombat"), await total("numbat")]).toEqual([1, 1, 1]);
  await updateTask(ctx, task.id, { title: "Bilby", add_labels: ["dunnart"] });
  expect([await total("quokka"), await total("bilby"), await total("dunnart")]).toEqual([0, 1, 1]);
  await test.db.task.delete({ where: { id: task.id } });
  expect([await total("bilby"), await total("wombat")]).toEqual([0, 0]);
  expect(await test.db.taskSearch.count({ where: { taskId: task.id } })).toBe(0);
});

it("writes nothing to the index of texts for a claim and a hand-in", async () => {
  const versionOf = (id: number) =>
    test.db.$queryRaw`SELECT ctid::text, xmin::text FROM task_search WHERE task_id = ${id}`;
  const { id } = await givenTask(ctx, { title: "Work", assigned_to: "claimer" });
  const before = await versionOf(id);
  const { task, run } = await claimNext(ctx, { agent: "claimer" });
  expect(task?.id).toBe(id);
  await completeTask(ctx, { ref: id, runId: run?.id, resolution: "Done" });
  expect(await versionOf(id)).toEqual(before);
});

it("looks for what the index does not know in the newest tasks alone", async () => {
  expect(MAX_UNINDEXED).toBeGreaterThan(10_000);
  await test.db.$executeRaw`
    INSERT INTO tasks (id, project_id, project_ticket_no, ticket_ref, title, created_by)
    SELECT 1000000 + n, 1, 20000 + n, 'NEW-' || n, CASE WHEN n IN (1, ${MAX_UNINDEXED + 1}::int) THEN 'kx' ELSE 'New' END, 'seed'
    FROM generate_series(1, ${MAX_UNINDEXED + 1}::int) n`;
  const found = async (q: string) =>
    (await listTasks(ctx, ListTasks.parse({ q }))).tasks.map(({ ticket_ref }) => ticket_ref);
  expect(await found("kx")).toEqual([`NEW-${MAX_UNINDEXED + 1}`]);
  // Another filter that leaves fewer brings the rest within reach.
  expect(await found("new kx")).toEqual([`NEW-${MAX_UNINDEXED + 1}`, "NEW-1"]);
});

it("counts a thousand matches at most", async () => {
  const page = await listTasks(ctx, ListTasks.parse({ q: "new", limit: "1" }));
  expect(page.total).toBe(1_000);
});
