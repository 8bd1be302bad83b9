import { existsSync } from "node:fs";
import path from "node:path";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { inProject } from "@/scripts/project.mjs";
import { startWorkerLine, type WorkerLine } from "./testing/worker-line";

/** Workers have tasks done by `openclaw agent exec`, which needs no gateway. */

const PROGRAM = inProject("cli/worker/testing/openclaw.mjs");
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

it("does tasks with it, takes over what it used, and sorts its failures", async () => {
  const repo = line.room();
  const done = await line.task("claw", "Work [[write made.txt]]");
  const limited = await line.task("claw", "Work [[fail 429 rate limit exceeded]]");
  const unknown = await line.task("claw", "Work [[fail Unknown model: stub/none]]");
  const late = await line.task("claw", "Work [[timeout]]");
  const worker = line.start("claw", [
    ...["--backend", "openclaw", "--program", PROGRAM, "--model", "stub/stub-gamma"],
    ...["--repo", repo, "--concurrency", "4", "--timeout", "90"],
  ]);
  expect((await worker.told("started")).message).toContain("openclaw (OpenClaw 2026.9.6 (stub))");
  const ended = async (of: string) => line.runNow((await worker.told("delivered", { of })).run);
  expect(await ended(done)).toMatchObject({
    ...{ outcome: "succeeded", model: "stub-gamma", tokens_in: 120, tokens_out: 5 },
    cost_usd: 0.00011,
  });
  expect(await line.taskNow(done)).toMatchObject({ resolution: "Done in 90 s at most" });
  expect(existsSync(path.join(repo, "made.txt"))).toBe(true);
  expect(await ended(limited)).toMatchObject({
    error_class: "rate_limited",
    error: "429 rate limit exceeded",
  });
  expect(await ended(unknown)).toMatchObject({ error_class: "configuration" });
  expect(await ended(late)).toMatchObject({ outcome: "timed_out", error_class: "timeout" });
});
