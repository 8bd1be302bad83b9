import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import { createAgent } from "@/lib/agents/create";
import type { Actor } from "@/lib/core/actor";
import type { Context } from "@/lib/core/context";
import { pickReviewer } from "@/lib/reviews/pick";
import { completeTask, failTask } from "@/lib/tasks/change/report";
import { findTask } from "@/lib/tasks/find";
import { claimTask } from "@/lib/tasks/queue/claim";
import { agentActor, contextOf, givenTask, userActor } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { emptyTables } from "@/lib/testing/empty-tables";
import { giveToSeveral, openContest, readContest } from "./best-of";
import { judgeContest, settleContest } from "./judge-contest";
import { pickEntry } from "./pick-entry";
import { completeTurn } from "./report";
import { CompleteTurn, CreateContest } from "./schema";

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
  await emptyTables(test.db, "tasks", "agents", "runs", "graphile_worker._private_jobs");
  for (const name of ["iris", "otto", "mia", "judge"])
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

it("is opened by agents with any scope, and keeps its own review then", async () => {
  const { id } = await test.db.agent.findFirstOrThrow({ where: { name: "judge" } });
  const contest = CreateContest.parse({ title: "Add a cache", agents: ["iris", "otto"] });
  for (const role of ["operator", "admin"] as const) {
    const agent = contextOf(test.db, { ...agentActor("judge", id), role } as never);
    const { group } = await openContest(agent, contest);
    expect([role, group.review_required]).toEqual([role, true]);
  }
  expect((await openContest(ada, contest)).group.review_required).toBe(false);
});

/** Has the judge say something, and does what follows from it. */
async function judged(group: number, output: string) {
  const asked = await judgeContest(ada, group, { agent: "judge" });
  const run = asked.judge_run_id as number;
  await claimTurn(run);
  await completeTurn(ctx, run, CompleteTurn.parse({ output }));
  const [job] = await test.db.$queryRaw<{ payload: { runId: number } }[]>`
    SELECT payload FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
    WHERE t.identifier = 'settleContest' AND (payload ->> 'runId')::int = ${run}`;
  expect(job).toBeDefined();
  await settleContest(ctx, run);
  return readContest(ada, group);
}

async function claimTurn(run: number) {
  const taken = await test.db.$executeRaw`
    UPDATE runs SET state = 'running' WHERE id = ${run} AND state = 'queued'`;
  expect(taken).toBe(1);
}

it("is judged without names, and the judge's pick is a verdict like any other", async () => {
  const { group, entries } = await open();
  const [iris, otto, mia] = entries.map(({ task }) => task.ticket_ref) as [string, string, string];
  await handIn(iris, "iris");
  await expect(judgeContest(ada, group.id, { agent: "judge" })).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringContaining("not handed in yet"),
  });
  await handIn(otto, "otto");
  await claimTask(ctx, { ref: mia, agent: "mia" });
  await failTask(ctx, { ref: mia, error: "No idea" } as never);
  await expect(judgeContest(ada, group.id, { agent: "otto" })).rejects.toMatchObject({
    code: "forbidden",
  });
  // One that lost its entry halfway has one all the same.
  await expect(judgeContest(ada, group.id, { agent: "mia" })).rejects.toMatchObject({
    code: "forbidden",
  });

  const none = await judged(group.id, "Both are fine.");
  expect(none).toMatchObject({
    picked: null,
    judge: "judge",
    judge_problem: expect.stringContaining("picks nothing: no line"),
  });
  const { prompt } = await test.db.runText.findUniqueOrThrow({
    where: { runId: none.judge_run_id as number },
  });
  expect(prompt).toContain("Entry 2:");
  expect(prompt).not.toMatch(/\botto\b.*:|assigned/);

  expect(await judged(group.id, "PICK: 2\nREASON: it is smaller")).toMatchObject({
    picked: otto,
    picked_by: "judge",
    pick_reason: "it is smaller",
    judge_problem: null,
    entries: [
      { task: { status: "cancelled" } },
      { task: { status: "done" } },
      { task: { status: "cancelled" } },
    ],
  });
  await expect(judgeContest(ada, group.id, { agent: "judge" })).rejects.toMatchObject({
    details: { reason: "picked" },
  });
});

