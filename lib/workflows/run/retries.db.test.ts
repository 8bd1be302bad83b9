import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import type { Context } from "@/lib/core/context";
import { endClaimed } from "@/lib/dispatch/end-claimed";
import type { AttemptError } from "@/lib/runs/schema";
import { claimNext } from "@/lib/tasks/queue/claim";
import { contextOf } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { emptyWorkflows, runStatus, stageStates, stageTask } from "@/lib/testing/workflow-runs";
import { followRuns, type GivenStage, givenRun } from "@/lib/testing/workflows";

/** How often a stage is begun whose program fails at a worker. */

let test: TestDatabase;
let ctx: Context;
beforeAll(async () => {
  test = await createTestDatabase();
  ctx = contextOf(test.db);
});
afterAll(() => test.drop());
beforeEach(() => emptyWorkflows(test.db));

const given = (stage: Partial<GivenStage>, more?: Parameters<typeof givenRun>[2]) =>
  givenRun(ctx, [{ name: "build", ...stage }], more);

/** A worker claims what is ready, and its program fails. Whether there was anything. */
async function fail(error_class: AttemptError = "agent"): Promise<boolean> {
  const { task } = await claimNext(ctx, { agent: "scout" });
  if (!task) return false;
  await endClaimed(ctx, task.run_id as number, { error_class, error: "It broke" });
  await followRuns(ctx);
  return true;
}

it("that says `retry` is tried so often in all, at once", async () => {
  const run = await given({ retry: { attempts: 3 } });
  for (let attempt = 1; attempt <= 3; attempt++) {
    expect(await stageStates(test.db, run)).toEqual({ build: "active" });
    expect(await fail()).toBe(true);
  }
  expect(await stageStates(test.db, run)).toEqual({ build: "failed" });
  expect(await runStatus(test.db, run)).toBe("failed");
  expect(await test.db.run.count()).toBe(3);
});

it("that says never to try again fails with its first program", async () => {
  const run = await given({ retry: { attempts: 1 } });
  await fail("timeout");
  expect(await runStatus(test.db, run)).toBe("failed");
});

it("has the default of its workflow", async () => {
  const run = await given({}, { defaults: { retry: { attempts: 2 } } });
  expect([await fail(), await fail(), await fail()]).toEqual([true, true, false]);
  expect(await runStatus(test.db, run)).toBe("failed");
});

it("loses no attempt of its own to a provider that cannot be reached, or a worker that died", async () => {
  const run = await given({ retry: { attempts: 1 } });
  await fail("lost");
  expect(await fail("network")).toBe(true);
  expect(await stageStates(test.db, run)).toEqual({ build: "active" });
  expect(await stageTask(test.db, run, "build")).toMatchObject({ dispatchAttempts: 2 });
});

it("that says nothing is repeated as every task is", async () => {
  const run = await given({});
  await fail();
  expect(await stageStates(test.db, run)).toEqual({ build: "active" });
  expect((await stageTask(test.db, run, "build")).nextAttemptAt).not.toBeNull();
});
