import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Context } from "@/lib/core/context";
import { answerRequest } from "@/lib/requests/answer";
import { cancelTask, completeTask, failTask } from "@/lib/tasks/change/report";
import { claimTask } from "@/lib/tasks/queue/claim";
import { agentActor, contextOf } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { Naive, pictureOfNaive, planOf, type Shape, shape } from "@/lib/testing/naive-run";
import { pictureOfRun, stagesOf } from "@/lib/testing/random-run";
import { followRuns, givenRun } from "@/lib/testing/workflows";
import { advanceRun, tendRuns } from "./advance";
import type { RunRow } from "./rows";
import type { StageKey } from "./rules";

/** The rules on the real thing: with jobs that are lost, run twice and run at once, a run comes to what the naive interpreter comes to. */

let test: TestDatabase;
let ctx: Context;
beforeAll(async () => {
  test = await createTestDatabase();
  ctx = contextOf(test.db);
});
afterAll(() => test.drop());

/** Nothing can be handed in that is unfit: the attempt fails. And a loop always knows how often it may go round. */
const playable = (given: Shape[]): Shape[] =>
  given.map((each) => {
    const { script, kind } = each;
    const outcomes = script.outcomes.map((one) => (one === "unfit" ? "failed" : one));
    const count = kind === "loop" && script.count === "error" ? 3 : script.count;
    return { ...each, script: { ...script, outcomes, count } };
  });

/** Does to a stage's task what its script says. */
async function end(run: RunRow, { name, item }: StageKey, outcome: string): Promise<void> {
  const { taskId } = await test.db.workflowStage.findFirstOrThrow({
    where: { runId: run.id, name, itemIndex: item },
  });
  const ref = taskId as number;
  if (outcome === "approved" || outcome === "rejected") {
    const asked = await test.db.request.findFirstOrThrow({ where: { taskId: ref, state: "open" } });
    await answerRequest(ctx, {
      id: asked.id,
      body: { option: outcome === "approved" ? "approve" : "reject" },
    });
    return;
  }
  const own = contextOf(test.db, agentActor("scout"));
  await claimTask(own, { ref, agent: "scout" });
  if (outcome === "done") await completeTask(own, { ref, resolution: "Done" });
  else await failTask(own, { ref, error: "It broke" });
}

/** What queues and servers do with the job of a change. */
async function follow(run: RunRow, pick: number): Promise<void> {
  if (pick % 5 === 0) {
    await test.db.$executeRaw`DELETE FROM graphile_worker._private_jobs`;
    await tendRuns(ctx);
  }
  if (pick % 3 === 0) await Promise.all([followRuns(ctx), advanceRun(ctx, { run: run.id })]);
  await followRuns(ctx);
}

async function play(shapes: Shape[], picks: number[]): Promise<void> {
  const { plan, scripts } = planOf(playable(shapes));
  const naive = new Naive(plan.stages, scripts);
  const run = await givenRun(ctx, stagesOf(plan, scripts));
  expect(await pictureOfRun(test.db, run.id)).toEqual(pictureOfNaive(naive));
  for (let step = 0; step < 40; step++) {
    const pick = picks[step % picks.length] as number;
    const keys = [...naive.state].map(([id, state]) => {
      const [name, item] = id.split("#") as [string, string?];
      return { name, item: item === undefined ? null : Number(item), state };
    });
    const active = keys.filter(
      ({ name, item, state }) =>
        state === "active" && (item !== null || plan.stage(name).many === null),
    );
    const key = active[pick % Math.max(1, active.length)];
    if (!key || naive.status !== "running") break;
    if (pick % 11 === 0 && key.item === null) {
      const { taskId } = await test.db.workflowStage.findFirstOrThrow({
        where: { runId: run.id, name: key.name, itemIndex: null },
      });
      await cancelTask(ctx, { ref: taskId as number });
      await follow(run, pick);
      naive.cancelTask(key);
    } else {
      await end(run, key, naive.nextOutcome(key));
      await follow(run, pick);
      naive.end(key);
    }
    expect(await pictureOfRun(test.db, run.id)).toEqual(pictureOfNaive(naive));
  }
}

it("comes to what the naive interpreter comes to, with jobs that are lost, late and doubled", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(shape, {
        minLength: 1,
        maxLength: Number(process.env.WORKFLOW_STAGES ?? 8),
        size: "max",
      }),
      fc.array(fc.nat(10_000), { minLength: 10, maxLength: 40 }),
      play,
    ),
    {
      seed: Number(process.env.WORKFLOW_SEED ?? 5),
      numRuns: Number(process.env.WORKFLOW_RUNS ?? 4),
    },
  );
}, 600_000);
