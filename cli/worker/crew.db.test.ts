import { writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { AGENT, startWorkerLine, type WorkerLine } from "./testing/worker-line";

/** One process works for all agents of a profile, as they come and go. */

let test: TestDatabase;
let line: WorkerLine;
beforeAll(async () => {
  test = await createTestDatabase();
  line = await startWorkerLine(test);
  await line.api("POST", "profiles", { name: "coder", runtime: "worker", role: "You write code." });
});
afterEach(() => line.endWorkers());
afterAll(async () => {
  await line?.close();
  await test?.drop();
});

const make = (name: string) => line.api("POST", "profiles/coder/agents", { name });
const ask = async (name: string) => {
  const { run } = await line.api("POST", `agents/${name}/ask`, { prompt: "[[do answer]]" });
  return (await line.api("GET", `runs/${run.id}?wait=30`)).run;
};
const start = (...words: string[]) =>
  line.startWorker(["--profile-agents", "coder", "--command", AGENT, ...words]);

it("serves agents as soon as they are made, and lets go of those that are dismissed", async () => {
  await make("one");
  const worker = start();
  expect(await worker.told("started")).toMatchObject({
    message: "Serves the agents made from coder: one",
  });
  expect(await ask("one")).toMatchObject({ outcome: "succeeded" });
  await make("two");
  expect(await ask("two")).toMatchObject({ outcome: "succeeded" });
  await line.api("DELETE", "agents/two");
  expect(await worker.told("ended")).toMatchObject({ agent: "two" });
  const { agents } = await line.api("GET", "agents");
  expect(agents.map(({ name }: { name: string }) => name)).toEqual(["one"]);
  await make("two");
  expect(await ask("two")).toMatchObject({ outcome: "succeeded" });
  worker.child.kill("SIGTERM");
  expect((await worker.ended).code).toBe(0);
  const { workers } = await line.api("GET", "workers?ended=true");
  expect(new Set(workers.map(({ agent }: { agent: string }) => agent))).toEqual(
    new Set(["one", "two"]),
  );
});

it("works on as many tasks at once as it is told, whoever's they are, and ends when none is left", async () => {
  const file = path.join(line.room(), "go");
  const first = await line.task("one", `Work [[do wait ${file}]]`);
  const second = await line.task("two", "Work [[do answer]]");
  const third = await line.task("one", "Work [[do answer]]");
  const worker = start("--once", "--concurrency", "1");
  const { task } = await worker.told("claimed");
  if (task === first) writeFileSync(file, "");
  else await worker.told("delivered", { of: second }).then(() => writeFileSync(file, ""));
  const { code, out } = await worker.ended;
  expect(code).toBe(0);
  for (const ref of [first, second, third])
    expect(await line.taskNow(ref)).toMatchObject({ status: "review" });
  expect(out).toContain(`${third} is in review`);
});

it("says that a profile is unknown, and that nothing was ready", async () => {
  const unknown = await line.startWorker(["--profile-agents", "nobody", "--command", AGENT]).ended;
  expect({ code: unknown.code, err: unknown.err }).toEqual({
    code: 2,
    err: expect.stringContaining('Unknown profile "nobody"'),
  });
  const both = await line.startWorker(["--profile-agents", "coder", "--name", "x"]).ended;
  expect(both.err).toContain("--name and --profile-agents exclude each other");
  await make("three");
  const full = await start("--once", "--min-free-disk", "900000GB").ended;
  expect(full).toMatchObject({ code: 2, err: expect.stringContaining("of disk space are left") });
  const idle = start("--once");
  expect(await idle.told("nothing")).toMatchObject({
    message: expect.stringMatching(/^Nothing was ready for (one|two|three)$/),
  });
  expect((await idle.ended).code).toBe(0);
});
