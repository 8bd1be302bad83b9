import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { inProject } from "@/scripts/project.mjs";
import { AGENT, startWorkerLine, type WorkerLine } from "./testing/worker-line";

/** Workers answer what their agent is asked without a task. */

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

const COMMAND = ["--command", AGENT];
const agent = (name: string) =>
  line.api("POST", "agents/register", { name, runtime: "worker" }) as Promise<unknown>;
const ask = async (name: string, prompt: string, fields: object = {}) =>
  (await line.api("POST", `agents/${name}/ask`, { prompt, ...fields })).run;
const ended = async (run: number) => (await line.api("GET", `runs/${run}?wait=30`)).run;

it("answers a turn before its tasks, goes on in the conversation, and begins anew after a reset", async () => {
  const name = "claude_turns";
  await agent(name);
  const task = await line.task(name, "Later");
  const program = inProject("cli/worker/testing/claude.mjs");
  const first = await ask(name, "Say something");
  const worker = line.start(name, ["--backend", "claude", "--program", program]);
  expect(await worker.told("claimed")).toMatchObject({ run: first.id, task: `turn ${first.id}` });
  expect(await ended(first.id)).toMatchObject({
    ...{ outcome: "succeeded", output: "Nothing to run", tokens_in: 1000, cost_usd: 0.25 },
  });
  await worker.told("delivered", { of: task });
  const second = await ask(name, "And more");
  // The cost of the session is the sum of its turns; a turn's is the difference.
  expect(await ended(second.id)).toMatchObject({ outcome: "succeeded", cost_usd: 0.25 });
  const saved = (conversation: number) =>
    JSON.parse(
      readFileSync(
        execFileSync("find", [
          ...[path.join(line.folder, "state"), "-name", `conversation-${conversation}.json`],
        ])
          .toString()
          .trim(),
        "utf8",
      ),
    ).session.id;
  const session = saved(second.conversation_id);
  await line.api("POST", `agents/${name}/reset`, {});
  const third = await ask(name, "Afresh");
  expect(await ended(third.id)).toMatchObject({ outcome: "succeeded", cost_usd: 0.25 });
  expect(saved(third.conversation_id)).not.toBe(session);
});

it("tells a program without a memory what was said before, asks people, and hands back what it cannot end", async () => {
  const name = "command_turns";
  await agent(name);
  const worker = line.start(name, COMMAND);
  const first = await ask(name, "One [[do answer]]");
  expect(await ended(first.id)).toMatchObject({ output: "The result of undefined" });
  const second = await ask(name, "Two [[do prompt]]");
  expect((await ended(second.id)).output).toMatch(
    /# Earlier in this conversation\n\nYou were asked:\n\nOne [\s\S]*You answered:\n\nThe result of undefined\n\n# Now\n\nTwo/,
  );
  const third = await ask(name, "Three [[do ask]]");
  await worker.told("parked");
  const [{ id, options }] = (await line.api("GET", `requests?run_id=${third.id}`)).requests;
  await line.api("POST", `requests/${id}/answer`, { option: options[1].id });
  expect(await ended(third.id)).toMatchObject({ output: "Blue, in s-7" });

  const pids = path.join(line.room(), "pids");
  const fourth = await ask(name, `Four [[do hang ${pids}]]`);
  await expect.poll(() => existsSync(pids), { interval: 20 }).toBe(true);
  process.kill(worker.child.pid as number, "SIGQUIT");
  await worker.ended;
  expect(await line.runNow(fourth.id)).toMatchObject({ state: "queued", outcome: null });
});

it("stops the program of a turn that was cancelled", async () => {
  const name = "stopped_turns";
  await agent(name);
  line.start(name, COMMAND);
  const pids = path.join(line.room(), "pids");
  const alive = () =>
    readFileSync(pids, "utf8")
      .split(" ")
      .some((pid) => existsSync(`/proc/${pid}`));
  const cancelled = await ask(name, `[[do hang ${pids}]]`);
  await expect.poll(() => existsSync(pids), { interval: 20, timeout: 20_000 }).toBe(true);
  await line.api("POST", `runs/${cancelled.id}/cancel`, {});
  await expect.poll(alive, { interval: 20, timeout: 10_000 }).toBe(false);
  expect(await line.runNow(cancelled.id)).toMatchObject({ outcome: "cancelled" });
});
