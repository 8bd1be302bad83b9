import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { AGENT, startWorkerLine, type WorkerLine } from "./testing/worker-line";

/** The shipped command line runs the commands that tasks of a real server carry. */

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

let name = "";
beforeEach(({ task }) => {
  name = `runner_${task.id.replace(/\W/g, "_")}`;
});
const given = (command: object, fields: object = {}): Promise<string> =>
  line.task(name, "Work", { command, ...fields });
const start = (...words: string[]) => line.start(name, ["--commands", ...words]);

it("runs commands without a program, and judges them by their exit code alone", async () => {
  const checks = { checks: [], review_required: false };
  const silent = await given({ run: "true" }, checks);
  const env = { BATON_IN_1: "$(touch /tmp/never); two", MC_API_KEY: "mine" };
  const said = await given(
    { run: 'echo "$BATON_IN_1"; env | grep -c ^ANOTHERS; test "$MC_API_KEY" != mine' },
    checks,
  );
  await line.api("PATCH", `tasks/${said}`, {
    command: { run: 'echo "$BATON_IN_1"; test "$MC_API_KEY" != mine', env },
  });
  const list = JSON.stringify(Array.from({ length: 9_000 }, (_, n) => n));
  const json = await given({
    script: `#!/usr/bin/env node\nconsole.log(JSON.stringify([...Array(9000).keys()]))`,
  });
  const long = await given({ run: "seq 1 9000" });
  const coloured = await given({ run: "printf '\\033[32mgreen\\033[0m\\n'" }, checks);
  const ended = await start("--once", "--concurrency", "3").ended;
  expect(ended.code).toBe(0);
  expect((await line.taskNow(coloured)).resolution).toBe("green\n\nExit code 0");
  expect(await line.taskNow(silent)).toMatchObject({ status: "done", resolution: "Exit code 0" });
  expect((await line.taskNow(said)).resolution).toBe("$(touch /tmp/never); two\n\nExit code 0");
  expect((await line.taskNow(json)).resolution).toBe(`${list}\n\nExit code 0`);
  const { resolution, status } = await line.taskNow(long);
  expect(status).toBe("review");
  expect(resolution.length).toBeLessThan(20_200);
  expect(resolution).toMatch(
    /^\[\d+ characters before are in the log\]\n[\s\S]*\n9000\n\nExit code 0$/,
  );
});

it("fails an attempt with the end of what was printed, at its own time limit, and when it is cancelled", async () => {
  const red = await given({ script: "echo first\nls /nowhere-at-all\necho never" });
  const slow = await given({ run: "echo begun; sleep 60", timeout_seconds: 1 });
  const worker = start("--concurrency", "3");
  const ended = async (of: string) => line.runNow((await worker.told("delivered", { of })).run);
  const failed = await ended(red);
  const late = await ended(slow);
  expect(failed).toMatchObject({ outcome: "failed", error_class: "agent" });
  expect(failed.error).toMatch(
    /^echo first ended with exit code \d+: first\nls: [\s\S]*nowhere-at-all/,
  );
  expect(failed.error).not.toContain("never");
  expect(late).toMatchObject({ outcome: "timed_out", error_class: "timeout" });
  // Another attempt would end the same way.
  expect(await line.taskNow(red)).toMatchObject({ status: "failed", dispatch_attempts: 1 });
  const hung = await given({ run: "sleep 60" });
  await worker.told("claimed", { of: hung });
  await line.api("POST", `tasks/${hung}/cancel`, {});
  // Its process group has ended, or the worker would not.
  worker.child.kill("SIGTERM");
  expect((await worker.ended).code).toBe(0);
  expect(await line.taskNow(hung)).toMatchObject({ status: "cancelled" });
});

it("is given to a worker with a program only if that runs commands, and leaves its commit", async () => {
  const repo = line.room();
  const git = (...words: string[]) => execFileSync("git", words, { cwd: repo, encoding: "utf8" });
  git("init", "-q", "-b", "main");
  writeFileSync(path.join(repo, "version"), "1\n");
  git("add", ".");
  git("-c", "user.name=a", "-c", "user.email=a@b.c", "commit", "-qm", "One");
  const bump = await given({ run: "echo 2 > version" });
  const plain = line.start(name, ["--command", AGENT, "--once"]);
  expect((await plain.ended).code).toBe(0);
  expect(await line.taskNow(bump)).toMatchObject({ status: "assigned" });
  const work = await line.task(name, "Work [[do answer]]");
  const worker = line.start(name, [
    "--commands",
    "--command",
    AGENT,
    "--once",
    "--worktree",
    "--repo",
    repo,
  ]);
  expect((await worker.ended).code).toBe(0);
  expect((await line.taskNow(work)).resolution).toContain(`The result of ${work}`);
  expect((await line.taskNow(bump)).resolution).toMatch(
    /^Exit code 0\n\nBranch `baton\/.*- version \(modified, \+1 -1\)$/s,
  );
});
