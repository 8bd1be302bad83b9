import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import type { Context } from "@/lib/core/context";
import { agentsWithDueWork } from "@/lib/dispatch/queue.sql";
import { updateTask } from "@/lib/tasks/change/update";
import { findTask } from "@/lib/tasks/find";
import { whyTask } from "@/lib/tasks/read/why";
import { contextOf, givenTask } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { readBacklog } from "./backlog";
import { claimNext, claimTask, givenBy } from "./claim";
import { findAgentsWithWork, findPool } from "./waiting-room.sql";

let test: TestDatabase;
let ctx: Context;
beforeAll(async () => {
  test = await createTestDatabase();
});
afterAll(() => test.drop());
beforeEach(async () => {
  await test.db.$executeRawUnsafe("TRUNCATE tasks, agents, runs, events CASCADE");
  ctx = contextOf(test.db);
});

const command = { run: "npm test", env: { BATON_IN_1: "v1" } };
const nothing = { reason: "no_tasks_available" };

it("gives a task with a command to nobody who does not run commands", async () => {
  await test.db.agent.create({ data: { name: "model", runtime: "anthropic" } });
  const own = await givenTask(ctx, { command, assigned_to: "scout" });
  const dispatched = await givenTask(ctx, { command, assigned_to: "model" });
  const pool = await givenTask(ctx, { command });
  expect(pool).toMatchObject({ command, ready: true, claimable: false, command_ready: true });
  expect(await claimNext(ctx, { agent: "scout", most: 5 })).toMatchObject(nothing);
  expect(await agentsWithDueWork(test.db)).toEqual([]);
  expect(
    await readBacklog(ctx, { projectId: pool.project_id, agent: "scout", limit: 9 }),
  ).toMatchObject({ tasks: [] });
  for (const { id } of [own, pool, dispatched]) {
    await expect(claimTask(ctx, { ref: id, agent: "scout" })).rejects.toMatchObject({
      code: "conflict",
    });
  }
  const { reasons } = await whyTask(ctx, pool.id);
  expect(reasons).toMatchObject([
    { code: "waits_for_commands", sentence: "It waits for a worker started with --commands." },
  ]);
});

it("gives those who run commands first a command, and then other work unless they do only that", async () => {
  const work = await givenTask(ctx, { priority: "critical" });
  const one = await givenTask(ctx, { command, priority: "low" });
  const two = await givenTask(ctx, { command, assigned_to: "runner" });
  const poll = (more: object = {}) =>
    claimNext(ctx, { agent: "runner", maxCapacity: 9, commands: true, ...more });
  expect((await poll({ claimId: "a" })).task?.id).toBe(two.id);
  expect((await poll({ claimId: "b", commands: "only" })).task).toMatchObject({
    id: one.id,
    command,
    command_ready: false,
  });
  expect(await poll({ commands: "only", claimId: "c" })).toMatchObject(nothing);
  // An id that is known gives the same, whatever else is asked.
  expect((await poll({ claimId: "b" })).task?.id).toBe(one.id);
  expect((await poll({ claimId: "c" })).task?.id).toBe(work.id);
});

it("claims several, of one kind of work, and one by its name", async () => {
  for (const work_type of ["build", "build", "deploy"])
    await givenTask(ctx, { command, work_type });
  const many = await claimNext(ctx, {
    agent: "runner",
    maxCapacity: 9,
    most: 9,
    workType: "build",
    commands: true,
  });
  expect(givenBy(many).map(({ task }) => task.work_type)).toEqual(["build", "build"]);
  const named = await givenTask(ctx, { command, assigned_to: "runner" });
  const claim = await claimTask(ctx, {
    ref: named.id,
    agent: "runner",
    commands: true,
    claimId: "n",
  });
  expect(claim.task.status).toBe("in_progress");
});

it("is ordinary work again when its command is taken away, and waits as other work does", async () => {
  const task = await givenTask(ctx, { command });
  await updateTask(ctx, task.id, { command: null });
  expect(await findTask(test.db, task.id)).toMatchObject({ claimable: true, command_ready: false });
  await updateTask(ctx, task.id, { command: { script: "make\nmake check" } });
  const first = await givenTask(ctx);
  await updateTask(ctx, task.id, { archived: true });
  expect(await findTask(test.db, task.id)).toMatchObject({
    claimable: false,
    command_ready: false,
  });
  const after = await givenTask(ctx, { command, depends_on: [first.id] });
  expect(after).toMatchObject({ ready: false, command_ready: false });
});

it("calls those who wait for commands, and nobody else", async () => {
  const wanted = (agent: string, commands: boolean | "only") => ({
    agent,
    commands,
    projectId: null,
    workType: null,
  });
  const [plain, both, only] = [
    wanted("plain", false),
    wanted("both", true),
    wanted("only", "only"),
  ];
  await givenTask(ctx, { command, assigned_to: "plain" });
  await givenTask(ctx, { command, assigned_to: "both" });
  const pool = await givenTask(ctx, { command });
  const work = await givenTask(ctx);
  expect(await findAgentsWithWork(test.db, [plain, both, only])).toEqual(["both"]);
  const offered = async (...waiting: (typeof both)[]) =>
    (await findPool(test.db, waiting)).map(({ id }) => id);
  expect(await offered(plain)).toEqual([work.id]);
  expect(await offered(only)).toEqual([pool.id]);
  expect(await offered(both)).toEqual([pool.id, work.id]);
});
