import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { contextOf } from "@/lib/testing/context";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { followRuns, givenRun } from "@/lib/testing/workflows";
import { readRun } from "@/lib/workflows/run/read";
import { AGENT, startWorkerLine, type WorkerLine } from "./testing/worker-line";

/** Workers do the stages of a workflow, each in a worktree of its own. */

let test: TestDatabase;
let line: WorkerLine;
beforeAll(async () => {
  test = await createTestDatabase();
  line = await startWorkerLine(test);
});
afterEach(() => line.endWorkers());
afterAll(async () => {
  await line?.close();
  await test?.drop();
});

it("runs a command on the commit of the stage before it, and values never as code", async () => {
  const { repo } = line.repository();
  const ctx = contextOf(test.db);
  await line.api("POST", "agents/register", { name: "builder", runtime: "worker" });
  const run = await givenRun(
    ctx,
    [
      { name: "write", agent: "builder", prompt: "[[do change new.txt]]", review: false },
      {
        name: "check",
        agent: "builder",
        prompt: undefined,
        command: "test -f new.txt && echo {{inputs.tag}}",
        from: ["write"],
        review: false,
      },
    ],
    {
      inputs: { tag: { type: "string", required: true } },
      given: { tag: "$(touch hacked)" },
    },
  );
  const worker = line.start("builder", [
    ...["--command", AGENT, "--commands", "--worktree", "--repo", repo],
  ]);
  await worker.told("delivered");
  await followRuns(ctx);
  expect((await readRun(ctx, run.id)).stages.map(({ state }) => state)).toEqual([
    "succeeded",
    "active",
  ]);
  const { task } = await worker.told("delivered", { count: 2 });
  await followRuns(ctx);
  const { status, stages } = await readRun(ctx, run.id);
  expect(stages.map(({ name, state }) => [name, state])).toEqual([
    ["write", "succeeded"],
    ["check", "succeeded"],
  ]);
  expect(status).toBe("succeeded");
  const { resolution } = await line.taskNow(task as string);
  expect(resolution).toBe("$(touch hacked)\n\nExit code 0");
});
