import { afterAll, beforeAll, expect, it } from "vitest";
import type { Context } from "@/lib/core/context";
import { givenKey, wholeApi } from "@/lib/testing/actors";
import { contextOf, givenTask } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import type { Call } from "@/lib/testing/http";
import { rowsRead, statementsOf } from "@/lib/testing/rows-read";
import { foldLabelCounts, ListLabels, listLabels } from "./labels";

let test: TestDatabase;
let ctx: Context;
let call: Call;
let first: number;
let other: number;
beforeAll(async () => {
  test = await createTestDatabase();
  ctx = contextOf(test.db);
  call = wholeApi(test.db);
  first = (await test.db.project.findFirstOrThrow()).id;
  other = (await call("POST", "/api/projects", { name: "Other" })).body.project.id;
});
afterAll(() => test.drop());

const labels = (query: Record<string, string> = {}) => listLabels(ctx, ListLabels.parse(query));

/** The labels of tasks that are not archived, counted one by one. */
async function expectExactCounts(): Promise<void> {
  const tasks = await test.db.task.findMany({ where: { archivedAt: null } });
  for (const project of [first, other, undefined]) {
    const expected = new Map<string, number>();
    for (const task of tasks) {
      if (project !== undefined && task.projectId !== project) continue;
      for (const label of task.labels) expected.set(label, (expected.get(label) ?? 0) + 1);
    }
    const listed = await labels(project === undefined ? {} : { project_id: String(project) });
    const counts = new Map(listed.labels.map(({ label, count }) => [label, count]));
    expect(counts).toEqual(expected);
  }
}

it("counts the labels of tasks exactly, whatever becomes of the tasks", async () => {
  const made = (labels: string[], project_id = first) => givenTask(ctx, { labels, project_id });
  const [one, two] = [await made(["api", "bug"]), await made(["bug"])];
  await made(["bug", "ui"], other);
  await made([]);
  const change = (id: number, fields: object) => call("PATCH", `/api/tasks/${id}`, fields);
  const steps = [
    () => change(one.id, { add_labels: ["slow"], remove_labels: ["api"] }),
    () => change(two.id, { project_id: other }),
    () => test.db.$executeRaw`UPDATE tasks SET archived_at = now() WHERE id = ${one.id}`,
    () => foldLabelCounts(ctx),
    () => test.db.$executeRaw`UPDATE tasks SET archived_at = NULL WHERE id = ${one.id}`,
    () => change(one.id, { title: "Another title" }),
    () => test.db.$executeRaw`DELETE FROM tasks WHERE id = ${one.id}`,
  ];
  await expectExactCounts();
  for (const step of steps) {
    await step();
    await expectExactCounts();
  }
  await foldLabelCounts(ctx);
  await expectExactCounts();
  expect(await test.db.labelCountChange.count()).toBe(0);
  expect(await test.db.labelCount.count({ where: { n: 0 } })).toBe(0);
});

it("lists the most used first, and those that begin with some letters in any case", async () => {
  await test.db.$executeRaw`TRUNCATE tasks CASCADE`;
  for (const labels of [["Zed"], ["Zed", "50% off"], ["zebra"], ["Übung", "a_b"], ["axb"]]) {
    await givenTask(ctx, { labels });
  }
  expect((await labels()).labels[0]).toEqual({ label: "Zed", count: 2 });
  const found = async (q: string) => (await labels({ q })).labels.map(({ label }) => label);
  for (const folded of [false, true]) {
    if (folded) await foldLabelCounts(ctx);
    expect(await found("ZE")).toEqual(["zebra", "Zed"]);
    expect(await found("50%")).toEqual(["50% off"]);
    expect(await found("a_")).toEqual(["a_b"]);
    expect(await found("ü")).toEqual(["Übung"]);
    expect(await found("ebra")).toEqual([]);
    const page = await labels({ q: "z", limit: "1" });
    expect(page).toMatchObject({ labels: [{ label: "zebra" }], has_more: true });
  }
});

it("reads a page of three thousand labels, not all of them", async () => {
  await test.db.$executeRaw`TRUNCATE tasks CASCADE`;
  await test.db.$executeRaw`
    INSERT INTO tasks (project_id, project_ticket_no, ticket_ref, title, created_by, labels)
    SELECT ${first}::int, n, 'SEED-' || n, 'seeded', 'seed', ARRAY['label-' || n, 'common'] FROM generate_series(1, 3000) n`;
  await foldLabelCounts(ctx);
  await test.db.$executeRaw`ANALYZE label_counts, label_count_changes`;
  const page = await labels({ project_id: String(first), limit: "20" });
  expect(page.labels).toHaveLength(20);
  expect(page.labels[0]).toEqual({ label: "common", count: 3000 });
  expect(page.has_more).toBe(true);
  for (const q of [undefined, "label-29"]) {
    const query = ListLabels.parse({ project_id: String(first), limit: "20", q });
    const statements = await statementsOf(test.db, (db) => listLabels(contextOf(db), query));
    const read = await Promise.all(statements.map((statement) => rowsRead(test.db, statement)));
    expect(Math.max(...read), q).toBeLessThan(200);
  }
});

it("shows a key of one project the labels of that project alone", async () => {
  await test.db.$executeRaw`TRUNCATE tasks CASCADE`;
  await givenTask(ctx, { labels: ["here"], project_id: first });
  await givenTask(ctx, { labels: ["secret"], project_id: other });
  const limited = await givenKey(test.db, { role: "viewer", projectId: first });
  const read = (query = "") => call("GET", `/api/tasks/labels${query}`, undefined, limited);
  expect((await read()).body).toEqual({ labels: [{ label: "here", count: 1 }], has_more: false });
  expect((await read(`?project_id=${other}`)).status).toBe(403);
});
