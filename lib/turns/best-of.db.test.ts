import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { createAgent } from "@/lib/agents/create";
import type { Context } from "@/lib/core/context";
import { pickReviewer } from "@/lib/reviews/pick";
import { completeTask, failTask } from "@/lib/tasks/change/report";
import { findTask } from "@/lib/tasks/find";
import { claimTask } from "@/lib/tasks/queue/claim";
import { contextOf, givenTask, userActor } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { emptyTables } from "@/lib/testing/empty-tables";
import { openContest, pickEntry, readContest } from "./best-of";
import { CreateContest } from "./schema";

let test: TestDatabase;
let ctx: Context;
let ada: Context;
beforeAll(async () => {
  test = await createTestDatabase();
  ctx = contextOf(test.db);
  ada = contextOf(test.db, userActor("Ada"));
});
afterAll(() => test.drop());
beforeEach(async () => {
  await emptyTables(test.db, "tasks", "agents", "runs");
  for (const name of ["iris", "otto", "mia"])
    await createAgent(ctx, { name, role: "agent" } as never);
});

const open = () =>
  openContest(ada, CreateContest.parse({ title: "Add a cache", agents: ["iris", "otto", "mia"] }));
const handIn = async (ref: string, agent: string) => {
  await claimTask(ctx, { ref, agent });
  return completeTask(ctx, { ref, resolution: `The cache of ${agent}` } as never);
};

it("approves the work that is picked, and cancels the others with the reason", async () => {
  const { group, entries } = await open();
  const [iris, otto, mia] = entries.map(({ task }) => task.ticket_ref) as [string, string, string];
  expect(entries.map(({ task }) => [task.assigned_to, task.review_required])).toEqual([
    ["iris", true],
    ["otto", true],
    ["mia", true],
  ]);
  const pick = { task: otto, reason: "It is smaller" };
  await expect(pickEntry(ada, group.id, pick)).rejects.toMatchObject({ code: "conflict" });
  await handIn(otto, "otto");
  await handIn(iris, "iris");
  await claimTask(ctx, { ref: mia, agent: "mia" });
  await failTask(ctx, { ref: mia, error: "No idea" } as never);

  const picked = await pickEntry(ada, group.id, pick);
  expect(picked).toMatchObject({
    picked: otto,
    group: { status: "done" },
    entries: [
      { task: { status: "cancelled" }, run: { outcome: "succeeded" } },
      { task: { status: "done", resolution: "The cache of otto" } },
      { task: { status: "cancelled" } },
    ],
  });
  const said = await test.db.comment.findMany({ where: { task: { ticketRef: iris } } });
  expect(said.at(-1)?.content).toContain(`not picked: ${otto} of otto is. It is smaller`);
  await expect(
    pickEntry(ada, group.id, { task: iris, reason: "No, this one" }),
  ).rejects.toMatchObject({ details: { reason: "picked" } });
});

it("is left to whoever compares, and knows its own tasks alone", async () => {
  const { group, entries } = await open();
  const task = await findTask(test.db, entries[0]?.task.id as number);
  expect(await pickReviewer(ctx, task)).toMatchObject({
    kind: "person",
    reason: expect.stringContaining(group.ticket_ref),
  });
  const other = await givenTask(ctx);
  await expect(
    pickEntry(ada, group.id, { task: other.id, reason: "Why not" }),
  ).rejects.toMatchObject({ code: "invalid" });
  await expect(readContest(ada, other.id)).rejects.toMatchObject({ code: "conflict" });
  const unknown = CreateContest.parse({ title: "Add a cache", agents: ["iris", "nobody"] });
  await expect(openContest(ada, unknown)).rejects.toMatchObject({ code: "invalid" });
});
