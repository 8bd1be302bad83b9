import { hostname } from "node:os";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/lib/testing/database";
import { AGENT, startWorkerLine, type WorkerLine } from "./testing/worker-line";

/** Several agents do the same task, and one of their changes is picked. */

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

it("removes the worktrees of work that was not picked as soon as another is", async () => {
  const { repo, git } = line.repository();
  await line.api("POST", "profiles", { name: "coder", runtime: "worker" });
  for (const name of ["one", "two"]) await line.api("POST", "profiles/coder/agents", { name });
  const worker = line.startWorker([
    ...["--profile-agents", "coder", "--command", AGENT],
    ...["--worktree", "--repo", repo],
  ]);
  await worker.told("started");
  const { group, entries } = await line.api("POST", "tasks/best-of", {
    title: "Add it [[do change new.txt]]",
    agents: ["one", "two"],
  });
  const [one, two] = entries.map(({ task }: { task: { ticket_ref: string } }) => task.ticket_ref);
  for (const of of [one, two]) await worker.told("delivered", { of });
  const branches = () => git("for-each-ref", "--format=%(refname:short)", "refs/heads/baton");
  expect(branches().trim().split("\n")).toHaveLength(2);
  const picking = { task: two, reason: "It is smaller" };
  await line.api("POST", `tasks/${group.ticket_ref}/best-of/pick`, picking);
  const name = one.toLowerCase();
  expect((await worker.told("unpicked", { of: one })).message).toBe(
    `${two} was picked, not ${one}: ${name} was removed`,
  );
  expect(branches()).toBe(`baton/${two.toLowerCase()}\n`);
  // The contest says so as soon as the worker's next report has arrived.
  await expect
    .poll(async () => {
      const { entries } = await line.api("GET", `tasks/${group.ticket_ref}/best-of`);
      return entries.map((entry: { worktree: unknown }) => entry.worktree);
    })
    .toEqual([{ host: hostname(), stays: null }, null]);
});
