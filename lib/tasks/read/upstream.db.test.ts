import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Context } from "@/lib/core/context";
import { cancelTask, completeTask } from "@/lib/tasks/change/report";
import { claimTask } from "@/lib/tasks/queue/claim";
import type { TaskRow } from "@/lib/tasks/row";
import { linkTasks } from "@/lib/tasks/structure/links";
import { contextOf, givenTask } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { emptyTables } from "@/lib/testing/empty-tables";
import { upstreamResults } from "./upstream";

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

type Fields = Parameters<typeof givenTask>[1];
const given = (title: string, fields: Fields = {}) =>
  givenTask(ctx, { title, review_required: false, ...fields });
const finish = async (task: TaskRow, resolution: string | undefined, agent = "scout") => {
  await claimTask(ctx, { ref: task.id, agent });
  await completeTask(ctx, { ref: task.id, resolution });
};
const results = async (task: TaskRow) =>
  (await upstreamResults(test.db, task)).map(({ title, resolution }) => `${title}: ${resolution}`);

describe("what a task builds on", () => {
  it("is what it waited for and what that followed, oldest first, with who did it", async () => {
    const research = await given("Research");
    const build = await given("Build", { depends_on: [research.id] });
    const review = await given("Review", { depends_on: [build.id] });
    expect(await upstreamResults(test.db, review)).toEqual([]);
    await finish(research, "three options", "iris");
    expect(await results(build)).toEqual(["Research: three options"]);
    expect(await results(review)).toEqual([]);
    await finish(build, "built the second");
    expect(await upstreamResults(test.db, review)).toEqual([
      {
        id: research.id,
        ticket_ref: research.ticket_ref,
        title: "Research",
        status: "done",
        agent: "iris",
        changed_after_approval: false,
        resolution: "three options",
      },
      expect.objectContaining({ title: "Build", agent: "scout", resolution: "built the second" }),
    ]);
  });

  it("leaves out what was cancelled and what is only related", async () => {
    const [gone, near] = [await given("Gone"), await given("Near")];
    const task = await given("Task", { depends_on: [gone.id] });
    await linkTasks(ctx, { from: near.id, to: task.id, type: "relates" });
    await finish(near, "read me");
    await cancelTask(ctx, { ref: gone.id });
    expect(await results(task)).toEqual([]);
  });

  it("has the steps before it, and what its parent waited for", async () => {
    const plan = await given("Plan");
    const pipe = await given("Pipe", { depends_on: [plan.id], exec_mode: "seq" });
    const step = (title: string, exec_order: number) =>
      given(title, { parent_id: pipe.id, exec_mode: "seq", exec_order });
    const [one, two, three] = [await step("1", 1), await step("2", 2), await step("3", 3)];
    await finish(plan, "the plan");
    await finish(one, "first");
    await cancelTask(ctx, { ref: two.id });
    expect(await results(three)).toEqual(["Plan: the plan", "1: first"]);
    expect(await results(one)).toEqual(["Plan: the plan"]);
  });

  it("has the results of an epic's children where the epic has none", async () => {
    const epic = await given("Epic", { type: "epic" });
    const [left, right] = [
      await given("Left", { parent_id: epic.id }),
      await given("Right", { parent_id: epic.id }),
    ];
    const next = await given("Next", { depends_on: [epic.id] });
    await finish(left, "l");
    await finish(right, "r");
    expect(await results(next)).toEqual(["Left: l", "Right: r"]);
  });

  it("is five tasks at most, the nearest ones, and every branch that is joined", async () => {
    let last = await given("0");
    for (let i = 1; i <= 7; i++) {
      const next = await given(String(i), { depends_on: [last.id] });
      await finish(last, "ok");
      last = next;
    }
    expect(await results(last)).toEqual(["2: ok", "3: ok", "4: ok", "5: ok", "6: ok"]);

    const branches: TaskRow[] = [];
    for (let i = 0; i < 8; i++) branches.push(await given(`Branch ${i}`));
    const join = await given("Join", { depends_on: branches.map(({ id }) => id) });
    for (const branch of branches) await finish(branch, "ok");
    expect(await results(join)).toHaveLength(8);
  });
});