it("keeps a judge from picking against the checks, and what was handed in again", async () => {
  const checks = [{ name: "test", command: "npm test" }];
  const { group, entries } = await openContest(
    ada,
    CreateContest.parse({ title: "Add a cache", agents: ["iris", "otto"], checks }),
  );
  const [iris, otto] = entries.map(({ task }) => task.ticket_ref) as [string, string];
  await handIn(iris, "iris");
  await handIn(otto, "otto");
  expect(await judged(group.id, "PICK: 1\nREASON: it is smaller")).toMatchObject({
    picked: null,
    judge_problem: expect.stringContaining("test has no result for this commit"),
  });
  await test.db.task.updateMany({ where: { parentId: group.id }, data: { checks: [] } });
  const asked = await judgeContest(ada, group.id, { agent: "judge" });
  const run = asked.judge_run_id as number;
  await claimTurn(run);
  // Sent back and handed in again while the judge reads.
  await test.db.$executeRaw`
    UPDATE tasks SET status_changed_at = status_changed_at + interval '5 seconds' WHERE ticket_ref = ${iris}`;
  await completeTurn(ctx, run, CompleteTurn.parse({ output: "PICK: 1\nREASON: smaller" }));
  await settleContest(ctx, run);
  expect(await readContest(ada, group.id)).toMatchObject({
    picked: null,
    judge_problem: expect.stringContaining("picks nothing"),
  });
  // A person gives the reason against the checks, about the work that was looked at.
  await test.db.task.updateMany({ where: { parentId: group.id }, data: { checks } });
  const pick = { task: iris, reason: "It is smaller", checks_override: "The runner is down" };
  await expect(pickEntry(ada, group.id, { ...pick, seen_at: 1 })).rejects.toMatchObject({
    code: "conflict",
  });
  expect(await pickEntry(ada, group.id, pick)).toMatchObject({
    picked: iris,
    picked_by: "Ada",
    checks_override: "The runner is down",
  });
});

it("is made of a task that nobody has begun, which keeps its reference", async () => {
  const task = await givenTask(ctx, { title: "Add a cache", description: "In memory" } as never);
  const given = await giveToSeveral(ada, task.id, { agents: ["iris", "otto"] });
  expect(given).toMatchObject({
    group: { ticket_ref: task.ticket_ref, kind: "group", review_required: false },
    entries: [
      { task: { assigned_to: "iris", title: "Add a cache", description: "In memory" } },
      { task: { assigned_to: "otto", review_required: true } },
    ],
  });
  const [iris, otto] = given.entries.map((entry) => entry.task.ticket_ref) as [string, string];
  for (const ref of [task.id, iris])
    await expect(giveToSeveral(ada, ref, { agents: ["iris", "otto"] })).rejects.toMatchObject({
      code: "conflict",
    });
  await handIn(otto, "otto");
  expect(await pickEntry(ada, task.id, { task: otto, reason: "Good" })).toMatchObject({
    group: { status: "done" },
  });
  const begun = await givenTask(ctx);
  await claimTask(ctx, { ref: begun.id, agent: "mia" });
  await expect(giveToSeveral(ada, begun.id, { agents: ["iris", "otto"] })).rejects.toMatchObject({
    code: "conflict",
    message: expect.stringContaining("is in progress"),
  });
});

it("is judged at the word of no agent that could not judge it, nor by one that has an entry or was made by one", async () => {
  const { group, entries } = await open();
  for (const { task } of entries) await handIn(task.ticket_ref, task.assigned_to as string);
  const ids = await test.db.agent.findMany({ select: { id: true, name: true } });
  const idOf = (name: string) => ids.find((each) => each.name === name)?.id as number;
  const as = (name: string, role: "operator" | "admin" = "operator") =>
    contextOf(test.db, { ...agentActor(name, idOf(name)), role } as Actor);
  const refused = { code: "forbidden" };
  await test.db.agent.updateMany({ data: { config: { workshop_tools: true } } });
  await test.db.$executeRaw`INSERT INTO runs (agent, trigger) VALUES ('judge', 'claim')`;
  // An agent with an entry names a judge of its work, whatever its scopes are.
  for (const asks of [as("iris"), as("iris", "admin"), as("judge"), as("judge", "admin")]) {
    await expect(judgeContest(asks, group.id, { agent: "judge" })).rejects.toMatchObject(refused);
  }
  // One of its team says what its role makes it say.
  await test.db.agent.update({ where: { name: "judge" }, data: { madeById: idOf("otto") } });
  await expect(judgeContest(ada, group.id, { agent: "judge" })).rejects.toMatchObject(refused);
  await test.db.agent.update({
    where: { name: "judge" },
    data: { madeById: null, role: "reviewer" },
  });
  expect(await judgeContest(as("judge"), group.id, { agent: "judge" })).toMatchObject({
    judge: "judge",
  });
});
